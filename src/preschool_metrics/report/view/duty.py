"""What a missed line forbids."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Forbidden:
    """What the policy forbids a town whose figure misses its line.

    area      镇街 · the town
    title     后果 · what is forbidden
    clause    条款 · the clause
    quote     原文 · its words
    figure    指标与数值，如 公办园在园幼儿占比 47.31% · the figure that misses its line
    touched   涉及的幼儿园 · the kindergartens that it touches
    against   其中已违反的 · those of them that are against it already
    """

    area: str
    title: str
    clause: str
    quote: str
    figure: str
    touched: tuple[str, ...]
    against: tuple[str, ...]
