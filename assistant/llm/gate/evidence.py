"""Passages prepared as evidence: sentences and clauses with their words and figures.

What is not a statement is no evidence for figures and stance: questions of an FAQ, and text that speaks to a language model. Such an instruction
makes everything behind it in its passage worthless, since nobody can say where it ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.llm.gate.figures import figures
from assistant.llm.gate.glosses import Gloss, folded, keys_for
from assistant.llm.gate.reading import expanded
from assistant.llm.gate.sentences import clean
from assistant.llm.gate.stance import stance
from assistant.llm.gate.tables import Table
from assistant.llm.gate.types import Figure, GatePassage
from assistant.llm.gate.words import Lexicon, Word

_INSTRUCTION = re.compile(
    r"\b(?:ignorier\w*|missacht\w*|vergiss|vergessen sie|überschreib\w*)\b[^.\n]{0,80}\b(?:anweisung\w*|regel\w*|instruktion\w*|"
    r"vorgabe\w*|prompt\w*|alles|bisherige\w*|vorherige\w*|obige\w*)|"
    r"\b(?:ignore|disregard|forget)\b[^.\n]{0,60}\b(?:instruction\w*|rule\w*|prompt\w*|previous|above|all)\b|"
    r"\b(?:system|assistant|user|developer)\s*(?:prompt|nachricht|message|-?anweisung)?\s*:|"
    r"\b(?:sprachmodell\w*|language model|chatbot\w*|ki-modell\w*|ki-assistent\w*|llm)\b|\bdu bist (?:ein|jetzt|nun|ab)\b|\byou are (?:a|now)\b|"
    r"(?:^|[.!?:\n]\s*)(?:antworte|schreib[e]?|gib|sage?|behaupte|erwähne|nenne|teile?|empfiehl|verrate|bestätige|füge|"
    r"wiederhole)\s+(?:dem|der|den|immer|stets|nur|nun|jetzt|bitte|aus|in deiner|in der antwort|auf|mit|als|dass|hinzu|folgend\w*|"
    r"hier|stattdessen|:)|"
    r"\b(?:in der|deiner|deine|jeder) antwort (?:muss|soll|steht|ist|schreibst)\b|\bneue (?:anweisung|regel) (?:an|für)\b|<\|[^>]*\|>|"
    r"\[/?INST\]|\banweisung (?:an|für) (?:das|den|die)\b",
    re.I,
)
_SPLIT = re.compile(r"(?<=[.!?;…])[\"“”»)]*\s+(?=[A-ZÄÖÜ„\"»(§\d•–-])")
_CLAUSE = re.compile(
    r"\s*(?:;|:(?=\s)|\s\((?=(?:[^()\s]+\s){5,}[^()]*\))|,(?!\d)|\s[–-]\s|(?<!müssen)(?<!muss)(?<!können)(?<!kann)(?<!sollen)(?<!soll)(?<!dürfen)(?<!darf)(?<!sind)(?<!ist)(?<!werden)(?<!wird)"
    r"\s(?=(?:sowie|sondern|aber|jedoch|während|wobei|beziehungsweise|bzw\.|wo|ob)\s)|"
    r"\s(?=und\s(?:(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|\d+)\s[a-zäöüß]+t(?:e|en)?|endet|"
    r"beginnt|muss|müssen|kann|können|darf|dürfen|soll|sollen|ist|sind|wird|werden|hat|haben|erhält|erhalten|steht|stehen|gilt|wurden?|waren?|hatten?|sollten?|konnten?|mussten?|durften?|wollten?|gab|sahe?n?|[a-zäöü]{3,}te|"
    r"gelten|gibt|(?:bis zu|höchstens|maximal|rund|weitere)\s\d[\d.,]*|es|die|der|das|in|bei|für|dass|damit)\s))\s*",
    re.I,
)


_MISREAD = re.compile(r"\bKfl\b")  # an l for the I of an abbreviation, as in frequently asked questions of 2026, Frage 36
_ASKED = re.compile(r"^\W*(?:Ob|Wer|Wie|Wann|Welche\w*|Wo)\b")
_NESTED = re.compile(  # "Stellen, die klein sind, werden nicht bezahlt": the main clause is read in one piece
    r"(?P<head>(?:^(?:\W*(?:Ja|Nein),\s)?|(?<=[;:]\s))[^,;:]*[A-ZÄÖÜ][\w:*-]+),\s(?P<rel>(?:(?:bei|in|für|mit|von|auf|an)\s)?(?:die|der|das|deren|dessen|denen|dem|den|welche\w*)\s[^,;:]+"
    r"[a-zäöüß]),\s(?P<rest>(?:ist|sind|war|waren|wird|werden|wurden?|hat|haben|hatten?|kann|können|konnten?|muss|müssen|mussten?|soll|sollen|sollten?|darf|"
    r"dürfen|durften?|gilt|gelten|erhält|erhalten|bekommt|bekommen|steht|stehen|bleibt|bleiben|fallen|fällt|lässt|lassen|gibt)\s(?:[^,;:.]|(?<=\d)[.,](?=\d))+)(?=[,;:.]|$)"
)


_BARE = re.compile(r"^\W*(?:(?:Ja|Nein),\s)?(?:[Ff]ür|[Dd]urch|[Oo]hne|[Gg]egen)\s(?:das|die|den)\s[A-ZÄÖÜ][\w-]*(?:\s[A-ZÄÖÜ][\w-]*)?$")
_ENUMERATED = re.compile(r"(?<=:\s)(?:[A-ZÄÖÜ][\w-]+,\s)+(?=[A-ZÄÖÜ][\w-]+\s(?:und|oder|sowie)\s)")  # "…: Bedarfe, Ziele und Vermerke lassen sich …"
_YEAR_CELL = re.compile(r"20[12]\d")  # "2021" and, in the next cell, "Stellen im KI"
_GOES_ON = re.compile(r"^und\s(?:das|die|den)\s[A-ZÄÖÜ][\w-]*\s[a-zäöüß]+")  # "für das Case Management und die Koordination müssen …"


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence between commas."""

    text: str
    words: tuple[Word, ...]
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, list item or table row of a passage. `near` are the keys of the unit with what stands before it on the same list or heading."""

    text: str
    words: tuple[Word, ...]
    keys: frozenset[str]
    figures: tuple[Figure, ...]
    clauses: tuple[Clause, ...]
    question: bool
    row: bool
    line: int
    gloss: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage read for checking. `keys` of all its words, `named` of what its document is called, `local` of the municipality it is
    about; `former` when it no longer holds."""

    passage: GatePassage
    units: tuple[Unit, ...]
    keys: frozenset[str]
    named: frozenset[str]
    local: frozenset[str]
    former: bool
    text: str
    gloss: frozenset[str] = frozenset()
    bausteine: frozenset[int] = frozenset()


