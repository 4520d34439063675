"""Embedders by setting: `lsa` (default), `sentence-transformers:<name or path>`, `openai-compatible:<url>#<model>`.

Every embedder returns L2-normalised float32 rows. Its `name` is part of the index name: vectors of two embedders never mix.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import EmbedderError
from assistant.protocols import Embedder
from indexing.chargrams import JointVectorizer

LSA_DIMENSIONS = 250


class LsaEmbedder:
    """Latent semantic analysis over character n-grams and tokens, fitted on the indexed texts. Deterministic, no download."""

    name = "lsa"
    fitted = True

    def __init__(self, vectorizer: JointVectorizer, components: np.ndarray | None = None) -> None:
        self.vectorizer = vectorizer
        self.components = components if components is not None else np.zeros((0, 0), dtype=np.float32)
        self.truncated = 0
        self._fitted: dict[str, np.ndarray] = {}  # vectors of the texts it was fitted on, so that they are not transformed twice

    def fit(self, texts: Sequence[str]) -> None:
        """Fit the components on the texts (at most LSA_DIMENSIONS, fewer for a small corpus)."""
        from sklearn.utils.extmath import randomized_svd
        from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

        self.vectorizer.fit(texts)
        matrix = self.vectorizer.transform(texts)
        k = max(1, min(LSA_DIMENSIONS, min(matrix.shape) - 1))
        with threadpool_limits(1, "blas"):  # as fast as two threads when idle, ten times faster while something else is computing
            _, _, vt = randomized_svd(matrix, n_components=k, n_iter=2, random_state=20241219)
        self.components = vt.astype(np.float16).astype(np.float32)
        self._fitted = dict(zip(texts, _normalised(matrix @ self.components.T), strict=True))

    def embed_passages(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors (n × k), k components."""
        if self._fitted and all(t in self._fitted for t in texts):
            return np.vstack([self._fitted[t] for t in texts])
        return _normalised(self.vectorizer.transform(texts) @ self.components.T)

    def embed_query(self, text: str) -> np.ndarray:
        """Vector (k)."""
        row = self.vectorizer.transform([text])
        dense = row.data @ self.components[:, row.indices].T if row.nnz else np.zeros(self.components.shape[0])
        return np.asarray(_normalised(dense[None, :])[0])

    def save(self, folder: Path) -> None:
        """Write tokens and components."""
        self.vectorizer.save(folder)
        np.save(folder / "lsa.npy", self.components.astype(np.float16))

    def load(self, folder: Path) -> None:
        """Read what `save` wrote. Errors: OSError, ValueError."""
        self.vectorizer.load(folder)
        self.components = np.load(folder / "lsa.npy").astype(np.float32)


