"""A card with rulings of the tests' own, and what is decided about it."""

from __future__ import annotations

from datetime import date

from assistant.answering import Assistant
from assistant.polarity.polarity import Decision, decide
from assistant.polarity.rulings import parse_rulings
from assistant.question.understanding import understand
from assistant.types import Card, CardQuestion, Polarity

DAY = date(2026, 11, 20)
CARD = Card(
    "probe", "faq-2026", "Frage 1", "konzept", "regel", "Zum Antrag der Kommune gehört ein Konzept.",
    "Der Antrag trägt einen Stempel, ein Lageplan ist unnötig, Kugelschreiber erlaubt, Bleistift nicht. Es fällt eine Gebühr an; Porto wird bis "
    "500 Euro abgerechnet; eine von zwei Unterschriften fehlt oft.",
    (
        CardQuestion("Muss die Kommune für den Antrag ein Konzept vorlegen?", "ja", "Ohne Konzept kein Antrag."),
        CardQuestion("Darf die Koordination das Formular ausfüllen?", "ja"),
        CardQuestion("Darf die Assistenz das Formular ausfüllen?", "nein"),
        CardQuestion("Geht der Antrag im Sommer noch?", "kommt darauf an"),
        CardQuestion("Was steht im Konzept?"),
    ),
)  # fmt: skip
ROWS = parse_rulings(
    {
        "woerter": {"ANTRAG": ["Antrag", "beantragen"]},
        "urteile": {
            "probe": [
                "muss ja: @ANTRAG Stempel",
                "muss nein: Lageplan",
                "darf nein: Bleistift !Skizze",
                "darf ja: Kugelschreiber",
                "reicht nein: Entwurf",
                "ist nein: +nur Kreise",
                "ist ja: Gebühr",
                "darf kommt: Frist verlängern",
                "hoechstens 500: Porto",
                "mindestens 2: Unterschriften",
                "ist nein: nichts_zu_tun Amt",
                "darf nein: kein_Siegel Umschlag",
                "reicht ja: Tinte ~Kugelschreiber/Feder",
                "darf ja: Umschlag Siegel",
            ]
        },
    }
)


def decision(helper: Assistant, question: str, *cards: Card, as_of: date | None = None) -> Decision | None:
    return decide(understand(question, as_of, DAY), cards or (CARD,), helper.index, ROWS)


def said(helper: Assistant, question: str) -> Polarity | None:
    found = decision(helper, question)
    return found.polarity if found else None
