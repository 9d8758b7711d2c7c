"""The figures of a report have their names in the models, so that a plan of one can say them."""

from django.utils.translation import override

from partnerships.models import ReportTarget
from partnerships.models.annual_report import ReportFigureName
from partnerships.papers.annual.figures import FIGURES_OF_REPORT


def test_the_plan_of_a_figure_is_called_by_its_figure() -> None:
    target = ReportTarget(figure="incoming-abroad")
    assert str(target) == "из них из-за рубежа"
    with override("en"):
        assert str(target) == "of them from abroad"
    assert str(ReportTarget(figure="a-former-one")) == "a-former-one"
    assert [figure.code for figure in FIGURES_OF_REPORT] == ReportFigureName.values
