"""Events in German prose: the words of each form, the first that fits a place of the sentence."""

from typing import Final

EVENTS: Final = (
    (
        "online_meeting",
        (
            r"(?:online|video|web)-?(?:treffen|konferenz\w*|gespräch\w*|seminar\w*|schalte|unterricht|"
            r"konzert)|webinar\w*|"
            r"(?:per|über) (?:video\w*|zoom|skype)|online(?:-\w+)?|"
            r"virtuelle\w* \w+"
        ),
    ),
    ("award_ceremony", r"preisverleihung\w*|ehrung\w*|auszeichnungsfeier|siegerehrung"),
    ("round_table", r"rund\w+ tisch\w*|podiumsdiskussion\w*"),
    ("broadcast", r"live-?(?:sendung|übertragung)|radiosendung|fernsehsendung"),
    (
        "sports",
        (
            r"\w*(?:turnier|meisterschaft|wettkampf|wettkämpf|marathon|halbmarathon)\w*|(?:fußball|"
            r"freundschafts)spiel\w*|"
            r"\w*lauf\b|regatta"
        ),
    ),
    ("contest", r"\w*wettbewerb\w*"),
    (
        "city_day",
        r"\w*stadtfest\w*|stadtjubiläum\w*|stadtgeburtstag\w*|\d+-jährige\w* (?:bestehen|stadtjubiläum) der stadt",
    ),
    ("festival", r"\w*festival\w*|festspiele|karneval"),
    ("forum", r"\w*forum\w*|kongress\w*"),
    ("conference", r"\w*konferenz\w*|tagung\w*|symposium|seminar\w*|fachtag\w*"),
    ("territory_day", r"tag der region"),
    (
        "anniversary",
        (
            r"(?:\d+-|\w+zig|\w*zehn|hundert)jährige\w* (?:jubiläum\w*|bestehen)|\d+\. jahrestag\w*|\w*jubiläum\w*|"
            r"jubiläen"
        ),
    ),
    ("heritage_days", r"kulturtag\w*|kulturwoche\w*|tage der \w*kultur"),
    ("commemoration", r"kranzniederlegung\w*|gedenk(?:feier|veranstaltung|stunde)\w*|kränze? nieder\w*|kranz"),
    ("inspection", r"besichtig\w+|rundgang\w* durch"),
    ("session", r"(?:fest|sonder)sitzung\w*|feierliche\w* sitzung"),
    ("reception", r"empfang\w*|empfing(?:en)?\b"),
    ("opening", r"(?:feierliche\w* )?(?:eröffnung|einweihung)\w*(?! der ausstellung)"),
    ("business_meeting", r"unternehmertreffen|wirtschaftsgespräch\w*|geschäftstreffen"),
    ("meeting", r"(?:arbeits)?treffen|gespräch\w* mit|arbeitsgespräch\w*|traf(?:en)? sich|fachgespräch\w*"),
    (
        "festive_event",
        (
            r"festakt\w*|festveranstaltung\w*|\w*konzert\w*|feierstunde|fest\b|feierlichkeiten|auftritt\w*|"
            r"(?!stadt)\w+fest(?:es|s|e)?\b"
        ),
    ),
)
