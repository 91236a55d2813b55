"""Questions that several steps ask of one sheet are answered once."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from preschool_metrics.model.grid import Sheet

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def once_a_sheet(function: Callable[Concatenate[Sheet, Asked], Answer]) -> Callable[Concatenate[Sheet, Asked], Answer]:
    """Keep a function's answers with the sheet that it is asked of; its other arguments are positional and hashable."""

    def asked(sheet: Sheet, /, *args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        key = (function, *args)
        if key not in sheet.answers:
            sheet.answers[key] = function(sheet, *args, **kwargs)
        answer: Answer = sheet.answers[key]
        return answer

    asked.__doc__ = function.__doc__
    return asked
