"""Text repair shared by all converters: white space, line-end hyphens, emphasis marks, paragraphs torn by a page break."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.types import Block

# U+2010 at a line end is set by typesetters as a soft hyphen; real hyphens are U+002D.
_SOFT_BREAK = re.compile(r"[\u00ad\u2010]\s*\n?\s*")
_CONJUNCTION = re.compile(r"(?:und|oder|sowie|beziehungsweise|wie|als|noch|statt)\b|bzw\.|vs\.")
_EMPHASIS = re.compile(r"\*\*|</?(?:b|i|u|em|strong|sup|sub|span)\b[^>]*>", re.I)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_ENDS = re.compile(r"[.!?:;][\"”“»)\]]*\s*(?:\[?\d{1,2}\]?)?$")


def tidy(text: str) -> str:
    """Collapse white space, drop control characters, join soft hyphens."""
    text = _CONTROL.sub(" ", text.replace("\r", "\n").replace("\u00a0", " "))
    text = _SOFT_BREAK.sub("", text)
    return re.sub(r"[ \f\v\n]+", " ", re.sub(r" *\t *", "\t", text)).strip()


def strip_emphasis(text: str) -> str:
    """Remove Markdown bold marks, inline HTML emphasis and backslash escapes; single asterisks stay (Koordinator*innen)."""
    text = _EMPHASIS.sub("", text)
    text = re.sub(r"\\([*_\\#.])", r"\1", text)
    return re.sub(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])", r"\1", text)


def join_lines(lines: Iterable[str]) -> str:
    """Join the lines of one paragraph.

    A soft hyphen vanishes; "Integra-/tion" becomes "Integration"; "Case-/Management" keeps its hyphen and "Ausländer-/und
    Einbürgerungsbehörde" keeps hyphen and space.
    """
    out = ""
    for line in (x.strip() for x in lines):
        if not line:
            continue
        if not out:
            out = line
        elif out[-1] in "\u00ad\u2010":
            out = out[:-1] + line
        elif out.endswith("-") and re.search(r"\w-$", out) and not _CONJUNCTION.match(line):
            out = out[:-1] + line if line[0].islower() and not re.search(r"[A-ZÄÖÜ]{2,}-$", out) else out + line
        else:
            out += " " + line
    return tidy(out)


def join_torn(blocks: Iterable[Block]) -> list[Block]:
    """Join a paragraph torn apart by a page break or an empty line.

    It does not end like a sentence, and what follows goes on in lower case, or stands unmarked at the top of the next page.
    """
    out: list[Block] = []
    for b in blocks:
        last = out[-1] if out else None
        if last is not None and _torn(last, b):
            text = join_lines([last.text, b.text])
            moved = b.page is not None and b.page != _last_page(last)
            at = len(text) - len(b.text)
            later = tuple((at + o, p) for o, p in b.breaks)
            out[-1] = replace(last, text=text, breaks=last.breaks + (((at, b.page),) if moved and b.page else ()) + later)
        else:
            out.append(b)
    return out


def _last_page(b: Block) -> int | None:
    return b.breaks[-1][1] if b.breaks else b.page


def _torn(last: Block, b: Block) -> bool:
    if b.kind != "paragraph" or last.kind not in ("paragraph", "item") or _ENDS.search(last.text) or len(last.text) < 60:
        return False
    page = _last_page(last)
    next_page = page is not None and b.page == page + 1
    return re.match(r"[a-zäöüß(,]", b.text) is not None or (next_page and len(b.text) > 60 and not re.match(r"[\d§]|Tab|Abb", b.text))
