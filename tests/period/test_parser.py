import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from partnerships.period import parse
from partnerships.period.parser import read_period, typed

READ = {
    "2011": "2011",
    "2011 г.": "2011",
    "07.2019": "2019-07",
    "Июля 2019 года": "2019-07",
    "июл. 2019": "2019-07",
    "Sept. 2019": "2019-09",
    "30 июля 2022": "2022-07-30",
    "July 30, 2022": "2022-07-30",
    "2022-07-30": "2022-07-30",
    "30–31 июля 2022": "2022-07-30/2022-07-31",
    "с 30 по 31 июля 2022 г.": "2022-07-30/2022-07-31",
    "from 30 to 31 July 2022": "2022-07-30/2022-07-31",
    "July 30-31, 2022": "2022-07-30/2022-07-31",
    "30 July – 2 August 2022": "2022-07-30/2022-08-02",
    "30.07.2022 - 02.08.2022": "2022-07-30/2022-08-02",
    "30–31.07.2022": "2022-07-30/2022-07-31",
    "май – июль 2019": "2019-05/2019-07",
    "2014-2019 гг.": "2014/2019",
    "2014/2019": "2014/2019",
    "": "",
    # the usual spellings of offices and museums
    "«20» декабря 2012 г.": "2012-12-20",
    "«30» мая 2019 г.": "2019-05-30",
    "26th to 28th February 2018": "2018-02-26/2018-02-28",
    "1st May 2019": "2019-05-01",
    "1st July 2014": "2014-07-01",
    "the 5th of May 2019": "2019-05-05",
    "2019.07.01": "2019-07-01",
    "08.11.2015, 23.09.2016": "{2015-11-08,2016-09-23}",
    "от 30.05.2019": "2019-05-30",
    "June 30 - July 2, 2019": "2019-06-30/2019-07-02",
    "5 и 6 июня 2019": "2019-06-05/2019-06-06",
    "June 5 and 6, 2019": "2019-06-05/2019-06-06",
    "5, 12 и 19 мая 2021": "{2021-05-05,2021-05-12,2021-05-19}",
    "June 5, 6 and 9, 2019": "{2019-06-05,2019-06-06,2019-06-09}",
    "5–7 и 12 мая 2021": "{2021-05-05,2021-05-06,2021-05-07,2021-05-12}",
    "2011, 2013 и 2015 гг.": "{2011,2013,2015}",
    "в июле 2014 года": "2014-07",
    "in July 2014": "2014-07",
    "воскресенье, 15 мая 2011": "2011-05-15",
    "Sunday, 15 May 2011": "2011-05-15",
    "15 мая 2011 (воскресенье)": "2011-05-15",
    "в 2014-м году": "2014",
    # dashes
    "2014\u20102019": "2014/2019",
    "2014\u20112019": "2014/2019",
    "2014\u20122019": "2014/2019",
    "2014\u20132019": "2014/2019",
    "2014\u20142019": "2014/2019",
    "2014\u20152019": "2014/2019",
    # parts of a year and decades
    "весна 2021": "2021-21",
    "летом 2020": "2020-22",
    "in the spring of 2021": "2021-21",
    "fall 2021": "2021-23",
    "зима 2020/21": "2020-24",
    "зима 2020–2021": "2020-24",
    "зима 1999/00": "1999-24",
    "winter 1999-2000": "1999-24",
    "winter 2020-21": "2020-24",
    "III квартал 2020": "2020-35",
    "3-й кв. 2020 г.": "2020-35",
    "в третьем квартале 2020 года": "2020-35",
    "third quarter of 2020": "2020-35",
    "Q3 2020": "2020-35",
    "I–III кварталы 2020": "2020-33/2020-35",
    "2 полугодие 2021": "2021-41",
    "первая половина 2021 года": "2021-40",
    "second half of 2021": "2021-41",
    "H1 2021": "2021-40",
    "в 1990-х годах": "199X",
    "1990-е": "199X",
    "1990s": "199X",
    "in the 1990's": "199X",
    "1980–1990-е годы": "198X/199X",
    # open ends and doubts
    "около 1985": "1985~",
    "ок. 1985 г.": "1985~",
    "c. 1985": "1985~",
    "circa July 1985": "1985-07~",
    "около 1985–1990": "1985~/1990~",
    "до 2014": "../2014",
    "until 2014": "../2014",
    "с 2014": "2014/..",
    "с 2014 г.": "2014/..",
    "since 2014": "2014/..",
    "from 2014 onwards": "2014/..",
    "с 2014 по настоящее время": "2014/..",
    "с 2014 г. по н.в.": "2014/..",
    "2014 – present": "2014/..",
    "примерно с 2014": "2014~/..",
    "since about 2014": "2014~/..",
    "раньше 2014": "[..2013]",
    "before 1000": "[..0999]",
    "before 2014": "[..2013]",
    "не позднее 2013": "[..2013]",
    "no later than 2013": "[..2013]",
    "после 2014": "[2015..]",
    "after 2014": "[2015..]",
    "not before 2015": "[2015..]",
    "с мая по июль 2019": "2019-05/2019-07",
    # hours
    "30 июля 2022, 10:00": "2022-07-30T10:00:00",
    "30 июля 2022 в 10:00": "2022-07-30T10:00:00",
    "30.07.2022 в 10-00": "2022-07-30T10:00:00",
    "30 июля 2022, 10 часов утра": "2022-07-30T10:00:00",
    "30 July 2022 at 3 p.m.": "2022-07-30T15:00:00",
    "2022-07-30T10:00": "2022-07-30T10:00:00",
    "30.07.2022 10:00-12:00": "2022-07-30T10:00:00/2022-07-30T12:00:00",
    "30 июля 2022 с 10:00 до 12:00": "2022-07-30T10:00:00/2022-07-30T12:00:00",
    "from 10:00 to 12:00 on 30 July 2022": "2022-07-30T10:00:00/2022-07-30T12:00:00",
    "30 июля, 10:00 – 2 августа 2022, 18:00": "2022-07-30T10:00:00/2022-08-02T18:00:00",
    # EDTF of others
    "2004-06-XX": "2004-06",
    "{1667,1669..1671}": "{1667,1669,1670,1671}",
}
REFUSED = [
    *("07/08/2022", "03.04.05", "22-23", "2019?", "июль", "30 июля", "13.2019", "2019–2014", "2019 – July 2020"),
    *("31.02.2020", "0999", "3000", "0000", "\0", "x" * 100_000, "30-07-2022", "1-2-2019", "2011-2012-2013"),
]


