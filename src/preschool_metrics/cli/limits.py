"""The limits on what a file may cost, as options of the commands that read returns."""

from typing import Annotated, Final

import typer

from preschool_metrics.language import _
from preschool_metrics.read import Limits

MEGABYTE: Final = 1 << 20
STANDARD: Final = Limits()
MaxSize = Annotated[int, typer.Option("--max-size", min=1, help=_("Largest file in MiB."))]
MaxEntries = Annotated[int, typer.Option("--max-entries", min=1, help=_("Most parts of a package."))]
MaxRatio = Annotated[int, typer.Option("--max-ratio", min=1, help=_("Most times that a package may grow unpacked."))]
MaxUnpacked = Annotated[int, typer.Option("--max-unpacked", min=1, help=_("Largest unpacked size in MiB."))]
MaxCells = Annotated[
    int,
    typer.Option("--max-cells", min=1, help=_("Most cells of a workbook, each sheet from A1 to its last filled one.")),
]
MaxMemory = Annotated[int, typer.Option("--max-memory", min=64, help=_("Memory of a reading process in MiB."))]
MaxSeconds = Annotated[
    int, typer.Option("--max-seconds", min=1, max=86_400, help=_("Seconds of processor time for one file."))
]


def chosen(
    max_size: int,
    max_entries: int,
    max_ratio: int,
    max_unpacked: int,
    max_cells: int,
    *,
    max_memory: int,
    max_seconds: int,
) -> Limits:
    """Return the limits that the options give: sizes are in MiB there, and in bytes here."""
    return Limits(
        max_size=max_size * MEGABYTE,
        max_entries=max_entries,
        max_unpacked=max_unpacked * MEGABYTE,
        max_ratio=max_ratio,
        max_seconds=max_seconds,
        max_memory=max_memory * MEGABYTE,
        max_cells=max_cells,
    )
