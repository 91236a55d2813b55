"""Bytes → Grid: what kind of file, is it safe, every filled cell with sheet and A1 address."""

from preschool_metrics.read.limits import Limits
from preschool_metrics.read.sources import (
    WORKBOOKS,
    Source,
    earlier_months_beside,
    find_sources,
    month_of_folder,
    places_of,
)
from preschool_metrics.read.survive import survive
from preschool_metrics.read.workbook import read_grid

__all__ = [
    "WORKBOOKS",
    "Limits",
    "Source",
    "earlier_months_beside",
    "find_sources",
    "month_of_folder",
    "places_of",
    "read_grid",
    "survive",
]
