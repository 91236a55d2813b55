"""What one file may cost."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost; every limit has an option of the same name.

    max_size, max_unpacked   bytes
    max_ratio                unpacked ÷ packed
    max_seconds              for one file, reading and checking together
    max_memory               bytes of address space of the process that reads
    max_cells                of all sheets, each from A1 to its last filled cell
    """

    max_size: int = 200 << 20
    max_entries: int = 10_000
    max_unpacked: int = 1 << 30
    max_ratio: int = 200
    max_seconds: int = 120
    max_memory: int = 4 << 30
    max_cells: int = 20_000_000
