"""Words with which a yes/no question asks whether something may be funded or is in order."""

from __future__ import annotations

import re

FUNDED = re.compile(
    r"\b(?:förder\w*|gefördert\w*|zuwendungsfähig\w*|bezuschuss\w*|geld|reicht|genügt|geht|ginge|möglich|erlaubt|zulässig|bekomm\w*|"
    r"krieg\w*|finanzier\w*|abrechn\w*|abgerechnet|zusammen|offen|"
    r"bezahl\w*|beantrag\w*|antrag\w*|antragsberechtigt|mitmachen|erfüll\w*|voraussetzung\w*|in ordnung|okay|ok|fund\w*|eligible|qualify|"
    r"apply|receive|get)\b",
    re.I,
)
YES_NO = re.compile(
    r"(?:^|[.!?,;:–-]\s*|\b(?:und|aber|oder|also|dann)\s+)(?:können|kann|könnten|dürfen|darf|bekommen|bekommt|kriegen|kriegt|krieg|werden|"
    r"wird|sind|ist|"
    r"geht|ginge|reicht|genügt|erfüllen|haben|hat|gibt|wäre|würde|passt|klappt|can|may|are|is|do|does|will|would)\b"
    r"|\b(?:reicht das|geht das|ist das|klappt das|förderfähig\s*\?|okay\s*\?|ok\s*\?|möglich\s*\?)",
    re.I,
)
AMOUNT = re.compile(r"\b(?:wie ?viel|höhe|summe|betrag|how much|euro|€|fäll\w*|fallzahl\w*)\b|\bwas (?:zahlt|gibt|bekommen|kriegen)", re.I)
_W_WORD = re.compile(
    r"\b(?:wer|wem|wen|was|wann|wie|wieso|warum|weshalb|wo|wohin|woher|wofür|womit|welche[rnsm]?|wessen|who|what|when|how|why|where|which)\b", re.I
)


def plain_question(text: str) -> bool:
    """Whether the last sentence asks for Ja or Nein: a question mark and no question word."""
    return _last(text).endswith("?") and not asks_for_more(text)


def asks_for_more(text: str) -> bool:
    """Whether the last sentence has a question word, so that Ja or Nein is no answer to it."""
    return bool(_W_WORD.search(_last(text)))


def _last(text: str) -> str:
    return re.split(r"(?<=[.!;:])\s+", text.strip())[-1]
