"""A real browser (Chromium) on the running service: with JavaScript, without, light and dark, wide and on a phone; axe finds nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.http.live import Live, serving

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Kein Chromium auf diesem Rechner: die Seiten wurden in keinem Browser geprüft.")
COSTS = "Was zahlt das Land höchstens für eine Koordinationsstelle im Jahr?"
LETTER = "Wann ist Sprechstunde im Rathaus?"
SIGNS = "Nichts davon soll axe beanstanden"


@pytest.fixture(scope="module")
def live(_service_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    home = tmp_path_factory.mktemp("browser") / "dienst"
    shutil.copytree(_service_home, home)
    with serving(home, KIM_RATE="0") as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as p:
        chromium = p.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


def open_page(browser: Any, live: Live, scripts: bool = True, scheme: str = "light", width: int = 1100) -> Any:
    context = browser.new_context(
        base_url=live.url,
        java_script_enabled=scripts,
        color_scheme=scheme,
        viewport={"width": width, "height": 900},
        locale="de-DE",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.errors = []
    page.on("pageerror", lambda e: page.errors.append(str(e)))
    page.on("console", lambda m: page.errors.append(m.text) if m.type == "error" else None)
    page.goto("/")
    return page


def ask(page: Any, question: str, day: str = "") -> str:
    """Type, send, wait for the answer; its text."""
    before = page.locator(".turn").count()
    page.get_by_label("Frage", exact=False).last.fill(question)
    page.get_by_label("Rechtsstand").fill(day)
    page.get_by_role("button", name="Frage stellen").click()
    page.locator(".turn").nth(before).wait_for()
    return str(page.locator(".turn").nth(before).inner_text())


@pytest.mark.parametrize("scripts", [True, False], ids=["mit JavaScript", "ohne JavaScript"])
def test_ask_open_the_citation_change_the_day_check_and_give_feedback(browser: Any, live: Live, scripts: bool) -> None:
    page = open_page(browser, live, scripts)
    assert "57.000" in ask(page, COSTS).split("Früher")[0]
    assert "55.000" in ask(page, COSTS, "2021-06-30").split("Heute")[0].split("Hinweis")[0]
    ask(page, LETTER)
    page.locator(".turn").last.locator(".mark").first.click()
    mark = page.locator("#stelle")
    assert "Dienstag von neun bis zwölf" in mark.inner_text()
    assert mark.evaluate("e => getComputedStyle(e).backgroundColor") not in ("rgba(0, 0, 0, 0)", "") if scripts else True
    assert "Rundbrief der Beratungsstelle" in page.locator(".passage").inner_text()
    assert "Gültigkeit am 20.11.2026" in page.locator("main").inner_text()
    page.go_back()
    last = page.locator(".turn").last
    last.get_by_text("Hat das geholfen?").click()
    last.get_by_label("Grund").fill("Uhrzeit fehlt")
    last.get_by_role("button", name="Nicht hilfreich").click()
    page.get_by_text("Danke für die Rückmeldung").wait_for()
    page.get_by_role("link", name="Prüfungen").click()
    page.get_by_role("link", name="Förderhöchstbetrag berechnen").click()
    page.get_by_label("Gebietskörperschaft").select_option(label="Kreis")
    page.get_by_label("Stellen Koordination").fill("1,5")
    page.get_by_label("Stellen Verwaltungsassistenz").fill("0,5")
    page.get_by_label("Stellen Case Management").fill("0")
    page.get_by_role("button", name="Prüfen", exact=True).click()
    result = page.locator("#ergebnis")
    result.wait_for()
    assert "85.500,00 €" in result.locator(".calculation").inner_text()
    assert page.get_by_label("Stellen Koordination").input_value() == "1,5"
    assert page.errors == []


@pytest.mark.parametrize("scripts", [True, False], ids=["mit JavaScript", "ohne JavaScript"])
def test_a_question_with_too_few_facts_leads_to_its_form_and_to_the_amount(browser: Any, live: Live, scripts: bool) -> None:
    page = open_page(browser, live, scripts)
    answer = ask(page, "Unsere Koordinatorinnen im Kreis kamen erst im August dazu. Welcher Betrag steht uns zu?")
    assert "Wie viele Stellen Koordination" in answer and "Dazu gibt es Auskunft" not in answer
    page.get_by_role("button", name="Angaben ergänzen").click()
    assert page.get_by_label("Gebietskörperschaft").input_value() == "kreis"
    assert page.get_by_label("Beschäftigungsmonate").input_value() == "5"
    assert page.get_by_label("Stichtag").input_value() == "20.11.2026"
    assert page.locator(".field", has=page.get_by_label("Stellen Koordination")).get_by_text("Fehlt noch").is_visible()
    assert page.get_by_text("Fehlt noch").count() == 1
    page.get_by_label("Stellen Koordination").fill("1,5")
    page.get_by_role("button", name="Prüfen", exact=True).click()
    result = page.locator("#ergebnis")
    result.wait_for()
    assert "44.175" in result.inner_text() and "Mindestens" not in result.inner_text()
    result.get_by_text("Rechenweg als Tabelle kopieren").click()
    lines = [line.split("\t") for line in result.get_by_label("Rechenweg, durch Tabulatoren getrennt").input_value().split("\n")]
    assert lines[0] == ["Posten", "Rechnung", "Betrag"] and lines[1][1:] == ["1,5 × 57.000 € × 5/12", "35.625,00 €"]
    assert page.get_by_text("Fehlt noch").count() == 0
    assert page.errors == []


@pytest.mark.parametrize("scripts", [True, False], ids=["mit JavaScript", "ohne JavaScript"])
def test_an_example_is_asked_with_one_click_and_a_year_is_a_day(browser: Any, live: Live, scripts: bool) -> None:
    page = open_page(browser, live, scripts)
    page.get_by_role("button", name=COSTS).click()
    page.locator(".turn").wait_for()
    assert "57.000" in page.locator(".turn").inner_text()
    assert "55.000" in ask(page, COSTS, "2021").split("Früher")[0]
    ask_wrong(page, "übermorgen")
    assert "kein Datum" in page.locator("#fehler").inner_text() and page.get_by_label("Rechtsstand").input_value() == "übermorgen"


def ask_wrong(page: Any, day: str) -> None:
    """Ask for a day that is none; the page says so."""
    page.get_by_label("Frage", exact=False).last.fill(COSTS)
    page.get_by_label("Rechtsstand").fill(day)
    page.get_by_role("button", name="Frage stellen").click()
    page.locator("#fehler").wait_for()


def test_personal_data_are_warned_of_before_anything_is_sent(browser: Any, live: Live) -> None:
    page = open_page(browser, live)
    sent: list[str] = []
    page.on("request", lambda r: sent.append(r.url) if r.method == "POST" else None)
    page.get_by_label("Ihre Frage").fill("Frau Erika Beispiel, geb. am 01.02.1980, braucht Beratung. Wer hilft?")
    page.get_by_role("button", name="Frage stellen").click()
    page.get_by_text("scheint personenbezogene Daten zu enthalten").wait_for()
    assert sent == []
    page.get_by_role("button", name="Trotzdem senden").click()
    page.locator(".turn").wait_for()
    assert len(sent) == 1


def test_without_scripts_the_server_warns_and_keeps_nothing(browser: Any, live: Live) -> None:
    page = open_page(browser, live, scripts=False)
    page.get_by_label("Ihre Frage").fill("Wer berät unter 0201 9876543?")
    page.get_by_role("button", name="Frage stellen").click()
    page.get_by_text("scheint personenbezogene Daten zu enthalten").wait_for()
    assert "Telefonnummer" in page.locator("#warnung").inner_text()
    page.goto("/gespraeche")
    assert "9876543" not in page.content()


def test_everything_works_by_keyboard(browser: Any, live: Live) -> None:
    page = open_page(browser, live)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Zum Inhalt springen"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "frage"
    page.keyboard.type(LETTER)
    page.keyboard.press("Enter")
    page.locator(".turn").wait_for()
    page.locator(".question:focus").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "Dienstag" in page.locator("#stelle").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1100, 390])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(browser: Any, live: Live, scheme: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(browser, live, scheme=scheme, width=width)
    ask(page, COSTS)
    for summary in page.locator("summary").all():
        summary.click()
    pages = [page.url, "/", "/dokumente", "/dokumente/faq-2026", "/stelle?dokument=rundbrief&fundstelle=Anfang", "/pruefungen", "/gespraeche"]
    pages += ["/pruefungen/foerderhoechstbetrag?f.koordination_vzae=2", "/impressum", "/datenschutz", "/barrierefreiheit", "/docs", "/gibt-es-nicht"]
    for number, address in enumerate(pages):
        if number:
            page.goto(address)
        found = Axe().run(page).response["violations"]
        assert found == [], (address, [(v["id"], v["nodes"][0]["html"]) for v in found])
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address


def test_the_answer_is_copied_with_its_sources_and_printed_without_the_form(browser: Any, live: Live) -> None:
    page = open_page(browser, live)
    ask(page, COSTS)
    page.get_by_text("Antwort mit Quellen kopieren").click()
    text = page.get_by_label("Antwort mit Quellen als Text").input_value()
    assert COSTS in text and "[1] Häufige Fragen" in text and "Rechtsstand 20.11.2026" in text
    page.emulate_media(media="print")
    assert not page.get_by_label("Nächste Frage").is_visible()
    assert page.locator(".answer").is_visible()
