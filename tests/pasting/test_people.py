"""People as lists name them: titles, particles and offices of other languages, and brackets that stay whole."""

import pytest

from partnerships.pasting.people import is_name, split_contact, split_line, without_role


@pytest.mark.parametrize(
    ("line", "name", "office", "role"),
    [
        (
            "Dr. Anna von der Leyen-Schmidt (Dolmetscherin)",
            "Dr. Anna von der Leyen-Schmidt",
            "Dolmetscherin",
            "interpreter",
        ),
        (
            "Prof. Dr. Hans zur Mühlen, Rektor (Universität Bonn)",
            "Prof. Dr. Hans zur Mühlen",
            "Rektor (Universität Bonn)",
            "",
        ),
        ("Mme Claire d'Estaing (traductrice)", "Mme Claire d'Estaing", "traductrice", "interpreter"),
        ("Mr. John van den Berg – Mayor", "Mr. John van den Berg", "Mayor", ""),
        ("профессор Иванов И. И. (докладчик)", "профессор Иванов И. И.", "докладчик", "speaker"),
        ("г-н Ли Вэй, мэр (Далянь)", "г-н Ли Вэй", "мэр (Далянь)", ""),
        ("Bürgermeister (a. D.)", "", "Bürgermeister (a. D.)", ""),
    ],
)
def test_a_line_is_a_name_and_an_office(line: str, name: str, office: str, role: str) -> None:
    found = split_line(line)

    assert (found["name"], found["office"], found["role"]) == (name, office, role)


def test_a_title_alone_is_no_name() -> None:
    assert not is_name("Prof. Dr.")
    assert not is_name("Herr Bürgermeister")


def test_brackets_stay_in_pairs() -> None:
    assert split_contact("Anna Kim (переводчик), +7 928 000 00 00") == ("Anna Kim (переводчик)", "+7 928 000 00 00")
    assert split_contact("Anna Kim (+7 928 000 00 00)")[0] == "Anna Kim"
    assert without_role("мэр (Омск), глава делегации") == "мэр (Омск)"
