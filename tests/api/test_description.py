"""The description of the API: whole for programs that check it, and for those that stand in for the API."""

from typing import Any

import pytest
from django.test import Client

from partnerships.api.description import description
from partnerships.api.v1 import api
from partnerships.models import City
from tests.api.test_api import ask

pytestmark = pytest.mark.django_db


def test_whom_to_write_to_is_said_on_a_page_that_there_is_without_english_too(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("partnerships.api.description.LATIN", "ru")
    assert ask(client, "/openapi.json")["info"]["contact"] == {"url": "http://testserver/ru/about/"}


def test_the_description_says_where_under_which_licence_and_that_no_key_is_needed(client: Client, omsk: City) -> None:
    told = ask(client, "/openapi.json")

    assert told["servers"] == [{"url": "http://testserver"}]
    assert told["info"]["license"] == {"name": "CC-BY-4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}
    assert told["security"] == []
    assert client.get(told["info"]["contact"]["url"].removeprefix("http://testserver")).status_code == 200


def test_nothing_is_described_that_no_answer_names(client: Client) -> None:
    told = ask(client, "/openapi.json")
    text = client.get("/api/v1/openapi.json").content.decode()
    unused = [name for name in told["components"]["schemas"] if f'"#/components/schemas/{name}"' not in text]
    assert unused == []
    used = {tag for methods in told["paths"].values() for one in methods.values() for tag in one["tags"]}
    assert used == {tag["name"] for tag in told["tags"]}


def test_every_example_is_an_answer_that_the_api_could_give() -> None:
    models: dict[str, Any] = {
        operation.operation_id: operation.response_models
        for path in api.default_router.path_operations.values()
        for operation in path.operations
    }
    for methods in description()["paths"].values():
        for operation in methods.values():
            for status, answer in operation["responses"].items():
                for content in answer["content"].values():
                    models[operation["operationId"]][int(status)].model_validate({"response": content["example"]})