def read(passage: GatePassage, lexicon: Lexicon, names: str, local: str, former: bool, cards: tuple[Gloss, ...] = ()) -> Evidence:
    """A passage as evidence; `names` are the document's title and publisher, `local` its municipality, `cards` those of its place."""
    text = statements(passage.text)
    plain = folded(text)
    glosses = tuple(g for g in cards if not g.anchors or any(a in plain for a in g.anchors))
    units = tuple(_unit(t, line, lexicon, glosses) for line, t in _answered(_units(text)))
    keys = frozenset().union(*(u.keys for u in units)) if units else frozenset()
    return Evidence(
        passage,
        units,
        keys,
        _all_keys(lexicon, f"{names} {local} {passage.locator}"),
        _all_keys(lexicon, local),
        former,
        text,
        _glossed(glosses),
        _bausteine(cards),
    )


def _glossed(glosses: tuple[Gloss, ...]) -> frozenset[str]:
    return frozenset().union(*(g.keys for g in glosses)) if glosses else frozenset()


def _bausteine(cards: tuple[Gloss, ...]) -> frozenset[int]:
    """The Bausteine that every card of a place is about."""
    return frozenset.intersection(*(g.bausteine for g in cards)) if cards else frozenset()


def statements(text: str) -> str:
    """The text up to the first instruction to a language model, hyphens at line ends and broken lines joined."""
    text = _MISREAD.sub("KfI", text)
    text = re.sub(r"\*\*|__|(?<=\s)_(?=\w)|(?<=\w)_(?=\s)|^#{1,6}\s+", "", clean(text), flags=re.M)
    found = _INSTRUCTION.search(text)
    if found:
        before = text[: found.start()]
        cut = max(before.rfind(". "), before.rfind("\n"), before.rfind("! "), before.rfind("? "))
        text = before[: cut + 1] if cut >= 0 else ""
    text = re.sub(r"(?<=[a-zäöüß])-\s*\n?\s*(?=[a-zäöüß])(?!\s?(?:und|oder|bzw|sowie|bis)\b)", "", text)
    return re.sub(r"(?<![.:;!?|\t\n])[ ]*\n[ ]*(?=[a-zäöüß(][^\n\t]*(?:\n|$))", " ", text)


def _units(text: str) -> list[tuple[int, str]]:
    out: list[tuple[int, str]] = []
    table = Table()
    for number, line in enumerate(text.split("\n")):
        if "\t" in line or line.count("|") >= 2:
            out += [(number, f"{cell}\t") for cell in table.row(line)]
            continue
        if line.strip():
            table = Table()
        hidden = re.sub(
            r"\b(?:z|d|u|i|o|S|Nr|Abs|bzw|ca|vgl|ggf|bspw|max|mind|lt|Tab|Mio|a|B|R|kreisang|Dr|Art|Ziff|Kap|inkl|usw|gem|wiss|extern|einschl|evtl)\.\s",
            lambda m: m[0][:-1] + "\ue001",
            line,
        )
        hidden = re.sub(r"(?<=\d)\.\s(?=Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|\d)", ".\ue001", hidden)
        out += [(number, p.replace("\ue001", " ")) for p in _SPLIT.split(hidden)]
    return [(number, p.strip(" ")) for number, p in out if p.strip(" \t|-•–*")]


