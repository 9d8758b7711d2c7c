"""What the department keeps; the list reads as a table of contents."""

from partnerships.models.address import FormerAddress
from partnerships.models.agreement import Agreement, AgreementForm, AgreementStatus
from partnerships.models.agreement_action import ActionKind, AgreementAction
from partnerships.models.base import OutsideRevision, RegisterModel
from partnerships.models.city import City, CityOccasion, Tie
from partnerships.models.delegation import Delegation, DelegationStatus, Direction, Level, ProgrammeItem
from partnerships.models.document import Access, Document, DocumentKind
from partnerships.models.event import Event, EventForm
from partnerships.models.exhibition import Exhibition
from partnerships.models.figure import Award, Degree, Figure, Qualifier, Quantity
from partnerships.models.import_heading import ImportHeading
from partnerships.models.organization import Organization, OrganizationKind
from partnerships.models.outside_link import LinkPlace, OutsideLink
from partnerships.models.participant import (
    OFFICIAL_ROLES,
    PART_OF_BODY,
    PART_TITLES,
    Involvement,
    InvolvementRole,
    Part,
    Participant,
    ParticipantRole,
    Side,
    roles_of,
)
from partnerships.models.photo import Photo, PhotoUse
from partnerships.models.place import Country, CountryGroup, Theme
from partnerships.models.preview_link import PreviewLink
from partnerships.models.public_change import PublicChange
from partnerships.models.readership import Readership
from partnerships.models.record import Kind, Record
from partnerships.models.register import HomeCity, RegisterVersion
from partnerships.models.request import PartnerRequest
from partnerships.models.search import PublicSearchRow, PublicSpelling, StaffSearchRow, StaffSpelling
from partnerships.models.tie_step import TieStep, TieStepKind
from partnerships.models.unsaved import KeptFile, OpenForm
from partnerships.models.untold_change import UntoldChange
from partnerships.models.user import User

__all__ = [
    # the home city and its staff
    "HomeCity",
    "UntoldChange",
    "User",
    "RegisterVersion",
    "PublicChange",
    "PreviewLink",
    "Readership",
    "OutsideLink",
    "ImportHeading",
    "LinkPlace",
    # places
    "CountryGroup",
    "Country",
    "City",
    "CityOccasion",
    "Tie",
    "TieStep",
    "TieStepKind",
    "Organization",
    "OrganizationKind",
    "Theme",
    "PartnerRequest",
    # records
    "Record",
    "Kind",
    "Agreement",
    "ActionKind",
    "AgreementAction",
    "AgreementForm",
    "AgreementStatus",
    "Delegation",
    "DelegationStatus",
    "Direction",
    "Level",
    "ProgrammeItem",
    "Event",
    "EventForm",
    "Exhibition",
    "FormerAddress",
    # rows of a record
    "Involvement",
    "InvolvementRole",
    "Side",
    "Part",
    "OFFICIAL_ROLES",
    "PART_OF_BODY",
    "PART_TITLES",
    "roles_of",
    "Participant",
    "ParticipantRole",
    "Figure",
    "Quantity",
    "Qualifier",
    "Award",
    "Degree",
    "Photo",
    "PhotoUse",
    "Document",
    "DocumentKind",
    "Access",
    # forms on somebody's screen, outside the register
    "OpenForm",
    "KeptFile",
    # what search keeps of them
    "PublicSearchRow",
    "PublicSpelling",
    "StaffSearchRow",
    "StaffSpelling",
    # the guard
    "RegisterModel",
    "OutsideRevision",
]
