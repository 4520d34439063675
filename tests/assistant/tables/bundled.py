"""The bundled tables by id, and questions put to one of them."""

from assistant.tables import TableAnswer, answer_table
from assistant.tables.data import Table, load_tables

TABLES: dict[str, Table] = {t.id: t for t in load_tables()}
FOGS, LT, MS, CM, OFFICES = "fogs-tab-2", "lt-besetzung", "muenster-finanzen", "rbk-cm-stellen", "rbk-zustaendigkeiten"


def ask(table: str, question: str) -> TableAnswer:
    """What a table answers; a question it leaves to others fails the test."""
    found = answer_table(question, TABLES[table])
    assert found is not None, question
    return found
