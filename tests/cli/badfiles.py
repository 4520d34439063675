"""Files that cannot be read, each made in a folder; each function gives the path the complaint has to name."""

import os
from collections.abc import Callable
from pathlib import Path

from indexing.converters import pdf
from tests.files import Sheet, encrypt, write_pdf, zip_bomb


def encrypted(folder: Path) -> Path:
    path = encrypt(write_pdf(folder / "offen.pdf", "Geheime Sätze."), folder / "schlecht.pdf", "geheim")
    (folder / "offen.pdf").unlink()
    return path


def scan(folder: Path) -> Path:
    Sheet(folder / "schlecht.pdf").picture().page().save()
    return folder / "schlecht.pdf"


def truncated(folder: Path) -> Path:
    path = write_pdf(folder / "schlecht.pdf", *(f"Seite {n}." for n in range(9)))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return path


def three_thousand_pages(folder: Path) -> Path:
    return write_pdf(folder / "schlecht.pdf", *("Noch eine Seite." for _ in range(3000)))


def bomb(folder: Path) -> Path:
    return zip_bomb(folder / "schlecht.docx")


def nothing_but_script(folder: Path) -> Path:
    (folder / "schlecht.html").write_text("<html><script>alert(1)</script><p style='display:none'>versteckt</p></html>", encoding="utf-8")
    return folder / "schlecht.html"


def empty(folder: Path) -> Path:
    (folder / "schlecht.txt").touch()
    return folder / "schlecht.txt"


def binary(folder: Path) -> Path:
    (folder / "schlecht.txt").write_bytes(bytes(range(256)) * 100)
    return folder / "schlecht.txt"


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "schlecht.txt")
    return folder / "schlecht.txt"


def dangling_link(folder: Path) -> Path:
    (folder / "schlecht.txt").symlink_to(folder / "gibt-es-nicht.txt")
    return folder / "gibt-es-nicht.txt"


def link_in_a_circle(folder: Path) -> Path:
    (folder / "schlecht.txt").symlink_to(folder / "schlecht.txt")
    return folder / "schlecht.txt"


CASES: dict[str, tuple[Callable[[Path], Path], str]] = {
    "encrypted PDF": (encrypted, "verschlüsselt"),
    "PDF without text layer": (scan, "keinen lesbaren Text"),
    "truncated PDF": (truncated, "beschädigt oder unvollständig"),
    "PDF of 3,000 pages": (three_thousand_pages, f"hat 3000 Seiten; mehr als {pdf.MAX_PAGES}"),
    "DOCX that is a zip bomb": (bomb, "unzulässige Größe"),
    "HTML with nothing but scripts and hidden text": (nothing_but_script, "keinen lesbaren Text"),
    "empty file": (empty, "leer"),
    "binary file named .txt": (binary, "keine Textdatei"),
    "pipe named .txt": (pipe, "keine gewöhnliche Datei"),
    "link to nowhere": (dangling_link, "nicht (mehr) vorhanden"),
    "link to itself": (link_in_a_circle, "Verknüpfungen laufen im Kreis"),
}
