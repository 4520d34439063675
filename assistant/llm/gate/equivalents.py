"""Other ways to deny or demand the same: "die nicht fristgemäß gezahlt werden" for "nicht fristgemäß gezahlte", "Zuvor muss …" for "nach …".

Each rule knows one pair of constructions and asks that the same words stand in both; none of them makes up for a missing "nicht" or "muss".
"""

from __future__ import annotations

import re

from assistant.llm.gate.evidence import Clause, Unit
from assistant.llm.gate.places import SUBORDINATE, Spot
from assistant.llm.gate.stance import attributes_denied, stance
from assistant.llm.gate.words import supports

PURPOSE = re.compile(r"^\W*(?:damit|um)\b", re.I)
_AIMS = re.compile(r"^\W*(?:So|Auf diese Weise|Dadurch|Hierdurch|Damit|Dies|Das)\s(?:soll|sollen|sollte|sollten|kann|können)\b", re.I)
_REASON_NAMED = re.compile(r"^\W*(?:Grundlage|Basis|Grund|Hintergrund|Ursache|Anlass)\b[^,;:]*?\b(?:ist|war|sind|waren)\b", re.I)
_REASON_GIVEN = re.compile(r"^\W*(?:vor dem hintergrund|aufgrund|auf (?:der )?grund|wegen|angesichts|auf basis|infolge)\b", re.I)
_FIRST = re.compile(r"\b(?:zuvor|vorher|davor|vorab|bis dahin|voraussetzung|bedingung|vorausgesetzt)\b", re.I)
_BEHIND = re.compile(r"\b(?:nach|nachdem|sobald)\s(?P<r>[^,;.]+)", re.I)


def denied_alike(clause: Clause, sentence: str, s: Spot, conditional: bool) -> bool:
    """Whether the place denies what the clause denies in another construction."""
    return (
        _missed(clause.text, s, conditional)
        or _denied_of(clause, sentence, s.unit)
        or _without(clause, sentence, s.unit.text)
        or _excepted(clause.text, sentence, s.unit.text)
        or _time_of(clause, s.unit)
    )


def demanded_alike(clause: Clause, sentence: str, near: Clause, s: Spot, said: frozenset[str]) -> bool:
    """Whether the place demands, wishes or allows in another construction what the clause says with the modals `said`."""
    return bool(
        (said <= {"soll", "kann"} and _AIMS.match(sentence) and PURPOSE.match(near.text))
        or (said == {"soll"} and PURPOSE.match(near.text) and not stance(near.text).negated and _same_verb(clause, near))
        or (not said and _RUNS.match(clause.text) and stance(near.text).modals <= {"kann"} and re.search(r"antrag", near.text, re.I))
        or ("muss" in said and _comes_first(sentence, s.unit.text))
        or (said <= {"muss"} and _only_with(clause, near))
        or (not said and _REASON_NAMED.match(sentence) and _REASON_GIVEN.match(s.unit.text))
        or turned_bound(clause.text, s.unit.text)
    )


_RUNS = re.compile(  # tells the way an application takes, not whether there is one
    r"^\W*(?:Der|Die|Das)\s(?:Antrag|Anträge|Beantragung|Antragstellung|Antragsverfahren)\b[^,;]*\b(?:läuft|laufen|lief|liefen|erfolgt|erfolgte|geht|gehen)\s"
    r"(?:\w+\s){0,2}(?:über|durch|bei|beim|an)\b"
)


def _same_verb(clause: Clause, near: Clause) -> bool:
    """ "Die Datenbank soll die Arbeit unterstützen" for "ein Werkzeug, um die Arbeit zu unterstützen": all behind "soll" is of the aim."""
    behind = re.split(r"\bsoll(?:en|te|ten)?\b", clause.text, maxsplit=1)[-1]
    own = [w for w in clause.words if not w.neutral and w.shown in behind and not stance(w.shown).modals]
    return any(not w.noun for w in own) and all(supports(w, near.keys) for w in own)


def _only_with(clause: Clause, near: Clause) -> bool:
    """ "Nötig ist die Erklärung" for "ohne die Erklärung dürfen keine Daten …"."""
    found = re.search(r"\bohne\s(?P<r>(?:[\w:-]+\s){1,4})(?=.*\b(?:kein|nicht))", near.text, re.I)
    nouns = [w for w in clause.words if w.noun and not w.neutral]
    return found is not None and any(w.shown.lower()[:9] in found["r"].lower() for w in nouns)


def _comes_first(sentence: str, unit: str) -> bool:
    """ "Zuvor muss der Haushalt verabschiedet sein" for "nach Verabschiedung des Haushaltes": every word stands behind the "nach"."""
    behind = " ".join(m["r"] for m in _BEHIND.finditer(unit)).lower()
    words = [w.lower() for w in re.findall(r"[^\W\d_]{6,}", sentence) if not _FIRST.match(w) and not stance(w).modals]
    return bool(_FIRST.search(sentence)) and bool(words) and all(w[:6] in behind for w in words)


