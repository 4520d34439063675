"""The checks there are, in the order in which they are shown."""

from __future__ import annotations

from assistant.checks import (
    antragsfrist,
    baustein3_foerderung,
    beratungsform,
    case_daten_verarbeitung,
    cm_stellen_verteilung,
    fallzahl,
    foerderfaehigkeit_kommune,
    foerderhoechstbetrag,
    konzept_vollstaendig,
    lenkungsgruppe,
    mittelverwendung_baustein3,
    stelle_foerderfaehig,
    verweisberatung,
    verwendungsnachweis,
    weitere_koordinierungsstelle,
)
from assistant.checks.types import Check

CHECKS: tuple[Check, ...] = (
    foerderfaehigkeit_kommune.CHECK,
    stelle_foerderfaehig.CHECK,
    foerderhoechstbetrag.CHECK,
    weitere_koordinierungsstelle.CHECK,
    baustein3_foerderung.CHECK,
    antragsfrist.CHECK,
    verwendungsnachweis.CHECK,
    mittelverwendung_baustein3.CHECK,
    konzept_vollstaendig.CHECK,
    lenkungsgruppe.CHECK,
    cm_stellen_verteilung.CHECK,
    fallzahl.CHECK,
    beratungsform.CHECK,
    verweisberatung.CHECK,
    case_daten_verarbeitung.CHECK,
)
