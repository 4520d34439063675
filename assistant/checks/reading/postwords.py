"""The words posts, their sizes and their number are said with."""

from __future__ import annotations

import re

FUNCTIONS = (
    (
        "verwaltungsassistenz",
        re.compile(
            r"\b(?:kim-?)?verwaltungsassist\w*|\bassisten(?:z\w*|t\w*|ce)\b|\bva(?:-stelle\w*)?\b|\badmin(?:istrative|istration)?[\s-](?:assist\w*|support|staff)|"
            r"(?<=[\de] )verwaltung\b|\bverwaltungs(?:fach)?kr[aä]ft\w*|\bverwaltungsstelle\w*",
            re.I,
        ),
    ),
    (
        "case_management",
        re.compile(
            r"\b(?:kim-?|vollzeit-?|teilzeit-?)*(?:case[\s-]?manag\w*|fallmanag\w*|cms?\b(?:-stelle\w*|-kr[aä]ft\w*)?)"
            r"(?:[\s-](?:stelle\w*|kr[aä]ft\w*|posts?|teams?\b))?",
            re.I,
        ),
    ),
    (
        "koordination",
        re.compile(
            r"\b(?:kim-?|vollzeit-?|teilzeit-?)*(?:ko+rdinat(?!ionsbetr|ionspausch|ionsförd)\w*|ko+rdinierungs\w*|"
            r"ko+rdi?\b|koordinier(?:en|t)\b)(?:[\s-](?:stelle\w*|teams?\b))?|\bco-?ordinat\w*",
            re.I,
        ),
    ),
)
# what may stand between a number and the post it counts
BEFORE = re.compile(
    r"^(?:[\s:(–-]|volle?[nrs]?\b|ganze?[nrs]?\b|vollzeit\w*|stellen?(?:anteile?n?)?\b|stelle\b|vz[äa]e?\b|posts?\b|full[\s-]time\b|fte\b|"
    r"weitere?n?\b|neue?n?\b|geförderte?n?\b|zusätzliche?n?\b|personalstellen?\b|für\b|in\b|im\b|der\b|die\b|das\b|den\b|dem\b|of\b|for\b|kim\b|"
    r"zur\b|als\b|kr[äa]fte?\b|leute\b|personen\b|kolleg\w*|mitarbeit\w*|köpfe\b|people\b|persons\b|staff\b|an?\b)*$",
    re.I,
)
# what may stand between a post and the number that follows it
AFTER = re.compile(
    r"^(?:[\s:=(,–-]|mit\b|hat\b|haben\b|sind\b|ist\b|arbeitet\b|arbeiten\b|auf\b|im umfang von\b|umfang\b|zu\b|je(?:weils)?\b|à|nur\b|"
    r"in teilzeit\b|teilzeit\b|von\b|stellen?\b|einer?\b|jede[rs]?\b|beide\b|at\b|with\b|each\b|working\b|läuft\b|bei\b|die\b|"
    r"zusammen\b|insgesamt\b|teilen\b|sich\b|zu (?:zweit|dritt|viert)\b|is\b|works?\b)*$",
    re.I,
)
AND = re.compile(
    r"^\s*(?:volle\w*|ganze\w*|vollzeit\w*)?\s*(?:stellen?)?\s*(?:und|plus|\+|sowie|and)\s*(?:eine?\w?|noch|a)?\s*$", re.I
)  # "zwei volle und eine halbe"
TOTAL = re.compile(r"\b(?:zusammen|insgesamt|in summe|together|teilen sich|sich)\b", re.I)
NONE = re.compile(r"\b(?:ohne|kein\w*|no|without)\s+(?:(?:eine?\w?|eigene\w*|weitere\w*|zusätzliche\w*|stellen?|für|in|der|die)\s+){0,2}$", re.I)
FULL_BEFORE = re.compile(
    r"(?:(?:volle[nrms]?|ganze[nrms]?|full[\s-]time)(?:\s+stelle)?|vollzeit(?:stelle)?)[\s-]+(?:(?:im|in|der|für|als|die|das|bei)\s+)*$", re.I
)
FULL_AFTER = re.compile(
    r"^(?:[\s,(–-]|mit\b|auf\b|in\b|als\b|hat\b|ist\b|arbeitet\b|eine[rn]?\b|kommt von außen\b)*(?:voll(?:e[rnm]?|er)?\s+stelle|"
    r"ganze[rn]?\s+stelle|vollzeit|"
    r"full[\s-]time)",
    re.I,
)
PART = re.compile(r"^[\s,(]*(?:(?:die|alle|beide|arbeiten|arbeitet|in|auf)\s+)*teilzeit\b", re.I)
HOURS = re.compile(r"^[^.;?!\d]{0,25}\d+(?:,\d+)?[\s-]*(?:wochen)?(?:stunden|std\b|h\b|hours)", re.I)
PART_ANY = re.compile(r"\bteilzeit|\d[\s-]*(?:wochen)?(?:stunden|std\b)", re.I)
SIZED = re.compile(r"\b(?:stelle|stellenanteil|stellenumfang|umfang)\s*(?:\(|:|von|mit)\s*$", re.I)
ALONE = re.compile(r"\($")
MOST_PEOPLE = 20  # more people than that are hardly said of one Kommune's staff
CLIENTS = re.compile(r"\b(?:leute|personen|people|persons|menschen)\b", re.I)
CARE = re.compile(r"\b(?:betreu\w*|begleit\w*|berat(?:e|en|et)|fäll\w*|klient\w*|ratsuchend\w*|cases?|clients?)\b", re.I)
ANOTHER = re.compile(
    r"\s(?!(?:Stelle|VZ|FTE|Prozent|Stunden|Std|Wochenstunden|Vollzeit|Teilzeit|Personal|Kr[äa]ft|Köpf|Leute|Person|"
    r"Kolleg|Monat|Posts?|Fälle|In |Im |Ab |Von )\w*)[A-ZÄÖÜ]\w+"
)
UNIT = re.compile(r"^\s*(?:vz[äa]e?|fte)\b", re.I)
WHOLE_POST = re.compile(r"\b(?:(?:volle[rn]?|ganze[rn]?)\s+stelle\b|vollzeit(?:stelle)?\b|full[\s-]time)", re.I)
EACH_BEFORE = re.compile(r"\b(?:je|jeweils)\s*$|à\s*$", re.I)
BY = re.compile(r"\bzu (zweit|dritt|viert)\b|\b(?:kolleg\w+ und ich|ich und mein\w* kolleg\w+|wir (?:haben )?beide)\b", re.I)
PEOPLE_COUNT = {"zweit": 2, "dritt": 3, "viert": 4}
PEOPLE = re.compile(r"^\s*[a-zäöüß-]+(?:\s+[a-zäöüß-]+)?\s+(?:(?:mit|zu|auf)\s+)?$", re.I)
PLURAL = re.compile(r"(?:innen|stellen|kräfte|oren|s)$", re.I)
# different shares or months inside one group of posts are not read but asked for
MIXED = re.compile(
    r"\b(?:davon (?=\d|ein|zwei|drei|vier|fünf|sechs|nur|die\b|halb|teilzeit)|darunter|die andere[nr]?|der andere|"
    r"die zweite|der zweite|beziehungsweise|bzw\.?|"
    r"entweder)\b",
    re.I,
)
# what follows a number that is a size of posts, and a share that is none
KIND = re.compile(r"\s*(?:[x×]\s?\d|mal\s?\d|in vollzeit|in teilzeit|vollzeit\w*|teilzeit\w*|halbtags)", re.I)
NO_SIZE = re.compile(
    r"[\s-]*(?:der|des|aller|von)?\s*(?:kosten|förderung|förderquote|mittel|personalkosten|eigen\w*|zuschuss|der kosten|jahr\w*|fälle|stunde)", re.I
)
SHARES_LISTED = re.compile(r"^\s*(?:,|und|/|\+|plus|and|,\s*und)\s*(?:mit\s+|zu\s+|at\s+)?$", re.I)
