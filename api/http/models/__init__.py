"""What goes in and out, as the OpenAPI document describes it. Field names are the contract's; descriptions are for German readers."""

from api.http.models.answers import AnswerOut, AskIn, CitationOut, HistoryTurn, NoteOut, PassageOut, SearchIn, SearchOut
from api.http.models.base import ID, AsOf
from api.http.models.checks import CheckIn, CheckOut, ErgebnisOut, ReadFactOut, SituationIn, UnderstoodOut
from api.http.models.conversations import ConversationOut, ConversationsOut, CreatedOut, TurnIn, TurnOut
from api.http.models.documents import DocumentDetail, DocumentOut, SectionOut, SurroundingsOut
from api.http.models.feedback import FeedbackCitation, FeedbackList, FeedbackOut, TextFeedbackIn, TurnFeedbackIn
from api.http.models.operation import FieldError, ProblemOut, StateOut, VersionOut

__all__ = [
    "ID", "AnswerOut", "AsOf", "AskIn", "CheckIn", "CheckOut", "CitationOut", "ConversationOut", "ConversationsOut", "CreatedOut", "DocumentDetail",
    "DocumentOut", "ErgebnisOut", "FeedbackCitation", "FeedbackList", "FeedbackOut", "FieldError", "HistoryTurn", "NoteOut", "PassageOut",
    "ProblemOut", "ReadFactOut", "SearchIn", "SearchOut", "SectionOut", "SituationIn", "StateOut", "SurroundingsOut", "TextFeedbackIn",
    "TurnFeedbackIn", "TurnIn", "TurnOut", "UnderstoodOut", "VersionOut",
]  # fmt: skip
