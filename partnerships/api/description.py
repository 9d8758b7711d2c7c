"""The description of the API, OpenAPI 3.1, and the page for people that is made of it."""

import json
from functools import lru_cache
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as in_words
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from partnerships.api.door import ALL, language_asked
from partnerships.api.examples import example
from partnerships.api.problems import MEDIA_TYPE
from partnerships.api.schemas import in_english
from partnerships.api.v1 import api
from partnerships.models import vocabulary_term
from partnerships.opendata.data_package import licence
from partnerships.opendata.row_tables import TABLES
from partnerships.text.translated import LATIN

#: The framework keeps no description of what stands in the path.
IN_PATH: Final = {"slug": _("The last part of the address of its page."), "key": _("The key of the row.")}


def description() -> dict[str, Any]:
    """Return the description of the API, the same for everyone, with the vocabularies of today."""
    return _described(vocabulary_term.terms_now())


@lru_cache(maxsize=2)
def _described(_terms: vocabulary_term.Terms) -> dict[str, object]:
    with translation.override("en"):
        described = json.loads(json.dumps(api.get_openapi_schema()))
    for operations in described["paths"].values():
        for operation in operations.values():
            for parameter in operation["parameters"]:
                if parameter["in"] == "path":
                    parameter["description"] = in_english(IN_PATH[parameter["name"]])
                if parameter["schema"].get("default", "") in (None, ""):
                    parameter["schema"].pop("default", None)
            for status, answer in operation["responses"].items():
                if int(status) >= 400:
                    answer["content"] = {MEDIA_TYPE: answer["content"].pop("application/json")}
                for content in answer["content"].values():
                    content["example"] = example(content["schema"], described["components"]["schemas"])
    tags = {tag for operations in described["paths"].values() for one in operations.values() for tag in one["tags"]}
    described["tags"] = [{"name": tag} for tag in sorted(tags)]
    schemas = described["components"]["schemas"]
    named = _named(described["paths"], schemas)
    described["components"]["schemas"] = {name: schemas[name] for name in schemas if name in named}
    terms = licence()
    described["info"]["license"] = {"name": terms["name"], "url": terms["path"]}
    return {**described, "security": []}  # no key, said outright


def _named(part: object, schemas: dict[str, Any]) -> set[str]:
    """Return the names of the objects that `part` refers to, and of those that these refer to."""
    found: set[str] = set()
    waiting = [part]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            name = str(one.get("$ref", "")).rpartition("/")[2]
            if name in schemas and name not in found:
                found.add(name)
                waiting.append(schemas[name])
        waiting += one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
    return found


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """Return the description for programs, with the address that they are to ask."""
    origin = request.build_absolute_uri("/").rstrip("/")
    with translation.override(LATIN):
        contact = {"url": f"{origin}{reverse('about')}"}
    described = {**description(), "servers": [{"url": origin}]}
    described["info"] = {**described["info"], "contact": contact}
    return HttpResponse(json.dumps(described, ensure_ascii=False, indent=1), content_type="application/json")


@require_safe
def documentation(request: HttpRequest) -> HttpResponse:
    """Lead to the page for people, in the reader's language."""
    language = language_asked(request)
    with translation.override(None if language == ALL else language):
        return redirect("api-docs")


@require_safe
def description_page(request: HttpRequest) -> HttpResponse:
    """Show every address with its parameters, and every object with its fields."""
    context = {"operations": [{**one, "example": _example(one["path"])} for one in operations()], "objects": objects()}
    return render(request, "partnerships/open_data/api.html", context)


def _example(path: str) -> str:
    """Return an address that answers: a short page of a list, or the first row there is."""
    table = TABLES.get(path.removeprefix(reverse("api:index")).partition("/")[0])
    if "{" not in path or table is None:
        return f"{path}?limit=2" if table else path
    row = table.public().first()
    return path.partition("{")[0] + str(getattr(row, "slug", row.pk)) if row else ""


def operations() -> list[dict[str, Any]]:
    """Return what can be asked, in the order of the description, in the reader's language."""
    return [
        {
            "path": path,
            "id": operation["operationId"],
            "summary": in_words(operation["summary"]),
            "description": in_words(operation["description"]),
            "answer": type_in_words(operation["responses"]["200"]["content"]["application/json"]["schema"]),
            "parameters": [_parameter(parameter) for parameter in operation["parameters"]],
        }
        for path, methods in description()["paths"].items()
        for operation in methods.values()
    ]


def _parameter(parameter: dict[str, Any]) -> dict[str, Any]:
    schema = parameter["schema"]
    bounds = [str(schema[name]) for name in ("minimum", "maximum") if name in schema]
    return {
        "name": parameter["name"],
        "about": in_words(parameter["description"]),
        "kind": type_in_words(schema) + (f" {'…'.join(bounds)}" if bounds and parameter["in"] == "query" else ""),
        "values": schema.get("enum", []),
        "default": schema.get("default"),
    }


def objects() -> list[dict[str, Any]]:
    """Return the objects of the answers with their fields, in the reader's language."""
    return [
        {
            "name": name,
            "fields": [
                {
                    "name": field,
                    "kind": type_in_words(schema),
                    "title": in_words(schema["title"]) if "title" in schema else "",
                    "about": in_words(schema["description"]) if schema.get("description") else "",
                    "values": values_of(schema),
                }
                for field, schema in described["properties"].items()
            ],
        }
        for name, described in sorted(description()["components"]["schemas"].items())
        if "properties" in described
    ]


def type_in_words(schema: dict[str, Any]) -> str:
    """Return the type of a value in words of JSON: "string", "[Event]", "integer | null"."""
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if "anyOf" in schema:
        return " | ".join(type_in_words(part) for part in schema["anyOf"])
    if schema.get("type") == "array":
        return f"[{type_in_words(schema['items'])}]"
    if "additionalProperties" in schema:
        return f"{{string: {type_in_words(schema['additionalProperties'])}}}"
    return str(schema.get("format", schema.get("type", "string")))


def values_of(schema: dict[str, Any]) -> list[object]:
    """Return the values that there can be, where they are counted."""
    return next((part["enum"] for part in (schema, *schema.get("anyOf", ())) if "enum" in part), [])