@pytest.mark.parametrize(("typed", "edtf"), READ.items())
def test_what_a_clerk_types_is_read(typed: str, edtf: str) -> None:
    assert parse(typed).edtf() == edtf


@pytest.mark.parametrize("typed", REFUSED, ids=lambda text: text[:12])
def test_what_is_unclear_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        parse(typed)


def test_the_refusal_says_what_to_write() -> None:
    with override("ru"), pytest.raises(ValidationError) as refused:
        parse("30 июля")
    assert refused.value.messages == ["Напишите и год, например 30 июля 2022."]


REASONS = {
    **dict.fromkeys(
        ("8 мая 2019, конец в 18:00", "8 May 2019, end 18:00", "середина в 10:00, 8 мая 2019"),
        "Write the month, season or quarter, not the beginning or end of something. "
        "Other words go into “Remark on the date”.",
    ),
    "Sep-19": "Write the year with four digits, for example September 2019 or 19 September 2024.",
    "сен.19": "Write the year with four digits, for example September 2019 or 19 September 2024.",
    "29 декабря – 3 января 2022": (
        "The end is before the beginning: write both years, for example 29 December 2021 – 3 January 2022."
    ),
    "декабрь – март 2022": "The end is before the beginning: write both years, for example December 2021 – March 2022.",
    "2019–2014": "The end is before the beginning. Write the earlier date first.",
    "2014-19": "Write both years in full, for example 2014–2019, and a month as 07.2019.",
    "2014–21": "Write both years in full, for example 2014–2019, and a month as 07.2019.",
    "2020-13": "Write both years in full, for example 2014–2019, and a month as 07.2019.",
    "13.2020": "There is no such date: check the day and the month.",
    "2020/21": "Write both years in full, for example 2014–2019.",
    "зима 2020": "A winter lies in two years: write winter 2019/20 or winter 2020/21.",
    "понедельник, 15 мая 2011": "The day of the week and the date do not agree: check both.",
    "30.07.22": "Write the year with four digits, for example 30.07.2022.",
    "90-е годы": "Write the century too, for example 1990s.",
    "XIX век": "Write a century in years, for example 1801–1900.",
    "5 Years": "This is a length of time, not a date: write the last day or year, for example 2025.",
    "5 лет": "This is a length of time, not a date: write the last day or year, for example 2025.",
    "10:00": "An hour needs its day, for example 30 July 2022, 10:00.",
    "июль 2022, 10:00": "An hour needs its day, for example 30 July 2022, 10:00.",
    "30 июля 2022, 10:00 – 31 июля 2022": (
        "Write the hour at both ends or at neither, for example 30 July 2022, 10:00–12:00."
    ),
    "5 мая 2019, 10:00 и 7 мая 2019, 11:00": (
        "Of several days only the days are kept, for example 5, 6 and 9 June 2019. "
        "Other words go into “Remark on the date”."
    ),
    "в начале 2021 года": (
        "Write the month, season or quarter, not the beginning or end of something. "
        "Other words go into “Remark on the date”."
    ),
    **dict.fromkeys(
        ("Till mutually agreed", "until further notice", "до особого распоряжения"),
        "Leave the date empty and mark the agreement as open-ended where it has no last day.",
    ),
    **dict.fromkeys(
        ("май т.г.", "15 мая прошлого года", "в этом году", "last year"),
        "Write the year itself, for example 2022: “this year” will be another one.",
    ),
    **dict.fromkeys(
        ("20 мая 2019, 10-12", "20.05.2019, с 10 до 12", "20 May 2019, 10"),
        "Write hours with their minutes, for example 30 July 2022, 10:00–12:00.",
    ),
    **dict.fromkeys(
        ("30 июля 2022 с 10 часов", "from 10:00 on 30 July 2022"),
        "Write when it ends too, for example 30 July 2022, 10:00–12:00, or only when it begins: 10:00.",
    ),
    "Febrary 11, 2016": "“febrary” is not clear in a date. Other words go into “Remark on the date”.",
    "2019?": "Write “about 2019” where a date is not sure. Other words go into “Remark on the date”.",
    "ежегодно": "A date has a year, for example 2022. Other words go into “Remark on the date”.",
    "ежегодно с 2014": "Write the date alone: there is no place here for words such as “annually”.",
    "31 февраля 2020": "There is no such date: check the day and the month.",
    "30 июля 2022, 10:00–09:00": "The end is before the beginning. Check the hours.",
    "10 июля 2022, 12:00 – 9 июля 2022, 14:00": "The end is before the beginning. Write the earlier date first.",
    "2020–2022, 10:00": "An hour needs its day, for example 30 July 2022, 10:00.",
    "30 июля 2022, 25:00": "There is no such time: write an hour between 00:00 and 23:59.",
    "2022-07-30T24:00": "There is no such time: write an hour between 00:00 and 23:59.",
    "30.07.2022, 10:60": "There is no such time: write an hour between 00:00 and 23:59.",
    "1 января 20222": "Write a year between 1000 and 2999.",
    "2014 –": "Write “since 2014” or “until 2014” where one end is not known.",
    "–2014": "Write “since 2014” or “until 2014” where one end is not known.",
    "до около 2014 или 2015": "“или” is not clear in a date. Other words go into “Remark on the date”.",
    "после около 2014": "“Before” and “after” stand with a plain date: write before 2014, or about 2014.",
    "1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27 и 29 января, 1–28 марта 2020": (
        "These are too many days: write the first and the last. Other words go into “Remark on the date”."
    ),
    "second Saturday of May 2020": (
        "This date is not clear. Examples: 2011, July 2019, 30.07.2022, 30–31 July 2022, 2014–2019."
    ),
    "без даты": "Leave the date empty where it is not known. Other words go into “Remark on the date”.",
    "n.d.": "Leave the date empty where it is not known. Other words go into “Remark on the date”.",
    "бессрочно": "Leave the date empty and mark the agreement as open-ended where it has no last day.",
    "предположительно 1990": ("Write “about 2019” where a date is not sure. Other words go into “Remark on the date”."),
    "между 1990 и 1995": (
        "Write “about 1990–1995” where a day or year between two others is meant. "
        "Other words go into “Remark on the date”."
    ),
    "07/08/2022": "Slashes can be read in two ways: write 7 August 2022 or 07.08.2022.",
    **dict.fromkeys(
        ("два дня: 6 и 7 мая 2019", "two days: 6 and 7 May 2019", "5 лет: 2014–2019"),
        "Write the dates alone, for example 6–7 May 2019: how long it lasts follows from them.",
    ),
    "пять лет с 2014": ("This is a length of time, not a date: write the last day or year, for example 2025."),
    "06-05-2019": "Hyphens can be read in two ways: write 6 May 2019 or 06.05.2019.",
}