class SentenceTransformerEmbedder:
    """A sentence-transformers model by name or path; e5-like models get their "query:" and "passage:" prefixes."""

    fitted = False

    def __init__(self, model: str) -> None:
        self.model = model
        self.name = f"sentence-transformers:{Path(model).name if os.sep in model else model}"
        self.truncated = 0
        self._loaded: Any = None

    def _get(self) -> Any:
        if self._loaded is None:
            try:
                from sentence_transformers import SentenceTransformer
            except ImportError as e:
                raise EmbedderError("Für dieses Einbettungsmodell fehlt die Erweiterung: pip install 'kim-assistent[transformer]'.") from e
            try:
                self._loaded = SentenceTransformer(self.model, device="cpu")
            except (OSError, ValueError, RuntimeError) as e:
                raise EmbedderError(
                    f"Das Einbettungsmodell „{self.model}“ kann nicht geladen werden. Liegt der Modellordner lokal vor? "
                    "Siehe README, Abschnitt Modelle."
                ) from e
        return self._loaded

    def _prefix(self, kind: str) -> str:
        model = self._get()
        prompts = getattr(model, "prompts", None) or {}
        if prompts.get(kind):
            return str(prompts[kind])
        return {"query": "query: ", "passage": "passage: "}[kind] if "e5" in Path(self.model).name.lower() else ""

    def fit(self, texts: Sequence[str]) -> None:
        """Nothing to fit."""

    def embed_passages(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors (n × dim). `truncated` counts the texts longer than the model reads. Errors: EmbedderError when the model cannot be loaded."""
        model = self._get()
        prefix = self._prefix("passage")
        limit = int(model.max_seq_length or 512)
        tokens = model.tokenizer([prefix + t for t in texts], truncation=False, verbose=False)["input_ids"]
        self.truncated += sum(len(t) > limit for t in tokens)
        return _normalised(model.encode([prefix + t for t in texts], batch_size=32, show_progress_bar=False))

    def embed_query(self, text: str) -> np.ndarray:
        """Vector (dim). Errors: EmbedderError as for passages."""
        return np.asarray(_normalised(self._get().encode([self._prefix("query") + text], show_progress_bar=False))[0])

    def save(self, folder: Path) -> None:
        """The model stays where it is."""

    def load(self, folder: Path) -> None:
        """The model is loaded when it is first used."""


class OpenAiCompatibleEmbedder:
    """An embedding endpoint that speaks the OpenAI protocol. Texts leave this machine for the configured address, and only then."""

    fitted = False

    def __init__(self, spec: str) -> None:
        self.url, _, self.model = spec.partition("#")
        self.model = self.model or "default"
        self.name = f"openai-compatible:{self.model}"
        self.truncated = 0

    def _post(self, texts: Sequence[str]) -> np.ndarray:
        import httpx

        key = os.environ.get("KIM_EMBEDDER_KEY", "")
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        try:
            reply = httpx.post(f"{self.url.rstrip('/')}/embeddings", json={"model": self.model, "input": list(texts)}, headers=headers, timeout=60)
            reply.raise_for_status()
            rows = sorted(reply.json()["data"], key=lambda r: r["index"])
            if len(rows) != len(texts):
                raise ValueError("wrong number of vectors")
            return _normalised(np.array([r["embedding"] for r in rows], dtype=np.float32))
        except (httpx.HTTPError, KeyError, ValueError, TypeError) as e:
            raise EmbedderError(f"Der Einbettungsdienst {self.url} antwortet nicht wie erwartet. Adresse, Modell und Schlüssel prüfen.") from e

    def fit(self, texts: Sequence[str]) -> None:
        """Nothing to fit."""

    def embed_passages(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors (n × dim), asked for 64 at a time. Errors: EmbedderError when the service does not answer as expected."""
        return np.vstack([self._post(texts[i : i + 64]) for i in range(0, len(texts), 64)])

    def embed_query(self, text: str) -> np.ndarray:
        """Vector (dim). Errors: EmbedderError as for passages."""
        return np.asarray(self._post([text])[0])

    def save(self, folder: Path) -> None:
        """Nothing to keep."""

    def load(self, folder: Path) -> None:
        """Nothing to load."""


def make_embedder(setting: str, vectorizer: JointVectorizer) -> Embedder:
    """The embedder a setting names. Errors: EmbedderError for an unknown kind."""
    kind, _, rest = setting.partition(":")
    if setting in ("", "lsa"):
        return LsaEmbedder(vectorizer)
    if kind == "sentence-transformers" and rest:
        return SentenceTransformerEmbedder(rest)
    if kind == "openai-compatible" and rest.startswith(("http://", "https://")):
        return OpenAiCompatibleEmbedder(rest)
    raise EmbedderError(f"Unbekannter Embedder „{setting}“. Möglich: lsa, sentence-transformers:<Name oder Pfad>, openai-compatible:<URL>#<Modell>.")


def _normalised(rows: Any) -> np.ndarray:
    matrix = np.asarray(rows, dtype=np.float32)
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    return np.asarray(matrix / np.where(norms == 0, 1, norms), dtype=np.float32)
