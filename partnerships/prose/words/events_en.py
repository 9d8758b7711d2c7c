"""Events in English prose: the words of each form, the first that fits a place of the sentence."""

from typing import Final

from partnerships.prose.words.table import CITY, PLACE

_OF_CITY: Final = rf"(?:the )?(?:(?:city|town) of )?(?:the )?{PLACE}"

EVENTS: Final = (
    (
        "online_meeting",
        (
            r"(?:online|video|virtual|zoom|skype)[ -](?:meeting|conference|call|talk|bridge|session|link|"
            r"lesson|chat|concert|"
            r"workshop|event)s?|webinars?|video ?conferences?|(?:met|talked|spoke|joined|talks|meeting|held) "
            r"(?:\w+ )?(?:online|(?:via|over|by) (?:zoom|video|skype|teams))|"
            r"tele(?:conference|bridge)|(?:online|virtual)(?: [\w-]+){0,2} (?:class|classes|tour|tasting|exchange|"
            r"festival|forum|concert|exhibition|ceremony)"
        ),
    ),
    (
        "award_ceremony",
        (
            r"(?:award(?:s|ing)?|prize(?:-giving)?)(?: \w+){0,2} ceremony|ceremony of (?:the )?award\w*|prize-giving|"
            r"ceremony(?=[^.]*(?:presented with|awarded|conferred|honou?red))"
        ),
    ),
    ("round_table", r"\W?round[ -]tables?\W?(?: (?:meeting|discussion))?"),
    ("broadcast", r"live broadcasts?|(?:tv|television|radio) (?:broadcast|programme|show)"),
    (
        "sports",
        (
            r"championships?|tournaments?|(?:half[ -])?marathons?|(?:sports?|football)(?: \w+){0,3} "
            r"(?:competitions?|match|games)|(?:rugby|hockey|basketball|volleyball|handball|chess|tennis|swimming|"
            r"friendly|soccer|cricket)(?: \w+){0,2} (?:match(?:es)?|games?|cup|gala|meet|sevens)|youth games|fun run|"
            r"finished (?:first|second|third|runners?-up)|(?:friendship|challenge|world|mayor['’]s|twin towns?) cup|"
            r""
            r"regatta|relay race|spartakiad|olympiad|cycle ride"
        ),
    ),
    ("contest", r"(?:festival-)?competitions?|contests?"),
    ("festival", r"festivals?|carnival"),
    ("forum", r"forums?|summit|congress"),
    ("conference", r"conferences?|symposium|seminars?"),
    ("territory_day", r"day of (?:the )?(?:[\w-]+ ){1,2}(?:territory|krai|oblast|region|republic)"),
    (
        "city_day",
        (
            rf"(?:city|town) day(?! cele\w+ of the year)|days? of (?:the )?(?:cit(?:y|ies)(?: of)?|town(?: of)?|"
            rf"partner city|{_OF_CITY})|{PLACE} (?:city )?day\b|"
            rf"anniversary of (?:the )?(?:founding of )?(?:the )?(?:city|town|capital)(?: of)?(?: {CITY}|"
            rf" founding)?|"
            rf"anniversary of (?:the )?(?:founding|foundation) of (?:the )?(?:city|town|capital)|"
            rf"anniversary of {CITY}|anniversary of the capital founding"
        ),
    ),
    ("anniversary", r"(?:\d+(?:st|nd|rd|th)?|\w+th) anniversary|jubilee"),
    (
        "heritage_days",
        (
            r"days of (?:[\w-]+ ){0,4}(?:culture|heritage)|(?:culture|cultural|heritage) (?:days|week)|"
            r"week of culture"
        ),
    ),
    (
        "commemoration",
        (
            r"(?:laying|laid|lay)(?: of)?(?: an?| the)? ?(?:flowers|wreaths?)|commemorat\w+|remembrance|"
            r"memorial (?:service|ceremony)"
        ),
    ),
    ("inspection", r"inspect(?:ed|ion)|toured (?!⟨c)|tour of (?!⟨c)"),
    ("session", r"(?:solemn|plenary|joint|festive|ceremonial) (?:session|sitting)"),
    (
        "reception",
        (
            r"receptions? (?:was (?:held|given)|of(?![^.]*delegations)|by|in hono|for|at|hosted|given)|"
            r"(?:official|gala|civic|"
            r"a) reception|were received (?:at|by)|"
            r"received the delegation|was received (?:at|by)|(?:was|were) (?:\w+ )?(?:welcomed|greeted|"
            r"hosted)(?: \w+){0,2}? "
            r"(?:at|in) (?:the )?(?:town|city) hall|(?:was|were) (?:\w+ )?(?:welcomed|"
            r"hosted) by (?:the )?(?:lord )?mayor"
        ),
    ),
    ("opening", r"opening ceremony|(?:grand|official|ceremonial) opening|opening of (?:the|a)"),
    (
        "business_meeting",
        (
            r"business (?:meetings?|breakfast|matchmaking)|meetings? with (?:[\w⟨⟩-]+ ){0,4}(?:business|"
            r"entrepreneurs|companies)"
        ),
    ),
    (
        "meeting",
        (
            r"(?:(?<!of the )meetings? (?:were|was) (?:held|organi[sz]ed)|(?:official|working|friendly) meetings?|"
            r"meetings? (?:of|with|between|on)(?! the part)|met with|talks|negotiations|met \w+ with|"
            r"second meeting)"
        ),
    ),
    (
        "festive_event",
        (
            r"(?:festive|solemn|gala|citywide) (?:events?|evening|ceremon\w+|activities)|festivit\w+|concerts?|"
            r"banquet|(?:\w+ )?supper|gala(?: dinner)?|ball\b|"
            r"significant events|celebrations?|events dedicated|solemn ceremony"
        ),
    ),
)
