"""What a model's service may do wrong, over the real protocol, plain and streaming: the extractive answer comes within the limit, is counted with the
reason, and the service is asked again next time over the same connection.

No test depends on how fast a machine is: what answers at once has a wide limit, what never answers a short one, and the bounds on time are generous.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.llm.client import MAX_CHARACTERS, ModelSettings, OpenAIModel
from assistant.llm.counters import LlmCounters
from assistant.llm.drafting import DraftingAssistant
from assistant.types import Answer
from indexing.store import OpenIndex, open_index
from tests.llm.server import Script, serving
from tests.llm.test_drafting import ASKED, TODAY, good_draft, marks

WIDE, SHORT, GENEROUS = 60.0, 1.0, 15.0  # seconds: for what answers, for what never does, and beyond the limit on a busy machine
BOTH = pytest.mark.parametrize("streaming", [True, False], ids=["gestreamt", "am Stück"])
AT_ONCE = [
    ("401", "anmeldung"),
    ("403", "anmeldung"),
    ("404", "einstellung"),
    ("429", "drosselung"),
    ("500", "dienst"),
    ("503", "dienst"),
    ("kaputt", "form"),
    ("bricht-ab", "form"),
]
NEVER = ["schweigt", "stockt"]


@pytest.fixture(scope="module")
def index(_cards_home: Path) -> OpenIndex:
    """The index of all cards."""
    return open_index(_cards_home)


@pytest.fixture(scope="module")
def plain(index: OpenIndex) -> Answer:
    """The extractive answer to the question."""
    return Assistant(index, date(2026, 11, 20)).ask(ASKED)


@pytest.fixture
def script(plain: Answer) -> Iterator[Script]:
    """A server that would word the answer well; whatever waits is released at the end."""
    made = Script(reply=good_draft(plain))
    yield made
    made.released.set()


def drafting(index: OpenIndex, url: str, counters: LlmCounters, streaming: bool, limit: float = WIDE) -> DraftingAssistant:
    """The assistant with the model at an address."""
    return DraftingAssistant(index, TODAY, OpenAIModel(ModelSettings(url, "probe", "", limit, 300, streaming)), counters)


def fallbacks(counters: LlmCounters) -> dict[str, float]:
    """The fallbacks counted, by reason."""
    return {k.removeprefix("rueckfall_"): n for k, n in counters.snapshot().items() if k.startswith("rueckfall_")}


@BOTH
@pytest.mark.parametrize(("behaviour", "kind"), AT_ONCE)
def test_a_service_that_refuses_or_breaks_costs_no_answer(
    index: OpenIndex, plain: Answer, script: Script, behaviour: str, kind: str, streaming: bool
) -> None:
    script.behaviour = behaviour
    counters = LlmCounters()
    with serving(script) as url:
        answer = drafting(index, url, counters, streaming).ask(ASKED)
    assert (answer.mode, answer.answer, answer.citations) == ("extractive", plain.answer, plain.citations)
    assert fallbacks(counters) == {kind: 1} and counters.snapshot()["entwurf"] == 1


@BOTH
@pytest.mark.parametrize("behaviour", NEVER)
def test_a_service_that_never_finishes_is_left_at_the_limit(index: OpenIndex, plain: Answer, script: Script, behaviour: str, streaming: bool) -> None:
    script.behaviour = behaviour
    counters = LlmCounters()
    with serving(script) as url:
        helper = drafting(index, url, counters, streaming, SHORT)
        started = time.monotonic()
        answer = helper.ask(ASKED)
        took = time.monotonic() - started
    assert (answer.mode, answer.answer) == ("extractive", plain.answer)
    assert took < SHORT + GENEROUS and fallbacks(counters) == {"zeit": 1}


@pytest.mark.parametrize(
    ("behaviour", "streaming"), [("endlos", True), ("endlos", False), ("ohne-zeilenende", True), ("nur-lebenszeichen", True)]
)  # only a stream has lines
def test_a_reply_without_end_is_cut_off_and_nobody_goes_on_reading_it(
    index: OpenIndex, plain: Answer, script: Script, behaviour: str, streaming: bool
) -> None:
    script.behaviour = behaviour
    counters = LlmCounters()
    with serving(script) as url:
        started = time.monotonic()
        answer = drafting(index, url, counters, streaming, 3.0).ask(ASKED)
        took = time.monotonic() - started
        mine = [t for t in threading.enumerate() if t.name.endswith("(_pump)")]
        for thread in mine:
            thread.join(GENEROUS)
        assert not any(t.is_alive() for t in mine), "the reading thread has ended"
    assert (answer.mode, answer.answer) == ("extractive", plain.answer)
    assert took < 3.0 + GENEROUS and set(fallbacks(counters)) <= {"form", "zeit"} and sum(fallbacks(counters).values()) == 1


@BOTH
def test_a_refused_connection(index: OpenIndex, plain: Answer, streaming: bool) -> None:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    counters = LlmCounters()
    answer = drafting(index, f"http://127.0.0.1:{port}/v1", counters, streaming).ask(ASKED)
    assert (answer.mode, answer.answer) == ("extractive", plain.answer) and fallbacks(counters) == {"verbindung": 1}


@BOTH
def test_a_short_retry_after_is_waited_for(index: OpenIndex, script: Script, streaming: bool) -> None:
    script.behaviour, script.retry_after, script.failures = "429", "0.1", 1
    with serving(script) as url:
        assert drafting(index, url, LlmCounters(), streaming).ask(ASKED).mode == "generated"
    assert len(script.requests) == 2


@BOTH
@pytest.mark.parametrize("header", ["600", "Fri, 20 Nov 2026 18:00:00 GMT"])
def test_a_long_retry_after_is_obeyed_by_leaving_the_service_alone(index: OpenIndex, script: Script, header: str, streaming: bool) -> None:
    script.behaviour, script.retry_after = "429", header
    counters = LlmCounters()
    with serving(script) as url:
        helper = drafting(index, url, counters, streaming, 10.0)
        assert [helper.ask(ASKED).mode for _ in range(3)] == ["extractive"] * 3
    assert len(script.requests) == 1 and fallbacks(counters) == {"drosselung": 3}


@BOTH
def test_the_connection_is_kept_through_good_answers_and_refusals(index: OpenIndex, script: Script, streaming: bool) -> None:
    with serving(script) as url:
        helper = drafting(index, url, LlmCounters(), streaming)
        modes = []
        for behaviour in ("gut", "500", "gut", "401", "gut", "404", "gut"):
            script.behaviour = behaviour
            modes.append(helper.ask(ASKED).mode)
            _quiet()
    assert modes == ["generated", "extractive"] * 3 + ["generated"]
    assert len(script.requests) == 7 and len(script.connections) == 1


@BOTH
def test_after_a_stall_the_next_question_gets_the_model_again(index: OpenIndex, script: Script, streaming: bool) -> None:
    script.behaviour = "stockt"
    with serving(script) as url:
        model = OpenAIModel(ModelSettings(url, "probe", "", SHORT, 300, streaming))
        helper = DraftingAssistant(index, TODAY, model, LlmCounters())
        assert helper.ask(ASKED).mode == "extractive"
        script.behaviour = "gut"
        model.settings = ModelSettings(url, "probe", "", WIDE, 300, streaming)
        assert helper.ask(ASKED).mode == "generated"


def _quiet() -> None:
    """Waits until the client's threads have read their bodies to the end."""
    for thread in [t for t in threading.enumerate() if t.name.endswith("(_pump)")]:
        thread.join(GENEROUS)


