"""The documentation says what is true: settings, commands, targets, paths, the answer it shows."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
from pathlib import Path

import httpx
import pytest
import yaml

from assistant.checks import catalogue
from assistant.settings import SETTINGS
from tests.conftest import LETTER, ROOT, Kim
from tests.http.live import serving

README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
DOCS = {p.relative_to(ROOT).as_posix(): p.read_text(encoding="utf-8") for p in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))}
TEXT = {".md", ".py", ".yaml", ".toml", ".txt", ".cfg", ""}


def _tracked() -> list[Path]:
    """The files of the repository, new ones included; without git, all files that are not built."""
    done = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    names = done.stdout.splitlines() if done.returncode == 0 else []
    paths = [ROOT / n for n in names] or [
        p for f in ("api", "assistant", "corpus", "docs", "evals", "indexing", "tests") for p in (ROOT / f).rglob("*")
    ]
    return [p for p in paths if p.is_file() and p.suffix in TEXT and "__pycache__" not in p.parts]


def _blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.S | re.M)


def _lines() -> list[str]:
    """Every line of a shell block, without its comment."""
    return [re.sub(r"\s+#.*$", "", line) for block in _blocks(README, "sh") for line in block.splitlines()]


def _commands() -> list[str]:
    """Those that call kim."""
    return [line for line in _lines() if line.startswith("kim ")]


# --- settings ---


def test_the_table_of_settings_is_the_one_of_the_program() -> None:
    table = re.search(r"<!-- settings -->\n(.*?)\n<!-- /settings -->", DOCS["docs/betrieb.md"], re.S)
    assert table, "docs/betrieb.md marks its table with <!-- settings --> and <!-- /settings -->"
    wanted = []
    for s in SETTINGS:
        default = f"`{s.default}`" if s.default else ""
        wanted.append(f"| `{s.name}` | {default} | {s.meaning.replace('|', chr(92) + '|')} |")
    assert table[1].splitlines() == wanted


def test_every_setting_the_documentation_or_the_program_names_is_in_the_table() -> None:
    known = {s.name for s in SETTINGS}
    allowed = known | {"KIM_SHARED", "KIM_TODAY"}  # tests and measurements only
    named = {n for text in DOCS.values() for n in re.findall(r"\bKIM_[A-Z_]+\b", text)}
    assert named <= allowed
    read = {
        n for f in ("assistant", "indexing", "api") for p in (ROOT / f).rglob("*.py") for n in re.findall(r"\"(KIM_[A-Z_]+)\"", p.read_text("utf-8"))
    }
    assert read <= allowed


# --- commands ---


def test_the_readme_shows_commands() -> None:
    assert len(_commands()) >= 10
    assert {c.split()[1] for c in _commands()} >= {"index", "ask", "search", "documents", "doctor", "eval", "check", "checks", "keys", "serve"}


def test_every_module_of_the_readme_exists_and_explains_itself() -> None:
    """Those that measure run for minutes; they have tests of their own."""
    modules = [line.split()[2] for line in _lines() if line.startswith("python -m ")]
    assert modules
    for module in modules:
        assert (ROOT / (module.replace(".", "/") + ".py")).is_file(), module


@pytest.mark.parametrize("command", [c for c in _commands() if c != "kim serve"])
def test_every_command_of_the_readme_runs(cards_home: Path, kim: Kim, folder: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    (folder / "unterlagen").mkdir()
    (folder / "unterlagen" / "rundbrief.txt").write_text(LETTER, encoding="utf-8")
    questions = [{"id": "a", "question": "Wer ist antragsberechtigt?"}]
    gold = [{**questions[0], "category": "rule", "answerable": True, "must": ["Kreise"], "sources": [{"doc": "faq-2026", "locator": "Frage 7"}]}]
    (folder / "fragen.yaml").write_text(yaml.safe_dump(questions), encoding="utf-8")
    (folder / "FRAGEN.yaml").write_text(yaml.safe_dump(gold), encoding="utf-8")
    monkeypatch.chdir(folder)
    own = {"~/kim-unterlagen": "unterlagen", "ID": "rundbrief"}  # a reader's own files
    arguments = [own.get(a, a) for a in shlex.split(command)[1:]]
    done = kim(*arguments)
    assert done.code == 0, done.err
    assert done.out.strip()


def test_every_make_target_of_the_documentation_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.M))
    named = {t for text in DOCS.values() for t in re.findall(r"(?:^|`)make ([a-z-]+)", text, re.M)}
    assert {"setup", "demo", "test", "check-all"} <= targets
    assert named <= targets
    assert {"demo", "test"} <= named


def test_the_readme_opens_with_demo_and_test() -> None:
    first = _blocks(README, "sh")[0]
    assert [line.split("#")[0].strip() for line in first.splitlines()] == ["make demo", "make test"]


def test_ci_runs_the_tests_of_the_makefile() -> None:
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_service_answers_the_request_of_the_readme(cards_home: Path) -> None:
    """`kim serve` and the curl line, on a port of the test's own."""
    assert "kim serve" in _commands()
    shown = re.search(r"^\$ curl (http://127\.0\.0\.1:8765)(/v1/ask) .* -d '(.*)'$", README, re.M)
    assert shown
    with serving(cards_home) as live:
        answer = httpx.post(live.url + shown[2], json=json.loads(shown[3]), timeout=60).json()
        assert answer["status"] == "answered" and answer["citations"]
        assert httpx.get(live.url + "/docs", timeout=60).status_code == 200
        assert live.stop() == 0


