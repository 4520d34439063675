from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest

from assistant.errors import EmbedderError
from indexing.analyzer import GermanAnalyzer
from indexing.chargrams import CharVectorizer, JointVectorizer
from indexing.embedders import LsaEmbedder, OpenAiCompatibleEmbedder, SentenceTransformerEmbedder, make_embedder

TEXTS = [
    "Die Sprechstunde der Beratungsstelle ist dienstags von neun bis zwölf Uhr.",
    "Der Bus zum Rathaus fährt alle zwanzig Minuten.",
    "Für den Antrag braucht man einen Ausweis und eine Kopie.",
    "Die Bücherei verleiht auch Spiele und Filme.",
    "Im Schwimmbad gilt eine Badeordnung.",
    "Der Antrag wird innerhalb von vier Wochen bearbeitet.",
]


def _vectorizer(texts: list[str]) -> JointVectorizer:
    return JointVectorizer(CharVectorizer().fit(texts), GermanAnalyzer({}))


def _lsa(texts: list[str]) -> LsaEmbedder:
    embedder = LsaEmbedder(_vectorizer(texts))
    embedder.fit(texts)
    return embedder


def test_the_default_needs_no_download_and_finds_the_text_that_answers() -> None:
    embedder = _lsa(TEXTS)
    rows = embedder.embed_passages(TEXTS)
    assert int(np.argmax(rows @ embedder.embed_query("Wann fährt der Bus?"))) == 1
    assert int(np.argmax(rows @ embedder.embed_query("Oeffnungszeiten Sprechstunde"))) == 0


def test_vectors_have_length_one_and_unknown_words_give_nothing() -> None:
    embedder = _lsa(TEXTS)
    assert np.allclose(np.linalg.norm(embedder.embed_passages(TEXTS), axis=1), 1, atol=1e-5)
    assert not embedder.embed_query("ξψω").any()


def test_the_default_is_the_same_every_time_and_after_saving(tmp_path: Path) -> None:
    first, second = _lsa(TEXTS), _lsa(TEXTS)
    assert np.array_equal(first.embed_passages(TEXTS), second.embed_passages(TEXTS))
    first.vectorizer.chars.save(tmp_path)
    first.save(tmp_path)
    opened = LsaEmbedder(JointVectorizer(CharVectorizer.load(tmp_path), GermanAnalyzer({})))
    opened.load(tmp_path)
    assert np.allclose(opened.embed_query("Bus zum Rathaus"), first.embed_query("Bus zum Rathaus"), atol=1e-6)


def test_a_single_text_can_be_fitted() -> None:
    assert _lsa(TEXTS[:1]).embed_passages(TEXTS[:1]).shape == (1, 1)


def test_an_unknown_setting_names_the_possible_ones() -> None:
    with pytest.raises(EmbedderError, match=r"„zauberei“.*lsa, sentence-transformers.*openai-compatible"):
        make_embedder("zauberei", _vectorizer(TEXTS))
    with pytest.raises(EmbedderError):
        make_embedder("openai-compatible:kein-url", _vectorizer(TEXTS))


# --- sentence-transformers ---


class _Model:
    """Stands for a model that reads at most four words."""

    max_seq_length = 4
    prompts: dict[str, str] = {}  # noqa: RUF012

    def __init__(self) -> None:
        self.seen: list[str] = []

    def tokenizer(self, texts: list[str], **_: Any) -> dict[str, list[list[str]]]:
        return {"input_ids": [t.split() for t in texts]}

    def encode(self, texts: list[str], **_: Any) -> np.ndarray:
        self.seen += texts
        return np.array([[3.0, 4.0]] * len(texts))


def _with_model(name: str, **traits: Any) -> tuple[SentenceTransformerEmbedder, _Model]:
    embedder, model = SentenceTransformerEmbedder(name), _Model()
    for key, trait in traits.items():
        setattr(model, key, trait)
    embedder._loaded = model
    return embedder, model


