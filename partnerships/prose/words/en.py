"""The vocabulary of prose in English."""

from typing import Final

from partnerships.period.words import en
from partnerships.prose.words.table import CITY, HOME, PLACE, ProseWords

_OF_CITY: Final = rf"(?:the )?(?:(?:city|town) of )?(?:the )?{PLACE}"

WORDS: Final = ProseWords(
    code="en",
    period=en.WORDS,
    shortened=r"mr|mrs|ms|dr|prof|st|cllr|rev|no|vs|jr|sr|inc|ltd|co|gen|col|gov|sen|e\.g|i\.e|approx|ca|jan|feb|"
    r"mar|apr|"
    r"jun|jul|aug|sept?|oct|nov|dec",
    city_cues=(
        r"(?i:cit(?:y|ies)|towns?|municipalit(?:y|ies)|village|commune|borough) of NAME",
        r"(?i:partner|sister|twin|twinned|friendship)[ -](?i:cit(?:y|ies)|towns?)(?i: of|,|:)? NAME",
        (
            r"(?i:twinned|twinning|partnership|friendship|agreement|relations|ties|links)(?i: link)? (?i:with|"
            r"between) NAME"
        ),
        (
            r"(?i:mayor|leadership|administration|delegations?|representatives|envoys|guests|visitors|head|"
            r"council|team) "
            r"(?i:of|from) NAME"
        ),
        (
            r"(?i:visit(?:ed|s)?|visit to|trip to|journey to|travell?ed to|arrived in|came to|went to|flew to|"
            r"hosted by) NAME"
        ),
        r"(?i:day of) NAME",
        r"NAME (?i:city|town) (?i:council|hall|administration|duma|day)",
    ),
    place_prepositions=r"in|to|from",
    no_city_after=r"(?:territory|krai|oblast|region|republic|province|state|county|district|university|federal|island|"
    r"river|lake|sea|museum|airport|theat)",
    no_city_before=r"(?:republic of|province of|state of|region of|university of|embassy of|government of|gulf of) ?$",
    regions=r"republic|territory|oblast|region|province|county|state|krai|federation|kingdom|usa|uk|prc",
    particles=r"in|on|upon|de|la|le|el|del|der|am|an|sur|di|al|les|of",
    our_city=r"\bour (?:city|town|community|borough)\b",
    partner_city=r"(?<!the )\bpartner (?:city|town)\b|the (?:partner|sister|twin) (?:city|town)\b",
    mutual=r"\b(?:mutual|reciprocal)(?: [\w-]+){0,2} visits|exchanges? of (?:[\w-]+ )?(?:delegations|visits|envoys)|"
    r"exchanged? (?:[\w-]+ )?(?:delegations|visits)|exchange visits|delegations visited each other|"
    rf"delegations of {PLACE} and {PLACE}(?! city)",
    arrived=rf"\b(?:visited(?! by)|(?:re)?visits(?= {PLACE})|(?:paid|made) (?:an? )?(?:[\w-]+ )?visits? to|"
    r"repaid the visit|travell?ed|journeyed|arrived|flew|toured(?= ⟨c)|went (?:to|on)|came to|visiting|"
    rf"visits? (?:to|of|by|from)|visits? was organi[sz]ed|trips? to|tour to|stayed in|during (?:a|their|his|her) visit|"
    r"(?:gave|performed)(?: \w+){0,3} (?:concerts?|in)|to visit(?= italy))",
    received=r"\b(?:(?:received|welcomed|hosted|greeted|entertained)"
    r"(?! (?:\w+ ){0,3}(?:forum|contest|reception|meeting|conference|exhibition|festival|tournament|event|round))|"
    r"reception of)\b",
    delegation=r"\b(?:delegations?|party of|group of)\b",
    envoys=r"\b(?:delegations?|party|group|representatives?|mayors?|head|chair(?:man|woman)|deput(?:y|ies)|students?|"
    r"pupils|teachers|members?|orchestra|choir|team|musicians?|artists?|entrepreneurs|guests|councill?ors?|envoys?)\b",
    attended=r"\b(?:toured|held talks|took part|take part|taking part|participated?|participating|attended|joined|"
    r"was invited|studied|"
    r"got acquainted|inspected|studying|were received)\b",
    participation=r"\bparticipation (?:of|in)\b",
    invited=r"\binvited (?:[\w⟨⟩-]+ ){0,3}(?:delegation|representatives)",
    came_from=rf"(?:delegations?|party|group|representatives?|visit|mayor|head|members|guests|pupils|students|team|"
    rf"orchestra|choir|entrepreneurs|leaders?|council(?:lors)?|duma|officials)(?: (?:of|from|by|the|(?:city|town) of|"
    rf"partner city|city|administration|municipality|led|business|community|mayor|[\w-]+ state university"
    rf"|[\w-]{{3,}} and [\w-]+)){{1,5}} ?{_OF_CITY}|"
    rf"{PLACE}(?:'s|s)?(?: [\w-]+){{0,3}} (?:delegations?|representatives?|pupils|students|residents|administration|"
    rf"athletes|teams?)|from {_OF_CITY}",
    went_to=rf"(?:visit(?:ed|s|ing)?|travell?(?:ed|ing)|arrived|went|flew|came|trips?|stay(?:ed)?|journeyed)"
    rf"(?: (?:was|were) organi[sz]ed)?(?: officially)?(?: (?:to|in|at))? (?:the )?(?:partner city of |(?:city|"
    rf"town) of )?"
    rf"(?:{PLACE}|(?:the )?(?:partner|sister|twin) (?:city|town)|our (?:city|town))",
    towards=rf"(?:\bto|took place in|held in|organi[sz]ed in|welcomed in) (?:the )?(?:(?:city|town) of )?{PLACE}",
    invitation=rf"invitations? of (?:the )?(?:[\w-]+ ){{0,8}}?{PLACE}",
    several=r"\bvisits\b(?! (?:to )?⟨)|several times|repeatedly|annually|delegations\b",
    agreement=r"\b(?:agreements?|memorand(?:um|a)|treaty|protocol|declaration|charter|partnership contract|"
    r"letter of intent)"
    r"\b",
    signed=r"\b(?:signed|concluded|sealed|initialled|formali[sz]ed|dates(?: back)?(?: to| from)?(?= ⟨d)|renewed|"
    r"ratified|entered into)\b",
    signing=r"\bsigning of (?:the|a|an)\b[^.]{0,30}\b(?:agreement|memorandum|treaty|protocol|declaration)",
    between=rf"(?:between|with)\b[^.]*{CITY}|{HOME}[^.]*{CITY}",
    no_agreement=r"(?:accordance with|implementation of|framework of|under|terms of|part of)"
    r"(?: (?!an?\b)[\w-]+){0,3} ?$",
    partnered=r"(?:twinned|twin town|sister city|sister cities|partner city|partners|relationship|partnership)\b"
    r"[^.]*(?:since|formali[sz]ed|established|began|founded|dates from) (?:in )?⟨d",
    exhibition=r"\b(?:exhibitions?|exposition|art show|vernissage|displayed in an exhibition)\b",
    forms=(
        (
            "online_meeting",
            (
                r"(?:online|video|virtual|zoom)[ -](?:meeting|conference|call|talk|bridge|session)s?|webinars?|"
                r"tele(?:conference|bridge)"
            ),
        ),
        (
            "award_ceremony",
            r"(?:award(?:s|ing)?|prize(?:-giving)?)(?: \w+){0,2} ceremony|ceremony of (?:the )?award\w*",
        ),
        ("round_table", r"\W?round[ -]tables?\W?(?: (?:meeting|discussion))?"),
        ("broadcast", r"live broadcasts?|(?:tv|television|radio) (?:broadcast|programme|show)"),
        (
            "sports",
            (
                r"championships?|tournaments?|(?:half[ -])?marathons?|(?:sports?|football)(?: \w+){0,3} "
                r"(?:competitions?|match|games)|regatta|relay race|spartakiad|olympiad|cycle ride"
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
            r"days of (?:[\w-]+ ){0,4}(?:culture|heritage)|(?:culture|cultural|heritage) (?:days|week)|week of culture",
        ),
        (
            "commemoration",
            (
                r"(?:laying|laid|lay)(?: of)?(?: an?| the)? ?(?:flowers|wreaths?)|commemorat\w+|remembrance|"
                r"memorial (?:service|ceremony)"
            ),
        ),
        ("inspection", r"inspect(?:ed|ion)|toured|tour of"),
        ("session", r"(?:solemn|plenary|joint|festive|ceremonial) (?:session|sitting)"),
        (
            "reception",
            (
                r"receptions? (?:of(?![^.]*delegations)|by|in hono|for|at|hosted|given)|(?:official|gala|civic|"
                r"a) reception|were received (?:at|by)|"
                r"received the delegation|was received (?:at|by)"
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
                r"significant events|celebrations?|events dedicated|solemn ceremony"
            ),
        ),
    ),
    not_held=r"\bcancelled|canceled|postponed|called off|did not take place|no (?:visits?|delegations?|meetings?)|"
    r"could not (?:take place|be held)|\bwill be held|is planned|are planned|\bis aimed at|provides? for\b",
    aimed=r"(?:aimed at|aims? to|plans? to|intends? to|agreed (?:to|on)|in preparation|proposed|thanked|invitation to|"
    r"preparation (?:for|of)|organizing committee|participants of|jury of|diplomas of|laureates? of|winners of|"
    r"discussed|involving|including|provid\w+)"
    r"(?: (?!in |at |during |on )[\w-]+){0,4} ?(?:the |a |an )?$",
    goes_on=r"\b(?:during (?:the|this|that|his|her|their|its)?(?: \w+)? ?(?:visit|stay|meeting|trip|event|ceremony|"
    r"course)(?! to)|"
    r"(?:our|the) guests|the (?:members of the )?delegation(?: members)?|members of the delegation|the (?:sides|"
    r"parties|"
    r"group|participants|travell?ers|visitors)|they|he|she|within the (?:meeting|visit|framework of (?:the )?"
    r"(?:\w+ )?(?:visit|forum|meetings?|program\w*)|forum)|in the (?:framework|course) of the (?:visit|meeting|"
    r"business)|"
    r"at the (?:opening|same time|ceremony)|it was attended|the conference|the event|the exhibition|winning|"
    r"the winners|"
    r"the italian side|discussions|as a result|the signing)\b",
    anniversary=(
        r"\b(?P<n>\d{1,4})(?:st|nd|rd|th)?[ -](?:anniversary|birthday|jubilee)",
        r"\b(?P<n>\d{2,4}) years of\b",
    ),
    edition=r"festival|contest|competition|forum|conference|congress|tournament|marathon|games|championship|open",
    no_figure=r"\S+\s*(?:times\b|of the\b|-?(?:year|day|hour|week|month)s?\b)|(?:two|2|three) (?:cities|towns|"
    r"mayors|sides|parties|communities|municipalities|countries)\b",
    no_figure_before=r"(?:\b(?:both|the|these|our|article|page|room|section|no|number|phase|top)|[&+])\s*$",
    counted=r"people|persons?|delegates|members|runners|concerts|companies|countries|plants|works|drawings|photos?",
    award=r"grand prix|(?:was|were) (?:[\w]+ )?(?:awarded|honou?red)|(?:won|received|presented with|took (?:first|"
    r"second|third|\d\w*)) (?:the |a )?"
    r"(?:[\w⟨⟩-]+ ){0,4}(?:prize|trophy|cup|medals?|award|diplomas?|certificates?|title|place)|prizes (?:were|"
    r"was) awarded|"
    r"diplomas (?:of|were)|letters? of thanks|honorary citizen|laureates? (?:received|were)",
    office=r"\b(?:mayor|head|deputy|chair(?:man|woman|person)?|director|president|vice-?\w+|minister|rector|dean|"
    r"professor|"
    r"secretary|ambassador|consul(?: general)?|councill?or|cllr|governor|alderman|provost|representative|manager|"
    r"burgomaster|"
    r"adviser|chief|member|coordinator|lord mayor)\b",
    namesake=r"(?:named after|monument to|memory of|museum of|dedicated to|in honou?r of)\W*(?:[A-Z]\.\s?)*$",
    not_before_names=r"the|in|at|to|from|of|on|a|an|by the|for|near|through",
    body=r"city|town|council|hall|duma|administration|university|institute|museum|department|district|chamber|"
    r"committee|"
    r"parliament|union|association|office|library|school|theat(?:re|er)|park|centre|center|republic|festival|state|"
    r"territory|region|complex|glory|federation|prize|trophy|star|house|club|company|orchestra|street|square|day|year|"
    r"cities|sister|review|language|war|federal|general|city's|team",
    not_names=r"The|A|An|In|On|At|From|During|Our|We|They|He|She|It|This|That|And|With|As|Lord|Deputy|Mayor|Head|Cllr|"
    r"Chairman|Chairwoman|Dr|Mr|Mrs|Ms|Prof|President|Director|Vice|Minister|Rector|Of|Secretary|Consul|Professor|"
    r"Sir|Lady|Councillor|Councilor|Alderman|Vice-Mayor|Governor|January|February|March|April|May|June|July|August|"
    r"September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Russian|German|"
    r"French|American|Chinese|Italian|International|Open|Great|Patriotic|Summing|Representatives|Students",
    founding=r"(?:founded|war|victory|built|born|population|census|established|invaded|destroyed)[^.,;]{0,25}$",
    months_need_capitals=True,
    month_preposition=r"(?:in|of|since|until|by|early|late|mid|from|during|this|last)[ -]?$",
)