def _denied_of(clause: Clause, sentence: str, unit: Unit) -> bool:
    """ "Beträge, die nicht fristgemäß zurückgezahlt werden, …" for "nicht fristgemäß zurückgezahlte Beträge …", said of the same thing."""
    if not stance(clause.text).negated or not (SUBORDINATE.match(clause.text) or _HEADED.match(clause.text)):
        return False
    denied = {a.lower()[:-1] for a in attributes_denied(unit.text)}
    own = [w.shown.lower() for w in clause.words if w.shown[0].islower()]
    rest = set(re.findall(r"[A-ZÄÖÜ][\w:*-]{3,}", sentence.replace(clause.text.strip(), "")))
    held = [w for w in rest if w.lower()[:6] in unit.text.lower()]
    return any(o.startswith(d[:-2]) or d.startswith(o) for d in denied for o in own if len(o) > 4) and 2 * len(held) > len(rest)


def _without(clause: Clause, sentence: str, unit: str) -> bool:
    """ "keine Daten verarbeiten, solange die Erklärung fehlt" for "ohne die Erklärung keine Daten"."""
    sides = re.split(r",\s(?=(?:solange|wenn|falls|sofern|bevor|ehe)\b)", sentence)
    both = len(sides) == 2 and all(stance(side).negated for side in sides)
    return both and bool(re.search(r"\bohne\b", unit, re.I)) and not stance(unit).negated and stance(clause.text).negated


def _missed(clause: str, s: Spot, conditional: bool) -> bool:
    """ "Wer … nicht zurückgezahlt hat" for "nicht fristgemäß zurückgezahlte", "wer nicht mitmacht" where taking part is free."""
    if not conditional or not stance(clause).negated:
        return False
    late = re.search(r"\bbis\b|\bspätestens\b|rechtzeitig|pünktlich|frist", clause, re.I) and re.search(
        r"nicht frist|verspät|zu spät", s.evidence.text, re.I
    )
    return bool(late) or bool(re.search(r"freiwillig", s.unit.text, re.I))


_AFTER = re.compile(r"\bnach\s(?:(?:dem|der)\s)?(?:Ende|Ablauf|Abschluss)\s(?:de[sr]\s)?[A-ZÄÖÜ][\w:*-]+", re.I)
_WHEN_OVER = re.compile(
    r"^\W*(?:(?:Ja|Nein),\s)?(?:sobald|nachdem|wenn)\b.*\b(?:ende[tn]?|geendet|beendet|abgelaufen|abläuft|vorbei|vorüber|abgeschlossen)\b",
    re.I | re.S,
)


def _time_of(clause: Clause, unit: Unit) -> bool:
    """ "sobald der Zeitraum abgelaufen ist" for "nach dem Ende des Zeitraums": a time, of which the "nicht" of its sentence is not said."""
    found = _AFTER.search(unit.text)
    if not found or not _WHEN_OVER.match(clause.text) or stance(clause.text).negated:
        return False
    nouns = [w for w in clause.words if w.noun and not w.neutral]
    return bool(nouns) and all(w.shown.lower()[:9] in found[0].lower() for w in nouns)


def _excepted(clause: str, sentence: str, unit: str) -> bool:
    """ "ob … ausnahmsweise nicht …" for "über Ausnahmen von dieser Regelung"."""
    named = re.search(r"genehmig|entscheid", sentence) and re.search(r"ausnahmsweise", clause, re.I)
    asks = re.match(r"\W*(?:ob|dass|wann)\b", clause, re.I) or named
    return bool(asks) and bool(re.search(r"ausnahm", clause, re.I)) and bool(re.search(r"ausnahm", unit, re.I))


_HEADED = re.compile(r"^\W*(?:(?:die|der|das|deren|denen|dem|welche\w*)\s|(?:[A-ZÄÖÜ][a-zäöü]+(?:t|en)|Sind|Ist)\s)")
_BOUND = r"\b(?:weniger als|unter|mindestens|wenigstens|mehr als|über|höchstens|erst ab)\s(?:\w+\s){0,2}(?:\d|halb)"


def turned_bound(clause: str, unit: str) -> bool:
    """Whether both bound a figure, so that "nicht unter" may stand for "mindestens"."""
    return bool(re.search(_BOUND, clause, re.I) and re.search(_BOUND, unit, re.I)) and stance(clause).negated != stance(unit).negated


_OPPOSITE = (
    (r"verspätet|zu spät|versäumt", r"fristgemäß|fristgerecht|rechtzeitig|pünktlich"),
    (r"verloren|verlier", r"verlust"),
    (r"freiwillig", r"verpflicht|pflicht|zwingend|muss|müssen|zwang|sanktion"),
    (r"\boffen|unbesetzt|vakant|frei\b", r"\bbesetzt"),
    (r"unberührt|unverändert", r"erhalten|besteh|weiterhin|weiter\b|bleib"),
    (r"zusätzlich|\bneue?", r"vorhanden|bestehend|bereits"),
    (r"vollfinanz|vollständig|komplett", r"eigenanteil|eigenmittel"),
)


def opposites(a: str, b: str) -> bool:
    """Whether one side denies what the other says with the opposite word ("freiwillig" – "nicht verpflichtend")."""
    return any((re.search(x, a, re.I) and re.search(y, b, re.I)) or (re.search(y, a, re.I) and re.search(x, b, re.I)) for x, y in _OPPOSITE)
