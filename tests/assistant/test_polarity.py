"""Ja and Nein come from what a card decides about the question as it is put, or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answering import Assistant
from assistant.errors import WissenError
from assistant.polarity.amounts import compared, comparison, quantities
from assistant.polarity.frames import read
from assistant.polarity.polarity import Decision, decide
from assistant.polarity.rulings import parse_rulings, rulings
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


def _decision(helper: Assistant, question: str, *cards: Card, as_of: date | None = None) -> Decision | None:
    return decide(understand(question, as_of, DAY), cards or (CARD,), helper.index, ROWS)


def _said(helper: Assistant, question: str) -> Polarity | None:
    found = _decision(helper, question)
    return found.polarity if found else None


@pytest.mark.parametrize(
    ("question", "polarity"),
    [
        # one claim, put every way round
        ("Muss auf den Antrag ein Stempel?", "ja"),
        ("Brauchen wir für den Antrag einen Stempel?", "ja"),
        ("Ist der Stempel auf dem Antrag Pflicht?", "ja"),
        ("Ist der Stempel auf dem Antrag freiwillig?", "nein"),
        ("Geht der Antrag auch ohne Stempel?", "nein"),
        ("Können wir beim Antrag auf den Stempel verzichten?", "nein"),
        ("Reicht der Antrag ohne Stempel?", "nein"),
        ("Stimmt es, dass der Antrag keinen Stempel haben muss?", "nein"),
        ("Stimmt es, dass wir für den Antrag einen Stempel brauchen?", "ja"),
        ("Der Antrag muss einen Stempel haben, oder?", "ja"),
        ("Muss trotzdem ein Stempel auf den Antrag, auch wenn wir keine Zeit haben?", "ja"),
        # what need not be
        ("Müssen wir einen Lageplan beilegen?", "nein"),
        ("Geht es auch ohne Lageplan?", "ja"),
        # may, is, suffices
        ("Dürfen wir mit Bleistift schreiben?", "nein"),
        ("Ist der Bleistift verboten?", "ja"),
        ("Müssen wir mit Bleistift schreiben?", "nein"),
        ("Ist ein Kugelschreiber erlaubt?", "ja"),
        ("Reicht ein Entwurf?", "nein"),
        ("Bekommen nur Kreise das Formular?", "nein"),
        ("Fällt eine Gebühr an?", "ja"),
        ("Können wir die Frist verlängern?", "kommt darauf an"),
        ("Wir haben einen Entwurf geschrieben. Reicht das?", "nein"),
        # amounts
        ("Bekommen wir 800 Euro Porto?", "nein"),
        ("Bekommen wir bis zu 500 Euro Porto?", "ja"),
        ("Gibt es mehr als 500 Euro Porto?", "nein"),
        ("Reicht eine von zwei Unterschriften?", "ja"),
        # the card's own questions
        ("Muss die Kommune für den Antrag ein Konzept vorlegen?", "ja"),
        ("Muss eine Kommune ein Konzept für den Antrag vorlegen?", "ja"),
        ("Darf die Assistenz das Formular ausfüllen?", "nein"),
        ("Geht der Antrag im Sommer noch?", "kommt darauf an"),
    ],
)
def test_a_claim_is_answered_the_way_round_it_is_put(helper: Assistant, question: str, polarity: str) -> None:
    assert _said(helper, question) == polarity


@pytest.mark.parametrize(
    "question",
    [
        "Müssen wir auf den Antrag nicht einen Stempel setzen?",  # rhetorical or not: nobody knows what Ja would mean
        "Muss auf den Antrag nur ein Stempel?",
        "Müssen auf alle Anträge Stempel?",
        "Muss statt Antrag ein Stempel her?",
        "Dürfen wir auf den Antrag einen Stempel setzen?",  # that something must be is not said to be allowed otherwise
        "Müssen wir den Kugelschreiber nehmen?",
        "Dürfen wir die Skizze mit Bleistift zeichnen?",
        "Müssen auf den Antrag 3 Stempel?",
        "Bekommen wir 300 Euro Porto?",  # below a limit is not what is paid
        "Bekommen Kreise das Formular?",
        "Dürfen wir mit Kugelschreiber oder Bleistift schreiben?",  # two rulings against one another
        "Darf die Verwaltung das Formular ausfüllen?",  # near to a Ja and to a Nein
        "Muss der Träger eine Fortbildung besuchen?",
        "Welcher Stempel muss auf den Antrag?",
    ],
)
def test_another_claim_gets_neither_ja_nor_nein(helper: Assistant, question: str) -> None:
    assert _said(helper, question) is None


def test_the_proof_is_the_card_that_decides_and_its_own_reply(helper: Assistant) -> None:
    other = Card("anderes", "faq-2026", "Frage 2", "konzept", "regel", "Etwas anderes.", "", ())
    found = _decision(helper, "Muss die Kommune für den Antrag ein Konzept vorlegen?", other, CARD)
    assert found is not None
    assert (found.card, found.reply) == (CARD, "Ohne Konzept kein Antrag.")


def test_an_open_contradiction_is_not_decided(helper: Assistant) -> None:
    assert _decision(helper, "Fällt eine Gebühr an?", replace(CARD, id="offen", art="offen"), CARD) is None


def test_a_ja_is_borne_out_by_the_text_of_the_card_and_no_contrary_question(helper: Assistant) -> None:
    asked = "Fällt eine Gebühr für Nachbarn und Hunde an?"
    assert _decision(helper, asked) is None  # half of it is not in the card
    contrary = replace(CARD, questions=(CardQuestion("Fällt eine kleine Gebühr an?", "nein"),))
    assert _decision(helper, "Fällt eine Gebühr an?") is not None
    assert _decision(helper, "Fällt eine Gebühr an?", contrary) is None


def test_todays_rule_does_not_answer_for_the_past(helper: Assistant) -> None:
    rule = replace(CARD, valid_from=date(2024, 12, 19), valid_until=date(2028, 12, 31))
    before = Card("damals", "fogs-bericht-2021", "1", "bericht", "bericht", "Ein Bericht.", "", ())
    asked = "Musste auf den Antrag ein Stempel?"
    assert _decision(helper, asked, rule) is None
    assert _decision(helper, "Muss auf den Antrag ein Stempel?", before, rule) is None  # the report speaks, the rule is beside the point
    assert _decision(helper, "Muss auf den Antrag ein Stempel?", rule) is not None


# --- amounts ---


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("Bekommen wir 57.000 Euro?", (57000.0,)),
        ("Reichen 0,4 Stellen?", (0.4,)),
        ("Gehen 30 Prozent?", (0.3,)),
        ("Fördert Baustein 3 am 01.02.2026 nach § 25 im Jahr 2028?", ()),
        ("Sind zwei Gespräche genug?", (2.0,)),
    ],
)
def test_only_amounts_count_as_amounts(text: str, amounts: tuple[float, ...]) -> None:
    assert quantities(text) == amounts


@pytest.mark.parametrize(
    ("kind", "asked", "frame", "how", "said"),
    [
        ("hoechstens", 3.0, "erlaubt", "", "ja"),
        ("hoechstens", 3.0, "fakt", "", None),
        ("hoechstens", 5.0, "fakt", ">", "nein"),
        ("hoechstens", 9.0, "erlaubt", "", "nein"),
        ("mindestens", 3.0, "genuegt", "", "nein"),
        ("mindestens", 9.0, "genuegt", "", "ja"),
        ("genau", 5.0, "fakt", "", "ja"),
        ("genau", 9.0, "fakt", "", "nein"),
    ],
)
def test_a_limit_of_five(kind: str, asked: float, frame: str, how: str, said: Polarity | None) -> None:
    assert compared(kind, 5.0, (asked,), frame, how) == said


@pytest.mark.parametrize(("text", "amounts"), [("57,000 euros", (57000.0,)), ("post 2 in component 1", (2.0,)), ("2,5 Stellen", (2.5,))])
def test_english_figures(text: str, amounts: tuple[float, ...]) -> None:
    assert quantities(text) == amounts


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("Is a steering group mandatory for KIM funding?", "Ja."),
        ("Must the steering group meet every month?", ""),
        ("Must the concept be published?", ""),
        ("Do coordinators need a driving licence?", ""),
    ],
)
def test_an_english_question_gets_a_ja_if_every_word_is_translated_and_explained(helper: Assistant, question: str, lead: str) -> None:
    said = helper.ask(question).answer
    assert said.startswith(lead) if lead else not said.startswith(("Ja.", "Nein."))


def test_two_amounts_at_once_are_not_compared() -> None:
    assert compared("hoechstens", 5.0, (3.0, 9.0), "erlaubt", "") is None


# --- the way of asking ---


@pytest.mark.parametrize(
    ("text", "frame", "turned"),
    [
        ("Muss das sein?", "pflicht", False),
        ("Is it mandatory?", "pflicht", False),
        ("Geht es auch ohne?", "pflicht", True),
        ("Dürfen wir das?", "erlaubt", False),
        ("Ist das verboten?", "erlaubt", True),
        ("Genügt das?", "genuegt", False),
        ("Stimmt es, dass niemand kommt?", "fakt", True),
        ("Gilt das?", "fakt", False),
    ],
)
def test_frames(text: str, frame: str, turned: bool) -> None:
    asked = read(text)
    assert (asked.frame, asked.turned) == (frame, turned)


@pytest.mark.parametrize(
    ("text", "frame", "turned", "core"),
    [
        ("Eine Kollegin sagt, der Stempel sei Pflicht. Hat sie recht?", "pflicht", False, "der Stempel sei Pflicht."),
        ("Mein Chef behauptet, man müsse nicht stempeln. Stimmt das?", "pflicht", True, "man müsse nicht stempeln."),
        ("Unser Dezernent hält den Stempel für freiwillig. Liegt er richtig?", "pflicht", True, "den Stempel für freiwillig."),
        ("Ich habe gehört, dass Bleistift erlaubt ist. Ist das richtig?", "erlaubt", False, "Bleistift erlaubt ist."),
        ("Bleistift ist erlaubt, gell?", "erlaubt", False, "Bleistift ist erlaubt"),
        ("Bedeutet das, dass Bleistift reicht?", "genuegt", False, "Bleistift reicht?"),
        ("Trifft das so zu?", "fakt", False, ""),
    ],
)
def test_a_claim_is_read_by_itself(text: str, frame: str, turned: bool, core: str) -> None:
    asked = read(text)
    assert (asked.frame, asked.turned, asked.core, asked.ambiguous) == (frame, turned, core, False)


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Unser Koordinator sagt, die Frist läuft. Stimmt das?", "Unser Koordinator sagt,"),
        ("Unser Koordinator sagt, er dürfe das. Stimmt das?", ""),  # the claim is about him
        ("Die Richtlinie sagt, die Frist läuft. Stimmt das?", ""),  # whether it stands there is what is asked
        ("Unser Koordinator sagt nicht, dass die Frist läuft. Stimmt das?", ""),
    ],
)
def test_who_claims_it_does_not_matter_unless_it_is_about_them(text: str, by: str) -> None:
    assert read(text).by == by


@pytest.mark.parametrize(
    "text",
    [
        "Wir schicken das Konzept nicht ein. Ist das richtig so?",  # whether it is so, or whether it is right
        "Der Antrag trägt nur einen Stempel, eine Unterschrift ist nicht dabei, oder?",  # two claims, one denied
    ],
)
def test_a_denial_that_may_mean_two_things_is_ambiguous(text: str) -> None:
    assert read(text).ambiguous


def test_the_question_after_a_condition_with_a_further_clause_is_found() -> None:
    assert read("Wenn der Stempel fehlt, müssen wir dann darlegen, wie das kam?").core == "müssen wir dann darlegen, wie das kam?"


def test_a_reason_given_beside_the_question_does_not_turn_it() -> None:
    assert not read("Müssen wir mitmachen, auch wenn wir keine Stelle haben?").turned
    assert not read("Wir haben keine Zeit. Müssen wir mitmachen?").turned


# --- the data ---


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ({"urteile": {"probe": ["vielleicht: Antrag"]}}, "ist kein Urteil"),
        ({"urteile": {"probe": ["muss ja: @FEHLT"]}}, "die Wortliste „@FEHLT“ gibt es nicht"),
        ({"urteile": {"probe": ["muss ja: +sehr Antrag"]}}, "ist unbekannt"),
        ({"regeln": {}}, "erwartet werden"),
    ],
)
def test_a_malformed_ruling_names_its_place(rows: dict[str, object], why: str) -> None:
    with pytest.raises(WissenError, match=why):
        parse_rulings(rows)


def test_every_ruling_belongs_to_a_card(helper: Assistant) -> None:
    assert set(rulings()) <= {c.id for c in helper.index.cards()}


def test_the_rulings_say_nothing_against_the_card_questions(helper: Assistant) -> None:
    wrong = 0
    stated = 0
    sample = [(c, q) for c in helper.index.cards() for q in c.questions if q.polarity in ("ja", "nein")][::4]
    assert len(sample) > 500
    for card, q in sample:
        alone = replace(card, questions=())  # the question may not find its own answer
        found = decide(understand(q.text, None, DAY), (alone,), helper.index)
        stated += found is not None
        wrong += found is not None and found.polarity in ("ja", "nein") and found.polarity != q.polarity
    assert stated > 60
    assert wrong == 0


# --- what bears a ruling out ---


@pytest.mark.parametrize(
    "question",
    [
        "Fällt eine Gebühr an?",
        "Fällt für die Kommune eine Gebühr an, auch wenn es schnell gehen soll?",  # an excuse changes no rule
    ],
)
def test_common_speech_and_excuses_do_not_silence_a_ja(helper: Assistant, question: str) -> None:
    assert _said(helper, question) == "ja"


@pytest.mark.parametrize(
    "question",
    [
        "Fällt monatlich eine Gebühr an?",  # a word the card does not explain makes it another claim
        "Fällt eine Gebühr an, wenn der Nachbar zustimmt?",  # a condition the card does not know
        "Muss der Stempel auf dem Antrag vergoldet werden?",
        "Ist der Stempel auf dem Antrag Pflicht oder freiwillig?",  # a choice has no Ja
        "Der Bürgermeister hat unterschrieben. Kann ich die Frist verlängern?",  # what is told may be what it depends on
    ],
)
def test_what_the_card_does_not_explain_silences_a_ja(helper: Assistant, question: str) -> None:
    assert _said(helper, question) is None


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("500 Euro Porto", ""),
        ("unterhalb von 500 Euro", "<"),
        ("oberhalb von 500 Euro", ">"),
        ("fast 500 Euro", "?"),
        ("500 Euro pro Brief", "?"),
        ("bis 500 Euro", "<="),
        ("bis auf Weiteres 500 Euro", "?"),
        ("500 Euro pro Jahr", ""),
    ],
)
def test_how_an_amount_is_compared(text: str, how: str) -> None:
    assert comparison(text) == how


def test_a_few_things_are_no_amount_of_euro() -> None:
    assert compared("hoechstens", 5000, (3.0,), "erlaubt", "") is None  # "drei Veranstaltungen"
    assert compared("hoechstens", 5000, (3000.0,), "erlaubt", "") == "ja"
    assert compared("mindestens", 0.5, (0.5,), "fakt", "<") == "nein"


def test_a_ruling_finds_its_card_beyond_the_nearest_if_it_explains_the_whole_question(helper: Assistant) -> None:
    others = tuple(replace(CARD, id=f"andere-{i}", statement="Davon steht hier nichts.", details="", questions=()) for i in range(6))
    assert (found := _decision(helper, "Fällt eine Gebühr an?", *others, CARD)) and found.card.id == "probe"
    assert _decision(helper, "Der Nachbar hat uns verklagt. Reicht ein Entwurf?", *others, CARD) is None
    assert (found := _decision(helper, "Reicht ein Entwurf?", *others, CARD)) and found.polarity == "nein"


# --- follow-ups ---


@pytest.mark.parametrize(
    ("turns", "polarity"),
    [
        # what the follow-up asks with decides, never the question before it
        (
            (
                "Was braucht eine kreisangehörige Kommune für eine weitere Koordinierungsstelle?",
                "Braucht sie ein Jugendamt?",
                "Und muss die das selber beantragen?",
            ),
            "Nein",
        ),
        (("Wann gibt es eine weitere Koordinierungsstelle in einer kreisangehörigen Stadt?", "Darf sie die auch selbst beantragen?"), "Nein"),
        (("Ist eine Lenkungsgruppe Pflicht?", "Und muss da die Wohlfahrt rein?"), "Ja"),
        (("Was macht die Lenkungsgruppe?", "Ist die Pflicht?"), "Ja"),
    ],
)
def test_a_follow_up_is_answered_by_what_it_asks_itself(helper: Assistant, turns: tuple[str, ...], polarity: str) -> None:
    answer = helper.ask(turns[-1], history=[{"question": t} for t in turns[:-1]]).answer
    assert answer.startswith(f"{polarity}.")


@pytest.mark.parametrize(
    "turns",
    [
        ("Brauchen wir ein Konzept?", "Und muss das der Rat beschließen?"),
        ("Brauchen wir eine Lenkungsgruppe?", "Und muss die ein Notar beglaubigen?"),
        ("Muss der Antrag über integration.web laufen?", "Und muss der ausgedruckt werden?"),
        ("Braucht unsere kreisangehörige Stadt ein Jugendamt für die Zusatzstelle?", "Und muss die das veröffentlichen?"),
    ],
)
def test_what_was_asked_before_bears_no_ja(helper: Assistant, turns: tuple[str, ...]) -> None:
    answer = helper.ask(turns[-1], history=[{"question": t} for t in turns[:-1]]).answer
    assert not answer.startswith(("Ja", "Nein"))


def test_what_a_bracket_adds_after_the_question_never_asks() -> None:
    asked = read("muss die das selber beantragen? (Braucht sie ein Jugendamt? (Was braucht eine Kommune))")
    assert asked.core == "muss die das selber beantragen?"
    assert "Jugendamt" in asked.rest


def test_what_is_missing_is_asked_the_other_way_round(helper: Assistant) -> None:
    assert _said(helper, "Fällt eine Gebühr an?") == "ja"
    assert _said(helper, "Fehlt eine Gebühr?") is None


@pytest.mark.parametrize(
    ("question", "polarity"),
    [
        ("Der Kollege nimmt einen Bleistift. Dürfen wir das?", "nein"),  # what is told before is what "das" means
        ("Der Kollege nimmt einen Bleistift. Darf er das denn?", "nein"),
        ("Der Kollege nimmt einen Bleistift. Darf die Kollegin eine Feder nehmen?", None),
        ("Das Amt hat damit nichts zu tun, oder?", "nein"),  # the phrase holds the denial itself
        ("Reicht Tinte aus der Feder?", "ja"),  # a word the ruling knows beside its own
        ("Reicht Tinte aus dem Drucker?", None),
        ("Reicht ein Bleistift?", "nein"),  # what is not allowed does not suffice
        ("Das Porto kostet 700 Euro. Zahlt ihr das Porto ganz?", "nein"),  # the amount was told before
        ("Das Porto kostet 700 Euro. Zahlt ihr Porto?", None),
        ("Sind bis 700 Euro Porto drin?", "nein"),
        ("Am Umschlag haben wir zwei Ecken, ein Siegel haben wir nicht. Darf der Umschlag so bleiben?", None),  # what it needs is lacking
    ],
)
def test_what_is_told_beside_a_question(helper: Assistant, question: str, polarity: str | None) -> None:
    assert _said(helper, question) == polarity


@pytest.mark.parametrize(
    "question",
    [
        "Unsere Halbtagskraft arbeitet 30 Prozent und stockt auf 45 Prozent auf. Wird das gefördert?",  # still too little
        "Können wir beim Workshop das Catering bezahlen?",  # a noun nothing explains
        "Wir sind eine kreisangehörige Stadt mit Jugendamt und Integrationsrat. Eine Ausländerbehörde haben wir nicht. Kriegen wir "
        "über den Kreis eine weitere Koordinierungsstelle?",
        "Bekommt eine Person mit halber MBE-Stelle auch eine halbe KIM-Stelle?",
    ],
)
def test_no_ja_where_a_figure_a_noun_or_a_lack_may_decide(helper: Assistant, question: str) -> None:
    assert not helper.ask(question).answer.startswith("Ja.")


def test_doing_it_oneself_is_another_claim(helper: Assistant) -> None:
    assert _said(helper, "Muss auf den Antrag ein Stempel?") == "ja"
    assert _said(helper, "Müssen wir den Stempel selber auf den Antrag setzen?") is None


@pytest.mark.parametrize(
    "question",
    [
        "War KIM ein Modellprojekt?",  # its forerunner was one
        "Ist das Fachkonzept in Münster inzwischen weiterentwickelt?",  # it was to be
        "Gingen 10 Anträge von Städten in die Auswertung ein?",  # 25, of which 10
    ],
)
def test_what_only_sounds_alike_gets_no_ja_or_nein(helper: Assistant, question: str) -> None:
    assert not helper.ask(question).answer.startswith(("Ja.", "Nein."))


def test_not_only_is_no_only(helper: Assistant) -> None:
    assert helper.ask("Hilft das Case Management nicht nur bei der Arbeit?").answer[:4] != "Nein"


# --- nur and alle, denied by a statement ---


def _part(statement: str) -> Card:
    return replace(CARD, id="teil", statement=statement, details="", questions=())


@pytest.mark.parametrize(
    ("statement", "question"),
    [
        ("Formulare bekommen Kreise und kreisfreie Städte.", "Bekommen nur Kreise Formulare?"),
        ("Formulare bekommen einige Kreise.", "Bekommen alle Kreise Formulare?"),
        ("Formulare bekommen drei der 15 Kreise.", "Bekommen sämtliche Kreise Formulare?"),
    ],
)
def test_a_statement_denies_nur_and_alle(helper: Assistant, statement: str, question: str) -> None:
    assert (found := _decision(helper, question, _part(statement))) and found.polarity == "nein"


@pytest.mark.parametrize(
    ("statement", "question"),
    [
        ("Formulare bekommen Kreise.", "Bekommen nur Kreise Formulare?"),  # of others it says nothing
        ("Formulare bekommen nur Kreise und Städte.", "Bekommen nur Kreise Formulare?"),  # the card limits as well: to what is not certain
        ("Formulare bekommen Kreise und kreisfreie Städte.", "Bekommen Kreise Formulare nur mit Antrag?"),  # a condition
        ("Formulare bekommen alle Kreise, einige auch zwei.", "Bekommen alle Kreise Formulare?"),
        ("Formulare bekommen einige Kreise.", "Bekommen alle Kreise Stempel?"),  # of stamps it says nothing
        ("Formulare bekommen einige Kreise.", "Bekommen Kreise Formulare?"),  # never a Ja
        ("Drei der 15 Kreise blieben mit ihrem Antrag auf Formulare unter dem Rahmen.", "Haben alle Kreise Formulare beantragt?"),
    ],
)
def test_a_statement_that_leaves_it_open_denies_nothing(helper: Assistant, statement: str, question: str) -> None:
    assert _decision(helper, question, _part(statement)) is None
