"""The monthly batch: which files are written, and none over a file that is not ours.

Below the output folder each month has its own: `2024-03/index.html`, `2024-03/towns/杨村街道.md` … A manifest there
holds the hash of every file written; a file that is there already and is not as the manifest says was made or edited
by somebody else, and stays unless `force` is set.
"""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Final, Literal, NamedTuple

from preschool_metrics.errors import PreschoolMetricsError, TemplateError, UnwrittenError
from preschool_metrics.language import _, reason_of, speaking
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.plan import Plan
from preschool_metrics.report.templates import Templates
from preschool_metrics.report.view import View
from preschool_metrics.writing import file_stems, write_whole

MANIFEST: Final = "manifest.json"
FORMATS: Final = {
    "html": "preschool_metrics.report.html:html_pieces",
    "docx": "preschool_metrics.report.docx:docx_pieces",
    "xlsx": "preschool_metrics.report.workbook:workbook_pieces",
    "md": "preschool_metrics.report.markdown:markdown_pieces",
    "json": "preschool_metrics.report.data:json_pieces",
    "csv": "preschool_metrics.report.data:csv_pieces",
}
"""Each format and the function that yields its pieces: `module:function`, imported only when asked for."""


class Piece(NamedTuple):
    """A file of the batch: its path below the month's folder, and what makes its bytes.

    What `make` raises concerns this file only; the others are still written.
    """

    path: str
    make: Callable[[], bytes]


class Job(NamedTuple):
    """What the formats make their pieces of; `kinds` are all the formats asked for, `plans` those the view is made of."""

    assessment: Assessment
    view: View
    templates: Templates
    kinds: tuple[str, ...]
    plans: Sequence[Plan] = ()


class Outcome(NamedTuple):
    """What a file came to, and why; `template` where a template is the reason.

    refused     it is there already and somebody else's
    failed      what it should hold could not be made
    unwritten   the disk does not take it
    """

    path: Path
    status: Literal["written", "unchanged", "refused", "failed", "unwritten"]
    reason: str = ""
    template: bool = False


def pieces_of(job: Job) -> list[Piece]:
    """Return every file of the batch; nothing is made yet."""
    pieces: list[Piece] = []
    for kind in job.kinds:
        module, _colon, name = FORMATS[kind].partition(":")
        pieces += getattr(import_module(module), name)(job)
    return pieces


def area_paths(job: Job, suffix: str) -> Iterator[tuple[str, Literal["group", "town"], int]]:
    """Yield for each group and each town a path of its own, `groups/第一组团.md`, its kind and its place in the view.

    Two names that a file cannot tell apart get a number.
    """
    named: tuple[tuple[str, Literal["group", "town"], Sequence[str]], ...] = (
        ("groups", "group", [group.name for group in job.view.groups]),
        ("towns", "town", [town.name for town in job.view.towns]),
    )
    for folder, kind, names in named:
        for place, stem in enumerate(file_stems(names)):
            yield f"{folder}/{stem}.{suffix}", kind, place


def write_reports(job: Job, out: Path, *, force: bool = False) -> Iterator[Outcome]:
    """Write the files of the batch below `out`/PERIOD, yielding what became of each as it is done."""
    folder = out / job.view.period
    hashes = _manifest(folder)
    unwritten: list[UnwrittenError] = []
    try:
        with speaking(job.view.language):
            pieces = pieces_of(job)
        for piece in pieces:
            yield _write(piece, out, hashes, job, force=force)
    finally:
        try:
            _keep(hashes, out, job)
        except UnwrittenError as error:
            unwritten.append(error)
    yield from (Outcome(error.path, "unwritten", error.reason) for error in unwritten)


def _write(piece: Piece, out: Path, hashes: dict[str, str], job: Job, *, force: bool) -> Outcome:
    path = out / job.view.period / piece.path
    try:
        with speaking(job.view.language):
            data = piece.make()
        outcome = _put(path, data, hashes.get(piece.path), out, force=force)
    except UnwrittenError as error:
        return Outcome(path, "unwritten", error.reason)
    except OSError as error:
        return Outcome(path, "unwritten", reason_of(error))
    except PreschoolMetricsError as error:
        return Outcome(path, "failed", str(error), template=isinstance(error, TemplateError))
    except Exception as error:  # noqa: BLE001 - whatever one town provokes, the others still get theirs
        return Outcome(path, "failed", repr(error))
    if outcome.status != "refused":
        hashes[piece.path] = sha256(data).hexdigest()
    return outcome


def _put(path: Path, data: bytes, ours: str | None, out: Path, *, force: bool) -> Outcome:
    """Write a file, unless it is so already, or is there and not the one with the hash of ours."""
    there = _digest(path)
    if there == sha256(data).hexdigest():
        return Outcome(path, "unchanged")
    if there not in (None, ours) and not force:
        return Outcome(path, "refused", _("made or edited by somebody else; --force writes over it"))
    write_whole(path, data, below=out)
    return Outcome(path, "written")


def _digest(path: Path) -> str | None:
    """Return the hash of what stands under a name: of nothing None, of no file (a folder, a link that leads nowhere) ""."""
    if not os.path.lexists(path):
        return None
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _keep(hashes: dict[str, str], out: Path, job: Job) -> None:
    """Write the manifest of the files that are there."""
    folder = out / job.view.period
    kept = {name: digest for name, digest in sorted(hashes.items()) if (folder / name).is_file()}
    if kept:
        made = {"tool": job.view.tool, "period": job.view.period, "files": kept}
        text = json.dumps(made, ensure_ascii=False, indent=1) + "\n"
        write_whole(folder / MANIFEST, text.encode(), below=out)


def _manifest(folder: Path) -> dict[str, str]:
    """Return the hashes of the files that an earlier run wrote; none where there is no manifest that can be read."""
    try:
        files = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
        return {str(name): str(digest) for name, digest in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
