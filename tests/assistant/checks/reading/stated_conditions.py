"""Questions for a limit, a deadline, a condition or a place, and the facts they state. All are synthetic."""

from __future__ import annotations

from tests.assistant.checks.reading.asking import Facts

# question, check, facts as read, words of the answer's first sentence
CONDITIONS: list[tuple[str, str, Facts, str]] = [
    ("Bis wann ist der Antrag zur Baustein-3-Förderung für 2028 zu stellen?", "antragsfrist", {"foerderjahr": 2028, "baustein": 3}, "kein Antrag"),
    (
        "Ist das in Ordnung: 48 laufende Fälle auf einer 80-Prozent-Stelle im Case Management?",
        "fallzahl",
        {"vzae": 0.8, "laufende_faelle": 48},
        "Ja: 48",
    ),
    ("Ich bin Case Managerin mit 30 von 40 Stunden. Wie viele Fälle werden empfohlen?", "fallzahl", {"vzae": 0.75}, "37,5 bis 45"),
    (
        "Meine zwei vollen CM-Kräfte haben zusammen 150 Klienten. Ist das zu viel?",
        "fallzahl",
        {"vzae": 2, "laufende_faelle": 150},
        "Ja: 150",
    ),
    (
        "Wir haben 2,5 Stellen im Case Management und 90 aktive Fälle. Sind das zu wenige?",
        "fallzahl",
        {"vzae": 2.5, "laufende_faelle": 90},
        "Ja: 90",
    ),
    (
        "Ich arbeite in Vollzeit als Case Manager und habe 55 Fälle, davon 20 echte Case-Management-Fälle. Passt das?",
        "fallzahl",
        {"vzae": 1, "laufende_faelle": 55, "davon_case_management": 20},
        "Ja: 55",
    ),
    ("I work half-time as a case manager and have 40 cases. Is that too many?", "fallzahl", {"vzae": 0.5, "laufende_faelle": 40}, "Ja: 40"),
    (
        "Wir haben den Antrag für die Koordination 2027 am 30. Oktober 2026 gestellt. War das rechtzeitig?",
        "antragsfrist",
        {"foerderjahr": 2027, "antragsdatum": "2026-10-30", "baustein": 1},
        "Ja: ",
    ),
    (
        "Wenn wir heute den Antrag für Case Management im nächsten Jahr stellen, ist das zu spät?",
        "antragsfrist",
        {"foerderjahr": 2027, "antragsdatum": "2026-11-20", "baustein": 2},
        "Ja: ",
    ),
    (
        "Reicht der Antrag für Baustein 2 im Jahr 2028 noch, wenn er am 3.11. rausgeht? Es geht um Stellen 2028.",
        "antragsfrist",
        {"foerderjahr": 2028, "antragsdatum": "2027-11-03", "baustein": 2},
        "Nein: ",
    ),
    ("Bis wann ist der Antrag für Koordination ab Januar 2028 fällig?", "antragsfrist", {"foerderjahr": 2028, "baustein": 1}, "31.10.2027"),
    (
        "Vom Land kamen 2026 für Baustein 3 80.000 Euro, bewilligt per Bescheid, ausgegeben haben wir 61.500 Euro. Was müssen wir zurückzahlen?",
        "mittelverwendung-baustein3",
        {"foerderjahr": 2026, "bewilligt_eur": 80000, "ausgegeben_eur": 61500},
        "18.500 €",
    ),
    (
        "Baustein 3: von 40.000 € haben wir nur 32.750 € ausgegeben. Rückzahlung?",
        "mittelverwendung-baustein3",
        {"bewilligt_eur": 40000, "ausgegeben_eur": 32750},
        "7.250 €",
    ),
    (
        "Ausgegeben hat die Ausländerbehörde 47.000 Euro, bekommen hatte sie 60.000. Wie viel geht zurück?",
        "mittelverwendung-baustein3",
        {"bewilligt_eur": 60000, "ausgegeben_eur": 47000},
        "13.000 €",
    ),
    (
        "Von bewilligten 90 Tsd. Euro in Baustein 3 sind 15 Tsd. Euro übrig. Was müssen wir zurückzahlen?",
        "mittelverwendung-baustein3",
        {"bewilligt_eur": 90000, "ausgegeben_eur": 75000},
        "15.000 €",
    ),
    (
        "Wird eine Case-Management-Stelle mit 30 Prozent gefördert?",
        "stelle-foerderfaehig",
        {"funktion": "case_management", "stellenumfang_vzae": 0.3},
        "Nein: ",
    ),
    (
        "Der Koordinator hat einen Bachelor, die Stelle ist zusätzlich, er kommt von außen und arbeitet in Vollzeit. Ist er förderfähig?",
        "stelle-foerderfaehig",
        {"funktion": "koordination", "zusaetzlich": True, "stammpersonal": False, "abschluss": "hochschulabschluss"},
        "förderfähig",
    ),
    (
        "Können wir die volle Koordinationsstelle fördern lassen, wenn sie schon vorhanden war und Stammpersonal darauf sitzt?",
        "stelle-foerderfaehig",
        {"funktion": "koordination", "zusaetzlich": False, "stammpersonal": True},
        "Nein: ",
    ),
    (
        "Wir sind ein Kreis mit KI, die Koordination ist am KI, eine Lenkungsgruppe gibt es und das Umsetzungskonzept ist eingereicht. "
        "Reicht das für Baustein 1?",
        "foerderfaehigkeit-kommune",
        {"ki_vorhanden": True, "koordination_am_ki": True, "lenkungsgruppe": True, "konzept_vorgelegt": True, "baustein": 1},
        "erfüllt",
    ),
    (
        "Unser Kreis hat ein KI, aber ohne Lenkungsgruppe und Umsetzungskonzept. Können wir Baustein 1 beantragen?",
        "foerderfaehigkeit-kommune",
        {"ki_vorhanden": True, "lenkungsgruppe": False, "konzept_vorgelegt": False, "baustein": 1},
        "Nein: ",
    ),
    (
        "Eine 20-jährige Frau mit Aufenthaltsgestattung, keine Leistungen: an wen verweise ich sie?",
        "verweisberatung",
        {"alter": 20, "aufenthaltsstatus": "gestattung", "rechtskreis": "keiner"},
        "Teilhabemanagement",
    ),
    (
        "Mein Klient ist 44 Jahre alt, hat eine Niederlassungserlaubnis und bezieht Bürgergeld. Wohin kann ich ihn schicken?",
        "verweisberatung",
        {"alter": 44, "aufenthaltsstatus": "niederlassungserlaubnis", "rechtskreis": "sgb2"},
        "MBE",
    ),
    (
        "Eine Person mit zwei Anliegen, überschaubar, die nächsten Schritte schafft sie selbst. Ist das eine Kurzberatung oder Case Management?",
        "beratungsform",
        {"anzahl_bedarfe": 2, "bedarfslage": "ueberschaubar", "eigenstaendige_umsetzung": True},
        "Kurzberatung",
    ),
    (
        "Zehn Case-Management-Stellen, davon vier bei der Kommune und sechs bei der Diakonie. Reicht das Drittel?",
        "cm-stellen-verteilung",
        {"stellen_gesamt": 10, "stellen_kommune": 4, "stellen_freie_traeger": 6},
        "so viel oder mehr",
    ),
    (
        "Acht CM-Stellen, drei bei der Stadt, fünf bei der Caritas, außerhalb von JMD und MBE, mit dem Muster aus Anlage 4. Ist alles erfüllt?",
        "cm-stellen-verteilung",
        {"stellen_gesamt": 8, "stellen_kommune": 3, "stellen_freie_traeger": 5, "ausserhalb_jmd_mbe": True, "weiterleitungsvertrag_muster": True},
        "erfüllt",
    ),
    # found by probing: each was read wrongly once
    (
        "Nur 20.000 von 35.000 Euro sind in der Ausländerbehörde verbraucht worden. Was schulden wir dem Land?",
        "mittelverwendung-baustein3",
        {"bewilligt_eur": 35000, "ausgegeben_eur": 20000},
        "15.000 €",
    ),
    (
        "Aus der Pauschale haben wir 2.000 Euro zurückgezahlt, bewilligt waren 30.000, ausgegeben 28.000. Müssen wir mehr zurückzahlen?",
        "mittelverwendung-baustein3",
        {"bewilligt_eur": 30000, "ausgegeben_eur": 28000},
        "2.000 €",
    ),
    ("Sind 95 Fälle bei 1,5 Stellen zu viel?", "fallzahl", {"vzae": 1.5, "laufende_faelle": 95}, "Ja: 95"),
]
