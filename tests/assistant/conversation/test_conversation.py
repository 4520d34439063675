"""Follow-ups: what a question leaves unsaid comes from the ones before; a question that stands alone stays."""

import pytest

from assistant.conversation.followup import resolve
from assistant.conversation.leaning import is_follow_up

PAY = "Wie hoch ist die Personalförderung je Koordinationsstelle?"
POSTS = "Wie viele Stellen hat Dortmund bei freien Trägern?"
KREIS = "Wie viele Stellen bekommt ein Kreis in Baustein 1?"
EVENTS = "Wie hoch ist der Zuschuss für Veranstaltungen?"


def standing_alone(question: str, history: list[dict[str, str]]) -> str:
    """The question as a full one, with what the questions before it say."""
    return resolve(question, history).full


FOLLOW_UPS = [
    ([PAY], "Und für die Verwaltungsassistenz?", "Wie hoch ist die Personalförderung je Verwaltungsassistenz?"),
    ([PAY], "und im Case Management?", "Wie hoch ist die Personalförderung je Case Management?"),
    ([PAY], "Und 2021?", "Wie hoch ist die Personalförderung je Koordinationsstelle 2021?"),
    ([PAY], "What about 2021?", "Wie hoch ist die Personalförderung je Koordinationsstelle 2021?"),
    ([PAY], "Und damals?", "Wie hoch ist die Personalförderung je Koordinationsstelle damals?"),
    ([PAY, "Und 2021?"], "Und für die Verwaltungsassistenz?", "Wie hoch ist die Personalförderung je Verwaltungsassistenz 2021?"),
    (["Was galt 2021 für Veranstaltungen?"], "Und heute?", "Was galt für Veranstaltungen heute?"),
    ([POSTS], "Und Köln?", "Wie viele Stellen hat Köln bei freien Trägern?"),
    ([POSTS], "Wie sieht es in Bielefeld aus?", "Wie viele Stellen hat Bielefeld bei freien Trägern?"),
    (["Was ist Baustein 2?"], "Und Baustein 3?", "Was ist Baustein 3?"),
    ([KREIS], "Und eine kreisfreie Stadt?", "Wie viele Stellen bekommt einer kreisfreien Stadt in Baustein 1?"),
    ([EVENTS], "Und für Maßnahmen?", "Wie hoch ist der Zuschuss für Maßnahmen?"),
    (["Was macht die Ausländerbehörde im KIM?"], "Und die Einbürgerungsbehörde?", "Was macht die Einbürgerungsbehörde im KIM?"),
    (["Was macht die Ausländerbehörde im KIM?"], "Was ist mit der Einbürgerungsbehörde?", "Was macht die Einbürgerungsbehörde im KIM?"),
]


@pytest.mark.parametrize(("before", "question", "full"), FOLLOW_UPS)
def test_a_follow_up_replaces_what_it_names_and_keeps_the_rest(before: list[str], question: str, full: str) -> None:
    assert standing_alone(question, [{"question": q} for q in before]) == full


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("Muss der Antrag jedes Jahr gestellt werden?", "Bis wann?"),
        ("Muss der Antrag jedes Jahr gestellt werden?", "Und wo?"),
        ("Wer sitzt in der Lenkungsgruppe?", "Wie oft tagt sie?"),
        ("Was ist die Lenkungsgruppe?", "Wer sitzt darin?"),
    ],
)
def test_a_question_that_asks_something_new_about_the_same_thing_carries_it_along(before: str, question: str) -> None:
    full = standing_alone(question, [{"question": before}])
    assert question.strip("?").split()[-1] in full
    assert before.strip("?") in full


@pytest.mark.parametrize(
    "question",
    [
        "Wie viel Sachausgaben gibt es für die Koordination?",
        "Bis wann muss der Antrag gestellt werden?",
        "Was ist eine Lenkungsgruppe?",
        "Wer sitzt in der Lenkungsgruppe?",
        "Können Sie mir sagen, wer den Antrag stellt?",
        "Und was gilt in Baustein 2 für die Qualifikation der Case Managerinnen bei freien Trägern?",
    ],
)
def test_a_question_that_stands_alone_stays(question: str) -> None:
    full = standing_alone(question, [{"question": PAY}])
    assert full.removeprefix("Und ").lower() == question.removeprefix("Und ").lower()


