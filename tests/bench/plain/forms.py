"""The filters of the lists."""

from django import forms

from tests.bench.plain.models import City, Record, Theme


class RecordFilter(forms.Form):
    year = forms.IntegerField(required=False, min_value=1900, max_value=2100)
    kind = forms.ChoiceField(required=False, choices=[("", "Все виды"), *Record.KINDS])
    city = forms.ModelChoiceField(
        City.objects.none(), required=False, to_field_name="slug", widget=forms.TextInput, label="Город"
    )
    theme = forms.ModelChoiceField(Theme.objects.none(), required=False, to_field_name="slug", empty_label="Все")
    order = forms.ChoiceField(required=False, choices=[("newest", "Сначала новые"), ("oldest", "Сначала старые")])

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["city"].queryset = City.objects.published()
        self.fields["theme"].queryset = Theme.objects.all()

    def apply(self, records):
        """Return the records asked for."""
        if not self.is_valid():
            return records.none()
        asked = self.cleaned_data
        if asked["year"]:
            records = records.filter(start__year__lte=asked["year"], end__year__gte=asked["year"])
        if asked["kind"]:
            records = records.filter(kind=asked["kind"])
        if asked["city"]:
            records = records.filter(cities=asked["city"])
        if asked["theme"]:
            records = records.filter(themes=asked["theme"])
        return records.order_by("start", "pk") if asked["order"] == "oldest" else records


class CityFilter(forms.Form):
    tie = forms.ChoiceField(required=False, choices=[("", "Все связи"), *City.TIES])
    theme = forms.ModelChoiceField(Theme.objects.none(), required=False, to_field_name="slug", empty_label="Все")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["theme"].queryset = Theme.objects.all()

    def apply(self, cities):
        """Return the cities asked for."""
        if not self.is_valid():
            return cities.none()
        asked = self.cleaned_data
        if asked["tie"]:
            cities = cities.filter(tie=asked["tie"])
        return cities.filter(records__themes=asked["theme"]).distinct() if asked["theme"] else cities
