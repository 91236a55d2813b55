"""The submitters' own workbooks back, with what was found in them."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from preschool_metrics.catalogue import DEFAULT_PROFILE
from preschool_metrics.errors import OutputError
from preschool_metrics.language import _
from preschool_metrics.model.assessment import Assessment, Input
from preschool_metrics.model.feedback import Feedback, Item
from preschool_metrics.model.finding import Finding
from preschool_metrics.model.months import month_in
from preschool_metrics.model.text import Text
from preschool_metrics.read import Limits, Source, find_sources, survive
from preschool_metrics.validate import all_rules, heading
from preschool_metrics.workflow.assess import assess
from preschool_metrics.workflow.files import Progress
from preschool_metrics.writing import Unwritten, refuse_existing, write_whole

_BESIDE: Final = "{}（反馈）.xlsx"
_ALONE: Final = "PM153"
_UNREAD: Final = Text("文件无法读取", "the file cannot be read")
_TOO_COSTLY: Final = Text("批注时用时或内存超过限度", "marking it took too much time or memory")


class Annotated(NamedTuple):
    """A workbook that was written: the file it is about, where it is, and why it stands beside it (None where it is a copy)."""

    about: str
    path: Path
    beside: Text | None


class _Task(NamedTuple):
    """A file to give back: where it is, where to, and what to say of it."""

    source: Source
    copy: Path
    side: Path
    feedback: Feedback
    readable: bool


def annotate(
    paths: Sequence[str | Path],
    out: str | Path,
    *,
    profile: str | Sequence[str] = DEFAULT_PROFILE,
    period: str | None = None,
    limits: Limits | None = None,
    layout: str | Path | None = None,
    force: bool = False,
    progress: Progress | None = None,
) -> Iterator[Annotated]:
    """Assess returns and write below `out` a copy of each with marks, notes and the sheet 反馈, yielding what is written.

    A file whose package cannot be changed in places, or that cannot be read, gets a workbook with the sheet alone.
    Raises InputError and ProfileError as `assess` does; OutputError where a file is there already and `force` is not
    set, or would be one of the returns: then none is written; and in the end where some could not be written, which the
    line lists.
    """
    assessment = assess(paths, profile=profile, period=period, limits=limits, layout=layout, progress=progress)
    sources = find_sources([Path(path) for path in paths])
    tasks = list(_tasks(assessment, sources, Path(out)))
    _spare(tasks, sources, force=force)
    return _write(tasks, Path(out), limits or Limits())


def _tasks(assessment: Assessment, sources: Sequence[Source], out: Path) -> Iterator[_Task]:
    by_label = {source.label: source for source in sources if not source.skipped}
    places = {label: _below(source) for label, source in by_label.items()}
    alone = len(set(map(tuple, places.values()))) == len(places)  # else files of several PATHs would share a place
    told: dict[str | None, list[Finding]] = {}
    for finding in assessment.findings:
        for name in {finding.file, *finding.related}:
            told.setdefault(name, []).append(finding)
    taken: set[Path] = set()
    for read in assessment.inputs:
        findings = told.get(read.path, [])
        if read.path not in by_label or any(each.code == _ALONE for each in findings):
            continue
        source = by_label[read.path]
        copy = out.joinpath(*(places[read.path] if alone else read.path.split("/")))
        side = next(
            each for stem in (copy.stem, copy.name) if (each := copy.with_name(_BESIDE.format(stem))) not in taken
        )
        taken |= {copy, side}
        yield _Task(source, copy, side, _feedback(read, findings), read.sha256 is not None)


def _below(source: Source) -> list[str]:
    """Return the place of a file below the folder written to: that below its PATH, and its month's folder."""
    first, *others = source.label.split("/")
    is_month = source.folder is not None and month_in(first) == source.folder
    return others if others and not is_month else [first, *others]


def _feedback(read: Input, findings: Sequence[Finding]) -> Feedback:
    serious = [each for each in findings if each.severity != "info"]
    ordered = sorted(serious, key=lambda each: (each.severity != "error", each.explained))
    elsewhere = {"sheet": None, "cell": None, "related": ()}  # what it says of another return has no place in this one
    own = [each if each.file == read.path else each.model_copy(update=elsewhere) for each in ordered]
    name = read.path.rpartition("/")[2]
    about = " ".join(filter(None, (read.area, read.period))) or name
    return Feedback(f"反馈：{about}", tuple(map(_item, own)), name)


def _item(finding: Finding) -> Item:
    said = finding.explanation
    kept = said if said and said.standing == "accepted" else None
    stale = f"（原说明“{said.text}”：值已改变，失效，请重新说明）" if said and said.standing == "stale" else ""
    return Item(
        code=finding.code,
        severity=finding.severity,
        sheet=finding.sheet,
        cell=finding.cell,
        related=finding.related,
        kindergarten=finding.subject,
        field=heading(finding),
        value=finding.value,
        expected=finding.expected,
        message=finding.message.zh + stale,
        fix=all_rules()[finding.code].fix.zh,
        explained=finding.explained,
        explanation=kept.text if kept else None,
        explained_by=kept.by if kept else None,
    )


def _spare(tasks: Sequence[_Task], sources: Sequence[Source], *, force: bool) -> None:
    """Refuse to write over a return, whatever is asked; over anything else unless it is asked for."""
    read = {_entry(path) for source in sources for path in (source.path, Path(os.path.realpath(source.path)))}
    places = [path for task in tasks for path in (task.copy, task.side)]
    for path in places:
        if _entry(path) in read:
            raise OutputError(_("{path} is itself a return; write to another folder").format(path=path))
    if not force:
        refuse_existing(places)


def _entry(path: Path) -> tuple[str, str]:
    """Return the folder and the name under which a file is found there, whatever link that name may be."""
    return os.path.realpath(path.parent), path.name.casefold()  # some systems do not tell capitals apart


def _write(tasks: Sequence[_Task], out: Path, limits: Limits) -> Iterator[Annotated]:
    """Write what is given back, each copy made where its death is survivable: it parses what a town has sent once more."""
    unwritten = Unwritten()
    copies = survive(
        _copied, tasks, jobs=1, max_seconds=limits.max_seconds, max_memory=limits.max_memory, dead=_not_copied
    )
    for task, (content, why) in zip(tasks, copies, strict=True):
        with unwritten.noted():
            yield _give_back(task, content, why, out)
    unwritten.tell()


def _give_back(task: _Task, content: bytes | None, why: Text | None, out: Path) -> Annotated:
    from preschool_metrics.forms.annotated import side_workbook

    path = task.side if content is None else task.copy
    write_whole(path, side_workbook(task.feedback) if content is None else content, below=out)
    return Annotated(task.source.label, path, why)


def _copied(task: _Task) -> tuple[bytes | None, Text | None]:
    """Return the annotated package, or why there is none."""
    from preschool_metrics.forms.annotated import DAMAGED, UnpatchableError, annotated

    if not task.readable:
        return None, _UNREAD
    try:
        return annotated(task.source.path.read_bytes(), task.feedback._replace(about=None)), None
    except UnpatchableError as error:
        return None, error.reason
    except MemoryError:  # of which more than this file may be guilty
        raise
    except Exception:  # noqa: BLE001 - whatever one file provokes, the others are still given back
        return None, DAMAGED


def _not_copied(_task: _Task) -> tuple[bytes | None, Text | None]:
    return None, _TOO_COSTLY
