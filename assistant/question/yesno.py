"""Whether a question asks for Ja or Nein."""

from __future__ import annotations

import re

# German questions that open with their verb ask for Ja or Nein: forms of the verbs people open them with
_VERBS = (
    "ist sind war waren wars warn wäre wären wird werden wurde wurden seid hat haben habt ham hatte hatten hätte hätten darf dürfen duerfen "
    "durfte durften dürfte dürften muss müssen muessen musste mussten müsste müssten kann können koennen konnte konnten könnte könnten soll "
    "sollen sollte sollten will wollen wollte wollten gibt gab gaben gilt gelten galt galten braucht brauchen brauch brauchte brauchten reicht "
    "reichen reichte reichten genügt genügen genügte geht gehen ging gingen bekommt bekommen bekam bekamen kriegt kriegen kriegte kriegten "
    "zahlt zahlen zahlte zahlten lässt lassen ließ ließen besteht bestehen bestand bestanden fällt fallen fiel fielen entfällt entfallen zählt "
    "zählen zählte zählten gehört gehören gehörte gehörten stimmt stimmen stimmte stimmten hält halten hielt hielten entscheidet entscheiden "
    "entschied übernimmt übernehmen übernahm finanziert finanzieren finanzierte fördert fördern förderte verlangt verlangen verlangte "
    "verlangten erlaubt erlauben erlaubte deckt decken deckte läuft laufen lief liefen macht machen machte machten steht stehen standen kommt "
    "kommen kam kamen passt passen passte nennt nennen nannte nannten bleibt bleiben blieb blieben liegt liegen lag lagen sitzt sitzen saß "
    "saßen kümmert kümmern spielt spielen spielte spielten sieht sehen sah sahen fehlt fehlen fehlte fehlten hilft helfen half halfen hängt "
    "hängen hing hingen betrifft betreffen betraf bezieht beziehen bezog bezogen arbeitet arbeiten arbeitete arbeiteten legt legen legte "
    "beginnt beginnen begann stammt stammen sagt sagen sagte nimmt nehmen nahm nahmen plant planen plante planten startet starten startete "
    "starteten steuert steuern meint meinen ersetzt ersetzen nutzt nutzte nutzten endet enden endete endeten behält behalten behielt behielten "
    "richtet richten richtete findet finden fand fanden taucht tauchen trifft treffen traf heißt heißen hieß dient dienen diente erklärt "
    "erklären liefert liefern behandelt behandeln unterscheidet unterscheiden entspricht entsprechen entsprach entsprachen fordert forderte "
    "beschreibt beschreiben beschrieb vermittelt vermitteln organisiert organisieren beschränkt beschränken untersucht erwartet trennt "
    "bewilligt betreibt betreiben berät beraten schließt schließen schloss enthält enthalten enthielt enthielten erfüllt erfüllen verlängert "
    "stellt schickt verfällt verfallen verfiel beträgt lohnt wirkt erwähnt koordiniert koordinieren teilt teilen teilte leitet leitete sorgt "
    "bestimmt bestimmen bündelt beruht basiert widerspricht umfasst umfasste bietet bieten steigt trägt tragen trug regelt regeln ändert "
    "verbindet verweist erhält erhalten erhielt erhielten bezahlt bezahlen vertritt verstößt begleitet klappt"
)
_ENGLISH_VERBS = "is are can may must do does did should has have had will could would were"
_YES_NO = re.compile(
    rf"^\W*(?:und |aber |also |oder |ok(?:ay)?,? |sag mal,? )?(?:(?:{'|'.join(_VERBS.split())})(?:['’]?s)?|{'|'.join(_ENGLISH_VERBS.split())}|"
    r"was (?=there|the|it|this|that|any))\b(?!\s*$)",
    re.I,
)
# any other German verb form before its subject: "Empfiehlt das Land …?"; a noun before its genitive is none
_OPENING = re.compile(
    r"^\W*(?:und |aber |also )?(?!\w*(?:ung|heit|keit|schaft|ität|richt|zept|recht|amt|stadt|dienst|punkt|markt|rat|antrag|kosten|stellen|"
    r"aufgaben|fragen)(?:en)?\b)[a-zäöüß]{3,}(?:t|te|ten|en) "
    r"(?:das|die|ein|eine|es|er|sie|wir|ich|man|ihr|unsere?|sich|diese[rs]?|jede[rs]?|alle|keine?|kim|der(?= \w+ \w+ \w+))\b.*\?\s*$",
    re.I,
)
_WH = re.compile(
    r"\b(wer|was|wie|wo|wann|warum|wieso|weshalb|welche[rnms]?|wieviele?|wie viele?|wohin|woher|wofür|womit|worauf|woran|wozu|wem|wen|"
    r"what|who|when|where|why|how|which|whose)\b",
    re.I,
)


def is_yes_no(text: str) -> bool:
    """Whether the (last) question sentence asks for Ja or Nein."""
    sentences = [s for s in re.split(r"(?<=[.!?])\s+", text.strip()) if s]
    asked = next((s for s in reversed(sentences) if s.endswith("?")), sentences[-1] if sentences else "")
    last = re.split(r"\s[–-]\s|:\s|;\s|,\s(?=(?:darf|dürfen|muss|müssen|kann|können|ist|sind|geht|reicht|wird|bekommen)\b)", asked)[-1]
    if any(_YES_NO.match(part) or _OPENING.match(part) for part in (asked, last)) and not _WH.match(last.lstrip()):
        return True
    return bool(re.search(r"\b(oder nicht|oder doch nicht|stimmt das|oder|richtig|korrekt|ne|right)\s*\?\s*$", asked, re.I)) and not _WH.search(asked)
