"""Answers made of their own description, for programs that stand in for the API while another is written."""

from typing import Any, Final

from partnerships.text.translated import CODES, LATIN

type Schema = dict[str, Any]

#: What a field is likely to hold, by its name where a string alone says nothing.
TEXTS: Final = {
    "slug": "omsk-2013",
    "edtf": "2013-05-06",
    "country_code": "RU",
    "wikidata_id": "Q898",
    "language": CODES[0],
    "site": "https://example.org/",
    "url": "https://example.org/",
}
FORMATS: Final = {"date": "2013-05-06", "date-time": "2013-05-06T12:00:00+03:00", "time": "12:00:00"}


def example(schema: Schema, schemas: dict[str, Schema], name: str = "") -> object:
    """Return a value that `schema` allows; `schemas` are those it may refer to, `name` is the field's own."""
    if "$ref" in schema:
        return example(schemas[schema["$ref"].rpartition("/")[2]], schemas, name)
    if "anyOf" in schema:
        return example(schema["anyOf"][0], schemas, name)
    if "enum" in schema or "const" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    match schema.get("type"):
        case "object":
            fields: Schema = schema.get("properties", {})
            if isinstance(schema.get("additionalProperties"), dict):
                fields = {LATIN: schema["additionalProperties"]}
            return {key: example(field, schemas, key) for key, field in fields.items()}
        case "array":
            return [example(schema["items"], schemas, name)]
        case "integer" | "number":
            return schema.get("minimum", 1)
        case "boolean":
            return True
        case "null":
            return None
    return TEXTS.get(name) or FORMATS.get(schema.get("format", ""), "…")
