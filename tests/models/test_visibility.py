from django.apps import apps

from partnerships.models import City, RegisterModel
from partnerships.models.base import Entry
from partnerships.models.visibility import INTERNAL, PERSONAL, PUBLIC, is_internal


def base_name(field: str) -> str:
    return field.removesuffix("_ru").removesuffix("_en")


def test_every_field_is_named_once() -> None:
    undeclared = {}
    for model in apps.get_app_config("partnerships").get_models():
        if not issubclass(model, RegisterModel):
            continue
        names = [model.__name__, *(["Entry"] if issubclass(model, Entry) else [])]
        declared = [name for table in (INTERNAL, PERSONAL, PUBLIC) for key in names for name in table.get(key, ())]
        fields = {
            base_name(field.name)
            for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
            if not field.primary_key
        }
        assert len(declared) == len(set(declared)), model
        undeclared[model.__name__] = fields - set(declared)
    assert {name: fields for name, fields in undeclared.items() if fields} == {}


def test_what_is_internal_is_so_in_every_language() -> None:
    assert all(is_internal(City, name) for name in ("protocol_notes", "protocol_notes_ru", "protocol_notes_pt_br"))
    assert not is_internal(City, "name_pt_br")