def test_the_first_question_stays_whatever_it_opens_with() -> None:
    assert standing_alone("Und 2021?", []) == "Und 2021?"


def test_an_answer_in_the_history_is_not_needed_and_broken_turns_do_no_harm() -> None:
    history = [{"question": PAY, "answer": "57.000 Euro."}, {}, {"answer": "ohne Frage"}, "kein Eintrag", {"question": None}]
    assert standing_alone("Und 2021?", history) == "Wie hoch ist die Personalförderung je Koordinationsstelle 2021?"  # type: ignore[arg-type]


def test_a_new_topic_ends_the_old_one() -> None:
    history = [{"question": PAY}, {"question": "Was ist Baustein 2?"}]
    assert standing_alone("Und Baustein 3?", history) == "Was ist Baustein 3?"


@pytest.mark.parametrize(
    "question", ["Und in Köln?", "Gilt das auch 2021?", "Wer?", "Warum?", "Und wenn die Stelle leer ist?", "Wie lange dauert sie?"]
)
def test_follow_ups_are_recognised(question: str) -> None:
    assert is_follow_up(question)


@pytest.mark.parametrize("question", ["Was ist KIM?", "KIM", "Wie hoch ist der Eigenanteil der Kommune bei der Förderung?"])
def test_full_questions_are_not_taken_for_follow_ups(question: str) -> None:
    assert not is_follow_up(question)


# (turns of a made-up conversation, what the last one says as a full question, what it does not say any more)
CONVERSATIONS = [
    (
        ["Wie viele Stellen bekommt ein Kreis?", "Zählt die Assistenz da mit?", "Und bei einer kreisfreien Stadt?"],
        ["kreisfreien Stadt"],
        ["ein Kreis"],
    ),
    (["Wie hoch ist der Satz für Veranstaltungen?", "Auch für Honorare?", "Und für Maßnahmen?"], ["Maßnahmen", "Honorare"], []),
    (["Braucht es in Köln eine Lenkungsgruppe?", "Wer sitzt da drin?", "Und in Hagen?"], ["Hagen", "Lenkungsgruppe"], ["Köln"]),
    (
        ["Wie viele Stellen hatte Hamm 2021?", "Sind die alle besetzt?", "Und wie viele waren es in Herne?"],
        ["Wie viele Stellen", "Herne", "2021"],
        ["Hamm"],
    ),
    (["Gab es 2021 Geld für Workshops?", "Wie viel denn?", "Und heute?"], ["heute", "Wie viel"], ["2021"]),
    (["Muss die Stadt etwas dazuzahlen?", "Steht das so in der FAQ?", "Und damals?"], ["dazuzahlen", "damals"], ["FAQ"]),
    (["Ist die Datenbank Pflicht?", "Sicher?", "Warum?"], ["Warum", "Datenbank"], ["Sicher"]),
    (["Fördert das Land Teilzeit?", "Gibt es eine Untergrenze?", "Und bei 30 Prozent?"], ["30 Prozent", "Untergrenze", "Teilzeit"], []),
    (["Wer stellt den Antrag auf KIM-Förderung?", "Geht das online?", "Bis wann?"], ["Bis wann", "Antrag"], []),
    (["Wer stellt den Antrag auf KIM-Förderung?", "bis wan muss das passiern?"], ["bis wan", "Antrag"], []),
    (["Was darf eine Koordinatorin kosten?", "Und eine halbe Verwaltungsassistenz?"], ["Verwaltungsassistenz", "kosten"], ["Koordinatorin"]),
    (["Was ist Baustein 1?", "Und Baustein 2?", "Und Baustein 3?"], ["Baustein 3"], ["Baustein 1", "Baustein 2"]),
    (
        ["Wo sitzt das Case Management in Leichlingen?", "Und in Burscheid?", "Wann wurde das KI dort gegründet?"],
        ["Burscheid", "KI"],
        ["Leichlingen", "Case"],
    ),
    (["Was galt 2021 für Sachausgaben?", "Was war damals mit dem Case Management?"], ["2021", "Case Management"], ["Sachausgaben"]),
    (["Wie hoch ist der Eigenanteil?", "Was ist eine Fallzahl?", "Wie hoch ist sie?"], ["Fallzahl", "Wie hoch ist sie"], ["Eigenanteil"]),
    (["Wie hoch ist der Eigenanteil?", "Danke!", "Gilt das für alle?"], ["Eigenanteil", "alle"], ["Danke"]),
    (["What does KIM pay for events?", "And in 2021?"], ["events", "2021"], []),
    (["How many cases should one have?", "And with a half-time post?"], ["cases", "half-time", "Teilzeit"], []),
    (["Wie oft tagt die Lenkungsgruppe?", "Wer lädt ein?", "Was ist mit der Caritas?"], ["Caritas", "Lenkungsgruppe"], []),
    (["Dürfen wir Reste von Baustein 3 behalten?", "an wen geht das zurück", "Und Zinsen?"], ["Zinsen", "Baustein 3"], []),
    (
        ["Dürfen wir Reste von Baustein 3 behalten?", "an wen geht das zurück", "Welche Aufgaben hat die Koordination in KIM?"],
        ["Koordination"],
        ["Reste"],
    ),
    (
        ["Wie viele Stellen hat Dortmund?", "Und Köln?", "Welche Qualifikation verlangt die Richtlinie vom Case Management?"],
        ["Richtlinie"],
        ["Köln", "Dortmund"],
    ),
]


