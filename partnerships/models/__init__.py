"""What the department keeps; the list reads as a table of contents."""

from importlib import import_module

from partnerships.kinds import KINDS
from partnerships.models.actionplan import ActionPlan
from partnerships.models.address import FormerAddress
from partnerships.models.agreement import Agreement, AgreementStatus
from partnerships.models.agreement_action import ActionKind, AgreementAction
from partnerships.models.annual_report import (
    AnnualReport,
    FrozenPaper,
    FrozenReport,
    ReportSection,
    ReportTarget,
    ReportText,
    SectionKind,
)
from partnerships.models.base import OutsideRevision, RegisterModel
from partnerships.models.birthday import Birthday
from partnerships.models.calendar_link import CalendarLink
from partnerships.models.checklist import ChecklistItem, ChecklistStep
from partnerships.models.city import TIES, City, CityOccasion
from partnerships.models.commitment import Commitment, CommitmentState
from partnerships.models.counted_request import CountedPurpose, CountedRequest
from partnerships.models.delegation import Delegation, DelegationStatus, Direction, Level, ProgrammeItem
from partnerships.models.document import Access, Document, DocumentKind
from partnerships.models.erasure import Erasure
from partnerships.models.estimate import EstimateLine, EstimateNorm
from partnerships.models.event import EVENT_FORMS, Event
from partnerships.models.exhibition import Exhibition
from partnerships.models.figure import AWARDS, FIGURES, Award, Figure, Qualifier, Quantity
from partnerships.models.gift import Gift, GiftDirection
from partnerships.models.greeting import Greeting
from partnerships.models.guest_link import GuestLink
from partnerships.models.import_heading import ImportHeading
from partnerships.models.involvement import (
    BODY_ROLES,
    PART_OF_BODY,
    Involvement,
    InvolvementRole,
    Part,
    Side,
    roles_of_bodies,
)
from partnerships.models.learned_word import LearnedAs, LearnedWord
from partnerships.models.letter import Letter, LetterKind, LetterState, OutgoingLetter, SentBy
from partnerships.models.national_day import NationalDay
from partnerships.models.organization import ORGANIZATION_KINDS, Organization
from partnerships.models.outside_link import LinkPlace, OutsideLink
from partnerships.models.paper_template import PaperTemplate
from partnerships.models.participant import (
    OFFICIAL_ROLES,
    PART_TITLES,
    PERSON_ROLES,
    Participant,
    ParticipantRole,
    roles_of,
)
from partnerships.models.photo import Photo, PhotoUse
from partnerships.models.place import Country, CountryGroup, Theme
from partnerships.models.plan_item import PlanItem, PlanItemState, PlanStatus
from partnerships.models.preview_link import PreviewLink
from partnerships.models.public_change import PublicChange
from partnerships.models.public_message import MessageState, PublicMessage, SenderKind
from partnerships.models.readership import Readership
from partnerships.models.record import Record
from partnerships.models.register import HomeCity, RegisterVersion
from partnerships.models.regular_task import RegularTask
from partnerships.models.request import PartnerRequest
from partnerships.models.search import PublicSpelling, SearchRow, StaffSpelling
from partnerships.models.second_factor import SecondFactor
from partnerships.models.sent_letter import SentLetter
from partnerships.models.service import SERVICES, Service
from partnerships.models.session import StaffSession
from partnerships.models.subscription import Announcement, Pace, Subscription
from partnerships.models.tie_step import TieStep, TieStepKind
from partnerships.models.unsaved import KeptFile, OpenForm
from partnerships.models.untold_change import UntoldChange
from partnerships.models.user import User
from partnerships.models.vocabulary_term import TermLabels, TermMeaning, VocabularyName, VocabularyTerm

__all__ = [
    # the home city and its staff
    "HomeCity",
    "UntoldChange",
    "User",
    "RegisterVersion",
    "PublicChange",
    "PaperTemplate",
    "AnnualReport",
    "FrozenPaper",
    "FrozenReport",
    "ReportSection",
    "ReportTarget",
    "ReportText",
    "SectionKind",
    "PreviewLink",
    "GuestLink",
    "Readership",
    "OutsideLink",
    "ImportHeading",
    "LinkPlace",
    # places
    "VocabularyName",
    "VocabularyTerm",
    "TermLabels",
    "TermMeaning",
    "CountryGroup",
    "Country",
    "City",
    "CityOccasion",
    "TIES",
    "TieStep",
    "TieStepKind",
    "Organization",
    "ORGANIZATION_KINDS",
    "Theme",
    "PartnerRequest",
    # greetings and letters
    "Greeting",
    "OutgoingLetter",
    "Letter",
    "LetterKind",
    "LetterState",
    "SentBy",
    "NationalDay",
    "Birthday",
    "SentLetter",
    "CalendarLink",
    # what readers write, and what is written to them
    "PublicMessage",
    "MessageState",
    "SenderKind",
    "Subscription",
    "Pace",
    "Announcement",
    # records
    "Record",
    "Agreement",
    "ActionKind",
    "AgreementAction",
    "AgreementStatus",
    "ActionPlan",
    "PlanItem",
    "PlanItemState",
    "PlanStatus",
    "Delegation",
    "DelegationStatus",
    "Direction",
    "Level",
    "ProgrammeItem",
    # the work on a delegation
    "ChecklistStep",
    "ChecklistItem",
    "Commitment",
    "CommitmentState",
    "EstimateNorm",
    "EstimateLine",
    "Gift",
    "GiftDirection",
    "SERVICES",
    "Service",
    "Erasure",
    "Event",
    "EVENT_FORMS",
    "Exhibition",
    "FormerAddress",
    # rows of a record
    "Involvement",
    "InvolvementRole",
    "Side",
    "Part",
    "BODY_ROLES",
    "PERSON_ROLES",
    "AWARDS",
    "FIGURES",
    "OFFICIAL_ROLES",
    "PART_OF_BODY",
    "PART_TITLES",
    "roles_of",
    "roles_of_bodies",
    "Participant",
    "ParticipantRole",
    "Figure",
    "Quantity",
    "Qualifier",
    "Award",
    "Photo",
    "PhotoUse",
    "Document",
    "DocumentKind",
    "Access",
    # forms on somebody's screen, outside the register
    "OpenForm",
    "KeptFile",
    "LearnedWord",
    "LearnedAs",
    # how somebody signs in, outside the register
    "SecondFactor",
    "StaffSession",
    "CountedPurpose",
    "CountedRequest",
    # what search keeps of them
    "PublicSpelling",
    "SearchRow",
    "StaffSpelling",
    # what is done again and again
    "RegularTask",
    # the guard
    "RegisterModel",
    "OutsideRevision",
]

for _kind in KINDS:  # a model that nobody names has a table all the same
    import_module(f"partnerships.models.{_kind}")
