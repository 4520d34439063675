"""Questions for an amount of the Land and the posts they state. All are synthetic."""

from __future__ import annotations

from tests.assistant.checks.reading.asking import Facts

# question, check, facts as read, words of the answer's first sentence
FUNDING: list[tuple[str, str, Facts, str]] = [
    (
        "Welche Förderung bekommt ein Kreis für eineinhalb Stellen Koordination im ganzen Jahr, ohne Arbeitsplatz gerechnet?",
        "foerderhoechstbetrag",
        {"gebietskoerperschaft": "kreis", "koordination_vzae": 1.5, "beschaeftigungsmonate": 12},
        "85.500 €",
    ),
    (
        "Unsere kreisfreie Stadt hat anderthalb Koordinatoren und die halbe Assistenz. Was zahlt das Land höchstens im Jahr?",
        "foerderhoechstbetrag",
        {"koordination_vzae": 1.5, "verwaltungsassistenz_vzae": 0.5},
        "119.400 €",
    ),
    (
        "Kreis mit zwei Koordinationsstellen und einer 0,5er-Stelle in der Assistenz: wie hoch ist die Personalförderung?",
        "foerderhoechstbetrag",
        {"koordination_vzae": 2, "verwaltungsassistenz_vzae": 0.5},
        "136.500 €",
    ),
    ("Was zahlt das Land für zwei CM mit je 0,75er Stelle an Personalkosten?", "foerderhoechstbetrag", {"case_management_vzae": 1.5}, "85.500 €"),
    ("Was gibt es für 3/4 Stelle Koordination?", "foerderhoechstbetrag", {"koordination_vzae": 0.75}, "47.025 €"),
    (
        "Wie viel Förderung gibt es für zwei Case Managerinnen mit je 75 %?",
        "foerderhoechstbetrag",
        {"case_management_vzae": 1.5},
        "85.500 €",
    ),
    (
        "Drei Case Manager, die sich zusammen 2,25 Stellen teilen: wie hoch ist die Personalförderung?",
        "foerderhoechstbetrag",
        {"case_management_vzae": 2.25},
        "128.250 €",
    ),
    (
        "Wie viel Geld bekommen wir für zwei volle und eine halbe Stelle Case Management?",
        "foerderhoechstbetrag",
        {"case_management_vzae": 2.5},
        "142.500 €",
    ),
    (
        "Eine Koordinatorin in Vollzeit fängt am 1. April an. Welchen Höchstbetrag gibt es für sie, Gehalt und Arbeitsplatz?",
        "foerderhoechstbetrag",
        {"koordination_vzae": 1, "beschaeftigungsmonate": 9},
        "48.450 €",
    ),
    (
        "Unsere volle Koordinationsstelle war von Februar bis Juni besetzt. Wie hoch sind die Personalkosten, die das Land zahlt?",
        "foerderhoechstbetrag",
        {"koordination_vzae": 1, "beschaeftigungsmonate": 5},
        "23.750 €",
    ),
    (
        "Eine halbe Verwaltungsassistenz acht von zwölf Monaten: was zahlt das Land für das Personal?",
        "foerderhoechstbetrag",
        {"verwaltungsassistenz_vzae": 0.5, "beschaeftigungsmonate": 8},
        "15.000 €",
    ),
    (
        "Was bekommen wir für einen vollen Koordinator, der nur ein halbes Jahr da ist?",
        "foerderhoechstbetrag",
        {"koordination_vzae": 1, "beschaeftigungsmonate": 6},
        "34.200 €",
    ),
    (
        "Kreis, 2 VZÄ Koordination, Veranstaltungen ja, Maßnahmen nein, Summe?",
        "foerderhoechstbetrag",
        {"koordination_vzae": 2, "veranstaltungen": True, "massnahmen": False},
        "130.400 €",
    ),
    (
        "Wie viel gibt es für einen Kreis mit zwei vollen Koordinatorinnen, ohne Veranstaltungen und Maßnahmen?",
        "foerderhoechstbetrag",
        {"koordination_vzae": 2, "veranstaltungen": False, "massnahmen": False},
        "125.400 €",
    ),
    (
        "Wir sind ein Kreis mit drei ganzen Koordinatorinnen, keine Assistenz, weder Veranstaltungen noch Maßnahmen. Höchstbetrag?",
        "foerderhoechstbetrag",
        {"koordination_vzae": 3, "verwaltungsassistenz_vzae": 0, "veranstaltungen": False, "massnahmen": False},
        "188.100 €",
    ),
    (
        "Was gibt es für zwei volle Koordinationsstellen an Sachausgaben?",
        "foerderhoechstbetrag",
        {"koordination_vzae": 2},
        "11.400 € Sachausgaben",
    ),
    (
        "How much funding do we get for two and a half case management posts?",
        "foerderhoechstbetrag",
        {"case_management_vzae": 2.5},
        "142.500 €",
    ),
    (
        "Our independent city employs two full-time coordinators from March to August. What is the maximum for salaries?",
        "foerderhoechstbetrag",
        {"gebietskoerperschaft": "kreisfreie_stadt", "koordination_vzae": 2, "beschaeftigungsmonate": 6},
        "57.000 € Personalausgaben",
    ),
    (
        "wiviel förderung für zwei vole kordinatorinen im kreis",
        "foerderhoechstbetrag",
        {"koordination_vzae": 2, "gebietskoerperschaft": "kreis"},
        "125.400 €",
    ),
    (
        "Wir als kreisfreie Stadt schöpfen Baustein 1 voll aus. Wie viel Geld ist das?",
        "foerderhoechstbetrag",
        {"gebietskoerperschaft": "kreisfreie_stadt", "koordination_vzae": 2.5, "verwaltungsassistenz_vzae": 0.5},
        "197.100 €",
    ),
    # found by probing: each was read wrongly once
    (
        "Wie viel Geld gibt es für vier Kolleginnen mit je 0,5 VZÄ im Case Management?",
        "foerderhoechstbetrag",
        {"case_management_vzae": 2},
        "114.000 €",
    ),
    (
        "Wir hatten zwei Koordinatorinnen im Kreis. Was zahlt das Land, wenn es drei volle Koordinatorinnen sind?",
        "foerderhoechstbetrag",
        {"koordination_vzae": 3},
        "188.100 €",
    ),
    (
        "Ein Kreis hat zwei Koordinatoren das ganze Jahr und vier Case Manager ab Oktober. Wie viel Förderung gibt es insgesamt?",
        "foerderhoechstbetrag",
        {
            "stellen": [
                {"funktion": "koordination", "vzae": 2, "monate": 12},
                {"funktion": "case_management", "vzae": 4, "monate": 3},
            ]
        },
        "182.400 €",
    ),
]
