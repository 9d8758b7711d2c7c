"""Asks the model about a date for which no form of its record is at hand."""

from django.core.exceptions import ValidationError

from partnerships.models import Record
from partnerships.period import Period


def check_date_of(model: type[Record], period: Period) -> None:
    """Raise the ValidationError of what a record of `model` refuses of its date: a term in place of the signing."""
    record = model()
    record.period = period
    try:
        record.clean()
    except ValidationError as error:
        faults = getattr(error, "error_dict", {}).get("period")
        if faults:
            raise ValidationError(faults) from None
