"""Passkeys as a second factor (WebAuthn): what the browser is asked, and whether its answer is right."""

import json
import struct
from base64 import b64decode, b64encode
from typing import Final

from cryptography.exceptions import UnsupportedAlgorithm
from django.http import HttpRequest
from django.utils import timezone
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    UserVerificationRequirement,
)

from partnerships.models import SecondFactor, User
from partnerships.models.second_factor import FactorKind

#: What has been asked and not answered yet, in the session.
ASKED: Final = "passkey_asked"
#: What the library raises at an answer that no browser made: cut short, nested without end, of an unknown key.
UNREADABLE: Final = (
    *(ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError),
    *(RuntimeError, struct.error, UnsupportedAlgorithm),  # not written and nested too deep are errors at run time
)


def _server(request: HttpRequest) -> Fido2Server:
    host = request.get_host().rpartition(":")[0] or request.get_host()
    return Fido2Server(PublicKeyCredentialRpEntity(id=host, name=host))


def _known(user: User) -> list[AttestedCredentialData]:
    rows = user.second_factors.filter(kind=FactorKind.PASSKEY)
    return [AttestedCredentialData(b64decode(row.secret)) for row in rows]


def ask_for_new(request: HttpRequest, user: User) -> str:
    """Return the question by which the browser makes a passkey."""
    entity = PublicKeyCredentialUserEntity(id=str(user.pk).encode(), name=user.get_username(), display_name=str(user))
    options, state = _server(request).register_begin(
        entity, _known(user), user_verification=UserVerificationRequirement.PREFERRED
    )
    request.session[ASKED] = state
    return json.dumps(dict(options.public_key))


def ask_for_known(request: HttpRequest, user: User) -> str:
    """Return the question by which the browser shows one of the passkeys of `user`; "" where there are none."""
    known = _known(user)
    if not known:
        return ""
    options, state = _server(request).authenticate_begin(known, user_verification=UserVerificationRequirement.PREFERRED)
    request.session[ASKED] = state
    return json.dumps(dict(options.public_key))


def add_passkey(request: HttpRequest, user: User, answer: str, name: str) -> SecondFactor | None:
    """Add the passkey that the browser has made; None where its answer is not to be believed."""
    asked, known = request.session.pop(ASKED, None), _known(user)
    try:
        made = _server(request).register_complete(asked, json.loads(answer))
    except UNREADABLE:
        return None
    if made.credential_data is None or made.credential_data in known:
        return None
    secret = b64encode(made.credential_data).decode()
    row: SecondFactor = user.second_factors.create(
        kind=FactorKind.PASSKEY, name=name, secret=secret, counter=made.counter
    )
    return row


def accepts_passkey(request: HttpRequest, user: User, answer: str) -> bool:
    """Say whether the browser has shown a passkey of `user`; an answer counts once."""
    asked, known = request.session.pop(ASKED, None), _known(user)
    try:
        sent = json.loads(answer)
        shown = _server(request).authenticate_complete(asked, known, sent)
        counter = AuthenticationResponse.from_dict(sent).response.authenticator_data.counter
    except UNREADABLE:
        return False
    row = user.second_factors.filter(kind=FactorKind.PASSKEY, secret=b64encode(shown).decode())
    if counter:  # many passkeys count nothing; one that counts must go up, or it is a copy
        row = row.filter(counter__lt=counter)
    return row.update(counter=counter, used_at=timezone.now()) > 0
