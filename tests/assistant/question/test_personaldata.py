"""What looks like personal data, and what of our field does not. All people and numbers are invented."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from assistant.question.personaldata import PATTERNS, personal_data

FOUND = [
    ("Frau Erika Beispiel, 12.03.1990, sucht Rat", "Name mit Geburtsdatum"),
    ("Erika Beispiel (1.3.2001) sucht Rat", "Name mit Geburtsdatum"),
    ("geb. am 01.02.1980", "Geburtsdatum"),
    ("Geburtsdatum: 1.2.80", "Geburtsdatum"),
    ("Bitte an erika@beispiel.example schreiben", "E-Mail-Adresse"),
    ("Sie ist unter 0201 9876543 zu erreichen", "Telefonnummer"),
    ("Mobil 0171/9876543", "Telefonnummer"),
    ("+49 (0) 201 987654", "Telefonnummer"),
    ("AZR-Nummer 123456789012", "AZR-Nummer"),
    ("die 123456789012 aus dem Register", "AZR-Nummer"),
    ("Aktenzeichen 32.1-4711/26", "Aktenzeichen"),
    ("Az. 33-0815/20", "Aktenzeichen"),
    ("DE12 3456 7890 1234 5678 90", "Kontonummer"),
]
NOTHING = [
    "Was gilt nach der Richtlinie vom 12.12.2024 für 57.000 Euro und 0,5 Stellen?",
    "Gilt das vom 01.01.2021 bis 31.12.2022, auch nach Nr. 5.4.1 und § 9 Abs. 2?",
    "Kommunales Integrationsmanagement (25.11.2020), Baustein 1",
    "Wie viele Stellen hat der Rheinisch-Bergische Kreis 2021?",
    "1.500.000 € für 54 Kreise, 22.500 Euro je 0,5 VZÄ, 01.03. als Frist",
]


@pytest.mark.parametrize(("text", "kind"), FOUND)
def test_it_warns_of(text: str, kind: str) -> None:
    assert kind in [f.kind for f in personal_data(text)]
    assert all(f.text in text for f in personal_data(text))


@pytest.mark.parametrize("text", NOTHING)
def test_it_is_silent_about(text: str) -> None:
    assert personal_data(text) == ()


@pytest.mark.skipif(shutil.which("node") is None, reason="Kein node auf diesem Rechner: die Muster wurden nur in Python geprüft.")
def test_a_browser_reads_the_patterns_like_python() -> None:
    texts = [t for t, _ in FOUND] + NOTHING
    found = f"{json.dumps(PATTERNS)}.filter(([k, p]) => new RegExp(p, 'u').test(t)).map(x => x[0])"
    code = f"console.log(JSON.stringify({json.dumps(texts)}.map(t => {found})))"
    told = json.loads(subprocess.run(["node", "-e", code], capture_output=True, text=True, check=True).stdout)
    assert [list(dict.fromkeys(kinds)) for kinds in told] == [[f.kind for f in personal_data(t)] for t in texts]
