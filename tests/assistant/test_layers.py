"""Who may import whom: the folders keep to their part of the way of the data."""

import ast
from pathlib import Path

from tests.conftest import ROOT

LAYERS = ("assistant", "indexing", "api", "evals")


def _files(folder: str) -> list[Path]:
    found = sorted((ROOT / folder).rglob("*.py"))
    assert found, folder
    return found


def _imports(path: Path) -> set[str]:
    """Everything a file imports, wherever in it the import stands."""
    out: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            out |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports name their module in full"
            out.add(node.module or "")
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if name in ("import_module", "__import__") and node.args and isinstance(node.args[0], ast.Constant):
                out.add(str(node.args[0].value))
    return out


def _offenders(folder: str, *forbidden: str) -> list[str]:
    return [
        f"{p.relative_to(ROOT)}: {name}"
        for p in _files(folder)
        for name in sorted(_imports(p))
        for f in forbidden
        if name == f or name.startswith(f"{f}.")
    ]


def test_the_assistant_knows_neither_channel_nor_index_libraries() -> None:
    assert _offenders("assistant", "fastapi", "starlette", "uvicorn", "chromadb", "llama_index", "typer", "rich", "bm25s", "torch") == []


def test_the_assistant_imports_no_other_layer() -> None:
    assert _offenders("assistant", "indexing", "api", "evals") == []


def test_only_indexing_imports_chroma_and_llama_index() -> None:
    for folder in ("api", "evals"):
        found = _offenders(folder, "chromadb", "llama_index")
        assert [x for x in found if not x.startswith("evals/baselines/")] == []
    assert _offenders("indexing", "chromadb", "llama_index"), "the walk finds imports where they are"


def test_indexing_does_not_know_the_channels() -> None:
    assert _offenders("indexing", "api", "evals", "fastapi", "typer", "rich") == []


def test_torch_is_imported_nowhere_but_behind_its_extra() -> None:
    for folder in LAYERS:
        assert [x for x in _offenders(folder, "torch", "transformers") if not x.startswith("evals/baselines/")] == []
    assert [x.split(":")[0] for x in _offenders("indexing", "sentence_transformers")] == ["indexing/embedders.py"]


def test_heavy_libraries_are_not_imported_at_the_top_of_a_module_of_the_assistant() -> None:
    for path in _files("assistant"):
        top = {
            n.names[0].name if isinstance(n, ast.Import) else n.module
            for n in ast.parse(path.read_text(encoding="utf-8")).body
            if isinstance(n, ast.Import | ast.ImportFrom)
        }
        assert not {str(m).split(".")[0] for m in top} & {"sklearn", "scipy", "HanTa", "pypdf", "docx", "platformdirs"}, path.name


def test_the_corpus_is_data_and_holds_no_program() -> None:
    assert list((ROOT / "corpus").rglob("*.py")) == []
    assert {p.suffix for p in (ROOT / "corpus").rglob("*") if p.is_file()} <= {".yaml", ".md"}


def test_every_module_and_every_public_function_says_what_it_is_for() -> None:
    silent = []
    for folder in ("assistant", "indexing", "api"):
        for path in _files(folder):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            if not ast.get_docstring(tree):
                silent.append(str(path.relative_to(ROOT)))
            for node in tree.body:
                if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node):
                    silent.append(f"{path.relative_to(ROOT)}: {node.name}")
    assert silent == []
