"""The vocabulary of prose in German."""

from typing import Final

from partnerships.period.words import de
from partnerships.prose.words.events_de import EVENTS
from partnerships.prose.words.table import CITY, HOME, PLACE, ProseWords

_OF_CITY: Final = rf"(?:(?:der )?(?:partner)?stadt )?{PLACE}"
_ENVOYS: Final = (
    r"delegation(?:en)?|gruppen?|reisegruppe|vertreter\w*|vertretung|\w*feuerwehr\w*|\w*kapelle|spielmannszug|"
    r"musikschule|tanzgruppe|gesangverein|\w*verein|jugendgruppe|kinder|senioren|bürger(?:innen)?|freunde|"
    r"fachleute|experten|lehrer\w*|lehrkräfte|ärzte|sänger\w*|läufer\w*|radfahrer\w*|fußballer\w*|winzer|"
    r"handwerker|ausstellerinnen|aussteller|mitglieder|mitarbeiter\w*|auszubildende\w*|azubis|journalisten|"
    r"(?:ober)?bürgermeister\w*|schüler\w*|student\w*|jugendliche\w*|\w*chor|"
    r"\w*orchester|"
    r"mannschaft|team|sportler\w*|musiker\w*|künstler\w*|gäste|unternehmer\w*|stadträt\w*|abordnung|tänzer\w*|"
    r"besucher\w*"
)

