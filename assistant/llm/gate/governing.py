"""Clauses that stand for themselves and clauses that another one governs: plans, infinitives, lists of verbs."""

from __future__ import annotations

import re

_PLANS = re.compile(
    r"\b(?:ist|sind|war|waren|wird|werden|wurden?|sei)\b[^;]*\b(?:vorgesehen|geplant|beabsichtigt|angedacht|angestrebt)\b|"
    r"\b(?:vorgesehen|geplant|beabsichtigt|angestrebt)\s(?:ist|sind|war|waren)\b|\b(?:beabsichtigt(?:e|en)?|will|woll(?:t?en?|te)|plan(?:t|en|te|ten)|sah\w*\s[^;]*\bvor)\b|"
    r"\b(?:aufgaben?|zielen?|ziel|auftrag)\b",
    re.I,
)
_AUXILIARY = re.compile(
    r"(?:ist|sind|war|waren|wird|werden|wurden?|hat|haben|hatten?|kann|können|konnten?|muss|müssen|mussten?|soll|sollen|sollten?|darf|dürfen|durften?|"
    r"will|wollen|wollten?|sei|seien|(?:ging|kam|bekam|erhielt|blieb|nahm|fand|stand|lag|sah|gab|floss|hielt|ließ|begann|lief|beriet)(?:en)?)"
)
_NO_VERB = frozenset(
    "nicht mit erst jetzt oft seit fast samt statt weit sonst insgesamt damit somit zuletzt meist gut laut selbst bereit zunächst".split()
)
_BEFORE_NOUN = re.compile(
    r"(?:de[mrns]|die|das|eine?[nrsm]?|ihre?[nrsm]?|seine?[nrsm]?|alle[nrsm]?|diese[nrsm]?|keine?[nrsm]?|von|vom|mit|zum|zur|für|in|im|an|am|bei|beim|aus|"
    r"durch|über|unter|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|und|oder|\d{1,3})"
)
_OPENS = re.compile(r"^\W*(?:dass|ob|wenn|weil|da|sofern|falls|sobald|damit|obwohl|wie|wo|wer|was|welche\w*|nachdem|bevor)\b", re.I)
INFINITIVE = re.compile(  # "…, die Anträge gut vorbereiteter Leute zu prüfen": ends in an infinitive, and nothing in it is finite
    r"^(?!.*\b(?:ist|sind|war|waren|hat|haben|hatten?|wird|werden|soll|sollen|muss|müssen|kann|können|darf|dürfen)\b)"
    r".*\b(?:zu\s[a-zäöüß]+n|[a-zäöüß]{2,10}zu[a-zäöüß]{3,}en)\W*$",
    re.S,
)


def plans(clause: str) -> bool:
    """Whether a clause tells of what is planned or meant to be: what a source says with "soll"."""
    return bool(_PLANS.search(clause))


def governed(clause: str) -> bool:
    """Whether a clause has no finite verb of its own and so is meant as the one before it: "…, die Anträge zu prüfen", "…: Prozesse moderieren"."""
    return not _OPENS.match(clause) and (bool(INFINITIVE.search(clause)) or not _has_verb(clause))


def _has_verb(clause: str) -> bool:
    """Whether a clause has a finite verb; "beantragte" before a noun and behind an article is none."""
    words = re.findall(r"\w+", clause)
    for i, word in enumerate(words):
        if not word[0].islower() or word in _NO_VERB:
            continue
        if _AUXILIARY.fullmatch(word) or re.fullmatch(r"[a-zäöüß]{2,}t", word):
            return True
        inside = i > 0 and _BEFORE_NOUN.fullmatch(words[i - 1].lower()) and any(w[0].isupper() for w in words[i + 1 : i + 3])
        if re.fullmatch(r"[a-zäöüß]{3,}(?:te|ten)", word) and not inside and (word.endswith("te") or i < len(words) - 1):
            return True
    return False