def test_e5_models_get_their_query_and_passage_prefixes() -> None:
    embedder, model = _with_model("intfloat/multilingual-e5-small")
    embedder.embed_passages(["Ein Text"])
    embedder.embed_query("eine Frage")
    assert model.seen == ["passage: Ein Text", "query: eine Frage"]


def test_a_models_own_prompts_are_used_and_other_models_get_none() -> None:
    embedder, model = _with_model("bge", prompts={"query": "Suche: "})
    embedder.embed_passages(["Ein Text"])
    embedder.embed_query("eine Frage")
    assert model.seen == ["Ein Text", "Suche: eine Frage"]


def test_texts_longer_than_the_model_reads_are_counted() -> None:
    embedder, _ = _with_model("bge")
    rows = embedder.embed_passages(["kurz", "eins zwei drei vier fünf", "eins zwei drei vier fünf sechs"])
    assert embedder.truncated == 2
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)


def test_a_model_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(EmbedderError, match=r"kein-modell.*README"):
        SentenceTransformerEmbedder(str(tmp_path / "kein-modell")).embed_query("Frage")


def test_without_the_extra_the_command_to_install_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "sentence_transformers", None)
    with pytest.raises(EmbedderError, match=r"pip install 'kim-assistent\[transformer\]'"):
        SentenceTransformerEmbedder("bge").embed_query("Frage")


def test_a_model_is_named_by_its_folder_without_the_path_of_this_machine() -> None:
    assert SentenceTransformerEmbedder("/irgendwo/modelle/mini").name == "sentence-transformers:mini"


# --- openai-compatible ---


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[dict[str, Any]], httpx.Response]], list[dict[str, Any]]]:
    """Answers httpx.post and keeps what was sent."""

    def install(answer: Callable[[dict[str, Any]], httpx.Response]) -> list[dict[str, Any]]:
        sent: list[dict[str, Any]] = []

        def post(url: str, json: dict[str, Any], headers: dict[str, str], timeout: float) -> httpx.Response:
            sent.append({"url": url, "headers": headers, **json})
            reply = answer(json)
            reply.request = httpx.Request("POST", url)
            return reply

        monkeypatch.setattr(httpx, "post", post)
        return sent

    return install


def _vectors(json: dict[str, Any]) -> httpx.Response:
    rows = [{"index": i, "embedding": [float(i), 1.0]} for i in range(len(json["input"]))]
    return httpx.Response(200, json={"data": rows[::-1]})


def test_an_endpoint_is_asked_in_portions_and_its_rows_are_put_in_order(endpoint: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIM_EMBEDDER_KEY", "schluessel")
    sent = endpoint(_vectors)
    rows = OpenAiCompatibleEmbedder("http://127.0.0.1:9/v1/#klein").embed_passages([f"Text {n}" for n in range(70)])
    assert [len(s["input"]) for s in sent] == [64, 6]
    assert {(s["url"], s["model"], s["headers"]["Authorization"]) for s in sent} == {
        ("http://127.0.0.1:9/v1/embeddings", "klein", "Bearer schluessel")
    }
    assert rows.shape == (70, 2)
    assert rows[0][0] == 0


@pytest.mark.parametrize(
    "answer",
    [
        lambda json: httpx.Response(500),
        lambda json: httpx.Response(200, text="kein JSON"),
        lambda json: httpx.Response(200, json={"data": []}),
        lambda json: httpx.Response(200, json={"data": [{"index": 0}]}),
    ],
)
def test_an_endpoint_that_answers_nonsense_is_named_in_one_sentence(endpoint: Any, answer: Any) -> None:
    endpoint(answer)
    with pytest.raises(EmbedderError, match=r"http://127\.0\.0\.1:9/v1 antwortet nicht wie erwartet"):
        OpenAiCompatibleEmbedder("http://127.0.0.1:9/v1#klein").embed_query("Frage")


def test_an_endpoint_nobody_listens_at_is_named_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> httpx.Response:
        raise httpx.ConnectError("refused")

    monkeypatch.setattr(httpx, "post", refuse)
    with pytest.raises(EmbedderError, match="antwortet nicht"):
        OpenAiCompatibleEmbedder("http://127.0.0.1:9/v1#klein").embed_query("Frage")
