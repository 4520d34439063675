from datetime import date, datetime
from pathlib import Path

import pytest

from assistant.errors import WissenError
from assistant.knowledge import as_date, corpus_path, load_yaml, parse_yaml


def test_the_bundled_files_are_found_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert corpus_path("quellen.yaml").exists()
    assert list(corpus_path("wissen").glob("*.md"))


def test_a_doubled_key_is_an_error_with_its_line() -> None:
    with pytest.raises(WissenError, match=r"probe\.yaml: Doppelter Schlüssel „a“ in Zeile 3"):
        parse_yaml("a: 1\nb: 2\na: 3\n", "probe.yaml")


def test_a_doubled_key_deep_inside_is_an_error_too() -> None:
    with pytest.raises(WissenError, match="Doppelter Schlüssel „x“"):
        parse_yaml("liste:\n  - {x: 1, x: 2}\n", "probe.yaml")


def test_broken_yaml_names_file_and_line() -> None:
    with pytest.raises(WissenError, match=r"probe\.yaml, Zeile 3: kein gültiges YAML"):
        parse_yaml("a: 1\nb: [1, 2\nc: }", "probe.yaml")


def test_python_objects_are_never_built_from_yaml() -> None:
    with pytest.raises(WissenError, match="kein gültiges YAML"):
        parse_yaml("!!python/object/apply:os.getcwd []", "probe.yaml")


def test_a_file_is_read_as_utf_8(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("ort: Köln\n", encoding="utf-8")
    assert load_yaml(tmp_path / "a.yaml") == {"ort": "Köln"}


def test_dates_are_dates_and_nothing_else() -> None:
    assert as_date(None) is None
    assert as_date(date(2024, 12, 19)) == date(2024, 12, 19)
    for wrong in ("2024-12-19", 2024, datetime(2024, 12, 19, 8, 0)):
        with pytest.raises(WissenError, match="ist kein Datum"):
            as_date(wrong)
