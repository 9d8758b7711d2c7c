import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from partnerships.period import Period, PeriodField


def test_the_field_prints_in_the_language_of_the_form() -> None:
    with override("en"):
        assert PeriodField().prepare_value(Period.of((2019, 7))) == "July 2019"


def test_the_field_keeps_what_was_typed() -> None:
    assert PeriodField().prepare_value("30 июля") == "30 июля"


def test_the_field_compares_dates_not_spellings() -> None:
    assert not PeriodField().has_changed(Period.of((2019, 7)), "07.2019")
    assert PeriodField().has_changed(Period.of((2019, 7)), "08.2019")
    assert PeriodField().has_changed(Period(), "когда-то")


def test_a_required_date_is_asked_for() -> None:
    with pytest.raises(ValidationError):
        PeriodField(required=True).clean("")
    assert PeriodField(required=False).clean("") == Period()
