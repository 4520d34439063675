"""A single `kim ask` is a process of its own: it must not load what only indexing, or only another embedder, needs."""

import json
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT


def test_a_cold_question_loads_neither_torch_nor_llamaindex_nor_scikit_learn(cards_home: Path) -> None:
    code = (
        "import json, sys\nfrom api.cli.main import main\n"
        "try:\n    main(['ask', 'Wie hoch ist der Eigenanteil?', '--json'])\n"
        "finally:\n    heavy = ('torch', 'llama_index', 'sklearn', 'sentence_transformers', 'pypdf', 'docx')\n"
        "    print(json.dumps([m for m in heavy if m in sys.modules]))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    answer, loaded = done.stdout.strip().splitlines()
    assert json.loads(answer)["status"] == "answered"
    assert json.loads(loaded) == []
