"""Model and form fields whose contents have passed the intake, and nothing else."""

from typing import Any, Final
from uuid import uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import models

from partnerships.files.accepted import AcceptedDocument, AcceptedPhoto
from partnerships.files.intake import accept_document, accept_photo
from partnerships.files.renditions import adopt, make_all, original_of

#: What a file dialog offers where pictures are asked for.
PICTURES: Final = "image/jpeg,image/png,image/webp,image/avif,image/heic,image/heif,.heic,.heif"


class OutsideIntake(RuntimeError):
    """A file was stored that the intake has not seen."""


def _refuse_unless(accepted: type, file: Any) -> None:
    if file and not file._committed and not isinstance(file.file, accepted):
        raise OutsideIntake(f"{file.name}: pass the upload through partnerships.files.intake")


def photo_name(instance: models.Model, name: str) -> str:
    """Return a name that cannot be guessed; its folder is the key under which the photo is served."""
    return original_of(uuid4().hex)


def document_name(instance: models.Model, name: str) -> str:
    """Return a name that cannot be guessed and has no extension to be executed or sniffed."""
    return f"documents/{uuid4().hex}/document"


class PhotoFormField(forms.ImageField):
    """An upload that becomes an AcceptedPhoto or an error in words."""

    def to_python(self, data: Any) -> Any:
        """Return the accepted picture; Django's own image check is left out, ours is stricter."""
        upload = forms.FileField.to_python(self, data)
        return accept_photo(upload) if isinstance(upload, UploadedFile) else upload

    def widget_attrs(self, widget: forms.Widget) -> dict[str, object]:
        """Offer only pictures in the file dialog."""
        return {**super().widget_attrs(widget), "accept": PICTURES}


class DocumentFormField(forms.FileField):
    """An upload that becomes an AcceptedDocument or an error in words."""

    def to_python(self, data: Any) -> Any:
        """Return the accepted document."""
        upload = super().to_python(data)
        return accept_document(upload) if isinstance(upload, UploadedFile) else upload


class PhotoField(models.FileField):
    """A stored picture. Not Django's ImageField, which opens files only to learn their size again."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("upload_to", photo_name)
        super().__init__(*args, **options)

    def pre_save(self, model_instance: Any, add: bool) -> object:
        """Store the picture, its size and its renditions; refuse one that the intake has not seen."""
        file = getattr(model_instance, self.attname)
        _refuse_unless(AcceptedPhoto, file)
        if file and not file._committed:
            model_instance.width, model_instance.height = file.file.width, file.file.height
            model_instance.name = str(file.name)[-255:]
            model_instance.sha256 = file.file.sha256
            drawn = file.file.drawn
            file = super().pre_save(model_instance, add)
            if drawn:
                adopt(drawn, file.name)
            make_all(file.name)
        return file

    def formfield(self, **options: Any) -> Any:
        """Return the form field that passes uploads through the intake."""
        return super().formfield(**{"form_class": PhotoFormField, **options})


class DocumentField(models.FileField):
    """A stored document, with what the intake found out about it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("upload_to", document_name)
        super().__init__(*args, **options)

    def pre_save(self, model_instance: Any, add: bool) -> object:
        """Store the document and its facts; refuse one that the intake has not seen."""
        file = getattr(model_instance, self.attname)
        _refuse_unless(AcceptedDocument, file)
        if file and not file._committed:
            facts = file.file.facts
            model_instance.name, model_instance.media_type = facts.name, facts.media_type
            model_instance.sha256, model_instance.size = facts.sha256, file.file.size
            model_instance.text = facts.text
        return super().pre_save(model_instance, add)

    def formfield(self, **options: Any) -> Any:
        """Return the form field that passes uploads through the intake."""
        return super().formfield(**{"form_class": DocumentFormField, **options})
