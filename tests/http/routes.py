"""Every route of the service with the role it needs and one good request. A test compares it with the application: no route may lack a row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Row:
    """One route. `role` None: for everybody. `status` is what somebody with the role gets for the request."""

    method: str
    path: str
    role: str | None
    url: str = ""
    json: dict[str, Any] | None = None
    data: dict[str, str] | None = None
    status: tuple[int, ...] = (200,)
    tags: frozenset[str] = field(default=frozenset())

    @property
    def address(self) -> str:
        return self.url or self.path

    @property
    def label(self) -> str:
        return f"{self.method} {self.path}"


ASK = {"question": "Wie hoch ist der Eigenanteil?"}
FEEDBACK = {"helpful": False, "reason": "unklar", "question": "Wie hoch?", "answer": "Keiner.", "citations": [{"document_id": "faq-2026"}]}
FACTS = {"facts": {"koordination_vzae": 1}}
MISSING = "0" * 32

TABLE = (
    Row("POST", "/v1/ask", "lesen", json=ASK),
    Row("POST", "/v1/search", "lesen", json=ASK),
    Row("GET", "/v1/documents", "lesen"),
    Row("GET", "/v1/documents/{document_id}", "lesen", "/v1/documents/rundbrief"),
    Row("GET", "/v1/documents/{document_id}/passage", "lesen", "/v1/documents/faq-2026/passage?locator=Frage%2013"),
    Row("GET", "/v1/documents/{document_id}/file", "lesen", "/v1/documents/rundbrief/file"),
    Row("GET", "/v1/documents/{document_id}/pages/{page}", "lesen", "/v1/documents/rundbrief/pages/1", status=(404,)),
    Row("GET", "/v1/checks", "lesen"),
    Row("GET", "/v1/checks/{name}", "lesen", "/v1/checks/foerderhoechstbetrag"),
    Row("POST", "/v1/checks/{name}", "fall", "/v1/checks/foerderhoechstbetrag", json=FACTS),
    Row("POST", "/v1/checks/{name}/angaben", "fall", "/v1/checks/foerderhoechstbetrag/angaben", json={"text": "Zwei Stellen Koordination."}),
    Row("POST", "/v1/conversations", "lesen", status=(201,)),
    Row("GET", "/v1/conversations", "lesen"),
    Row("GET", "/v1/conversations/{conversation_id}", "lesen", f"/v1/conversations/{MISSING}", status=(404,)),
    Row("POST", "/v1/conversations/{conversation_id}/turns", "lesen", f"/v1/conversations/{MISSING}/turns", json=ASK, status=(404,)),
    Row("DELETE", "/v1/conversations", "lesen", status=(204,)),
    Row("DELETE", "/v1/conversations/{conversation_id}", "lesen", f"/v1/conversations/{MISSING}", status=(404,)),
    Row("POST", "/v1/feedback", "lesen", json=FEEDBACK, status=(201,)),
    Row("GET", "/v1/feedback", "admin"),
    Row("DELETE", "/v1/feedback/{feedback_id}", "admin", f"/v1/feedback/{MISSING}", status=(404,)),
    Row("GET", "/v1/version", "lesen"),
    Row("GET", "/metrics", "admin"),
    Row("GET", "/healthz", None),
    Row("GET", "/readyz", None),
    Row("GET", "/openapi.json", None),
    Row("GET", "/docs", None),
    Row("GET", "/impressum", None),
    Row("GET", "/datenschutz", None),
    Row("GET", "/barrierefreiheit", None),
    # without an identity provider there is nothing to sign in to; tests/http/test_oidc.py sets one up
    Row("GET", "/anmelden", None, status=(404,)),
    Row("GET", "/anmelden/zurueck", None, status=(404,)),
    Row("POST", "/abmelden", None, data={}, status=(403,)),
    Row("GET", "/", "lesen"),
    Row("GET", "/dokumente", "lesen"),
    Row("GET", "/dokumente/{ident}", "lesen", "/dokumente/rundbrief"),
    Row("GET", "/stelle", "lesen", "/stelle?dokument=faq-2026&fundstelle=Frage%2013"),
    Row("GET", "/gespraeche", "lesen"),
    Row("GET", "/gespraech/{ident}", "lesen", f"/gespraech/{MISSING}", status=(404,)),
    Row("GET", "/pruefungen", "lesen"),
    Row("GET", "/pruefungen/{name}", "fall", "/pruefungen/foerderhoechstbetrag"),
    # forms belong to a browser session: a key alone is told so (403 without the form's token)
    Row("POST", "/frage", "lesen", data={"frage": "Wie hoch ist der Eigenanteil?"}, status=(403,)),
    Row("POST", "/rueckmeldung", "lesen", data={"hilfreich": "ja"}, status=(403,)),
    Row("POST", "/gespraech/{ident}/loeschen", "lesen", f"/gespraech/{MISSING}/loeschen", data={}, status=(403,)),
    Row("POST", "/gespraeche/loeschen", "lesen", data={}, status=(403,)),
    Row("POST", "/pruefungen/{name}", "fall", "/pruefungen/foerderhoechstbetrag", data={"f.koordination_vzae": "1"}, status=(403,)),
)
