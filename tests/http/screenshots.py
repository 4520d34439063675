"""Makes the pictures of the handbook from the running service: `python -m tests.http.screenshots` (also `make screenshots`)."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from indexing import pipeline
from tests.conftest import ROOT
from tests.http.live import serving
from tests.http.test_browser import CHROMIUM, COSTS, ask, open_page

PICTURES = ROOT / "docs" / "bilder"
FORM = (
    "/pruefungen/foerderhoechstbetrag?f.gebietskoerperschaft=kreis&f.koordination_vzae=1,5&f.verwaltungsassistenz_vzae=0,5&f.case_management_vzae=2"
)


def main() -> None:
    """Chat, passage, check; wide and light, on a phone and dark."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as p:
        home = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder) / "home"  # a home with cards only: no picture shows an original's words
        if len(sys.argv) == 1:
            pipeline.run(home)
        with serving(home) as live:
            chromium = p.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--lang=de-DE"], env={**os.environ, "LANGUAGE": "de"})
            page = open_page(chromium, live, width=1000)
            ask(page, COSTS)
            page.evaluate("scrollTo(0, 0)")
            page.screenshot(path=PICTURES / "antwort.png", full_page=True)
            page.locator(".sources a").first.click()
            page.locator("#stelle").wait_for()
            page.screenshot(path=PICTURES / "stelle.png", full_page=True)
            page.goto(FORM)
            page.get_by_label("Ja", exact=True).first.check()
            page.get_by_role("button", name="Prüfen", exact=True).click()
            page.locator("#ergebnis").wait_for()
            page.screenshot(path=PICTURES / "pruefung.png")
            phone = open_page(chromium, live, scheme="dark", width=390)
            ask(phone, COSTS)
            phone.evaluate("scrollTo(0, 0)")
            phone.screenshot(path=PICTURES / "telefon.png")
            chromium.close()


if __name__ == "__main__":
    main()
