"""Turns of phrase and the plain words they are checked as: "kommt in Betracht" is "ist möglich", "steht frei" is "kann", "ist gehalten" is "muss".

Three kinds: how duty and freedom are said without müssen and können, how a text is quoted ("im Bericht hieß es"), and set phrases of other kinds.
Only what leaves the meaning as it is; the sentence that is shown stays as it was written.
"""

from __future__ import annotations

import re

_WHO = r"(?:\s(?:de[nmr]|dies\w+|jede[mrn]|alle[nr]?|ihne?n|ihm|ihr|Ihnen|uns)(?:\s(?:[a-zäöü]+e[nrm]\s)?[A-ZÄÖÜ][\w:*-]+){0,2})?"
_NEXT = r"(?:,(?=\s(?!ob\b|wie\b|wo\b|wann\b|welche|dass\b|die\s\w+\s(?:ist|sind|hat|haben)\b)))?"
_DUTY: tuple[tuple[str, str], ...] = (
    # free to: "kann"
    (rf"\b(?:steht|stehe|stand|stünde)(?P<e>\ses)?(?P<w>{_WHO})\s(?:völlig\s|ganz\s)?(?:frei|offen)\b{_NEXT}", r"kann\g<w>\g<e>"),
    (
        rf"\b(?:ist|sind|war|waren|bleibt|bleiben|blieb|wird|wurde)(?P<e>\ses)?(?P<w>{_WHO})\s(?:selbst\s)?(?:überlassen|freigestellt|"
        rf"anheimgestellt)\b{_NEXT}",
        r"kann\g<w>",
    ),
    (r"\b(?:liegt|liege|steht|lag|stand)\s(?:im|in ihrem|in seinem)\s(?:freien\s)?(?:Ermessen|Belieben)\b", "kann"),
    (r"\b(?:hat|haben|hatten?)\s(?P<m>[^,;.]{0,40}?)(?:die\s)?(?:freie\s)?(?:Wahl|freie\sHand)\b", r"kann \g<m>"),
    # bound to: "muss"
    (rf"\b(?:ist|sind|war|waren)\s(?P<m>[^,;.]{{0,40}}?)\b(?:gehalten|angehalten|genötigt|gezwungen)\b{_NEXT}", r"muss \g<m>"),
    (rf"\b(?P<v>kommt|kommen|kam|kamen)\s(?P<m>[^.;]*?)\b(?:nicht|kaum)\s(?:daran\s)?(?:umhin|herum|vorbei)\b{_NEXT}", r"muss \g<m>"),
    (r"\bführt\s(?P<m>[^.;,]*?)\bkein\sWeg\s(?:daran\s)?vorbei\b", r"muss \g<m>"),
    (
        r"\b(?:ist|sind|bleibt|bleiben)\s(?P<m>[^.;,]{0,60}?)\b(?:ein\sMuss|Pflicht|unabdingbar|unverzichtbar|unumgänglich|"
        r"unausweichlich)\b",
        r"muss \g<m>",
    ),
    (rf"\bobliegt(?P<w>{_WHO})\s?es{_NEXT}", r"muss\g<w>"),
    # meant to: "soll"
    (
        r"\b(?:ist|sind|war|waren|wird|werden|wäre)\s(?P<m>[^.;,]{0,60}?)\b(?:erwünscht|gewünscht|wünschenswert|gern\sgesehen|begrüßt|"
        r"zu\sbegrüßen|nahegelegt|nahe\sgelegt)\b",
        r"soll \g<m>",
    ),
    (r"\blegt\s(?P<m>[^.;,]{0,60}?)\bnahe\b", r"soll \g<m>"),
)
_QUOTED: tuple[tuple[str, str], ...] = (
    (
        r"^(?P<y>\W*)(?:(?:Im|In\sde[rm])\s(?P<t>\w*(?:bericht|konzept|papier|vorlage|dokument|richtlinie|FAQ)\w*(?:\s(?:von|vom|aus)(?:\sdem\sJahr)?\s(?:\w+\s)?\d{4})?)\s"
        r"(?:heißt|hieß|steht|stand)(?:\ses)?(?:\sdazu)?|De[rm]\s(?P<u>\w*bericht\w*(?:\s(?:von|vom|aus)(?:\sdem\sJahr)?\s(?:\w+\s)?\d{4})?)\s"
        r"(?:hält\sfest|hielt\sfest|stellt\sfest|stellte\sfest|führt\saus|führte\saus|weist\sdarauf\shin|wies\sdarauf\shin|berichtet|berichtete))[,:]\s(?:dass\s)?",
        r"\g<y>laut dem \g<t>\g<u> ",
    ),
)
_PLAIN: tuple[tuple[str, str], ...] = (
    (
        r"\b(?:nach|laut|gemäß)\s(?:der\s|den\s)?(?:Einschätzung|Darstellung|Schilderung|Auffassung|Lesart|Aussagen?|Angaben?|Sicht|Wortlaut|Bewertung)"
        r"\s(?:des|der|im|in der|aus dem|aus der|vom|von)\s",
        "laut dem ",
    ),
    (r"\b(?:in\s(?:Betracht|Frage)|infrage)\b(?=\s*(?:komm|kam|[,.;]|$))|(?<=komm[et]\s)(?:in\s(?:Betracht|Frage)|infrage)\b", "möglich"),
    (r"\b(komm(?:t|en)|kam(?:en)?)\b(?P<m>[^.;]*?)\s(?:in\s(?:Betracht|Frage)|infrage)\b", r"ist möglich\g<m>"),
    (r"\b(?:in\s(?:Betracht|Frage)|infrage)\s(?:komm(?:t|en)|kam(?:en)?)\b", "möglich war"),
    (r"\b(jedes\sJahr|jährlich|Jahr\sfür\sJahr|alljährlich)\s(?:neu|erneut|wieder|aufs\sNeue|von\sNeuem)\b", r"\1"),
    (
        r"\b(?:nicht\s(?:während\sdes\sganzen|das\sganze|das\sgesamte|ein\sganzes|ein\svolles)\sJahr(?:es)?(?:\süber)?|nur\s(?:für\s|während\s)?eine[ns]?\sTeile?s?\s(?:des|eines)\sJahres|"
        r"nicht\sganzjährig|erst\sim\sLaufe\sdes\sJahres)\b",
        "unterjährig",
    ),
    (r"\b(?:aufs|auf das|von)\sNeue[mn]?\b", "erneut"),
    (r"\b(nach|mit)\s(?:dem\s)?Ablauf\s(des|der)\b", r"nach Ende \2"),
    (r"\bnach\sdem\sStand\svo[nm]\b", "Stand"),
    (r"\b(?:ist|sind|war|waren)\sin\sder\sLage\b", "kann"),
    (r"\bauf\s(?:der\s)?Grundlage\s(?:der|des|von)\b", "auf Basis der"),
    (r"\b(?:muss|müssen|braucht|brauchen)\s(?P<k>keine[nrm]?\s[^,;.]+?)\s(?:zu\s)?(?:be)?fürchten\b", r"gibt es \g<k>"),
    (r"^(\W*)(?:Dadurch|Hierdurch|Daraufhin|Demnach|Demzufolge|Gleichwohl|Hiermit|Infolge dessen)\b", r"\1damit"),
    (r"\bnur\s(?:zum\sTeil|teilweise)\b", "nicht voll"),
    (
        r"\bdies(?:er|e|es|em)\s(?:Einschätzung|Annahme|Prognose|Schätzung|Feststellung|Beobachtung|Vermutung|Überlegung|Aussage|"
        r"Entwicklung)\b",
        "davon",
    ),
    (  # "…, für Maßnahmen, die so entstehen, bis zu 10 Euro": the verb is that of the member before
        r"(?:,\s|\s(?=und\s))(?:und\s)?(?P<f>(?:für|bei|in)\s[^,;:\d]*\w),\s(?P<r>(?:die|der|das|deren|denen)\s[^,;:\d]+),\s(?P<a>(?:bis\szu\s|höchstens\s|maximal\s|rund\s|"
        r"mindestens\s)?\d[\d.]*\s(?:Euro|€|Stellen?)\b[^,;:]*)$",
        r"; \g<f> gibt es \g<a>, \g<r>",
    ),
    (r"^(?P<y>\W*(?:Ja,\s)?)Das\sgeht(?=,\s(?:wenn|sofern|falls)\b)", r"\g<y>Das ist möglich"),
    (r"\bumgerechnet\b", "also"),
    (r"\bunter\sanderem\b", "u. a."),
    (r"\bGrund\s(?:für|dafür)\b", "wegen"),
    (r"\bzum\sTeil\b", "teilweise"),
    (r"\bbesser\saufgehoben\s(ist|sind)\b", r"vorzugsweise angesiedelt \1"),
    (r",?\sund\s(?:auch\s)?das\snur,?\s(wenn|sofern|falls)\b", r", nur \1"),
    (
        r"\bvor\s(?P<d>dem\s\d{1,2}\.\s?[A-ZÄÖÜ]?\w+)\s(?P<v>fließ\w+|gibt\ses|komm\w+)\s(?:nichts|kein\sGeld|keine\sMittel)\b",
        r"Auszahlung frühestens ab \g<d>",
    ),
    (r"\bunter\sUmständen\b", "möglicherweise"),
    (r"\böffentlichen?\sHand\b(?:\svor\sOrt\b)?", "Kommune"),  # every Kommune is öffentliche Hand; the Land needs its own name
    (r"\bin\sdie\sZählung\s(?:fließ(?:en|t)|geh(?:en|t))\s(?P<x>[^,;.]+?)\sein\b", r"gezählt werden \g<x>"),
    (r"\b(?:fließ(?:en|t)|geh(?:en|t))\s(?P<x>[^,;.]*?)\s?in\sdie\sZählung\sein\b", r"werden \g<x> gezählt"),
    (r",\s(?P<x>[A-ZÄÖÜ][\w:*-]+)\seingeschlossen\b", r", auch \g<x>"),
    (r"\büber\sden\sJahreswechsel\s(?:hinaus|hinweg)\b", "ab dem 01.01. weiter"),
)


TURNS: tuple[tuple[re.Pattern[str], str], ...] = tuple((re.compile(pattern, re.I), plain) for pattern, plain in (*_DUTY, *_QUOTED, *_PLAIN))
