"""A first sentence that leans on the question: "Das geht, wenn …", "Sie befassen sich mit …", "Damit keine Daten verloren gehen, …".

Such a sentence takes its subject or its whole predicate from the question, and nobody has checked the question. So it may lean on it only where
the marked passages hold what it takes. "Sie" is read as the question's one noun, "das" after "Wer …?" as the question's predicate, and both are
checked as if they had been written out. Behind "das" and "dafür" nothing in the question may turn the statement round ("nicht", "nur", "alle").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.llm.gate.evidence import Evidence, Unit, clauses_of
from assistant.llm.gate.figures import figures
from assistant.llm.gate.match import around
from assistant.llm.gate.places import Spot, spots
from assistant.llm.gate.stance import stance
from assistant.llm.gate.values import same_value
from assistant.llm.gate.words import Lexicon, Word, supports

_FINAL = re.compile(
    r"^\W*Damit\s(?!(?:ist|sind|war|waren|wird|werden|wurde\w*|hat|haben|hatte\w*|kann|können|muss|müssen|soll\w*|darf|dürfen|[a-zäöüß]+t)\s)"
    r"[^,;:]+[a-zäöüß]{2,}(?:t|en|te|st),\s[a-zäöüß]"
)
_PRONOUN = re.compile(r"^\W*(?:Sie|Er)\b")
_ADDRESS = re.compile(r"^\W*Sie\s(?=[a-zäöüß]+en\b)")
_ASKS_FOR_SELF = re.compile(r"\b(?:wir|uns|unsere?[nrms]?|ich|mir|mich|meine?[nrms]?)\b", re.I)
_WHOLE = re.compile(r"^\W*(?:Das|Dafür|Dazu|Davon|Hierfür|Hierzu)\b")
_WHO = re.compile(r"^\W*Wer\s(?P<p>[^?]+)\?\W*$")
_TELLS_WHO = re.compile(
    r"^\W*(?:Das\s(?:tut|tun|tat|taten|macht|machen|machte|machten|übernimmt|übernehmen|übernahm|übernahmen|obliegt|oblag|(?:ist|war)(?=.*\bSache\b))"
    r"|(?:Dafür|Hierfür)\s(?:ist|sind|war|waren))\s(?P<who>.+)$"
)
_MAY_BE = re.compile(r"^\W*(?:Ja,\s)?[Dd]as\s(?:ist\smöglich|geht|kann\ssein),\s(?:wenn|sofern|falls)\s")
_NAME = re.compile(r"[A-ZÄÖÜ][^\W\d_]*(?:[:*]in(?:nen)?)?")
_BEHIND = re.compile(
    r"\b(?:in|im|bei|beim|mit|für|an|am|ans|von|vom|zu|zur|zum|über|aus|nach|laut)\s(?:[a-zäöüß]+\s){0,3}(?:[A-ZÄÖÜ][\w*:]*[\s-]){0,2}$"
)
_IN_CHARGE = re.compile(
    r"\b(?:zuständig|verantwortlich|Sache|in erster Linie|vor allem)\b\s?|"
    r"\b(?:dem|der)\s\w+\szufolge\s|\b(?:laut|nach)\s(?:dem\s|der\s)?\w+\s"
)
_VERBS = (
    "Kann|Können|Muss|Müssen|Soll|Sollen|Sollte|Sollten|Darf|Dürfen|Durften?|Ist|Sind|War|Waren|Wird|Werden|Hat|Haben|Gibt|Gab|Gilt|Gelten|"
    r"[A-ZÄÖÜ][a-zäöüß]+(?:t|en)(?=\s(?:der|die|das|den|dem|ein|eine|es|man|wir|ich|sie|er|mir|uns)\b)"
)
_OPENS = re.compile(
    r"^\W*(?:Wie\s(?:oft|viele?|lange|hoch|schnell|bald|groß|weit)|W(?:er|ie|as|ann|o|em|en|essen|arum|ieso|eshalb|ofür|ozu|omit|oran|oher|ohin|"
    rf"ieviele?|elche[rnms]?)|{_VERBS})\b\s*"
)
_MATTER = re.compile(r"(?:Erkenntnis|Ergebnis|Information|Info|Neuigkeit|Angelegenheit|Frage|Einzelheit|Detail)(?:sen?|se|en|s|n)?$")  # of anything
_OWN = re.compile(r"\b(?:[Uu]nsere?[nrms]?|[Mm]eine?[nrms]?)\s(?:Stadt|Gemeinde|Kommune|Kreis|Ort)\b|\b(?:Sie|Ihnen|Ihre?[nrms]?)\b")


def written_out(sentence: str, question: str, evidence: Sequence[Evidence], lexicon: Lexicon) -> tuple[str, ...] | None:
    """What has to be supported besides the sentence for it to lean on the question; None where it may not lean on it."""
    if _MAY_BE.match(sentence):
        question = re.split(r"(?<=[.!?])\s+(?=[A-ZÄÖÜ])", question.strip())[-1]  # what is told before the question is for the condition to meet
    asked = _OWN.sub(" ", _OPENS.sub("", question.strip(), count=1))
    words = [w for w in lexicon.words(asked) if not w.neutral]
    words = [w for w in words if not _MATTER.match(w.shown)]
    nouns = [w for w in words if w.noun or w.acronym]
    if _ADDRESS.match(sentence) and _ASKS_FOR_SELF.search(question):
        return (_ADDRESS.sub("Die Kommune ", sentence, count=1),)  # the questions come from the Kommunen
    if not nouns or not any(_held(nouns, e.keys | e.named | e.local) for e in evidence):
        return None
    if _FINAL.match(sentence):
        return ()
    if _PRONOUN.match(sentence):
        phrase = " ".join(w.shown for w in nouns)
        return (_PRONOUN.sub(phrase, sentence, count=1),) if phrase in re.sub(r"-", " ", asked) else None
    if not _WHOLE.match(sentence) or _turns(asked) or not _says(words, sentence, question, evidence, lexicon):
        return None
    return _who(sentence, question, evidence, lexicon)


def _who(sentence: str, question: str, evidence: Sequence[Evidence], lexicon: Lexicon) -> tuple[str, ...] | None:
    """ "Wer prüft die Anträge? – Das tut das Land." is "das Land prüft die Anträge"."""
    asked, told = _WHO.match(question), _TELLS_WHO.match(sentence)
    if not asked:
        return ()
    if not told:
        return None
    who = _IN_CHARGE.sub("", re.split(r",\s", told["who"])[0]).strip(" .")
    if "Sache" in told["who"]:
        who = re.sub(r"\bder\s(?=[\w:*-]+(?:\s[\w:*-]+)?$)", "die ", who)  # "Sache der Kommunen": they are the ones who do it
    named = [w for m in _NAME.finditer(who) if not _BEHIND.search(who[: m.start()]) for w in lexicon.words(m[0]) if not w.neutral]
    if not named or not all(any(_free(w, u.text, lexicon) for e in evidence for u in e.units if not u.question) for w in named):
        return None
    return (f"{who} {asked['p'].strip()}.",)


def _free(word: Word, text: str, lexicon: Lexicon) -> bool:
    """Whether a text names somebody who may act: not only behind "mit", "im" or "für"."""
    places = (m for m in _NAME.finditer(text) if any(supports(word, w.all_keys) for w in lexicon.words(m[0])))
    return any(not _BEHIND.search(text[: m.start()]) for m in places)


def _held(words: Sequence[Word], keys: frozenset[str]) -> bool:
    return all(supports(w, keys) for w in words)


def _turns(asked: str) -> bool:
    said = stance(asked)
    return said.negated or said.only or said.every or bool(said.limited)


def _says(words: Sequence[Word], sentence: str, question: str, evidence: Sequence[Evidence], lexicon: Lexicon) -> bool:
    """Whether the place the sentence rests on says what the question asks, with its figures, its "muss" and the sentence's yes or no."""
    first = next((c for c in clauses_of(sentence, lexicon) if any(not w.neutral for w in c.words)), None)
    if first is None:
        return False
    wanted = figures(question)
    demanded = stance(question).modals & {"muss"} - stance(sentence).modals
    if any(stance(u.text).negated != stance(first.text).negated for e in evidence for u in e.units if not u.question and _held(words, u.keys)):
        return False  # what the question asks is denied, or the denial is not the source's
    for s in spots(first, evidence):
        group = _group(s)
        text = " ".join(u.text for u in group)
        keys = s.evidence.named.union(s.evidence.local, *(u.keys for u in group), *(u.keys for u in _heads(s)))
        figured = all(any(same_value(f, g) for u in group for g in u.figures) for f in wanted)
        if _held(words, keys) and figured and demanded <= stance(text).modals and stance(first.text).negated == stance(s.unit.text).negated:
            return True
    return False


def _heads(s: Spot) -> list[Unit]:
    """The question or heading a place stands under."""
    return [u for u in around(s.evidence, s.position) if u.question or u.text.rstrip().endswith(":")]


def _group(s: Spot) -> list[Unit]:
    """A sentence with the ones behind it that go on about its subject ("Sie ist somit …")."""
    units = s.evidence.units
    out = [s.unit]
    for unit in units[s.position + 1 :]:
        if unit.line != s.unit.line or not re.match(r"\W*(?:Sie|Er)\b", unit.text) or stance(unit.text).negated:
            break
        out.append(unit)
    return out
