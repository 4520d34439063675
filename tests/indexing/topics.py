"""Twelve small texts of our own, and what an index of them holds."""

from pathlib import Path

from indexing.store import open_index

TOPICS = {
    "bus": "Der Bus zum Rathaus fährt alle zwanzig Minuten.",
    "bad": "Im Schwimmbad gilt eine eigene Badeordnung.",
    "buch": "Die Bücherei verleiht auch Spiele.",
    "markt": "Der Wochenmarkt ist am Freitag.",
    "feuer": "Die Feuerwehr übt am Montag.",
    "park": "Der Park schließt bei Dunkelheit.",
    "kino": "Das Kino zeigt alte Filme.",
    "chor": "Der Chor singt im Gemeindesaal.",
    "schule": "Die Schule hat einen neuen Garten.",
    "post": "Die Post öffnet um acht Uhr.",
    "zoo": "Im Zoo lebt ein alter Elefant.",
    "hafen": "Am Hafen liegen drei Boote.",
}


def texts(home: Path) -> str:
    """All that is indexed."""
    return "\n".join(p.text for p in open_index(home).passages)


def best(home: Path, question: str) -> str:
    """The document whose passage fits a question best."""
    index = open_index(home)
    scores = index.lexical(question) + index.dense(question)
    return index.passages[int(scores.argmax())].document_id
