"""What the register keeps about people: what for, who sees it, how long. docs/privacy.md prints it.

A test fails for a field of any table that stands neither here nor among what is about no person.
"""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from partnerships.text.label import Label


@dataclass(frozen=True)
class PersonalData:
    """Fields that are kept for one purpose: `fields` by the label of their model."""

    about: Label
    fields: dict[str, tuple[str, ...]]
    purpose: Label
    seen_by: Label
    kept: Label


STAFF: Final = _("the person, administrators")
PURPOSES: Final = (
    PersonalData(
        _("Those who took part: name, office, role, day and place of signing"),
        {"partnerships.Participant": ("name", "office", "role", "side", "is_public", "signed_on", "signed_place")},
        _("the chronicle of the city's ties"),
        _("everyone, where “show to the public” is ticked: officials in office, others with a consent; else the staff"),
        _("as long as the record, or until erased at the person's word"),
    ),
    PersonalData(
        _("Those who took part: contact"),
        {"partnerships.Participant": ("contact",)},
        _("work with the delegation"),
        _("editors, heads, administrators"),
        _("as long as the setting CONTACTS_DAYS says, or until erased"),
    ),
    PersonalData(
        _("Those who work for a delegation: drivers, interpreters, hotels, who is responsible; who promised; gifts"),
        {
            "partnerships.Service": ("name", "contact"),
            "partnerships.ProgrammeItem": ("responsible", "phone", "attendees"),
            "partnerships.ChecklistItem": ("responsible", "done_by"),
            "partnerships.Commitment": ("who",),
            "partnerships.Gift": ("whom",),
            "partnerships.Delegation": ("guest_contact", "guest_phone"),
        },
        _("work with the delegation"),
        _("the staff; contacts: editors, heads, administrators; whom guests call: the guests too"),
        _("as long as the record; contacts as long as the setting CONTACTS_DAYS says"),
    ),
    PersonalData(
        _("Consents of private persons"),
        {"partnerships.Participant": ("consent", "consent_on", "consent_paper", "consent_withdrawn_on")},
        _("proof that a name may be shown"),
        _("editors, heads, administrators"),
        _("as long as the record, or until erased at the person's word"),
    ),
    PersonalData(
        _("Authors, curators, winners, people in pictures and in texts"),
        {
            "partnerships.Photo": ("author", "caption", "alt", "rights"),
            "partnerships.Exhibition": ("curators",),
            "partnerships.Award": ("recipient",),
            "partnerships.PlanItem": ("responsible_home", "responsible_partner"),
        },
        _("the chronicle of the city's ties"),
        _("everyone, once the record is published; rights and consents of pictures: the staff"),
        _("as long as the record; found and changed by “Personal data”"),
    ),
    PersonalData(
        _("People whom one writes to in organisations"),
        {"partnerships.Organization": ("contact_persons",)},
        _("correspondence"),
        _("the staff"),
        _("as long as they work there: changed by hand"),
    ),
    PersonalData(
        _("Birthdays of people in office of partner cities"),
        {
            "partnerships.Birthday": (*("city", "name", "office", "month", "day", "year", "basis", "in_office_until"),),
        },
        _("greetings"),
        _("editors, heads, administrators"),
        _("as long as they are in office: changed by hand, or erased at the person's word"),
    ),
    PersonalData(
        _("To whom greetings and letters go: office, name, e-mail, words"),
        {
            "partnerships.Greeting": ("addressee", "mailbox", "sender", "text", "reply", "responsible"),
            "partnerships.Letter": ("addressee", "mailbox", "sender", "text", "reply", "responsible"),
            "partnerships.SentLetter": (
                *(
                    "greeting",
                    "letter",
                    "mailbox",
                    "sender",
                    "subject",
                    "body",
                    "attached",
                    "sent_at",
                    "sent_by",
                    "fault",
                    "has_left",
                    "form_key",
                ),
            ),
        },
        _("correspondence"),
        _("the staff; name and e-mail of the addressee: editors, heads, administrators"),
        _("as long as the register; found and changed by “Personal data”"),
    ),
    PersonalData(
        _("Messages from the site: name, organisation, e-mail, words; who answered"),
        {
            "partnerships.PublicMessage": (
                *("sender", "organization", "kind", "mailbox", "text", "language", "received_at"),
                *("about_model", "about_key", "about_title", "state", "settled_by", "settled_at", "note", "form_key"),
            ),
        },
        _("the answer to whoever wrote"),
        _("editors, heads, administrators"),
        _("as long as the setting MESSAGES_DAYS says, a year by default, or until deleted"),
    ),
    PersonalData(
        _("News by mail: e-mail, what about, how often, language, since when"),
        {
            "partnerships.Subscription": (
                *("mailbox", "city", "theme", "pace", "language", "asked_at", "confirmed_at", "told_until", "refused"),
                "claimed_at",
            ),
        },
        _("the letters that were asked for"),
        _("nobody; found by heads and administrators by the whole e-mail"),
        _("until ended by the link in each letter; not confirmed: three days"),
    ),
    PersonalData(
        _("Secret links and links for guests: for whom, who made and revoked them"),
        {
            "partnerships.PreviewLink": (
                *("record", "city", "digest", "purpose", "made_by", "made_at", "expires_at", "revoked_by"),
                "revoked_at",
            ),
            "partnerships.GuestLink": (
                *("delegation", "digest", "purpose", "made_by", "made_at", "expires_at", "revoked_by"),
                "revoked_at",
            ),
        },
        _("who may read what is not public"),
        _("the staff"),
        _("half a year after their end at most; found and emptied by “Personal data”"),
    ),
    PersonalData(
        _("Private addresses of the office's calendar"),
        {"partnerships.CalendarLink": ("user", "digest", "made_at", "read_on")},
        _("the calendar of one's own program"),
        _("the person"),
        _("until revoked, or the account is deleted"),
    ),
    PersonalData(
        _("Accounts of the staff: names, mailbox, language, letters wanted, password and second factor as digests"),
        {
            "partnerships.User": (
                *("username", "first_name", "last_name", "email", "password", "last_login", "date_joined", "language"),
                *("is_active", "is_staff", "is_superuser", "groups", "user_permissions", "wants_returned"),
                *("wants_approved", "changes_told", "wants_morning", "morning_on", "morning_claimed_at"),
                *("password_is_initial", "second_factor_asked", "sessions_ended"),
            ),
            "partnerships.SecondFactor": ("user", "kind", "name", "secret", "counter", "made_at", "used_at"),
        },
        _("work in the office, and who answers for a change"),
        STAFF,
        _("as long as the account; a name stays with the changes it made"),
    ),
    PersonalData(
        _("Where somebody of the staff is signed in: network address, browser, since when"),
        {
            "partnerships.StaffSession": (
                *("session_key", "session_data", "expire_date", "user", "started_at", "seen_at", "address", "browser"),
            ),
        },
        _("safety of accounts"),
        STAFF,
        _("until the session ends, a day at most after that"),
    ),
    PersonalData(
        _("Failed sign-ins, requests for a new password, forms sent by readers: network address, name, browser"),
        {
            "axes.AccessAttempt": (
                *("user_agent", "ip_address", "username", "http_accept", "path_info", "attempt_time"),
                *("get_data", "post_data", "failures_since_start"),
            ),
            "axes.AccessAttemptExpiration": ("access_attempt", "expires_at"),
            "axes.AccessFailureLog": (
                *("user_agent", "ip_address", "username", "http_accept", "path_info", "attempt_time", "locked_out"),
            ),
            "axes.AccessLog": (
                *("user_agent", "ip_address", "username", "http_accept", "path_info", "attempt_time"),
                *("logout_time", "session_hash"),
            ),
            "partnerships.CountedRequest": ("purpose", "mailbox", "network", "asked_at"),
        },
        _("safety of accounts, and against machines"),
        _("nobody, but by the pause they lead to"),
        _("a day at most"),
    ),
    PersonalData(
        _("Who of the staff wrote, sent, returned or approved what, and when"),
        {
            "reversion.Revision": ("date_created", "user", "comment"),
            "reversion.Version": (
                *("revision", "object_id", "content_type", "db", "format", "serialized_data", "object_repr"),
            ),
            "admin.LogEntry": (
                *("action_time", "user", "content_type", "object_id", "object_repr", "action_flag", "change_message"),
            ),
            "partnerships.Entry": ("responsible", "sent_by", "sent_at", "returned_by", "returned_at", "return_comment"),
            "partnerships.PartnerRequest": ("sent_by", "sent_at", "returned_by", "returned_at", "return_comment"),
            "partnerships.UntoldChange": (
                *("reader", "by", "model", "object_id", "changed_at", "claim", "claimed_at"),
            ),
            "partnerships.Erasure": ("by", "at", "basis", "people", "versions"),
        },
        _("the history of the register: who answers for a change, and what it was before"),
        _("the staff"),
        _("as long as the register; names of others in it are struck out when they are erased"),
    ),
    PersonalData(
        _("Annual reports that were frozen, and their signed papers: whom they name, who froze and added them"),
        {
            "partnerships.FrozenReport": ("report", "frozen_at", "frozen_by", "content"),
            "partnerships.FrozenPaper": (
                *("frozen", "language", "is_signed", "file", "name", "media_type", "size", "sha256", "text"),
                *("added_at", "added_by"),
            ),
        },
        _("proof of what was reported and signed"),
        _("the staff"),
        _("as long as the register, as they were signed; found by “Personal data”, not changed by an erasure"),
    ),
    PersonalData(
        _("What somebody of the staff has typed or uploaded and not saved"),
        {
            "partnerships.OpenForm": (
                *("key", "user", "model", "object_id", "data", "opened_at", "seen_at", "typed_at", "saved_at"),
            ),
            "partnerships.KeptFile": (
                *("key", "user", "name", "size", "width", "height", "media_type", "sha256", "text", "file"),
                "created_at",
            ),
        },
        _("nothing typed is lost"),
        _("the person"),
        _("until saved or thrown away, 30 days at most"),
    ),
)
#: Tables of the program itself, which are about no person.
IMPERSONAL: Final = {
    "auth.Permission": ("name", "content_type", "codename"),
    "auth.Group": ("name", "permissions"),
    "contenttypes.ContentType": ("app_label", "model"),
    "sessions.Session": ("session_key", "session_data", "expire_date"),
    "partnerships.Announcement": ("record_key", "seen_at"),
    "partnerships.PublicChange": ("record", "city", "mark", "number", "changed_at"),
    "partnerships.ImportHeading": ("table", "heading", "column"),
    "partnerships.RegisterVersion": (*("number", "changed_at", "public_changed_at", "terms", "identity", "authority"),),
    "partnerships.OutsideLink": ("address", "digest", "checked_at", "fault", "failed_since", "moved_to"),
    "partnerships.LinkPlace": ("link", "record", "city", "organization", "home", "column", "quoted"),
    "partnerships.Readership": ("record", "city", "month", "views", "downloads"),
    "partnerships.LearnedWord": ("word", "what", "meaning", "times"),  # in small letters only: no name
    "partnerships.RegularTask": ("name", "claimed_at", "begun_at", "done_at", "fault"),
    "partnerships.SearchRow": ("kind", "object_id", "publish_at", "until", "tokens"),
    "partnerships.PublicSpelling": ("key", "word"),
    "partnerships.StaffSpelling": ("key", "word"),
}