@pytest.mark.parametrize(("turns", "says", "leaves"), CONVERSATIONS)
def test_a_conversation_keeps_what_was_said_until_something_else_is_named(turns: list[str], says: list[str], leaves: list[str]) -> None:
    full = standing_alone(turns[-1], [{"question": q} for q in turns[:-1]])
    assert [w for w in says if w not in full] == [], full
    assert [w for w in leaves if w in full] == [], full


def test_a_long_conversation_makes_no_endless_question() -> None:
    history = [
        {"question": "Wer stellt den Antrag auf KIM-Förderung?"},
        *({"question": f"Und was ist mit Fall {n}, gilt das da auch?"} for n in range(30)),
    ]
    full = standing_alone("Bis wann?", history)
    assert full.startswith("Bis wann?")
    assert "Antrag" in full
    assert len(full) < 200


@pytest.mark.parametrize("question", ["Steht das so in der FAQ?", "Sicher?", "Stimmt das?", "Danke!"])
def test_a_remark_on_the_answer_is_no_matter_of_its_own(question: str) -> None:
    history = [{"question": "Ist die Datenbank Pflicht?"}, {"question": question}]
    assert standing_alone("Warum?", history) == standing_alone("Warum?", history[:1])


# (turns before, last turn, the full question it makes)
EXCHANGED = [
    (["Wie viel gab es 2021 für Workshops?"], "Und im Jahr davor?", "Wie viel gab es für Workshops 2020?"),
    (["Wie viel gab es 2021 für Workshops?"], "Und ein Jahr später?", "Wie viel gab es für Workshops 2022?"),
    (["Wer prüft die Nachweise in Baustein 1 und 2?"], "Und in Baustein 3?", "Wer prüft die Nachweise in Baustein 3?"),
    (["Wie wird das Case Management ausgezahlt?"], "Und Baustein 3?", "Wie wird das Baustein 3 ausgezahlt?"),
    (["Wer sitzt in der Lenkungsgruppe?"], "Und in Hagen?", "Wer sitzt in der Lenkungsgruppe in Hagen?"),
    (["Zahlt das Land in Baustein 3 Möbel?", "Warum nicht?"], "Und in Baustein 1?", "Zahlt das Land in Baustein 1 Möbel?"),
    (["Wann tagt das Gremium?"], "Mal was anderes: Wer zahlt die Miete?", "Wer zahlt die Miete?"),
    (["Wann tagt das Gremium?"], "Different topic: who pays the rent?", "who pays the rent?"),
]


@pytest.mark.parametrize(("before", "question", "full"), EXCHANGED)
def test_a_follow_up_changes_only_what_it_exchanges_and_a_new_matter_takes_nothing_over(before: list[str], question: str, full: str) -> None:
    assert standing_alone(question, [{"question": q} for q in before]) == full
