"""Rendering: the templates, the answer with its marks as links, the text to copy, the pages an operator fills."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from api.http.auth import Gatekeeper
from api.http.errors import Problem, title
from api.render import KINDS, VALIDITY
from assistant.question.personaldata import PATTERNS
from assistant.settings import value

EXAMPLES = (
    "Was zahlt das Land höchstens für eine Koordinationsstelle im Jahr?",
    "Wer ist antragsberechtigt?",
    "Müssen wir Mittel aus Baustein 3 zurückzahlen?",
    "Wir sind ein Kreis mit 1,5 Stellen Koordination: Wie viel Geld können wir höchstens bekommen?",
)
_MARK = re.compile(r"\[(\d{1,3})\]")


@lru_cache(maxsize=1)
def templates() -> Environment:
    """The templates; everything put into them is escaped, and a missing value is an error."""
    env = Environment(loader=PackageLoader("api.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    from api.web import checkform, checkresult, docs  # they use this module

    env.filters |= {"word": checkresult.word, "extras": checkresult.extras, "calculation": checkresult.calculation}
    env.filters |= {"form_url": checkform.form_url, "filled_form": checkform.filled_form}
    env.filters |= {"marked": docs.marked, "answer": answer_html, "day": german_day, "copy": copy_text, "euro": euro}
    env.globals |= {"KINDS": KINDS, "VALIDITY": VALIDITY, "passage_url": passage_url, "patterns": [list(p) for p in PATTERNS], "EXAMPLES": EXAMPLES}
    return env


def page(request: Request, template: str, status: int = 200, headers: Mapping[str, str] | None = None, **values: Any) -> HTMLResponse:
    """A page. Every template knows the operator, the form token and whether somebody is signed in."""
    keeper: Gatekeeper = request.app.state.gatekeeper
    who = getattr(request.state, "principal", None)
    common = {
        "operator": value("KIM_OPERATOR"), "kern": bool(value("KIM_KERN")), "csrf": keeper.csrf(keeper.session(request)), "path": request.url.path,
        "person": who.name.removeprefix("person:") if who is not None and who.name.startswith("person:") else "",
        "scopes": who.scopes if who is not None else frozenset(), "signed": bool(keeper.config.oidc_issuer),
    }  # fmt: skip
    return HTMLResponse(templates().get_template(template).render(common | values), status, dict(headers or {}))


def error_page(request: Request, problem: Problem) -> HTMLResponse:
    """A problem for people."""
    heading = "Seite nicht gefunden" if problem.status == 404 else title(problem.status)
    login = problem.status == 401 and bool(request.app.state.gatekeeper.config.oidc_issuer)
    ident = str(getattr(request.state, "id", ""))
    return page(request, "error.html", problem.status, problem.headers, heading=heading, detail=problem.detail, login=login, ident=ident)


def answer_html(answer: Mapping[str, Any]) -> Markup:
    """The answer's text as paragraphs, its marks as links to the passages. A generated one is Markdown, all others plain text."""
    if answer["mode"] == "generated":
        from markdown_it import MarkdownIt

        text = MarkdownIt("commonmark", {"html": False}).disable(["link", "image", "autolink", "html_inline", "html_block"]).render(answer["answer"])
    else:
        text = "".join(f"<p>{escape(p)}</p>" for p in answer["answer"].split("\n") if p.strip())
    known = {str(c["n"]): c for c in answer["citations"]}
    return Markup(_MARK.sub(lambda m: _mark(known[m[1]], answer["as_of"]) if m[1] in known else m[0], text))  # escaped above


def _mark(citation: Mapping[str, Any], as_of: str) -> str:
    label = escape(f"Quelle {citation['n']}: {citation['locator']}")
    return f'<a class="mark" href="{escape(passage_url(citation, as_of))}" aria-label="{label}">[{citation["n"]}]</a>'


def copy_text(answer: Mapping[str, Any]) -> str:
    """Question, answer and sources as plain text, to put into a letter or a note."""
    lines = [answer["question"], "", answer["answer"]]
    lines += [
        f"{'' if n['kind'] == 'frueher' else KINDS[n['kind']] + ': '}{n['text']}" + "".join(f" [{i}]" for i in n["citations"])
        for n in answer["notes"]
    ]
    lines += ["", "Quellen"] if answer["citations"] else []
    for c in answer["citations"]:
        place = c["locator"] + (f", S. {c['page']}" if c["page"] else "")
        lines.append(f"[{c['n']}] {c['title']} (Stand {c['stand'] or 'unbekannt'}, {VALIDITY[c['validity']]}), {place}: „{c['quote']}“")
    lines += ["", f"Rechtsstand {german_day(answer['as_of'])}. KIM-Assistent: Orientierung, keine Entscheidung einer Behörde."]
    return "\n".join(lines)


def german_day(text: str | None) -> str:
    """An ISO day as people write it; anything else as it is."""
    try:
        return f"{date.fromisoformat(text or ''):%d.%m.%Y}"
    except ValueError:
        return text or ""


def euro(amount: float | int) -> str:
    """An amount in German notation."""
    return f"{amount:,.2f} €".replace(",", "\0").replace(".", ",").replace("\0", ".")


def passage_url(citation: Mapping[str, Any], as_of: str) -> str:
    """Where a citation opens in its surroundings."""
    return "/stelle?" + urlencode(
        {"dokument": citation["document_id"], "fundstelle": citation["locator"], "zitat": citation["quote"], "stand": as_of}
    )


def operator_text(setting: str) -> str:
    """What an operator has set for a page: a text, or the path of a text file."""
    text = value(setting)
    path = Path(text) if text and len(text) < 400 and "\n" not in text else None
    try:
        return path.read_text(encoding="utf-8") if path is not None and path.is_file() else text
    except (OSError, UnicodeDecodeError):
        return ""
