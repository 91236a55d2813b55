"""Which rows of a table are the exact sums of which others: told by the numbers alone, without a word of any language.

A total is a row that equals, column by column, the sum of a run of rows above or below it. One column proves little: among
forty kindergartens some row is the sum of its two neighbours by chance. So a run is weighed. Every column that holds speaks for
it with the bits that a coincidence would have to hit (a total of 4,096 children is hit by chance once in 4,096), every column
that does not hold speaks against it, and what remains after the price of the search (many rows, long runs, a run that
ends in the middle of a block) must reach `PLAUSIBLE` to be returned at all and `PROVEN` to stand without a label.

What a column says
    Its figures are compared exactly: whole numbers, decimals as written, floats at the 15 significant digits that a
    spreadsheet keeps (235.00000000000003 is 235). Figures are divided by what all of the parts are multiples of: 60 + 30 = 90
    is no more of a proof than 2 + 1 = 3. Columns that are multiples of each other in these rows count once. Columns after
    the best one count less, for counts of one kindergarten go together (many children, many classes).
    A column of percents beside one of amounts is expected to fail, and after each round every column is judged by
    the sums found: one that held in none of them (a ratio, a phone number) no longer speaks, one that always held speaks
    louder when it fails. A cell left blank in the total where the parts have figures is weighed likewise.

How runs are found
    Running totals of a column turn "which run before row k adds up to it" into one look-up: it starts where the running total
    was smaller by just that figure. So all runs of all lengths cost one pass a column, and no subset of rows is
    ever searched: any two of ten neighbours add up to something.
    Nested totals are peeled: the parts of accepted sums are taken away and what remains is searched again, so that a grand
    total meets its subtotals side by side, and the second partition of a total (by sponsor, then by area) moves up to it.
    A section of one row repeats it in its subtotal; runs are also tried with one of such a pair, kept on the total's side.
    Rows that hold no figure in the columns concerned neither count nor interrupt.
    Sums of the same form (two parts, just above) make the next one more likely. A row that repeats the only filled row of a block
    laid out like three proven ones is its sum.

The plan (adjacent runs first, then what is left without the parts found; columns weighed together; coincidences cut by the number of columns)
follows Jiang, Vitagliano, Hameed and Naumann, "Aggregation Detection in CSV Files", EDBT 2022 (AggreCol); weighing columns
by bits of coincidence, the learning of columns and the exact comparison are ours. On 193 official tables that they annotated
`../shared/tools/sums.py` holds this module to F1 0.88 of totals and 0.83 of totals with their parts.

What it cannot know: a row that is left out of a sum on purpose (其中…, a mean between the data and their total) ends the run.
A caller who knows such rows by their labels blanks them first; and it names the rows that labels call totals as
`likely`, for which less proof is enough and one part may do.
"""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, zip_longest
from typing import Any, Final

PLAUSIBLE: Final = 2.0  # bits beyond coincidence for a sum to be returned
PROVEN: Final = 10.0  # bits for one to stand without a label
LIKELY: Final = 8.0  # bits that a label (合计, 小计) is worth

_MOST: Final = 20.0  # bits that one column can give
_TRIVIAL: Final = 1.5  # bits of a column in which one part alone has a figure: it is merely equal
_CORRELATED: Final = 0.7  # share that counts of every column after the best
_MID_BLOCK: Final = 4.0  # price of a run that stops although rows with figures go on
_WHOLE_SIDE: Final = 1.0  # gain of a run that reaches the first or last row with figures
_PER_ROWS: Final = 0.6  # price of a table's size, in bits for each doubling
_REPEATS_LEFT_OUT: Final = 2.0  # price of a run that leaves out repeated rows
_ALIKE: Final = 1.5  # gain for each doubling of the sums found in the same form
_FAILS: Final = 2.0**-5  # how often a column of amounts fails in a true sum, before any was seen
_PERCENT_FAILS: Final = 0.5  # likewise a column of percents
_UNSEEN: Final = 3.0  # the weight of these expectations, in sums
_STARTS: Final = 4  # starts tried for one run where zeros make them equal, besides the farthest
_LARGE: Final = 2000  # rows from which on coincidences are cut before they are weighed
_RARE: Final = 0.2  # share of rows with some run above which a column tells nothing in a large table
_PLACES: Final = 15  # decimal places that are kept
_PASSES: Final = 12
_ROUNDS: Final = 3
_TEMPLATE: Final = 3  # sums of one form that make a template


