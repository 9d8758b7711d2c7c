"""The vocabulary of prose in English."""

from typing import Final

from partnerships.period.words import en
from partnerships.prose.words.events_en import EVENTS
from partnerships.prose.words.table import CITY, HOME, PLACE, ProseWords

_ENVOYS: Final = (
    r"delegations?|contingent|crews?|coachloads?|busloads?|boatloads?|teenagers|youths|exchange students|enthusiasts|"
    r"supporters|"
    r"pilgrims|walkers|ringers|anglers|beekeepers|allotment holders|bakers|party|group|representatives?|mayors?|head|"
    r"chair(?:man|woman)|deput(?:y|ies)|students?|pupils|"
    r"children|youngsters|young people|teachers?|members?|orchestra|symphony|choirs?|choral society|band|ensembles?|"
    r"theatre|teams?|club|squad|players|musicians?|artists?|dancers|singers|actors|athletes|runners|cyclists|"
    r"swimmers|entrepreneurs|business(?:men|people)|guests|visitors|councill?ors?|council|envoys?|officials|experts|"
    r"specialists|engineers|doctors|nurses|librarians|firefighters|police officers|volunteers|veterans|scouts|"
    r"families|residents|citizens|townspeople|friends|farmers|craftsmen|potters|journalists|gardeners|scientists|"
    r"apprentices|trainees|interns|"
    r"staff|officers|workers|chefs|cooks|photographers|poets|writers|painters|professors|researchers|academics|"
    r"lecturers|"
    r"dignitaries|leaders|ambassadors|soccer players|footballers|skiers|boxers|gymnasts|divers|rowers|sailors|campers"
)
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
        r"(?m:^)NAME(?=, (?i:an?|the|on|in)\b[^.,]{0,40}\b(?:town|city|port|coast|village|capital|resort|spa)\b)",
        r"(?i:regatta|festival|tournament|fair|carnival|held|race) (?i:held )?(?i:at) NAME(?= (?:in|on|from)\b|[,.;])",
        r"(?i:day of) NAME",
        r"NAME (?i:city|town) (?i:council|hall|administration|duma|day)",
    ),
    place_prepositions=r"in|to|from",
    no_city_after=r"(?:territory|krai|oblast|region|republic|province|state|county|district|university|federal|"
    r"island|"
    r"river|lake|sea|museum|airport|theat)",
    no_city_before=r"(?:republic of|province of|state of|region of|university of|embassy of|government of|"
    r"gulf of) ?$",
    regions=r"republic|territory|oblast|region|province|county|state|krai|federation|kingdom|usa|uk|prc",
    particles=r"in|on|upon|de|la|le|el|del|do|da|dos|das|du|des|della|dei|der|den|am|an|sur|sous|di|al|les|of|y|"
    r"by|the",
    districts=(
        r"(?i:with|between|of|from|and) (?:the )?(?P<name>(?:County|District|Borough|Canton|Parish) of WORD)",
        (
            r"(?i:agreement|treaty|partnership|friendship|twinning|twinned|ties|links?|relations)(?: link)? (?i:with) "
            r"(?:the )?(?P<name>NAME (?:County|District|Borough|Parish))\b"
        ),
    ),
    our_city=r"\bour (?:city|town|community|borough)\b",
    partner_city=r"(?<!the )\bpartner (?:city|town)\b|the (?:partner|sister|twin) (?:city|town)\b|"
    r"\b(?:from|to|in|at) the [\w-]+(?:ian|ish|ese|ch) (?:city|town)\b(?! of)|\bthere\b(?! (?:was|were|is|are|has|"
    r"have|had|will)\b)",
    mutual=r"\b(?:mutual|reciprocal)(?: [\w-]+){0,2} visits|exchanges? of (?:[\w-]+ )?(?:delegations|visits|envoys)|"
    r"exchanged? (?:[\w-]+ )?(?:delegations|visits)|exchange visits|delegations visited each other|"
    rf"delegations of {PLACE} and {PLACE}(?! city)",
    arrived=rf"\b(?:visited(?! by)|(?:re)?visits(?= {PLACE})|(?:paid|made) (?:an? )?(?:[\w-]+ )?visits? to|"
    r"repaid the visit|(?:rode|cycled|drove|walked|sailed|set off|set out|headed|made (?:the|their) way|"
    r"marched) (?:for|to)|spent (?:[\w-]+ ){1,4}there|"
    r"left for|departed for|stayed (?:with|at)|spent (?:[\w-]+ ){1,5}(?:in|at|with)|trained (?:with|in|at)|"
    r"(?:came|come) (?:for|over|here|back|across)|called at|(?:eventually|finally|at last) came|turned up|camped|"
    r"lodged|were put up|"
    r"(?:was|were) (?:our |the )?guests? (?:of|at|in)|ran in|competed (?:in|at)|visit of|trip of|"
    r"exchange (?:visit|trip)|stayed|hosted by(?= ⟨)|paid us a visit|called on|travell?ed|journeyed|arrived|flew|"
    r"toured(?= ⟨c)|went (?:to|on)|came to|visiting|"
    rf"visits? (?:to|of|by|from)|visits? was organi[sz]ed|trips? to|tour to|stayed in|during (?:a|their|his|"
    rf"her) visit|"
    r"(?:undertook|completed|did|took up) (?:[\w-]+ ){0,5}(?:placements?|internships?|traineeships?|exchange)|"
    r"embarked on|"
    r"(?:gave|performed)(?: \w+){0,3} (?:concerts?|in)|to visit(?= italy))",
    received=r"\b(?:(?:received|welcom(?:ed|ing)|host(?:ed|ing)|greeted|entertain(?:ed|ing)|played host to)"
    r"(?! (?:\w+ ){0,3}(?:forum|contest|reception|meeting|conference|exhibition|festival|tournament|event|round|"
    r"certificate|diploma|prize|award|medal|"
    r"cup|trophy|title|gift|support|funding|books|masks|aid|help))|"
    r"reception of)\b",
    delegation=r"\b(?:delegations?|party of|group of)\b",
    envoys=rf"\b(?:{_ENVOYS})\b",
    attended=r"\b(?:toured|held talks|took part|take part|taking part|participated?|participating|attended|joined|"
    r"was invited|studied|"
    r"got acquainted|(?:was|were) in(?= ⟨)|inspected|studying|were received)\b",
    participation=r"\bparticipation (?:of|in)\b",
    invited=r"\binvited (?:[\w⟨⟩-]+ ){0,3}(?:delegation|representatives)",
    came_from=rf"(?:{_ENVOYS}|visit|leaders?|duma)(?: (?:of|from|by|the|an?|\w+teen|two|three|four|five|six|"
    rf"seven|eight|"
    rf"nine|ten|twelve|twenty|thirty|forty|fifty|\d+|{_ENVOYS}|(?:city|town) of|"
    rf"partner city|city|administration|municipality|led|business|community|mayor|[\w-]+ state university"
    rf"|[\w-]{{3,}} and [\w-]+)){{1,5}} ?{_OF_CITY}|"
    rf"{PLACE}(?:['’]s|s)?(?: [\w-]+){{0,3}} (?:{_ENVOYS}|administration)\b|from {_OF_CITY}",
    went_to=rf"(?:returned from|(?:was|were) (?:our |the )?guests? of|visit(?:ed|s|ing)?|travell?(?:ed|ing)|"
    rf"arrived|toured|rode|cycled|drove|went|flew|came|trips?|"
    rf"stay(?:ed)?|journeyed)"
    rf"(?: (?:was|were) organi[sz]ed)?(?: officially)?(?: (?:to|in|at))? (?:the )?(?:partner city of |(?:city|"
    rf"town) of )?"
    rf"(?:{PLACE}|(?:the )?(?:partner|sister|twin) (?:city|town)|our (?:city|town))",
    towards=rf"(?:\bto|\bin|\bat|\baround) (?:the )?(?:(?:city|town) of )?{PLACE}",
    invitation=rf"invitations? of (?:the )?(?:[\w-]+ ){{0,8}}?{PLACE}",
    several=r"\bvisits\b(?! (?:to )?⟨)|several times|repeatedly|annually|delegations\b",
    agreement=r"\b(?:agreements?|memorand(?:um|a)|treaty|protocol|declaration|charter|partnership contract|"
    r"proclamation|accord|pact|letters? of intent)"
    r"\b",
    signed=r"\b(?:signed|put (?:their|his|her) (?:names?|signatures?) to|concluded|sealed|initialled|extended|"
    r"prolonged|formali[sz]ed|dates(?: back)?(?: to|"
    r" from)?(?= ⟨d)|renewed|"
    r"followed(?= ⟨d)|twinned(?= ⟨d)|ratified|executed|entered into)\b",
    signing=r"\bsigning of (?:the|a|an)\b[^.]{0,30}\b(?:agreement|memorandum|treaty|protocol|declaration)",
    between=rf"(?:between|with)\b[^.]*{CITY}|{HOME}[^.]*{CITY}",
    no_agreement=r"(?:accordance with|implementation of|framework of|under|terms of|part of)"
    r"(?: (?!an?\b)[\w-]+){0,3} ?$",
    partnered=r"twinned ⟨d|(?:twinned|twin town|sister city|sister cities|partner city|partners|relationship|"
    r"partnership)\b"
    r"[^.]*(?:since|formali[sz]ed|established|began|founded|dates from) (?:in )?⟨d",
    exhibition=r"\b(?:(?:gallery|museum|library|hall) (?:showed|displayed|exhibited)|a display of|exhibitions?|(?:on|"
    r"went on) (?:show|display|view)|exhibits?\b|exposition|art show|"
    r"vernissage|displayed in an exhibition)\b",
    forms=EVENTS,
    not_held=r"\bcancelled|\bshelved\b|\bfell victim\b|\bcame to nothing\b|\bnever (?:took place|happened|came)\b|"
    r"\bdid not happen\b|"
    r"\babandoned\b|\bforeseen for\b|canceled|postponed|called off|did not take place|no (?:visits?|delegations?|"
    r"meetings?|"
    r"travel)\b|put off|fell through|"
    r"(?:had|has) to be (?:cancelled|postponed)|did not go ahead|(?:was|were) to (?:take place|be held|visit|come)|"
    r"could not (?:take place|be held)|\b(?:is|are) (?:expected|due|scheduled)\b|\bscheduled for|\bhopes? to\b|"
    r"look forward to|"
    r"\bwill (?:\w+ )?(?:be (?:held|celebrating|celebrated|visiting|hosting|welcoming|travell?ing|signed|opened)|"
    r"celebrate|"
    r"visit|host|welcome|travel|take place|mark|sign)\b|is planned|are planned|\bis aimed at|provides? for\b",
    made_up=r"\b(?:made up for|finally|eventually|at last|later) (?:took place|went ahead|came|held|happened|"
    r"visited|made)\b|\b(?:was|were) (?:made up for|held later|finally held|eventually held|caught up)\b|"
    r"\btook place (?:later|at last|after all)\b|\bwent ahead (?:later|at last|after all)\b",
    report=r"\b(?:report|review|chronicle|news|highlights)\b",
    looks_back=r"\b(?:first|back in|earlier|originally|ago|dates? back|goes back|began|started|remembers?|recalls?|"
    r"at that time|those days)\b",
    aimed=r"(?:aimed at|aims? to|plans? to|intends? to|agreed (?:to|on)|in preparation|proposed|thanked|"
    r"invitation to|"
    r"preparation (?:for|of)|organizing committee|participants of|jury of|diplomas of|laureates? of|winners of|"
    r"instead of|discussed|involving|including|provid\w+)"
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
    no_figure=r"\S+\s*(?:times\b|of the\b|-?(?:year|day|hour|week|month|decade)s?\b(?!-)|centuries)|(?:two|2|"
    r"three) (?:cities|towns|"
    r"mayors|sides|parties|communities|municipalities|countries)\b",
    no_figure_before=r"(?:\b(?:both|the|these|our|article|page|room|section|no|number|phase|top)|[&+])\s*$",
    counted=r"people|persons?|delegates|members|runners|concerts|companies|countries|plants|works|drawings|photos?",
    award=r"grand prix|(?:was|were) (?:[\w]+ )?(?:awarded|honou?red)|presented with|given the freedom|"
    r"named (?:an )?honorary|(?:won|received|took (?:first|"
    r"second|third|\d\w*)) (?:the |a )?"
    r"(?:[\w⟨⟩-]+ ){0,4}(?:prize|trophy|cup|medals?|award|diplomas?|certificates?|title|place)|(?:was|"
    r"were) placed (?:first|second|third)|"
    r"(?:finished|came) (?:first|second|third|runners?-up)|won the (?:[\w-]+ ){0,2}(?:tournament|match|regatta|"
    r"race|contest)|"
    r"(?:captured|claimed|secured|earned|clinched) (?:the |a )?(?:[\w⟨⟩-]+ ){0,4}(?:prize|trophy|cup|medals?|"
    r"title|place)|(?:came|went|"
    r"brought) home (?:with )?(?:the |a )?(?:[\w⟨⟩-]+ ){0,3}(?:cup|trophy|medals?|prize)|(?:cup|trophy|prize|"
    r"title) (?:went to|was won by|fell to)|prizes (?:were|"
    r"was) awarded|"
    r"diplomas (?:of|were)|letters? of thanks|honorary citizen|laureates? (?:received|were)",
    office=r"\b(?:mayors?|head|deputy|chair(?:man|woman|person)?|director|president|vice-?\w+|minister|rector|dean|"
    r"professor|"
    r"secretary|ambassador|consul(?: general)?|councill?ors?|cllrs?|governor|alderman|provost|representative|manager|"
    r"burgomaster|counterpart|city manager|photographer|painter|sculptor|conductor|coach|headteacher|headmaster|"
    r"headmistress|"
    r"commissioner|officer|treasurer|founder|leader|principal|"
    r"adviser|chief|(?:council|board|committee) members?|member|coordinator|lord mayor)\b",
    namesake=r"(?:named after|monument to|memory of|museum of|dedicated to|in honou?r of)\W*(?:[A-Z]\.\s?)*$",
    not_before_names=r"the|in|at|to|from|of|on|a|an|by the|for|near|through",
    body=r"city|town|council|hall|duma|administration|university|institute|museum|department|district|chamber|"
    r"committee|"
    r"parliament|union|association|office|library|school|theat(?:re|er)|park|centre|center|republic|festival|state|"
    r"territory|region|complex|glory|federation|prize|trophy|star|house|club|company|orchestra|street|square|day|"
    r"year|"
    r"society|commission|programs?|programmes?|board|foundation|trust|network|relations|relationship|exchange|"
    r"capital|cultural|world|cities|sister|diaspora|review|language|war|federal|general|city's|team",
    not_names=r"The|A|An|In|On|At|From|During|Our|We|They|He|She|It|This|That|And|With|As|Lord|Deputy|Mayor|Head|"
    r"Cllr|"
    r"Chairman|Chairwoman|Dr|Mr|Mrs|Ms|Prof|President|Director|Vice|Minister|Rector|Of|Secretary|Consul|Professor|"
    r"Sir|Lady|Councillor|Councilor|Alderman|Vice-Mayor|Governor|January|February|March|April|May|June|July|August|"
    r"September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Russian|German|"
    r"French|American|Chinese|Italian|International|Open|Great|Patriotic|Summing|Representatives|Students",
    founding=r"(?:founded|war|victory|built|born|population|census|established|invaded|destroyed)[^.,;)]{0,25}$|"
    r"\b(?:(?<!up )for (?:the (?:years|period) )?|until |by ).{0,3}$",
    ties=r"(?:relation\w*|ties|links?|partnership|twinning|friendship|contacts?|"
    r"cooperation)\b[^.;]*\b(?:establish|found|form|forg|start|beg[au]n)\w*[^.;]*$",
    lasted=r"\b(?:until|till) (?:the )?[⟨\d]|"
    r"\b(?:(?:ran|runs|will run|lasted|continued|remained|stayed|stay|open|on (?:show|view|display)|"
    r"return(?:ed)?(?! (?:the|their|our|this|that|a|it)\b)|"
    r"closed|(?:went|flew|came) home)\b(?: [\w-]+){0,4} (?:⟨d|until|till|through))",
    until=r"\b(?:until|till) (?:the )?[⟨\d]",
    set_off=r"\b(?:set off|set out|drove|travell?ed|flew|arrived|came over|made (?:the|their) way)\b",
    came_here=r"\b(?:(?:eventually|finally|at last) came|(?:came|come) (?:over|here|across)|arrived|turned up|camped|"
    r"lodged|were put up)\b",
    venue=r" (?:cinema|hall|cent(?:re|er)|theatre|house|square|arena|stadium|hotel|office|committee)\b",
    of_document=r"(?:charter|treaty|agreement|document|declaration|pact) (?:of|from) .{0,3}$",
    over_years=r"\bover the (?:\w+ )?(?:years|decades)|\bsince then\b|\bthroughout the years\b",
    renewed=r"\b(?:renewed|extended|prolonged|reaffirmed)\b",
    likewise=rf"(?:and |while )?(?:(?:one |that )?with) {_OF_CITY}",
    goods=r"\b(?:sent|donated|collected|delivered|shipped|presented)\b [^.]*\b(?:tonn?e?s?|aid|books|parcels|"
    r"supplies|"
    r"equipment|medicines?|masks|vehicles?|fire engines?|ambulances?|toys|clothes|clothing|dollars|euros|pounds)\b|"
    r"\b(?:aid|masks|supplies|books|medicines?|equipment)\b [^.]*\b(?:was|were) (?:sent|donated|collected|delivered)",
    headings=r"outlook|introduction|summary|sports?|culture|education|youth|economy|business|tourism|contents|"
    r"news|events|"
    r"visits|exhibitions?|conclusions?|background|overview|highlights|history|archive|contacts?|appendix|partners|"
    r"agreements|delegations|annual report(?: of)?|year in review|school exchanges?|thank you|dates|"
    r"january|february|march|april|may|june|july|august|september|october|november|december",
    occasion=r"(?<!\w)(?:(?:to|for) (?:mark|celebrate|honou?r)|marking|celebrating|to mark|(?:on the occasion|"
    r"in honou?r) "
    r"of)(?: the)?(?: [\w-]+)? $",
    months_need_capitals=True,
    bare_years=True,
    season_preposition=r"\b(?:following|next|in|during|over|throughout|of|that|this)(?: the)?(?: early| late)?[ -]$",
    relative=(
        (r"(?:on )?the (?:next|following) (?:day|morning|evening)|a day later|the day after", "day_later"),
        (r"[\w-]+ days later", "days_later"),
        (r"(?:a|one) week later|the (?:following|next) week", "week_later"),
        (r"a fortnight later", "fortnight_later"),
        (r"[\w-]+ weeks later", "weeks_later"),
        (r"(?:on )?(?:the|that) same (?:day|days|occasion)|at the same time|on that occasion", "same_time"),
        (r"(?:that|the) same year|in that year|later that year|(?:later|earlier) in the year", "same_year"),
        (r"(?:the|in the|that) (?:following|next)(?= (?!year|month|week|day|morning|evening)[^\W\d_])", "next_such"),
        (r"(?:the|in the) (?:following|next) year|the year after|a year later|one year later", "next_year"),
        (r"[\w-]+ years (?:later|after|on)", "years_later"),
        (r"the (?:year before|previous year)|a year earlier", "year_before"),
        (r"(?:the|in the|that) same month|later that month|(?:later|earlier) in the month", "same_month"),
        (r"the (?:following|next) month|a month later|one month later|the month after", "next_month"),
    ),
    named_days=(
        (r"(?:st\.? |saint )patrick['’]s day", 3, 17),
        (r"(?:st\.? |saint )george['’]s day", 4, 23),
        (r"(?:st\.? |saint )andrew['’]s day", 11, 30),
        (r"(?:st\.? |saint )david['’]s day", 3, 1),
        (r"new year['’]s day", 1, 1),
        (r"new year['’]s eve", 12, 31),
        (r"christmas day", 12, 25),
        (r"boxing day", 12, 26),
        (r"christmas eve", 12, 24),
        (r"valentine['’]s day", 2, 14),
        (r"(?:remembrance|armistice|veterans) day", 11, 11),
        (r"europe day", 5, 9),
        (r"bastille day", 7, 14),
        (r"(?:halloween|hallowe['’]en)", 10, 31),
        (r"(?:international )?women['’]s day", 3, 8),
    ),
    money=r"[£$€¥₽]|\b(?:pounds|dollars|euros?)\b",
    all_partners=r"\b(?:both|all)(?: (?:of )?(?:our|the|its|three|four|five))* (?:partners\b|(?:partner|sister|"
    r"twin)[ -]"
    r"(?:cities|towns|communities))",
    return_visit=r"\breturn(?:ed)? (?:the |their |our |that )?(?:visit|trip|journey)|repaid the visit|"
    r"reciprocal visit|"
    r"visit was returned|hosted in return|return match",
    visited_by=rf"{PLACE} (?:was|were|has been) (?:also |again )?visited by",
    our_people=rf"(?<!with )(?<!by )\b(?:our|local|the town['’]s|the city['’]s|the city|"
    rf"the town) (?:[\w-]+ ){{0,3}}(?:{_ENVOYS})\b",
    from_partner=rf"\b(?:{_ENVOYS})\b(?: [\w-]+){{0,3}} (?:of|from) (?:our|the|both|all)(?: \w+)? (?:partner|"
    rf"sister|twin)"
    r"[ -](?:cit|town)\w+|\bfrom the [\w-]+(?:ian|ish|ese|ch) (?:city|town)\b(?! of)",
    led_by=r"\b(?:led by|headed by|under the leadership of|accompanied by)(?: (?:Dr|Mr|Mrs|Ms|Prof)\.?)? $",
    month_preposition=r"(?:in|of|since|throughout|until|by|early|late|mid|from|during|this|last|following|next)[ -]?$",
)
