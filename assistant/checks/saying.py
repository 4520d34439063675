"""Puts what a check found out into sentences: the amount or result first, with its source, then the lines of the calculation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from assistant.checks.facts import german
from assistant.checks.reading import Reading
from assistant.checks.words import euro

_PERSONNEL = "Personalausgaben"
_YEARS = {2: "zwei", 3: "drei", 4: "vier"}
_NO_RESULT = ("foerderfaehigkeit-kommune", "stelle-foerderfaehig", "cm-stellen-verteilung")
Row = dict[str, Any]


def say(found: Reading, row: Row) -> str:
    """The sentences of an answer without echo and standing words; "" when the check says nothing to the point."""
    if row["fassung"] is None:
        text = f"{row['zusammenfassung']}{_marks(row['notes'][0]['citations'] if row['notes'] else ())}"
    elif found.check == "cm-stellen-verteilung" and "bedingungen" not in found.extras:
        text = _distribution(found, row)
    else:
        special = {"foerderhoechstbetrag": _amount, "fallzahl": _caseload, "antragsfrist": _deadline}
        text = special.get(found.check, plain)(found, row)
    return re.sub(r"\s{2,}", " ", text).strip()


def _marks(numbers: Sequence[int]) -> str:
    return "".join(f" [{n}]" for n in list(dict.fromkeys(numbers))[:3])


def _counts(found: Reading, label: str) -> bool:
    return found.scope == "alles" or label.startswith(_PERSONNEL) == (found.scope == "personal")


def _amount(found: Reading, row: Row) -> str:
    """The amount asked for (all, personnel or the rest), its lines, and what was cut."""
    lines = [x for x in row["rechenweg"] if _counts(found, x["label"])]
    if row["missing"] or not lines:
        return ""
    total = sum((Decimal(str(x["amount_eur"])) for x in lines), Decimal(0))
    marks = _marks([x["citations"][0] for x in lines if x["citations"]])
    part = _part(found, lines)
    yearly = f"höchstens {euro(total)}{part} im Jahr"
    opening = f"H{yearly[1:]}{marks}, nach der Fassung „{row['fassung']}“."
    if found.years > 1:
        opening = f"Zusammen sind es höchstens {euro(total * found.years)}{part} in {_YEARS[found.years]} Jahren ({yearly}){marks}."
    steps = "; ".join(_line(x) for x in lines)
    personnel = sum((Decimal(str(x["amount_eur"])) for x in lines if x["label"].startswith(_PERSONNEL)), Decimal(0))
    share = f"Davon {euro(personnel)} {_PERSONNEL}." if found.scope == "alles" and 0 < personnel < total else ""
    cut = [n["text"] for n in row["notes"] if n["kind"] == "hinweis" and ("zählen nicht" in n["text"] or "nicht vorgesehen" in n["text"])]
    return " ".join(x for x in (opening, f"Rechnung: {steps}.", *cut, share) if x)


def _part(found: Reading, lines: Sequence[Row]) -> str:
    if found.scope == "alles":
        return ""
    material = all(x["label"].startswith("Sachausgaben") for x in lines)
    return f" {_PERSONNEL}" if found.scope == "personal" else " Sachausgaben" if material else " ohne Personalausgaben"


def _line(x: Row) -> str:
    amount, formula = euro(Decimal(str(x["amount_eur"]))), x["formula"].replace(" × 12/12", "")
    return f"{x['label']}: bis zu {amount}" if formula.startswith("bis zu") else f"{x['label']}: {formula} = {amount}"


def _caseload(found: Reading, row: Row) -> str:
    number = row["citations"][0]["n"] if row["citations"] else 1
    third = found.extras.get("drittel")
    if third is not None:
        return (
            f"Etwa {german(round(third / 3))} von {german(third)} Fällen wären Case-Management-Fälle: "
            f"die Empfehlung nimmt an, dass es rund ein Drittel der Fälle ist ({german(third)} : 3) [{number}]."
        )
    low, high = (german(Decimal(str(row[k]))) for k in ("empfohlen_min", "empfohlen_max"))
    share = german(Decimal(str(found.facts["vzae"])))
    if "laufende_faelle" not in found.facts:
        opening = f"Empfohlen sind {low} bis {high} laufende Fälle bei {share} VZÄ [{number}]"
        return f"{opening}: je volle Stelle 50 bis 60, bei anderem Umfang im selben Verhältnis."
    placed = {"im_rahmen": "liegen im Rahmen", "darunter": "liegen darunter", "darueber": "liegen darüber"}[row["result"]]
    lead = _LOADS.get((found.frame, row["result"]), "")
    return f"{lead}{found.facts['laufende_faelle']} laufende Fälle {placed}: empfohlen sind {low} bis {high} bei {share} VZÄ [{number}]."


# how a question on the caseload is put, and what the result says to it; too few is no plain no to "is it all right?"
_LOADS = {
    ("gut", "im_rahmen"): "Ja: ",
    ("gut", "darueber"): "Nein: ",
    ("schlecht", "darueber"): "Ja: ",
    ("schlecht", "im_rahmen"): "Nein: ",
    ("schlecht", "darunter"): "Nein: ",
    ("wenig", "darunter"): "Ja: ",
    ("wenig", "im_rahmen"): "Nein: ",
    ("wenig", "darueber"): "Nein: ",
}


def _lead(found: Reading, outcome: str) -> str:
    """Ja or Nein where the question is put plainly: is it all right, or is it too late?"""
    if not found.frame or not outcome:
        return ""
    return "Ja: " if found.frame == outcome else "Nein: "


def _distribution(found: Reading, row: Row) -> str:
    """The third that is recommended for the Kommune, and how the stated parts stand to it."""
    total = Decimal(str(found.facts["stellen_gesamt"]))
    hints = {h["id"]: h for h in row["hints"]}
    cited = next((c["n"] for c in row["citations"] if c["locator"] in ("Frage 5", "Frage 30")), None)
    if cited is None:
        return ""
    third = german(round(total / 3, 2))
    opening = f"Empfohlen ist, dass mindestens ein Drittel der Stellen bei der Kommune liegt, bei {german(total)} Stellen also {third} [{cited}]."
    if "stellen_kommune" not in found.facts:
        return f"{opening} Das ist eine Empfehlung, keine Bedingung."
    own = german(Decimal(str(found.facts["stellen_kommune"])))
    stands = "weniger als empfohlen" if "drittel_empfehlung" in hints else "so viel oder mehr als empfohlen"
    return f"{own} von {german(total)} Stellen bei der Kommune sind {stands} [{cited}]. {opening} Das ist eine Empfehlung, keine Bedingung."


def _deadline(found: Reading, row: Row) -> str:
    if not row["citations"]:
        return ""
    outcome = {"fristgerecht": "gut", "verspaetet": "schlecht"}.get(row["result"], "")
    if not outcome:  # only the Baustein is unknown
        outcome = "gut" if "ist fristgerecht" in row["zusammenfassung"] else "schlecht" if "ist verspätet" in row["zusammenfassung"] else ""
    lead = _lead(found, outcome)
    if row["result"] == "kein_antrag_noetig" and found.extras.get("noetig"):
        lead = "Nein: "
    text = row["zusammenfassung"].split(": ", 1)[1]
    if "tag" in found.extras:
        text = re.sub(r"ein Antrag vom \S+", f"ein Antrag im Zeitraum „{found.extras['tag']}“", text)
    if "antragsdatum" not in found.facts:
        text = re.sub(r"; wann der Antrag gestellt wurde, ist nicht bekannt", "", text)
    return f"{lead}{_marked(text, row['criteria'][0]['citations'])}"


def _marked(text: str, numbers: Sequence[int]) -> str:
    """The marks at the end of the first sentence; dates and amounts hold points that end none."""
    end = re.search(r"(?<!\d)[.](?=\s[A-ZÄÖÜ]|$)|(?<=\d{4})[.](?=\s[A-ZÄÖÜ])", text)
    at = end.start() if end else len(text)
    return f"{text[:at]}{_marks(numbers)}{text[at:]}"


def plain(found: Reading, row: Row) -> str:
    """The check's own summary with the citations of what failed, or else of all criteria."""
    failed = [c for c in row["criteria"] if c["id"] in row["failed"]]
    numbers = [n for c in failed or row["criteria"] for n in c["citations"]] or [c["n"] for c in row["citations"][:1]]
    text = row["zusammenfassung"].split(": ", 1)[1]
    if row["result"] == "unklar" and found.check in _NO_RESULT:
        return ""
    text = re.sub(r" Dazu (?:eine|zwei) Empfehlung(?:en)?, keine Bedingung\.", "", text)
    hints = "".join(f" {h['text'].rstrip('.')}{_marks(h['citations'])} (Empfehlung, keine Bedingung)." for h in row["hints"])
    if row["result"] == "nicht_erfuellt":
        text = " ".join([text, *(c["reason"] for c in failed if c["reason"] not in text)])
        return f"{_lead(found, 'schlecht')}{_marked(text, numbers)}{hints}"
    lead = _lead(found, "gut") if row["result"] == "erfuellt" and "bedingungen" not in found.extras else ""
    return f"{lead}{_marked(text, numbers)}{hints}"
