"""The clauses of the policy as a report shows them: the list of tasks (任务台账)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the policy and where it stands.

    clause       条款 · where it stands in the document
    title        任务 · what it is about
    quote        原文 · its words
    responsible  牵头单位和责任单位 · the offices that answer for it
    target       目标；方案未写明则为空 · the line; empty where the document names none
    done         完成情况 · what is reached
    state        done、in_progress、overdue、not_reported 或 not_judged · where it stands
    word         完成、进行中、逾期、未报或只列示 · likewise in words
    before       上月进展的文字，与本月相同或不可比则为空 · where it stood last month, in words, if that was elsewhere
    missing      缺什么 · what is missing
    """

    clause: str
    title: str
    quote: str
    responsible: str
    target: str
    done: str
    state: str
    word: str
    before: str
    missing: str


@dataclass(frozen=True, slots=True)
class ClauseCount:
    """How many clauses stand alike.

    state   进展 · where they stand
    word    进展的文字 · likewise in words
    number  条数 · how many
    """

    state: str
    word: str
    number: int
