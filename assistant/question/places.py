"""Municipalities: all Kreise and kreisfreie Städte of the Land and others the documents speak of; which of them a question names."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.question.spelling import distance

KOMMUNEN = (
    "Köln",
    "Leverkusen",
    "Coesfeld",
    "Heinsberg",
    "Unna",
    "Bergkamen",
    "Kamen",
    "Bönen",
    "Gütersloh",
    "Borken",
    "Bocholt",
    "Rhein-Sieg",
    "Neuss",
    "Mettmann",
    "Hilden",
    "Haan",
    "Düsseldorf",
    "Gelsenkirchen",
    "Oberhausen",
    "Hagen",
    "Märkischer Kreis",
    "Lippe",
    "Kleve",
    "Viersen",
    "Bielefeld",
    "Wuppertal",
    "Münster",
    "Rheinisch-Bergischer Kreis",
    "Aachen",
    "Ennepe-Ruhr",
    "Hochsauerland",
    "Euskirchen",
    "Minden-Lübbecke",
    "Olpe",
    "Recklinghausen",
    "Siegen-Wittgenstein",
    "Wesel",
    "Dortmund",
    "Duisburg",
    "Hamm",
    "Mülheim",
    "Bergisch Gladbach",
    "Burscheid",
    "Kürten",
    "Leichlingen",
    "Odenthal",
    "Overath",
    "Rösrath",
    "Wermelskirchen",
    "Bonn",
    "Essen",
    "Bochum",
    "Krefeld",
    "Solingen",
    "Remscheid",
    "Paderborn",
    "Herne",
    "Bottrop",
    "Mönchengladbach",
    "Oberbergischer Kreis",
    "Rhein-Erft",
    "Düren",
    "Steinfurt",
    "Warendorf",
    "Herford",
    "Höxter",
    "Soest",
    "Moers",
    "Siegen",
    "Ratingen",
    "Witten",
    "Iserlohn",
    "Velbert",
    "Lüdenscheid",
    "Lünen",
    "Troisdorf",
    "Dorsten",
    "Gladbeck",
    "Castrop-Rauxel",
    "Rheine",
    "Detmold",
    "Bergheim",
    "Kerpen",
    "Dinslaken",
    "Grevenbroich",
    "Dormagen",
)
KREISE = frozenset({"Rheinisch-Bergischer Kreis", "Märkischer Kreis", "Oberbergischer Kreis"})  # found by other forms than their name as well
RBK_PLACES = frozenset({"Bergisch Gladbach", "Burscheid", "Kürten", "Leichlingen", "Odenthal", "Overath", "Rösrath", "Wermelskirchen"})


@lru_cache(maxsize=256)
def _spelled(name: str) -> re.Pattern[str]:
    """A municipality's name as people write it: umlauts in two letters or without dots, without hyphen, with an ending."""
    low = name.lower()
    forms = (
        low,
        low.replace("ü", "ue").replace("ö", "oe").replace("ä", "ae"),
        low.replace("-", " "),
        low.replace("ü", "u").replace("ö", "o").replace("ä", "a"),
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(f) for f in dict.fromkeys(forms))})(?:s|er|aner)?(?:-|\b)")


def kommunen_in(text: str) -> tuple[str, ...]:
    """The municipalities a text names, also a letter off or with an ending; one within the Rheinisch-Bergischer Kreis brings the Kreis along."""
    low = text.lower()
    long_words = [w.removesuffix("-kreis") for w in re.findall(r"[\wäöüß-]{7,}", low)]
    out = []
    for name in KOMMUNEN:
        if _spelled(name).search(low) or (len(name) >= 8 and any(distance(w, name.lower(), 1) <= 1 for w in long_words if w[0] == name[0].lower())):
            out.append(name)
    if re.search(r"\boberbergisch", low) and "Oberbergischer Kreis" not in out:
        out.append("Oberbergischer Kreis")
    if re.search(r"\brbk\b|rheinisch[\s-]*bergisch", low) and "Rheinisch-Bergischer Kreis" not in out:
        out.append("Rheinisch-Bergischer Kreis")
    if RBK_PLACES & set(out) and "Rheinisch-Bergischer Kreis" not in out:
        out.append("Rheinisch-Bergischer Kreis")
    for name in ("Essen", "Kamen"):  # also words of every day
        if name in out and not re.search(rf"\b(?:stadt|in|aus|nach|für|von|bei|of) {name.lower()}\b|\b{name.lower()}er\b", low):
            out.remove(name)
    return tuple(out)
