"""What stays when somebody is erased: the office, papers that others stand on, namesakes."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from partnerships.files.intake import accept_document
from partnerships.history import revisions
from partnerships.models import (
    Document,
    Event,
    OpenForm,
    Participant,
    User,
)
from partnerships.privacy.erasing import erase
from tests.admin.screens.test_user import browser
from tests.conftest import save
from tests.files.documents import pdf
from tests.opendata.files_read import content
from tests.privacy.conftest import NAME
from tests.privacy.test_personal_data import anywhere
from tests.staff.test_rights import person

pytestmark = [pytest.mark.django_db]


def test_the_office_that_somebody_held_stays_without_a_name(anna: Participant, clerk: User) -> None:
    with revisions.revision(by=clerk):
        anna.office_ru = "директор музея"
        anna.save()
    erase([anna.pk], [], by=clerk, basis="письмо")
    assert str(Participant.objects.get()) == "директор музея"


def test_the_paper_of_a_consent_goes_with_its_file(
    meeting: Event, anna: Participant, clerk: User, django_capture_on_commit_callbacks: Any
) -> None:
    paper = Document(record=meeting, title_ru=f"Согласие: {NAME}")
    paper.file = accept_document(SimpleUploadedFile("consent.pdf", pdf("Consent")))
    save(paper)
    with revisions.revision(by=clerk):
        anna.consent_paper = paper
        anna.save()
    file = str(paper.file.name)
    assert default_storage.exists(file)

    with django_capture_on_commit_callbacks(execute=True):
        erase([anna.pk], [], by=clerk, basis="письмо")

    assert not default_storage.exists(file)
    assert not Document.objects.exists()
    assert anywhere("Петрова") == []


def test_a_longer_name_is_somebody_else(meeting: Event, clerk: User) -> None:
    other = save(Participant(record=meeting, name_ru=f"{NAME} Младшая", role="speaker", contact="ZXQ"))
    with revisions.revision(by=clerk):
        other.delete()
    erase([], ["Петрова Анна"], by=clerk, basis="письмо")
    assert anywhere("ZXQ") != []


def test_a_paper_that_others_stand_on_stays(meeting: Event, anna: Participant, clerk: User) -> None:
    paper = Document(record=meeting, title_ru="Согласия, один лист")
    paper.file = accept_document(SimpleUploadedFile("consent.pdf", pdf("Consent")))
    save(paper)
    other = save(Participant(record=meeting, name_ru="Сидорова", role="speaker", consent_paper=paper, is_public=True))
    with revisions.revision(by=clerk):
        anna.consent_paper = paper
        anna.save()
    erase([anna.pk], [], by=clerk, basis="письмо")
    other.refresh_from_db()
    assert other.consent_paper == paper
    paper.access = "public"
    with pytest.raises(ValidationError):
        paper.clean()
    file_address = f"/files/documents/{paper.pk}/consent.pdf"
    assert browser(person("viewer")).get(file_address).status_code == 404
    fetched = browser(person("editor", "second")).get(file_address)
    assert content(fetched).startswith(b"%PDF")


def test_nobody_is_erased_under_an_open_form(meeting: Event, anna: Participant, clerk: User) -> None:
    form = OpenForm.objects.create(user=clerk, model="event", object_id=str(meeting.pk))
    with pytest.raises(ValidationError, match="clerk"):
        erase([anna.pk], [], by=clerk, basis="письмо")
    anna.refresh_from_db()
    assert anna.name_ru == NAME
    OpenForm.objects.filter(pk=form.pk).update(model="organization")  # of another thing with the same number
    erase([anna.pk], [], by=clerk, basis="письмо")
    assert not Participant.objects.exists()