WORDS: Final = ProseWords(
    code="de",
    period=de.WORDS,
    shortened=r"dr|prof|st|nr|str|bzw|ca|z\.\s?b|d\.\s?h|u\.\s?a|o\.\s?g|hr|fr|abs|evtl|inkl|jan|feb|apr|aug|sept?|"
    r"okt|nov|"
    r"dez|jh|geb",
    city_cues=(
        r"(?:Partners|Schwesters|S)(?i:tadt) NAME",
        r"(?i:stadt|gemeinde|kommune|städten|partnerstädten) NAME",
        r"(?i:partnerschaft|freundschaft|vertrag|beziehungen|kontakte|verbindung)(?i:en)? (?i:mit|zu|zwischen) NAME",
        r"(?i:verbindet \S+ mit|mit|nach|aus|in) NAME(?= \()",
        (
            r"(?i:delegation|gruppe|schüler|gäste|tänzer|musiker|sportler|vertreter|bürgermeister|bürgermeisterin|"
            r"stadtverwaltung|chor|orchester|team|mannschaft)(?i:innen)? (?i:aus|von) NAME"
        ),
        r"(?i:reiste[n]?|fuhr(?:en)?|flog(?:en)?|reise|fahrt|besuch)[^.;,()]{0,40}? (?i:nach|in) NAME",
        (
            r"(?m:^)NAME(?=, (?i:ein|eine|das|die|der|im|in|an)\b[^.,]{0,40}(?i:stadt|städtchen|küste|gemeinde|ort|"
            r"dorf|hafen)\b)"
        ),
        r"(?i:verbindet) NAME",
        r"(?i:mit) NAME(?=[;,] (?:der|die|das)| besteht)",
    ),
    place_prepositions=r"in|nach|aus",
    no_city_after=r"(?:land|region|provinz|universität|museum|kreis)",
    no_city_before=r"(?:republik|land|region|provinz|universität|insel|königreich) ?$",
    regions=r"republik|region|provinz|land|bundesstaat|königreich|usa|kreis|oblast",
    particles=r"an|am|der|im|de|la|le|les|sur|di|del|do|da|du|ob|bei|in(?= der)|y",
    districts=(
        (
            r"(?i:mit|aus|und|zwischen)(?: dem| der)? (?P<name>(?:Landkreis|Kreis|Bezirk|Amt|"
            r"Verbandsgemeinde|Samtgemeinde|Kanton|Rajon) NAME)"
        ),
    ),
    our_city=r"\bunser(?:e|er)? stadt\b|\bbei uns\b|\bzu uns\b",
    partner_city=r"\b(?:der|die|unsere[r]?) (?:partner|schwester)stadt\b(?! ⟨)",
    mutual=r"gegenseitig\w* besuch\w*|austausch von delegationen|besuch\w* ausgetauscht|delegationen ausgetauscht",
    arrived=r"\b(?:besuchte[n]?(?= ⟨| (?:eine|die|der)| \d+ \w+| \w+bürgermeister| bürgermeister)|"
    r"besuch\w* (?:in|der|aus|"
    r"von)|reiste[n]?|fuhr(?:en)?|"
    r"flog(?:en)?|weilte[n]?|kam(?:en)?(?! es\b)(?![^.;]* (?:in (?:berührung|kontakt)|zustande|zusammen mit|hinzu|"
    r"dazu)\b)|angereist|gereist|gefahren|zu besuch|gastspiel|hielt(?:en)? sich|"
    r"half(?:en)?|unterstützte[n]?|absolvierte[n]?|"
    r"trat(?:en)? (?:[\w⟨⟩-]+ )*auf|besucht(?:e[n]?)?(?: [\w-]+){1,4} in(?= ⟨)|verbrachte[n]?|"
    r"machte[n]? sich (?:[\w⟨⟩-]+ )*auf|wohnte[n]?|übernachtete[n]?|logierte[n]?|zelteten|"
    r"(?:studien|bürger|schüler|konzert)reise|\w*fahrt (?=nach)|schüleraustausch|jugendaustausch|aufenthalt|"
    r"reise nach|fahrt nach|zu gast|gekommen|angekommen|traf(?:en)? [\w ]*ein|war(?:en)? [\w ]*zu gast|"
    r"gastierte[n]?)\b",
    received=r"\b(?:empfängt|begrüßt|zu besuch bei uns|hieß(?:en)?|empfing(?:en)?|begrüßte[n]?|empfangen|"
    r"willkommen geheißen)\b",
    delegation=r"\bdelegation(?:en)?\b|\babordnung\b",
    envoys=rf"\b(?:{_ENVOYS})\b",
    attended=r"\b(?:nahm(?:en)?\b.*\bteil|teilnahm(?:en)?|beteiligte[n]?|teilgenommen|besichtigte[n]?|"
    r"informierte[n]?|war(?:en)? in(?= ⟨))\b",
    participation=r"\bteilnahme\b",
    invited=r"lud(?:en)? (?:[\w⟨⟩-]+ ){0,3}delegation \w* ein",
    came_from=rf"(?:{_ENVOYS})(?: (?!aus|nach|in)\w+){{0,2}} (?:aus|von|der|stadt|der stadt) {_OF_CITY}|"
    rf"(?:{_ENVOYS})(?: der \w+)? {PLACE}|aus {_OF_CITY}|"
    rf"{PLACE}er (?:{_ENVOYS})",
    went_to=rf"(?:zu gast|zu besuch|aufenthalt|gastspiel) (?:in|bei) (?:der )?{_OF_CITY}|(?:(?:reist|fuhr|flog|"
    rf"kam|fahrt|reise|besuch)\w*(?: [\w-]+){{0,5}}? (?:nach|in)|besuchte[n]?(?: die)?) "
    rf"{_OF_CITY}|besuchte[n]? (?:[\w⟨⟩-]+ ){{0,5}}?(?:die|unsere) (?:\w+ )?(?:partner)?stadt(?: {PLACE})?",
    towards=rf"(?:nach|in|besuchte[n]?(?: [\w⟨⟩-]+){{0,4}}) {_OF_CITY}",
    invitation=rf"einladung (?:\w+ ){{0,5}}?{PLACE}",
    several=r"\bbesuche\b|mehrfach|mehrmals|regelmäßig|jährlich|delegationen",
    agreement=r"\b(?:(?:partnerschafts|freundschafts|städtepartnerschafts)?vertrag\w*|\w*vereinbarung\w*|\w*abkommen|"
    r"memorandum|"
    r"\w*erklärung|partnerschaftsurkunde|urkunde|protokoll)\b",
    signed=r"\b(?:unterzeichnet\w*|verlängert\w*|erneuert\w*|unterschrieb\w*|geschlossen|besiegelt\w*|"
    r"abgeschlossen|folgte[n]?(?= [^.,;]{0,12}⟨d)|zustande|(?:förmliche|offizielle)\w* partnerschaft|"
    r"setzte[n]? [^.;]*unterschrift\w*)\b",
    signing=r"\b(?:vertrags)?unterzeichnung\b|\bvertragsunterzeichnung\b",
    between=rf"(?:zwischen|mit)\b[^.]*{CITY}|{HOME}[^.]*{CITY}",
    no_agreement=r"(?:im rahmen|gemäß|aufgrund|auf grundlage|umsetzung)(?: [\w-]+){0,3} ?$",
    partnered=r"(?:förmliche|offizielle)\w* partnerschaft[^.;]*⟨d|besiegelt\w*[^.;]*(?:freundschaft|partnerschaft|"
    r"verbindung)|(?:partnerschaft|partnerstadt|freundschaft|städtepartnerschaft)[^.]*(?:seit|besteht|begann|"
    r"gegründet|seit dem)"
    r"|(?:seit) ⟨d\d*⟩[^.]*(?:partnerschaft|partnerstadt)",
    exhibition=r"\b\w*ausstellung\w*\b|\bvernissage\b|\b(?:kunst|foto|werk)?schau\b|"
    r"\bstellte[n]?\b[^.;]*\baus\b|\bzeigte[n]?\b[^.;]*\b(?:werken?|aufnahmen|arbeiten|bildern?|fotos|"
    r"fotografien|gemälden?|zeichnungen|plakate[n]?|aquarelle[n]?|skulpturen)\b",
    forms=EVENTS,
    not_held=r"abgesagt|fiel(?:en)? (?:[\w-]+ )*aus\b|verschoben|fand(?:en)? nicht statt|ausgefallen|entfiel\w*|"
    r"ist geplant|sind geplant|"
    r"soll\w* stattfinden|entfallen|\bsoll(?:en)?\b[^.;]*\bwerden\b|\bwird\b[^.;]*\b(?:stattfinden|erwartet|"
    r"reisen|besuchen)\b|"
    r"\bwerden\b[^.;]*\b(?:erwartet|reisen|besuchen)\b|vorgesehen|musste[n]? (?:[\w-]+ )*(?:abgesagt|verschoben)|"
    r"nicht stattfinden",
    made_up=r"\bnachgeholt\b|\bholte[n]?\b[^.;]*\bnach\b|\bnachzuholen\b|\bfand(?:en)? (?:[\w-]+ )?(?:schließlich|"
    r"dann doch|doch noch|erst)\b[^.;]*\bstatt\b",
    report=r"\b(?:\w*bericht|\w*rückblick|\w*chronik|bilanz)\b",
    looks_back=r"\b(?:bereits|schon|erstmals|damals|einst|früher|begann(?:en)?|geht zurück|gehen zurück|"
    r"ursprünglich|zurückreich\w+)\b",
    aimed=r"(?:statt|anstelle|anstatt|vereinbarten?|planen?|einladung zu[mr]?|vorbereitung\w*|"
    r"ziel)(?: [\w-]+){0,4} ?$",
    goes_on=r"\b(?:während (?:des|ihres) (?:besuchs|aufenthalts|treffens)|die (?:gäste|delegation|teilnehmer\w*|"
    r"gruppe)|sie|er|"
    r"dort|dazu|dabei|beim (?:besuch|treffen)|bei dem treffen|im rahmen des besuchs|zum (?:stadtfest|programm)|"
    r"außerdem|auch|"
    r"anschließend|ebenfalls|der gegenbesuch)\b",
    anniversary=(
        r"\b(?P<n>\d{1,4})-jährige\w* (?:jubiläum|bestehen|partnerschaft|stadtjubiläum)",
        r"\b(?P<n>\d{1,4})\. (?:jahrestag|geburtstag|jubiläum)",
        r"\b(?P<n>\d{1,4}) jahre (?:städte)?partnerschaft",
    ),
    edition=r"festival|wettbewerb|forum|konferenz|turnier|lauf|marathon|tagung|internationale",
    no_figure=r"\S+\s*(?:mal\b|uhr\b|jahrzehnte\w*|-(?:jährig|tägig|stündig)\w*)|(?:zwei|2|drei|vier) (?:partner\w*|"
    r"seiten|"
    r"bürgermeister|städte\w*)",
    no_figure_before=r"(?:\b(?:beide|beiden|diese|nr|seite|die|der)|[#+])\.?\s*$",
    counted=r"personen|gäste|tänzer|schüler|teilnehmer|besucher|fotografien|werke|preise|vertreter",
    award=r"preise?\b.*(?:verliehen|vergeben|überreicht|gewann|gewonnen)|(?:gewann\w*|erhielt\w*|errang\w*|"
    r"holte\w*|sicherte\w*) "
    r"(?:[\w⟨⟩-]+ ){0,10}(?:\w*preis\w*|\w*pokal|medaille\w*|urkunde\w*|platz)|ausgezeichnet|geehrt|ehrenbürger\w*|"
    r"goldene\w* buch|(?:pokal|preis|titel|sieg|medaille)\b[^.;]*\b(?:holte[n]?|gewann(?:en)?|errang(?:en)?|"
    r"ging an)\b|preis (?:erhielt|gewann|ging)|(?:belegte\w*|erreichte\w*) (?:[\w⟨⟩-]+ ){0,4}platz|"
    r"mit (?:[\w⟨⟩-]+ ){0,4}(?:medaille|preis|urkunde|ehrennadel)\w* (?:geehrt|ausgezeichnet)",
    office=r"\b(?:(?:ober|alt)?bürgermeister(?:in)?\w*|landrat|landrätin|vorsitzende\w*|leiter(?:in)?|"
    r"direktor(?:in)?|"
    r"präsident(?:in)?|minister(?:in)?|botschafter(?:in)?|konsul(?:in)?|rektor(?:in)?|professor(?:in)?|stadtrat|"
    r"stadträtin|"
    r"beigeordnete\w*|\w*baurat|\w*dezernent(?:in)?|amtskolleg\w+|amtsleiter(?:in)?|fotograf(?:in)?|"
    r"künstler(?:in)?|maler(?:in)?|"
    r"dirigent(?:in)?|trainer(?:in)?|schulleiter(?:in)?|wehrführer|vizebürgermeister(?:in)?|gemeinderat|"
    r"dezernent(?:in)?|sprecher(?:in)?|stellvertreter(?:in)?|geschäftsführer(?:in)?)\b",
    namesake=r"(?:benannt nach|denkmal (?:für|von)|gedenken an|zu ehren von)\W*$",
    not_before_names=r"der|die|das|den|dem|ins|ans|vom|beim|in|im|am|aus|nach|zu|zur|zum|bei",
    body=r"\w*rat|rathaus|(?:partner|nachbar|haupt|landeshaupt|hanse|kreis|innen|alt|universitäts|heimat|"
    r"schwester|gast|"
    r"groß|klein)?stadt|universität|institut|museum|\w*bücherei|bibliothek|schule|theater|kammer|verein|"
    r"gesellschaft|\w*verwaltung|landtag|festival|haus|platz|straße|oktober|\w*partnerschaft\w*|jubiläum|\w*museum|"
    r"delegation|vertrag|gäste|\w*klima|städte\w*",
    not_names=r"Die|Der|Das|Den|Dem|Ein|Eine|Im|In|Am|An|Vom|Mit|Zum|Zur|Beim|Bei|Sie|Er|Es|Oberbürgermeister|"
    r"Bürgermeister|"
    r"Oberbürgermeisterin|Bürgermeisterin|Dr|Prof|Herr|Frau|Stadt|Januar|Februar|März|April|Mai|Juni|Juli|August|"
    r"September|"
    r"Oktober|November|Dezember|Delegation|Vertrag|Gäste|Gast|Besuch|Partnerschaft|Partnerstadt|Während|Nach|"
    r"Seit|Von|Für|Landrat|Präsident",
    bare_years=True,
    founding=r"(?:gegründet|krieg\w*|erbaut|geboren|einwohner)[^.,;)]{0,25}$|"
    r"\bin den jah.{0,7}$|\b(?:für (?:die jahre |den zeitraum |das jahr )?).{0,3}$",
    ties=r"(?:partnerschaft\w*|beziehung\w*|verbindung\w*|freundschaft\w*|kontakt\w*)\b[^.;]*\b(?:gegründet|"
    r"geschlossen|entst|begann|begonnen|knüpf)\w*[^.;]*$",
    lasted=r"\bbis (?:zum )?⟨d|⟨d\d+⟩ (?:zu sehen|geöffnet|gezeigt)|\b(?:lief|läuft|dauerte|war(?:en)?|ist|bleib\w+|"
    r"blieb(?:en)?|kehrte[n]?|geöffnet|"
    r"zu sehen)\b[^.;]*⟨d\d+⟩(?: zurück| zu sehen| geöffnet)?\W*$",
    until=r"\bbis (?:zum )?⟨d",
    set_off=r"\b(?:macht\w+ sich|reiste[n]?|fuhr(?:en)?|flog(?:en)?|brach(?:en)? [\w ]*auf)\b",
    came_here=r"\b(?:kam(?:en)?|angereist|eingetroffen|angekommen|zu gast|wohnte[n]?)\b",
    venue=r"\w*(?:halle|kino|saal|haus|platz|hotel|büro)\b",
    of_document=r"(?:urkunde|vertrag\w*|vereinbarung|erklärung) (?:von|vom|aus)(?: dem jahr)? .{0,3}$",
    over_years=r"\bin (?:den|all diesen) (?:vergangenen |letzten |folgenden )?(?:\w+ )?jahren\b(?! ⟨)|"
    r"\bseitdem\b|\bseither\b",
    renewed=r"\b(?:erneuert|verlängert|bekräftigt)(?:en|e)?\b",
    likewise=rf"(?:und |der |die )?(?:mit) {_OF_CITY}",
    goods=r"\b(?:spende\w*|gespendet|gesammelt|überga(?:b|ben)|übergeben|schickte[n]?|lieferte[n]?|hilfstransport\w*|"
    r"hilfsgüter\w*|hilfslieferung\w*)\b",
    headings=r"ausblick|rückblick|überblick|einleitung|fazit|sport|kultur|bildung|schule[n]?|wirtschaft|jugend|"
    r"vereine|"
    r"termine|aktuelles|partnerschaften|partnerstädte|besuche|begegnungen|ausstellungen|geschichte|chronik|kontakt|"
    r"anhang|inhalt|vorwort|veranstaltungen|allgemeines|finanzen|mitglieder|verschiedenes|"
    r"januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember",
    occasion=r"(?<!\w)(?:zum|anlässlich des|aus anlass des|zur feier des|zu ehren des)(?: [\w-]+)? $",
    season_preposition=r"\b(?:darauffolgenden|folgenden|nächsten|im|diesen|letzten|diesem|jenem)(?: frühen| späten)? $",
    relative=(
        (r"am (?:nächsten|folgenden|darauffolgenden) (?:tag|morgen|abend)|tags darauf|einen tag später", "day_later"),
        (r"[\w-]+ tage (?:später|danach)", "days_later"),
        (r"eine woche (?:später|danach)|in der (?:folgenden|darauffolgenden|nächsten) woche", "week_later"),
        (r"[\w-]+ wochen (?:später|danach)", "weeks_later"),
        (
            r"(?:am|an diesem|am gleichen|am selben) (?:gleichen |selben )?tag|gleichzeitig|zur gleichen zeit",
            "same_time",
        ),
        (r"damals|im (?:selben|gleichen) jahr|in diesem jahr|noch im selben jahr", "same_year"),
        (
            r"(?:im|in der|am) (?:darauf)?(?:folgenden|nächsten)(?= (?!jahr|monat|woche|tag|morgen|abend)[^\W\d_])",
            "next_such",
        ),
        (
            (
                r"im (?:darauf)?folgenden jahr|im folgejahr|ein jahr später|im nächsten jahr|im jahr(?:e)? darauf|"
                r"das jahr darauf"
            ),
            "next_year",
        ),
        (r"\w+ jahre (?:später|danach)|nach \w+ jahren", "years_later"),
        (r"im jahr zuvor|im vorjahr|ein jahr zuvor", "year_before"),
        (r"im (?:selben|gleichen) monat", "same_month"),
        (r"im (?:darauf)?folgenden monat|einen monat später|im nächsten monat", "next_month"),
    ),
    named_days=(
        (r"tag der deutschen einheit", 10, 3),
        (r"tag der arbeit", 5, 1),
        (r"europatag", 5, 9),
        (r"nikolaustag", 12, 6),
        (r"heiligabend", 12, 24),
        (r"(?:ersten )?weihnachts(?:feier)?tag", 12, 25),
        (r"silvester(?:abend)?", 12, 31),
        (r"neujahrs?(?:tag)?", 1, 1),
        (r"reformationstag", 10, 31),
        (r"allerheiligen", 11, 1),
        (r"martinstag", 11, 11),
        (r"(?:internationalen )?frauentag", 3, 8),
        (r"dreikönigstag", 1, 6),
    ),
    money=r"[£$€¥₽]|\b(?:euro|dollar|mark|franken|pfund)\b",
    all_partners=r"\b(?:beide[nr]?|alle[nr]?)(?: (?:drei|vier|fünf|unsere[nr]?))? partner\w*",
    return_visit=r"\bgegenbesuch\w*|\bgegeneinladung",
    our_people=rf"\b(?:unsere?|eine) (?:[\w-]+ )?(?:{_ENVOYS})\b(?! (?:aus|der|von))(?![^.]*\b(?:angereist|"
    rf"eingetroffen|"
    r"angekommen)\b)",
    from_partner=rf"\b(?:{_ENVOYS})\b(?: [\w-]+){{0,2}} aus (?:der|unserer|beiden|allen|den|unseren)(?: \w+)? "
    r"partner(?:stadt|städten|gemeinde\w*)",
    led_by=r"\b(?:leitung von|führung von|geleitet von|angeführt von)(?: (?:Dr|Prof|Herrn|Frau)\.?)* $",
    month_preposition=r"(?:darauffolgenden|folgenden|nächsten|im|für|seit|ab|bis|anfang|ende|mitte) $",
)
