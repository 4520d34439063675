"""What must hold for any facts: more never pays less, a ceiling holds, knowing more never turns failure into success."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assistant.checks import catalogue, run
from assistant.checks.types import Check, Fact

DAYS = st.sampled_from([date(2021, 6, 1), date(2022, 12, 31), date(2024, 12, 19), date(2026, 11, 20)])
SHARES = st.integers(0, 60).map(lambda n: n / 4)
POSTS = st.lists(
    st.fixed_dictionaries(
        {
            "funktion": st.sampled_from(["koordination", "verwaltungsassistenz", "case_management"]),
            "vzae": st.integers(1, 16).map(lambda n: n / 4),
            "monate": st.integers(1, 12),
        }
    ),
    min_size=1,
    max_size=6,
)
BODIES = st.sampled_from(["kreis", "kreisfreie_stadt", "staedteregion_aachen"])
REST = {"veranstaltungen": True, "massnahmen": False, "beratungstage": 3}


def _amount(facts: dict[str, Any], day: date) -> float:
    return float(run("foerderhoechstbetrag", facts, day)["amount_eur"])


@settings(max_examples=80, deadline=None)
@given(BODIES, POSTS, DAYS, st.data())
def test_more_months_or_posts_never_lower_the_amount(body: str, posts: list[dict[str, Any]], day: date, data: st.DataObject) -> None:
    before = _amount({"gebietskoerperschaft": body, "stellen": posts, **REST}, day)
    i = data.draw(st.integers(0, len(posts) - 1))
    longer = [dict(p) for p in posts]
    longer[i]["monate"] = min(12, longer[i]["monate"] + data.draw(st.integers(0, 11)))
    larger = [dict(p) for p in posts]
    larger[i]["vzae"] += data.draw(st.integers(0, 8)) / 4
    more = [*posts, data.draw(POSTS)[0]]
    for changed in (longer, larger, more):
        assert _amount({"gebietskoerperschaft": body, "stellen": changed, **REST}, day) >= before


@settings(max_examples=80, deadline=None)
@given(BODIES, SHARES, SHARES, st.integers(1, 12), st.integers(0, 366), DAYS)
def test_a_ceiling_is_never_exceeded(body: str, posts: float, assistance: float, months: int, days: int, day: date) -> None:
    facts = {
        "gebietskoerperschaft": body,
        "koordination_vzae": posts,
        "verwaltungsassistenz_vzae": assistance,
        "case_management_vzae": 0,
        "beschaeftigungsmonate": months,
        "veranstaltungen": True,
        "massnahmen": True,
        "beratungstage": days,
    }
    highest = {True: (238_100, 302_800), False: (197_100, 259_800)}[day.year < 2024][0 if body == "kreisfreie_stadt" else 1]
    assert _amount(facts, day) <= highest


def _value(fact: Fact) -> st.SearchStrategy[Any]:
    if fact.kind == "bool":
        return st.booleans()
    if fact.kind == "word":
        return st.sampled_from([w for w, _ in fact.words])
    if fact.kind == "date":
        return st.dates(date(2024, 6, 1), date(2029, 6, 1)).map(date.isoformat)
    low, high = int(fact.least or Decimal(0)), int(fact.most or Decimal(10))
    if fact.name == "foerderjahr":
        return st.integers(2020, 2030)
    if fact.kind == "integer":
        return st.integers(low, min(high, low + 70))
    return st.integers(1 if fact.above else 0, 8).map(lambda n: n / 8 if high == 1 else float(n))


def _facts(check: Check) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional={f.name: _value(f) for f in check.facts if f.kind != "posts"})


def _run(check: Check, facts: dict[str, Any], day: date) -> dict[str, Any] | None:
    from assistant.errors import FaktenError

    try:
        return run(check.name, facts, day)
    except FaktenError:  # facts that contradict each other are refused
        return None


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(catalogue()), DAYS, st.data())
def test_knowing_more_never_turns_failure_into_success_and_knowing_less_never_turns_unclear_into_success(
    check: Check, day: date, data: st.DataObject
) -> None:
    more = data.draw(_facts(check))
    assume(more)
    dropped = data.draw(st.sampled_from(sorted(more)))
    less = {k: v for k, v in more.items() if k != dropped}
    a, b = _run(check, less, day), _run(check, more, day)
    if a is None or b is None:
        return
    if a["result"] == "nicht_erfuellt":
        assert b["result"] == "nicht_erfuellt"
        assert set(a["failed"]) <= set(b["failed"])
    if b["result"] == "unklar":
        assert a["result"] != "erfuellt"
    if a["result"] == "erfuellt" and check.fact(dropped).default is None:
        assert b["result"] == "erfuellt", "what is settled without a fact stays so with it"


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(catalogue()), DAYS, st.data())
def test_a_fact_that_is_not_missing_changes_no_criterion(check: Check, day: date, data: st.DataObject) -> None:
    facts = data.draw(_facts(check))
    before = _run(check, facts, day)
    if before is None:
        return
    settled = {m["fact"] for m in before["missing"]} | set(facts)
    exempt = {
        "foerderjahr",  # a year may have no rule at all
        "stellen_gesamt",  # with stellen_kommune it can say that nothing is passed on; asked is the plain fact
        "stellen_kommune",
    }
    free = [f for f in check.facts if f.name not in settled | exempt and f.kind != "posts" and f.default is None]
    if not free:
        return
    fact = data.draw(st.sampled_from(free))
    after = _run(check, facts | {fact.name: data.draw(_value(fact))}, day)
    if after is not None:
        assert [(c["id"], c["result"]) for c in after["criteria"]] == [(c["id"], c["result"]) for c in before["criteria"]]
        assert after["result"] == before["result"]
