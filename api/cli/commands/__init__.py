"""The commands of `kim`, a file per concern, in the order the help lists them. What a command does is imported when it runs."""

# isort: off
from api.cli.commands import stock
from api.cli.commands import questions
from api.cli.commands import checking
from api.cli.commands import operation
from api.cli.commands import measuring

__all__ = ["checking", "measuring", "operation", "questions", "stock"]