@BOTH
@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        ("", "leer"),
        ("   \n ", "leer"),
        ("Oktober " * 20_000, ""),  # 20,000 tokens
        ("The application has to be filed by the end of October [{0}].", "pruefung"),
        ("La demande doit être déposée avant fin octobre [{0}].", "pruefung"),
        ("```\nDer Antrag muss bis Ende Oktober gestellt werden [{0}].\n```", ""),
        ("`Der Antrag muss bis Ende September gestellt werden [{0}].`", "pruefung"),
        ("Der Antrag muss jedes Jahr bis Ende Oktober gestellt werden.\n\n```\n[{0}]\n```", "pruefung"),
        ("Der Antrag muss bis Ende Oktober gestellt werden \ud83d [{0}].", "pruefung"),
    ],
    ids=["leer", "nur Leerzeichen", "20.000 Tokens", "Englisch", "Französisch", "Codeblock", "Code", "Marke im Codeblock", "halbes Zeichen"],
)
def test_an_odd_draft_releases_nothing_unsupported(index: OpenIndex, plain: Answer, script: Script, reply: str, reason: str, streaming: bool) -> None:
    script.reply, script.piece = reply.replace("{0}", marks(plain)[0]), 50
    counters = LlmCounters()
    with serving(script) as url:
        answer = drafting(index, url, counters, streaming).ask(ASKED)
    if answer.mode == "generated":  # a code block around a supported sentence may be taken off, nothing of it is left
        assert reason == "" and "`" not in answer.answer and "Ende Oktober" in answer.answer
        return
    assert answer.answer == plain.answer and sum(fallbacks(counters).values()) == 1
    assert not reason or fallbacks(counters) == {reason: 1}


@BOTH
def test_half_a_utf8_character_in_the_body_releases_nothing_broken(index: OpenIndex, plain: Answer, script: Script, streaming: bool) -> None:
    script.reply = f"Der Antrag für das Folgejahr muss bis Ende Oktober gestellt werden [{marks(plain)[0]}]."
    script.behaviour, script.piece = "halbes-zeichen", 200
    counters = LlmCounters()
    with serving(script) as url:
        answer = drafting(index, url, counters, streaming).ask(ASKED)
    assert (answer.mode, answer.answer) == ("extractive", plain.answer) and "\ufffd" not in answer.answer
    assert sum(fallbacks(counters).values()) == 1


@BOTH
def test_a_draft_is_never_longer_than_its_limit(script: Script, streaming: bool) -> None:
    script.reply, script.piece = "Oktober " * 20_000, 4000
    pieces: list[str] = []
    with serving(script) as url, pytest.raises(Exception, match="hört nicht auf"):
        for piece in OpenAIModel(ModelSettings(url, "probe", "", WIDE, 300, streaming)).stream([{"role": "user", "content": "x"}]):
            pieces.append(piece)
    assert sum(map(len, pieces)) <= MAX_CHARACTERS