@dataclass(frozen=True, slots=True)
class Sum:
    """A row that is the sum of others, and what proves it."""

    total: int
    parts: tuple[int, ...]
    columns: tuple[int, ...]  # those in which the total is the sum
    against: tuple[int, ...]  # those in which it has another figure than the sum
    bits: float  # beyond coincidence, the price of the search paid
    repeated: tuple[int, ...] = ()  # rows run over because a part repeats them

    @property
    def proven(self) -> bool:
        """Whether the numbers prove it without a label."""
        return self.bits >= PROVEN


def sums_of_rows(rows: Sequence[Sequence[Any]], likely: Collection[int] = ()) -> list[Sum]:
    """Find the rows that are sums of others; `likely` are those that their labels call totals.

    A total with several partitions is returned once for each. The strongest come first within a level, lower levels before higher ones.
    """
    search = _Search(_columns(rows), frozenset(likely))
    return search.rounds()


# --- figures ----------------------------------------------------------------------------------------------


class _Column:
    """The figures of one column as whole numbers of its smallest unit, and what it says of a sum."""

    def __init__(self, index: int, figures: list[int | None], *, percents: bool) -> None:
        self.index = index
        self.figures = figures
        self.values = [figure or 0 for figure in figures]
        self.percents = percents
        self.signed = min(self.values) < 0
        self.hold = self.fail = self.blank = 0.0  # bits, once `learn` has weighed them

    def learn(self, sums: Iterable[Sum], filled: Sequence[int], *, suspect: bool) -> None:
        """Weigh what the column says by how it kept in the sums found so far (Laplace's rule of succession)."""
        held = failed = blank = 0
        for each in sums:
            if self.index in each.columns:
                held += 1
            elif self.index in each.against:
                failed += 1
            elif self.figures[each.total] is None and any(self.values[part] for part in each.parts):
                blank += 1
        fails = _PERCENT_FAILS if suspect and self.percents else _FAILS
        seen = held + failed + blank + _UNSEEN
        often_blank = (sum(self.figures[row] is None for row in filled) + 1) / (len(filled) + 2)
        self.hold = math.log2((held + _UNSEEN * (0.9 - fails)) / seen)
        self.fail = math.log2((failed + _UNSEEN * fails) / seen)
        self.blank = min(2.0, max(-4.0, math.log2((blank + _UNSEEN * 0.1) / seen / often_blank)))


def _columns(rows: Sequence[Sequence[Any]]) -> list[_Column]:
    """Those columns in which two rows or more have a figure other than 0."""
    columns = []
    for index, cells in enumerate(zip_longest(*rows)):
        figures, places = _whole_numbers(cells)
        if sum(map(bool, figures)) > 1:
            columns.append(_Column(index, figures, percents=_percents(figures, places)))
    return columns


def _whole_numbers(cells: Sequence[Any]) -> tuple[list[int | None], int]:
    """The figures of a column in its smallest decimal unit, and the number of decimal places of that unit."""
    numbers = [_number(cell) for cell in cells]
    places = max((_decimals(number) for number in numbers if isinstance(number, Decimal)), default=0)
    if not places:
        return [None if number is None else int(number) for number in numbers], 0
    return [None if number is None else _scaled(number, places) for number in numbers], places


def _number(cell: Any) -> int | Decimal | None:
    """The number in a cell; text, dates, yes and no and what is not finite are none."""
    kind = type(cell)  # exact types: a bool is an int to isinstance, and this runs for every cell of a roster
    if kind is int:
        return cell  # type: ignore[no-any-return]
    if kind is float:
        if cell.is_integer() and abs(cell) < 1e15:  # noqa: PLR2004 - 15 significant digits
            return int(cell)
        cell = Decimal(format(cell, ".15g"))
    elif kind is not Decimal:
        return None
    return cell if cell.is_finite() and cell.adjusted() < 30 else None  # noqa: PLR2004 - no count has thirty digits


