"""The second factor: who needs one by when, and whether what somebody shows is right, once and never again.

Codes of an app follow RFC 6238: six digits, half a minute each; one step before and after is taken, for slow clocks
and fingers. The keys of apps are encrypted with SECRET_KEY; of recovery codes only a digest is kept.
"""

import secrets
from base64 import b32decode, b32encode, urlsafe_b64encode
from datetime import datetime, timedelta
from typing import Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from partnerships.models import SecondFactor, User
from partnerships.models.second_factor import FactorKind
from partnerships.staff import account_letters, rights

STEP: Final = 30
DIGITS: Final = 6
RECOVERY_CODES: Final = 10
#: So begins the name under which wrong codes are counted; the name of an account has neither colon nor space.
GUESSES: Final = "second step: "
#: Letters and digits that nobody takes for another.
LETTERS_OF_CODES: Final = "abcdefghjkmnpqrstuvwxyz23456789"


def is_required(user: User) -> bool:
    """Say whether `user` has to have one: for a role that needs it, or for a permission that only such a role gives."""
    if not settings.SECOND_FACTOR_ROLES:
        return False
    meant = {f"partnerships.{name}" for role in settings.SECOND_FACTOR_ROLES for name in rights.added_by(role)}
    return user.is_superuser or bool(meant & user.get_all_permissions())


def due_at(user: User) -> datetime | None:
    """Return the moment from which `user` cannot sign in without one; None where none was asked for yet."""
    asked = user.second_factor_asked
    return asked + timedelta(days=settings.SECOND_FACTOR_DAYS) if asked else None


def is_overdue(user: User) -> bool:
    """Say whether the time to set one up is over for `user`, who has none."""
    due = due_at(user)
    return due is not None and due <= timezone.now() and is_required(user)


def ask_for_it(user: User) -> None:
    """Begin the time that `user` has to set one up, if one is required and it has not begun."""
    if user.second_factor_asked is None and is_required(user):
        user.second_factor_asked = timezone.now()
        user.save(update_fields=["second_factor_asked"])


def new_app_key() -> str:
    """Return the key of a new app as it is typed into it."""
    return b32encode(secrets.token_bytes(20)).decode()


def app_address(user: User, key: str, issuer: str) -> str:
    """Return what the picture for the app says."""
    return _totp(key).get_provisioning_uri(user.get_username(), issuer)


def step_of(key: str, code: str) -> int | None:
    """Return the step of time to which `code` belongs now; None where it is wrong."""
    now = int(timezone.now().timestamp()) // STEP
    totp = _totp(key)
    fits = [s for s in (now - 1, now, now + 1) if constant_time_compare(totp.generate(s * STEP).decode(), code)]
    return fits[0] if fits else None


def add_app(user: User, key: str, step: int) -> SecondFactor:
    """Add the app of which the code of `step` was shown; one that `user` had before goes."""
    with transaction.atomic():
        user.second_factors.filter(kind=FactorKind.APP).delete()
        return user.second_factors.create(
            kind=FactorKind.APP, secret=_vault().encrypt(key.encode()).decode(), counter=step
        )


def new_recovery_codes(user: User) -> list[str]:
    """Make recovery codes in place of those there were, and return them: nobody sees them again."""
    codes = [_recovery_code() for _number in range(RECOVERY_CODES)]
    with transaction.atomic():
        user.second_factors.filter(kind=FactorKind.RECOVERY).delete()
        SecondFactor.objects.bulk_create(
            SecondFactor(user=user, kind=FactorKind.RECOVERY, secret=_digest(user, code)) for code in codes
        )
    return codes


def accepts(user: User, shown: str) -> bool:
    """Say whether `shown` is a code of the app of `user` or a recovery code; from then on it is used."""
    code = "".join(shown.split()).lower()
    if code.isdecimal() and len(code) == DIGITS:
        return any(_take(app, code) for app in user.second_factors.filter(kind=FactorKind.APP))
    left = user.second_factors.unused_recovery().filter(secret=_digest(user, code))
    return left.update(used_at=timezone.now()) > 0


def guesses_name(user: User) -> str:
    """Return the name under which wrong codes of `user` are counted: nobody can write it into the field of a name."""
    seal = salted_hmac("partnerships.second_step", str(user.pk), algorithm="sha256").hexdigest()
    return f"{GUESSES}{user.pk} {seal}"


def reset(user: User) -> None:
    """Take every second factor from `user` and sign them out: at the next sign-in they set one up anew."""
    with transaction.atomic():
        user.second_factors.all().delete()
        user.end_sessions()
        account_letters.tell_factor(user)


def _take(app: SecondFactor, code: str) -> bool:
    """Say whether `code` is right and was not shown before; of two who show it at once, one is let in."""
    try:
        key = _vault().decrypt(app.secret.encode()).decode()
    except InvalidToken:  # SECRET_KEY is another one now
        return False
    step = step_of(key, code)
    newer = SecondFactor.objects.filter(pk=app.pk, counter__lt=step or 0)
    return newer.update(counter=step, used_at=timezone.now()) > 0 if step else False


def _totp(key: str) -> TOTP:
    return TOTP(b32decode(key), DIGITS, SHA1(), STEP)  # noqa: S303 - the one hash that every app knows (RFC 6238)


def _vault() -> MultiFernet:
    keys = (
        salted_hmac("partnerships.second_factor", "apps", secret=secret, algorithm="sha256").digest()
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    )
    return MultiFernet([Fernet(urlsafe_b64encode(key)) for key in keys])


def _recovery_code() -> str:
    return "-".join("".join(secrets.choice(LETTERS_OF_CODES) for _letter in range(4)) for _part in range(3))


def _digest(user: User, code: str) -> str:
    plain = code.replace("-", "").lower()
    return salted_hmac("partnerships.recovery", f"{user.pk}:{plain}", algorithm="sha256").hexdigest()
