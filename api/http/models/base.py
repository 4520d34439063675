"""The kinds of fields the interface shares, and how a model carries an example."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

from assistant.settings import MAX_QUESTION

# no control characters, and not only blanks
TEXT = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*[^\s\x00-\x20\x7f-\xa0][^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*$"
ID = r"^[^\x00-\x1f\x7f]*$"
DAY = (
    r"^(|[12]\d{3}|[12]\d{3}-((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|1\d|2[0-8]))|"
    r"(0[1-9]|1\d|2[0-8])\.(0[1-9]|1[0-2])\.[12]\d{3})$"
)  # a year, JJJJ-MM-TT or TT.MM.JJJJ; what is described is narrower than what is understood
Question = Annotated[str, StringConstraints(min_length=1, max_length=MAX_QUESTION, pattern=TEXT)]
AsOf = Annotated[str, StringConstraints(max_length=40), WithJsonSchema({"type": "string", "pattern": DAY, "examples": ["2021-06-30"]})]
DocumentId = Annotated[str, StringConstraints(max_length=200, pattern=ID)]


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


Whole = Annotated[int, Field(strict=True), BeforeValidator(_whole)]  # 18.0 is a whole number in JSON, "18" and true are not


def _utc(value: datetime) -> datetime:
    return value.replace(tzinfo=UTC)


Moment = Annotated[datetime, AfterValidator(_utc)]  # the tables keep UTC without saying so


class Closed(BaseModel):
    """Unknown fields are refused: a misspelled option must not be ignored."""

    model_config = ConfigDict(extra="forbid")


def example(**fields: Any) -> ConfigDict:
    """The configuration of a model with one whole example, as the description of the interface shows it."""
    return ConfigDict(json_schema_extra={"examples": [fields]})