# --- the answer and the check it shows ---


def test_the_check_the_readme_shows_is_the_one_the_program_gives(kim: Kim) -> None:
    shown = re.search(r"^\$ kim (check .*)\n(.*?)^```", README, re.S | re.M)
    assert shown
    assert kim(*shlex.split(shown[1])).out.split() == shown[2].split()


def test_the_readme_counts_the_checks_right() -> None:
    assert f"{len(catalogue())} Prüfungen" in README


def test_the_answer_the_readme_shows_is_the_one_the_program_gives(only_cards_home: Path, kim: Kim) -> None:
    shown = re.search(r"^\$ kim ask (\".*\")\n(.*?)^```", README, re.S | re.M)
    assert shown
    question = shlex.split(shown[1])[0]
    assert question in MAKEFILE, "make demo asks the same question"
    assert kim("ask", question, "--home", only_cards_home).out.split() == shown[2].split()


# --- paths and addresses ---


def test_every_file_the_documentation_names_exists() -> None:
    missing = []
    for name, text in DOCS.items():
        for path in re.findall(r"`((?:corpus|indexing|assistant|api|evals|tests|docs)/[\w./-]*)`", text):
            if not (ROOT / path).exists():
                missing.append(f"{name}: {path}")
        for path in re.findall(r"`([\w-]+\.md)`", text):
            if not (ROOT / "docs" / path).exists() and not (ROOT / path).exists():
                missing.append(f"{name}: {path}")
    assert missing == []


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    places = "|".join(("work", "home", "root", "Users", "tmp", "mnt", "opt"))
    found = []
    for path in _tracked():
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if re.search(rf"(?:^|[\s\"'`(=])/(?:{places})/\w", line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    assert found == []


def test_no_file_names_a_package_index_or_a_mirror() -> None:
    signs = "|".join(
        ("index-" + "url", "find-" + "links", "trusted-" + "host", "python" + r"hosted\.org", "pypi" + r"\.org", "download" + r"\.pytorch")
    )
    found = [str(p.relative_to(ROOT)) for p in _tracked() if re.search(signs, p.read_text(encoding="utf-8", errors="replace"))]
    assert found == []


def test_the_limits_the_documentation_tells_are_those_of_the_program() -> None:
    from api.cli.batch import MAX_BYTES
    from assistant.settings import MAX_QUESTION

    text = DOCS["docs/betrieb.md"]
    assert f"Fragen bis {MAX_QUESTION:,} Zeichen".replace(",", ".") in text
    assert f"Batch-Dateien bis {MAX_BYTES // 1_000_000} MB" in text


def test_help_and_errors_of_every_command_are_german(kim: Kim) -> None:
    for command in ("index", "ask", "search", "documents", "eval", "doctor", "chat", "check", "checks", "gate", "keys", "serve"):
        done = kim(command, "--help")
        assert done.code == 0
        assert re.search(r"[äöüß]|Frage|Ordner|Index", done.out), command