_SHORTENED = re.compile(r"(?P<first>(?:[A-ZÄÖÜ]\w+-(?:,\s|\s(?:und|oder|bzw\.|sowie)\s))+)(?P<w>[A-ZÄÖÜ]\w+)")
_YES_NO = re.compile(r"^\W*(?:\d+\.\s*)?(?P<q>(?!(?:W(?:ie|er|as|ann|o|elche\w*|ozu|ofür)|An|Ab|Bis|In|Für)\b)[A-ZÄÖÜ][a-zäöü]+\b.*)\?\W*$")
_REPLY = re.compile(r"^[\W]*(?P<a>Ja|Nein)\b", re.I)


def _answered(units: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The units; a yes/no question answered at once is also a statement: "Können Stichproben …? – Ja" says that they can."""
    for i, (line, text) in enumerate(units):
        yield line, text
        question = _YES_NO.match(text.strip('"“”» '))
        reply = _REPLY.match(units[i + 1][1]) if question and i + 1 < len(units) else None
        if question and reply and not re.search(r"\bnur\b|\boder\b|\bnicht$", question["q"], re.I):
            yield line, question["q"] + (" nicht." if reply["a"].lower() == "nein" else ".")


def _unit(text: str, line: int, lexicon: Lexicon, glosses: tuple[Gloss, ...] = ()) -> Unit:
    row = "\t" in text or text.count("|") >= 2
    plain = expanded(text.replace("\t", " ").replace("|", " "))
    words = tuple(lexicon.words(plain))
    clauses = clauses_of(plain, lexicon) if not row else (Clause(plain, words, _keys(words)),)
    keys = _keys(words) | said_otherwise(plain, lexicon)
    found = tuple(replace(f, kind="date", unit="") if row and _YEAR_CELL.fullmatch(f.value) and f.unit == "stelle" else f for f in figures(plain))
    return Unit(plain, words, keys, found, clauses, plain.rstrip('"“”» ').endswith("?"), row, line, keys_for(plain, glosses))


def said_otherwise(text: str, lexicon: Lexicon) -> frozenset[str]:
    """Keys of what a text says in a short form: "1,0 Stelle" is a full one, "Grund- und Förderschulen" are Grundschulen, too."""
    keys: set[str] = {"~vollzeit"} if re.search(r"\b1,0\b", text) else set()
    for m in _SHORTENED.finditer(text):
        whole = m["w"]
        tail = ([t for t in lexicon.analyzer.tokens(whole) if not t.startswith("#")] or [""])[-1]
        at = whole.lower().rfind(tail[:5])
        if at > 2:
            for first in re.findall(r"[A-ZÄÖÜ]\w+(?=-)", m["first"]):
                keys |= _keys(tuple(lexicon.words(first + whole[at:])))
    return frozenset(keys)


def clauses_of(text: str, lexicon: Lexicon) -> tuple[Clause, ...]:
    """A sentence cut at commas and conjunctions; parts without two words of their own join the part before."""
    parts: list[str] = []
    text = _ENUMERATED.sub(lambda m: m[0].replace(", ", " und "), text)
    for piece in _CLAUSE.split(_NESTED.sub(r"\g<head> \g<rest>, \g<rel>", text)):
        if not piece:
            continue
        content = [w for w in lexicon.words(piece) if not w.neutral]
        turned = bool(content) and stance(piece).negated != stance(parts[-1]).negated if parts else False
        turned = turned or bool(parts and _ASKED.match(parts[-1]) and stance(piece).modals and any(w.noun for w in content))
        if parts and _BARE.match(parts[-1]) and _GOES_ON.match(piece):
            parts[-1] = f"{parts[-1]} {piece}"
        elif parts and len(content) < 2 and not figures(piece) and not turned:
            parts[-1] = f"{parts[-1]}, {piece}"
        else:
            parts.append(piece)
    if len(parts) > 1 and len([w for w in lexicon.words(parts[0]) if not w.neutral]) < 1:
        parts[:2] = [f"{parts[0]}, {parts[1]}"]
    out = []
    for part in parts:
        words = tuple(lexicon.words(part))
        out.append(Clause(part, words, _keys(words)))
    return tuple(out)


def _all_keys(lexicon: Lexicon, text: str) -> frozenset[str]:
    return _keys(tuple(lexicon.words(text)))


def _keys(words: tuple[Word, ...]) -> frozenset[str]:
    return frozenset().union(*(w.all_keys for w in words)) if words else frozenset()