def _decimals(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent if number else 0
    return min(_PLACES, max(0, -exponent)) if isinstance(exponent, int) else 0


def _scaled(number: int | Decimal, places: int) -> int:
    numerator, denominator = number.as_integer_ratio()
    return numerator * 10**places // denominator


def _percents(figures: Sequence[int | None], places: int) -> bool:
    """Whether a column looks like ratios: a third of it no whole numbers, none beyond 100."""
    unit = 10**places
    known = [figure for figure in figures if figure is not None]
    return 3 * sum(bool(figure % unit) for figure in known) >= len(known) and max(map(abs, known)) <= 100 * unit


# --- runs -------------------------------------------------------------------------------------------------

_Run = tuple[int, int, int]  # positions in a view: of the total, of the first part, behind the last part


class _View:
    """Some rows of the table, in order, with the running totals of every column over them."""

    def __init__(self, rows: Sequence[int], columns: Sequence[_Column]) -> None:
        self.rows = rows
        self.values = [[column.values[row] for row in rows] for column in columns]
        self.running = [list(accumulate(values, initial=0)) for values in self.values]

    def runs(self) -> set[_Run]:
        """Runs that add up to the row just behind or just before them in one column at least."""
        hits = [self._hits(values, running) for values, running in zip(self.values, self.running, strict=True)]
        if len(self.rows) > _LARGE:
            hits = self._agreed(hits)
        found: set[_Run] = set()
        for ends, values, running in zip(hits, self.values, self.running, strict=True):
            found.update(_placed(ends, values, running))
        return found

    def _hits(self, values: list[int], running: list[int]) -> list[int]:
        """Rows for which some running total differs from that at the row by just its figure."""
        known = set(running)
        return [
            position
            for position, (value, before) in enumerate(zip(values, running, strict=False))
            if value and (before - value in known or before + value + value in known)
        ]

    def _agreed(self, hits: list[list[int]]) -> list[list[int]]:
        """In a large table only rows that two telling columns agree on: one in which most rows add up to something tells nothing."""
        bound = max(_RARE * len(self.rows), min(map(len, hits)))
        telling = [rows if len(rows) <= bound else [] for rows in hits]
        votes = Counter(row for rows in telling for row in rows)
        needed = min(2, sum(map(bool, telling)))
        return [[row for row in rows if votes[row] >= needed] for rows in telling]


def _placed(ends: Sequence[int], values: Sequence[int], running: Sequence[int]) -> Iterator[_Run]:
    """The runs of these rows in one column: above, ending just before the row, and below, starting just behind it."""
    wanted: dict[int, list[int]] = {}
    for end in ends:
        wanted[running[end] - values[end]] = []
        wanted[running[end + 1] + values[end]] = []
    for position, total in enumerate(running if ends else ()):
        if total in wanted:
            wanted[total].append(position)
    for end in ends:
        starts = wanted[running[end] - values[end]]
        last = bisect_left(starts, end)
        for start in {*starts[max(0, last - _STARTS) : last], *starts[: min(1, last)]}:
            yield end, start, end
        stops = wanted[running[end + 1] + values[end]]
        first = bisect_left(stops, end + 2)
        for stop in {*stops[first : first + _STARTS], *stops[max(first, len(stops) - 1) :]}:
            yield end, end + 1, stop


# --- evidence ---------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Evidence:
    """What the columns say of one run."""

    holding: list[_Column]
    against: list[_Column]
    bits: float
    ceiling: float  # bits that holding columns can add at most


def _heard(columns: Sequence[_Column], view: _View, run: _Run) -> _Evidence:
    """Ask every column whether the total is the sum of the run, by its running totals: cheap, before anything is weighed."""
    position, start, stop = run
    heard = _Evidence([], [], 0.0, 0.0)
    for column, running in zip(columns, view.running, strict=True):
        figure, added = column.figures[view.rows[position]], running[stop] - running[start]
        if figure and figure == added:
            heard.holding.append(column)
            heard.bits += column.hold
            heard.ceiling += _MOST if column.signed else max(_TRIVIAL, math.log2(figure + 1))
        elif figure is None and added:
            heard.bits += column.blank
        elif figure or added:
            heard.against.append(column)
            heard.bits += column.fail
    return heard


def _weight(holding: Iterable[_Column], total: int, parts: Sequence[int]) -> tuple[float, bool]:
    """The bits of coincidence in the columns that hold, and whether one of them adds two parts or more."""
    trivial, telling, seen = 0.0, [], set()
    for column in holding:
        values = [column.values[part] for part in parts]
        unit = math.gcd(*values)
        if sum(map(bool, values)) == 1:
            trivial += _TRIVIAL
        elif (shares := tuple(value // unit for value in values)) not in seen:
            seen.add(shares)
            largest = max(abs(column.values[total]), *map(abs, values)) // unit
            telling.append(min(_MOST, math.log2(largest + 1)))
    best = max(telling, default=0.0)
    return trivial + best + _CORRELATED * (sum(telling) - best), bool(telling)


def _with_figures(holding: Sequence[_Column], rows: Sequence[int]) -> tuple[int, ...]:
    """The run without rows at its ends that are blank in all columns that hold (a heading of years, a numbered line)."""
    inside = [place for place, row in enumerate(rows) if any(column.figures[row] is not None for column in holding)]
    return tuple(rows[inside[0] : inside[-1] + 1])


# --- search -----------------------------------------------------------------------------------------------


class _Search:
    """One table on its way to its sums."""

    def __init__(self, columns: Sequence[_Column], likely: frozenset[int]) -> None:
        self.columns = columns
        self.likely = likely
        table = zip(*(column.values for column in columns), strict=True)
        self.filled = [row for row, values in enumerate(table) if any(values)]
        self.is_filled = frozenset(self.filled)
        self.suspect = not all(column.percents for column in columns)
        self.forms: Counter[tuple[int, int]] = Counter()
        self.partitions: dict[int, list[tuple[int, ...]]] = {}
        self.hidden: set[int] = set()

    def rounds(self) -> list[Sum]:
        """Search, learn from the sums found which columns are additive and which forms recur, and search again."""
        found: list[Sum] = []
        for _ in range(1 if len(self.filled) > _LARGE else _ROUNDS):
            for column in self.columns:
                column.learn(found, self.filled, suspect=self.suspect)
            self.forms = Counter(map(_form, found))
            before, found = found, self._peel()
            if found == before:
                break
        return found

    def _peel(self) -> list[Sum]:
        """Accept sums, take their parts away, and look at what remains, until nothing adds up."""
        self.partitions, self.hidden = {}, set()
        found: list[Sum] = []
        for _ in range(_PASSES):
            rows = [row for row in self.filled if row not in self.hidden]
            accepted = self._accepted([*self._candidates(rows, {}), *self._without_repeats(rows)])
            if not accepted:
                break
            found += accepted
            self.hidden.update(row for each in accepted for row in (*each.parts, *each.repeated))
        return [*found, *self._templates(found)]

    def _candidates(self, rows: Sequence[int], repeats: dict[int, list[int]]) -> Iterator[Sum]:
        view = _View(rows, self.columns)
        for run in view.runs():
            candidate = self._weighed(view, run, repeats)
            if candidate is not None:
                yield candidate

    def _weighed(self, view: _View, run: _Run, repeats: dict[int, list[int]]) -> Sum | None:
        """The sum that a run is, when its bits are enough."""
        position, start, stop = run
        total, rows = view.rows[position], view.rows[start:stop]
        bonus = LIKELY if total in self.likely else 0.0
        heard = _heard(self.columns, view, run)
        price = self._price(total, rows) - bonus
        if heard.bits + heard.ceiling + _ALIKE * math.log2(1 + len(self.filled)) - price < PLAUSIBLE:
            return None
        weight, adds = _weight(heard.holding, total, rows)
        parts = _with_figures(heard.holding, rows)
        repeated = tuple(sorted(row for part in parts for row in repeats.get(part, ())))
        bits = heard.bits + weight - price - (_REPEATS_LEFT_OUT if repeated else 0.0)
        bits += _ALIKE * math.log2(1 + self.forms[len(parts), parts[0] - total])
        if bits < PLAUSIBLE or not (adds or bonus) or total in repeated or bool(repeats) != bool(repeated):
            return None
        columns, against = (tuple(column.index for column in side) for side in (heard.holding, heard.against))
        return Sum(total, parts, columns, against, bits, repeated)

    def _price(self, total: int, rows: Sequence[int]) -> float:
        """What the search costs: the more runs there are to try, the sooner one adds up by chance."""
        above = rows[-1] < total
        far = rows[0] if above else rows[-1]
        price = math.log2(len(rows)) + _PER_ROWS * math.log2(len(self.filled))
        beyond = far - 1 if above else far + 1
        if beyond in self.is_filled and beyond not in self.partitions and beyond not in self.hidden:
            price += _MID_BLOCK
        return price - (_WHOLE_SIDE if far == self.filled[0 if above else -1] else 0.0)

    def _without_repeats(self, rows: Sequence[int]) -> Iterator[Sum]:
        """Runs over the rows of which each repeats no neighbour: of a pair the one on the side of the total is kept."""
        for above in () if len(rows) > _LARGE else (True, False):
            kept: list[int] = []
            repeats: dict[int, list[int]] = {}
            for row in rows if above else reversed(rows):
                if kept and self._equal(kept[-1], row):
                    last = kept.pop()
                    repeats[row] = [last, *repeats.pop(last, [])]
                kept.append(row)
            if repeats:
                found = self._candidates(kept if above else kept[::-1], repeats)
                yield from (each for each in found if (each.parts[0] < each.total) == above)

    def _equal(self, one: int, other: int) -> bool:
        return all(column.values[one] == column.values[other] for column in self.columns)

    def _accepted(self, candidates: Iterable[Sum]) -> list[Sum]:
        """The strongest candidates first; a row is part of one sum only, and no total is among its own parts."""
        used: set[int] = set()
        accepted = []
        for each in sorted(candidates, key=lambda one: (-one.bits, len(one.parts), one.total, one.parts)):
            own = {row for parts in self.partitions.get(each.total, ()) for row in parts}
            if used.isdisjoint(each.parts) and own.isdisjoint(each.parts) and not self._circular(each):
                used.update(each.parts)
                self.partitions.setdefault(each.total, []).append(each.parts)
                accepted.append(each)
        return accepted

    def _circular(self, candidate: Sum) -> bool:
        """Whether the total is a part, however deep, of one of its parts."""
        totals = [part for part in candidate.parts if part in self.partitions]
        while totals:
            below = [row for parts in self.partitions[totals.pop()] for row in parts]
            if candidate.total in below:
                return True
            totals += [row for row in below if row in self.partitions]
        return False

    def _templates(self, found: Sequence[Sum]) -> Iterator[Sum]:
        """Rows that repeat the one filled row of a block laid out like several found before."""
        spans = Counter((each.parts[0] - each.total, each.parts[-1] - each.total) for each in found)
        for (first, last), often in spans.most_common():
            for row in self.filled if often >= _TEMPLATE else ():
                block = range(row + first, row + last + 1)
                parts = [part for part in block if part in self.is_filled]
                if row not in self.partitions and len(parts) == 1 and self._repeats_block(row, parts[0], block):
                    self.partitions[row] = [(parts[0],)]
                    self.hidden.add(parts[0])
                    columns = tuple(column.index for column in self.columns if column.values[row])
                    yield Sum(row, (parts[0],), columns, (), PLAUSIBLE)

    def _repeats_block(self, row: int, part: int, block: range) -> bool:
        """Whether the row repeats the part, and the rest of the block is filled in with zeros."""
        if part in self.partitions or part in self.hidden or not self._equal(row, part):
            return False
        holding = [column for column in self.columns if column.values[row]]
        within = block[0] >= 0 and block[-1] < len(self.columns[0].figures)
        return within and all(column.figures[each] is not None for column in holding for each in block)


def _form(found: Sum) -> tuple[int, int]:
    """How a sum is laid out: the number of its parts, and how far away the first stands."""
    return len(found.parts), found.parts[0] - found.total