@pytest.mark.parametrize(("text", "reason"), REASONS.items())
def test_what_is_refused_is_told_the_true_reason_and_how_to_say_it(text: str, reason: str) -> None:
    with override("en"), pytest.raises(ValidationError) as refused:
        parse(text)
    assert refused.value.messages == [reason]


@pytest.mark.parametrize(
    ("text", "edtf", "remark"),
    [
        ("ежегодно с 2014", "2014/..", {"ru": "ежегодно", "en": "annually"}),
        ("annually since 2014", "2014/..", {"ru": "ежегодно", "en": "annually"}),
        ("с 2014 (каждый год)", "2014/..", {"ru": "ежегодно", "en": "annually"}),
        ("2014–2019, twice a year", "2014/2019", {"ru": "дважды в год", "en": "twice a year"}),
    ],
)
def test_how_often_is_a_remark_beside_the_date(text: str, edtf: str, remark: dict[str, str]) -> None:
    reading = read_period(text)
    assert (reading.period.edtf(), reading.remark) == (edtf, remark)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("2014-21", "“2014-21” can be read in two ways: write 2014–2021 or spring 2014."),
        ("2020-35", "“2020-35” can be read in two ways: write 2020–2035 or 3rd quarter of 2020."),
    ],
)
def test_a_code_that_could_be_two_years_is_refused_from_a_keyboard_and_read_from_data(code: str, reason: str) -> None:
    with override("en"), pytest.raises(ValidationError) as refused:
        typed(code)
    assert refused.value.messages == [reason]
    assert parse(code).edtf() == code


def test_a_year_before_1000_is_read_only_where_it_may_be_meant() -> None:
    assert parse("859", early=True).edtf() == "0859"
    for slip in ("859", "0859", "219"):
        with pytest.raises(ValidationError):
            parse(slip)


def test_a_refusal_sends_words_to_the_remark_only_where_there_is_one() -> None:
    with override("en"), pytest.raises(ValidationError) as refused:
        typed("always", remark=False)
    assert refused.value.messages == ["A date has a year, for example 2022."]
    with override("en"), pytest.raises(ValidationError) as refused:
        typed("ежегодно с 2014", remark=False)
    assert refused.value.messages == ["Write the date alone: there is no place here for words such as “annually”."]
