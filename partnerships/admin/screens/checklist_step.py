"""The department's own list of steps for a delegation, and its norms of expense."""

from django.contrib import admin

from partnerships.admin.base import RegisterAdmin
from partnerships.models import ChecklistStep, EstimateNorm


@admin.register(ChecklistStep)
class ChecklistStepAdmin(RegisterAdmin[ChecklistStep]):
    """What is to be done for every delegation, and when."""

    fields = ("what", ("days", "counted_from"), ("direction", "responsible"), "order")
    search_fields = ["what"]
    list_display = ["what", "days", "counted_from", "direction", "responsible", "order"]
    list_filter = ["direction", "counted_from"]


@admin.register(EstimateNorm)
class EstimateNormAdmin(RegisterAdmin[EstimateNorm]):
    """What the city allows for one person and one day."""

    fields = ("name", "rate", "basis", "order")
    search_fields = ["name"]
    list_display = ["name", "rate", "basis", "order"]
