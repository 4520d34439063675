"""The lines of the Förderhöchstbetrag, each with its formula and the places its values stand; ceilings applied and said."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from assistant.checks.case import Case, exact
from assistant.checks.posts import Post, Staffing, staffing
from assistant.checks.types import Line, Parameter
from assistant.checks.words import cents, euro, number
from assistant.errors import FaktenError

YEAR = 12
TITLES = {"koordination": "Koordination", "verwaltungsassistenz": "Verwaltungsassistenz", "case_management": "Case Management"}
_CEILING = {"koordination": "stellen.koordination", "verwaltungsassistenz": "stellen.assistenz"}
_BODIES = ("kreis", "kreisfreie_stadt", "staedteregion_aachen")
_NAMES = {"kreis": "für Kreise", "kreisfreie_stadt": "für kreisfreie Städte", "staedteregion_aachen": "für die Städteregion Aachen"}


@dataclass
class Calculation:
    """Lines and their sum, what is missing for a definite sum, and what was cut and why. `bounded`: the missing facts leave a highest amount."""

    lines: list[Line] = field(default_factory=list)
    missing: tuple[str, ...] = ()
    said: list[str] = field(default_factory=list)
    bounded: bool = True
    part_year: bool = False
    part_time: bool = False
    functions: set[str] = field(default_factory=set)

    @property
    def amount(self) -> Decimal:
        """The sum of the lines, which are rounded to the cent one by one."""
        return sum((x.amount for x in self.lines), Decimal("0.00"))

    def has(self, function: str) -> bool:
        """Whether posts of a function count."""
        return function in self.functions

    def add(self, label: str, formula: str, amount: Decimal, citations: tuple[int, ...]) -> None:
        """One line."""
        self.lines.append(Line(label, formula, cents(amount), citations))


def calculate(case: Case, largest: bool) -> Calculation:
    """The calculation; unknown facts count as their smallest or, for `largest`, their largest value. Errors: RegelLuecke, FaktenError."""
    _no_double(case)
    out = Calculation()
    missing: list[str] = []
    for function in TITLES:
        missing += _posts(case, out, function, largest)
    for name, rule in (("veranstaltungen", "veranstaltungen"), ("massnahmen", "massnahmen")):
        if not case.has(name):
            missing.append(name)
        if case.get(name) or (largest and not case.has(name)):
            p = case.rule(rule)
            out.add(p.name, f"bis zu {euro(p.number)} im Jahr", p.number, case.cite(p))
    missing += _advice(case, out, largest)
    out.missing = tuple(dict.fromkeys(missing))
    return out


def _no_double(case: Case) -> None:
    """A list of posts is complete: sums beside it would count twice."""
    if not case.has("stellen"):
        return
    doubled = [n for n in ("koordination_vzae", "verwaltungsassistenz_vzae", "case_management_vzae") if case.has(n)]
    if doubled:
        raise FaktenError([(n, "bitte entweder die einzelnen Stellen („stellen“) oder die Summen angeben, nicht beides.") for n in doubled])


def _given(case: Case, function: str) -> list[Post] | None:
    """The posts of a function; None when they are unknown."""
    if case.has("stellen"):
        return [Post(exact(s["vzae"]), int(s["monate"])) for s in case.get("stellen") if s["funktion"] == function]
    share = case.amount(f"{function}_vzae")
    return None if share is None else [Post(share, int(case.get("beschaeftigungsmonate")))]


def _ceilings(case: Case, function: str) -> dict[Decimal | None, tuple[str, Parameter | None]]:
    """The ceilings on posts that are possible with what is known of the municipality, each with one of the bodies it holds for."""
    if function not in _CEILING:
        return {None: ("", None)}
    body = case.get("gebietskoerperschaft")
    out: dict[Decimal | None, tuple[str, Parameter | None]] = {}
    for name in (body,) if body else _BODIES:
        p = case.rules.at(f"{_CEILING[function]}.{name}", case.day)
        extra = case.get("weitere_koordinierungsstellen") if function == "koordination" and name != "kreisfreie_stadt" else 0
        out.setdefault(p.number + extra, (name, p))
    return out


def _posts(case: Case, out: Calculation, function: str, largest: bool) -> list[str]:
    """Adds the lines of one function; gives the facts that are missing for it."""
    ceilings = _ceilings(case, function)
    posts = _given(case, function)
    if posts is None:
        if largest and None in ceilings:
            out.bounded = False
        elif largest:
            best = max(c for c in ceilings if c is not None)
            _lines(case, out, function, staffing([Post(best, int(case.get("beschaeftigungsmonate")))], best, None), *ceilings[best])
        more = ["gebietskoerperschaft"] if len(ceilings) > 1 else []
        return [*more, f"{function}_vzae"]
    smallest = case.maybe("mindestumfang")
    results = {c: staffing(posts, c, smallest.number if smallest else None) for c in ceilings}
    order = sorted(results, key=lambda c: Decimal("Infinity") if c is None else c)
    chosen = order[-1] if largest else order[0]
    _said(case, out, function, results[chosen], chosen, ceilings[chosen][0], smallest)
    _lines(case, out, function, results[chosen], *ceilings[chosen])
    return ["gebietskoerperschaft"] if len({tuple(s.counted) for s in results.values()}) > 1 else []


def _said(case: Case, out: Calculation, function: str, staff: Staffing, ceiling: Decimal | None, body: str, smallest: Parameter | None) -> None:
    if staff.over > 0 and ceiling is not None:
        out.said.append(
            f"{TITLES[function]}: gefördert werden {_NAMES[body]} höchstens {number(ceiling)} Stellen; {number(staff.over)} darüber zählen nicht."
        )
    if staff.too_small > 0 and smallest is not None:
        out.said.append(
            f"{TITLES[function]}: Stellen unter {number(smallest.number)} VZÄ sind nicht zuwendungsfähig; {number(staff.too_small)} VZÄ zählen nicht."
        )
    extra = case.get("weitere_koordinierungsstellen")
    if function == "koordination" and extra and body == "kreisfreie_stadt":
        out.said.append("Weitere Koordinierungsstellen gibt es nur über einen Kreis; sie zählen hier nicht.")


def _lines(case: Case, out: Calculation, function: str, staff: Staffing, body: str, ceiling: Parameter | None) -> None:
    if not staff.counted:
        return
    out.functions.add(function)
    out.part_year |= not staff.full_year
    out.part_time |= any(p.share != p.share.to_integral_value() for p in staff.counted) and function == "koordination"
    used = [case.maybe(ceiling.rule) if ceiling else None, case.rule("personal.nach_monaten")]
    if function == "koordination" and case.get("weitere_koordinierungsstellen") and body != "kreisfreie_stadt":
        used.append(case.rule("koordination.zusatzstelle"))
    if function == "verwaltungsassistenz":
        _assistance(case, out, staff, used)
        return
    personnel = case.rule("koordination.personal" if function == "koordination" else "cm.personal")
    out.add(
        f"Personalausgaben {TITLES[function]}",
        " + ".join(f"{number(p.share)} × {euro(personnel.number)} × {p.months}/{YEAR}" for p in staff.counted),
        sum((p.share * p.months for p in staff.counted), Decimal(0)) * personnel.number / YEAR,
        case.cite(personnel, *used),
    )
    if function == "koordination":
        place = case.rule("koordination.arbeitsplatz")
        out.add(
            "Sachausgaben Arbeitsplatz Koordination", f"{number(staff.share)} × {euro(place.number)}", staff.share * place.number, case.cite(place)
        )


def _assistance(case: Case, out: Calculation, staff: Staffing, used: list[Parameter | None]) -> None:
    """Both amounts of the assistance are those of half a post (a reading: F 13, ambiguity assistenz-2850-bezug)."""
    personnel, place, base = case.rule("assistenz.personal"), case.rule("assistenz.arbeitsplatz"), case.rule("assistenz.umfang")
    parts = [f"{number(p.share)}/{number(base.number)} × {euro(personnel.number)} × {p.months}/{YEAR}" for p in staff.counted]
    out.add(
        "Personalausgaben Verwaltungsassistenz",
        " + ".join(parts),
        sum((p.share * p.months for p in staff.counted), Decimal(0)) / base.number * personnel.number / YEAR,
        case.cite(personnel, base, *used),
    )
    out.add(
        "Sachausgaben Arbeitsplatz Verwaltungsassistenz",
        f"{number(staff.share)}/{number(base.number)} × {euro(place.number)}",
        staff.share / base.number * place.number,
        case.cite(place),
    )


def _advice(case: Case, out: Calculation, largest: bool) -> list[str]:
    """External advice: up to nine days in 2021 and 2022, nothing today (then the fact changes nothing and is not missing)."""
    days = case.get("beratungstage")
    rate, most = case.maybe("begleitung.satz"), case.maybe("begleitung.tage")
    if rate is None or most is None:
        if days:
            p = case.rule("begleitung.entfallen")
            out.add("Externe Begleitung", f"{days} Tage × 0 €", Decimal(0), case.cite(p))
            out.said.append("Externe Begleitung: nach der heutigen Fassung nicht vorgesehen, 0 €.")
        return []
    counted = min(Decimal(days or 0), most.number) if days is not None or not largest else most.number
    if counted:
        out.add(rate.name, f"{number(counted)} Tage × {euro(rate.number)}", counted * rate.number, case.cite(rate, most))
    if days is not None and days > most.number:
        out.said.append(f"Externe Begleitung: höchstens {number(most.number)} Tage im Jahr; {days - int(most.number)} darüber zählen nicht.")
    return ["beratungstage"] if days is None else []
