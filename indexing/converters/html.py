"""HTML → blocks (BeautifulSoup). Scripts, styles, forms, navigation and hidden text are data we do not read."""

from __future__ import annotations

import re
from pathlib import Path

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import NavigableString

from assistant.errors import DateiError
from assistant.types import Block, ConvertedFile
from indexing.converters.cleanup import join_torn, tidy
from indexing.converters.text import read_text

_DROP = ("script", "style", "noscript", "template", "nav", "form", "iframe", "object", "svg", "head", "button", "select")
_BLOCKS = (
    "p",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "tr",
    "blockquote",
    "pre",
    "dt",
    "dd",
    "figcaption",
    "caption",
    "div",
    "section",
    "article",
    "main",
    "td",
    "address",
    "table",
    "ul",
    "ol",
    "body",
    "header",
    "footer",
    "aside",
    "form",
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|"
    r"(?:font-size|opacity)\s*:\s*0(?![.\d])|(?<![\w-])(?:left|top|text-indent)\s*:\s*-\d{3,}",
    re.I,
)

UNSEEN = "unsichtbarer Text wurde nicht übernommen."


def convert(path: Path) -> ConvertedFile:
    """Read an HTML file. Errors: DateiError when nothing readable is left."""
    text, notices = read_text(path)
    soup = BeautifulSoup(text, "lxml")
    title = tidy(soup.title.get_text()) if soup.title else ""
    hidden = _hidden_by_style(soup)
    for tag in soup.find_all(_DROP):
        if not (tag.name == "form" and tag.find(("h1", "h2", "main", "article"))):  # a form may wrap the whole page
            tag.extract()
    for tag in soup.find_all(True):
        if id(tag) in hidden or _hidden(tag):
            if tag.get_text(strip=True) and UNSEEN not in notices:
                notices += (UNSEEN,)
            tag.extract()
    for comment in soup.find_all(string=lambda s: isinstance(s, Comment)):
        comment.extract()
    blocks: list[Block] = []
    _walk(soup.body or soup, blocks)
    if not any(b.text for b in blocks):
        raise DateiError(str(path), "Die HTML-Datei enthält keinen lesbaren Text.")
    return ConvertedFile(tuple(join_torn(b for b in blocks if b.text)), title, notices=notices)


def _hidden_by_style(soup: BeautifulSoup) -> set[int]:
    """Tags (by `id`) that a style sheet of the page hides on every medium."""
    sheet = re.sub(r"/\*.*?\*/", "", "".join(s.get_text() for s in soup.find_all("style"))[:200_000], flags=re.S)
    sheet = re.sub(r"@[^{;]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", sheet)
    names = [s.strip() for rule in re.finditer(r"([^{}]+)\{([^{}]*)\}", sheet) if _HIDDEN.search(rule[2]) for s in rule[1].split(",")]
    return {id(tag) for name in names if re.fullmatch(r"[a-zA-Z]*[.#][a-zA-Z][\w-]*", name) for tag in soup.select(name)}


def _hidden(tag: Tag) -> bool:
    style = str(tag.get("style") or "")
    return tag.has_attr("hidden") or str(tag.get("aria-hidden", "")).lower() == "true" or bool(_HIDDEN.search(style))


def _walk(node: Tag, out: list[Block]) -> None:
    run: list[str] = []

    def flush() -> None:
        text = tidy("".join(run))
        if text:
            out.append(Block("paragraph", text))
        run.clear()

    for child in node.children:
        if isinstance(child, NavigableString):
            run.append(str(child))
        elif isinstance(child, Tag) and child.name == "br":
            flush()
        elif isinstance(child, Tag) and child.name in _BLOCKS:
            flush()
            _block(child, out)
        elif isinstance(child, Tag):
            if child.find(_BLOCKS):
                flush()
                _walk(child, out)
            else:
                run.append(child.get_text())
    flush()


def _block(tag: Tag, out: list[Block]) -> None:
    name = tag.name
    if name == "table":
        _table(tag, out)
    elif re.fullmatch(r"h[1-6]", name):
        out.append(Block("heading", tidy(tag.get_text(" ")), level=int(name[1])))
    elif name == "li":
        marker = _marker(tag)
        nested = tag.find(("ul", "ol", "table"))
        if nested is None:
            text = tidy(tag.get_text(" " if tag.find("p") else ""))
            out.append(Block("item", f"{marker} {text}" if marker[:1].isdigit() else text, marker=marker))
        else:
            before = len(out)
            _walk(tag, out)
            if len(out) > before and out[before].kind == "paragraph":
                text = out[before].text
                out[before] = Block("item", f"{marker} {text}" if marker[:1].isdigit() else text, marker=marker)
    elif tag.find(_BLOCKS):
        _walk(tag, out)
    else:
        text = tidy(tag.get_text())
        if text:
            out.append(Block("paragraph", text))


def _marker(tag: Tag) -> str:
    parent = tag.parent
    if parent is None or parent.name != "ol":
        return "•"
    start = str(parent.get("start") or "1")
    index = parent.find_all("li", recursive=False).index(tag)
    return f"{int(start) + index if start.isdigit() else index + 1}."


def _table(tag: Tag, out: list[Block]) -> None:
    caption_tag = tag.find("caption")
    caption = tidy(caption_tag.get_text()) if caption_tag else (out[-1].text if out and out[-1].kind != "row" and len(out[-1].text) < 200 else "")
    header: tuple[str, ...] = ()
    for row in tag.find_all("tr"):
        cells = tuple(tidy(c.get_text(" " if c.find(("p", "br")) else "")) for c in row.find_all(("td", "th")))
        if not any(cells):
            continue
        out.append(Block("row", "\t".join(cells), cells=cells, header=header, caption=caption))
        header = header or cells
