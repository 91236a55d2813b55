"""Which rows of a table are the exact sums of which others: told by the numbers alone, without a word of any language.

A total is a row that equals, column by column, the sum of a run of rows above or below it. One column proves little: among
forty kindergartens some row is the sum of its two neighbours by chance. So a run is weighed. Every column that holds speaks for
it with the bits that a coincidence would have to hit (a total of 4,096 children is hit by chance once in 4,096), every column
that does not hold speaks against it, and what remains after the price of the search (many rows, long runs, a run that
ends in the middle of a block) must reach `PLAUSIBLE` to be returned at all and `PROVEN` to stand without a label.

What a column says
    Figures are compared exactly: whole numbers, decimals as written, floats at the 15 significant digits that a spreadsheet
    keeps (235.00000000000003 is 235). They are divided by what all of the parts are multiples of: 60 + 30 = 90 is no more of
    a proof than 2 + 1 = 3. Columns that are multiples of each other in these rows count once. Columns after the best one
    count less, for counts of one kindergarten go together (many children, many classes); one that adds up others (boys and
    girls) is not counted beside them, and one that numbers the rows never speaks for a sum.
    A column of percents beside one of amounts is expected to fail, and after each round every column is judged by the sums
    found: one that held in none of them (a ratio, a phone number) no longer speaks, one that always held speaks louder when it
    fails. A cell left blank in the total where the parts have figures is weighed likewise.

How runs are found
    Running totals of a column turn "which run before row k adds up to it" into one look-up: it starts where the running total
    was smaller by just that figure. So all runs of all lengths cost one pass a column, and no subset of rows is
    ever searched: any two of ten neighbours add up to something.
    Nested totals are peeled: the parts of accepted sums are taken away and what remains is searched again, so that a grand
    total meets its subtotals side by side, and the second partition of a total (by sponsor, then by area) moves up to it.
    A section of one row repeats it in its subtotal; runs are also tried with one of such a pair, kept on the total's side.
    Rows that hold no figure in the columns concerned neither count nor interrupt.
    Sums of the same form (two parts, just above) make the next one more likely. A row that repeats the only filled row of a
    block laid out like three found before is its sum.

The plan (adjacent runs of each column, coincidences cut by what the columns say together, then what is left without the parts)
is that of AggreCol (L. Jiang and others, "Aggregation Detection in CSV Files", Hasso Plattner Institute); the bits of
coincidence, the learning of columns and the exact comparison are ours. `../shared/tools/sums.py` holds it to the official tables
annotated there (AggreCol: F1 0.82 of totals, 0.75 with their parts). Of 30,000 made-up rosters without totals 14 showed a sum, 1
a proven one.

What it cannot know: a row that is left out of a sum on purpose (其中…, a mean between the data and their total) ends the run.
A caller who knows such rows by their labels blanks them first; and it names the rows that labels call totals as
`likely`, for which less proof is enough and one part may do.
"""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final

from preschool_metrics.shape.figures import Column, columns_of, link

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
_STARTS: Final = 4  # starts tried for one run where zeros make them equal, besides the farthest
_MANY: Final = 50_000  # runs from which on one column does not do
_LARGE: Final = 2000  # rows from which on coincidences are cut before they are weighed
_RARE: Final = 0.2  # share of rows with some run above which a column tells nothing in a large table
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
    named: bool = False  # whether its label calls it a total

    @property
    def proven(self) -> bool:
        """Whether the numbers alone prove it."""
        return self.bits >= PROVEN

    @property
    def form(self) -> tuple[int, int]:
        """How it is laid out: the number of its parts, and how far away the first stands."""
        return len(self.parts), self.parts[0] - self.total

    @property
    def strength(self) -> float:
        """The bits of label and numbers together."""
        return self.bits + (LIKELY if self.named else 0.0)


def sums_of_rows(rows: Sequence[Sequence[Any]], likely: Collection[int] = ()) -> list[Sum]:
    """Find the rows that are sums of others; `likely` are those that their labels call totals.

    A total with several partitions is returned once for each.
    """
    return _Search(columns_of(rows), frozenset(likely)).rounds()


# --- runs -------------------------------------------------------------------------------------------------

_End = tuple[int, int, int]  # a row that may be a total, where a run above it stops and where one below it starts
_Run = tuple[int, int, int]  # a row that may be a total, where its run starts and where it stops


class _View:
    """The rows that may be parts, in order, with the running totals of every column over them.

    Rows that are parts of a sum already (`taken`) may still be totals themselves: a grand total can be found before its subtotals.
    """

    def __init__(self, rows: Sequence[int], taken: Iterable[int], columns: Sequence[Column]) -> None:
        self.rows = rows
        self.columns = columns
        self.running = [list(accumulate(map(column.values.__getitem__, rows), initial=0)) for column in columns]
        self.ends = [(row, place, place + 1) for place, row in enumerate(rows)]
        self.ends += [(row, place, place) for row in taken for place in (bisect_left(rows, row),)]

    def runs(self) -> list[_Run]:
        """Runs that add up to the row just behind or just before them in one column at least."""
        hits = [self._hits(column.values, running) for column, running in zip(self.columns, self.running, strict=True)]
        if len(self.rows) > _LARGE:
            hits = self._agreed(hits)
        found = Counter[_Run]()
        for ends, column, running in zip(hits, self.columns, self.running, strict=True):
            found.update(set(_placed(ends, column.values, running)))
        return [run for run, votes in found.items() if votes > 1] if len(found) > _MANY else list(found)

    def _hits(self, values: list[int], running: list[int]) -> list[_End]:
        """Rows for which some running total differs from that at the row by just its figure."""
        known = set(running)
        return [
            end
            for end in self.ends
            if (value := values[end[0]]) and (running[end[1]] - value in known or running[end[2]] + value in known)
        ]

    def _agreed(self, hits: list[list[_End]]) -> list[list[_End]]:
        """In a large table only rows that two telling columns agree on, and the first and last rows that add up at all.

        A column in which many rows add up to something by chance tells nothing.
        """
        telling = [ends if len(ends) <= _RARE * len(self.rows) else [] for ends in hits]
        votes = Counter(end for ends in telling for end in ends)
        needed = min(2, sum(map(bool, telling)))
        agreed = [[end for end in ends if votes[end] >= needed] for ends in telling]
        return [[*ends, *outermost[:1], *outermost[-1:]] for ends, outermost in zip(agreed, hits, strict=True)]


def _placed(ends: Sequence[_End], values: Sequence[int], running: Sequence[int]) -> Iterator[_Run]:
    """The runs of these rows in one column: above, stopping just before the row, and below, starting just behind it."""
    wanted: dict[int, list[int]] = {}
    for row, before, after in ends:
        wanted[running[before] - values[row]] = []
        wanted[running[after] + values[row]] = []
    for place, total in enumerate(running if ends else ()):
        if total in wanted:
            wanted[total].append(place)
    for row, before, after in ends:
        starts = wanted[running[before] - values[row]]
        last = bisect_left(starts, before)
        for start in {*starts[max(0, last - _STARTS) : last], *starts[: min(1, last)]}:
            yield row, start, before
        stops = wanted[running[after] + values[row]]
        first = bisect_left(stops, after + 1)
        for stop in {*stops[first : first + _STARTS], *stops[max(first, len(stops) - 1) :]}:
            yield row, after, stop


# --- evidence ---------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Evidence:
    """What the columns say of one run."""

    holding: list[Column]
    against: list[Column]
    bits: float
    ceiling: float  # bits that holding columns can add at most


def _heard(columns: Sequence[Column], view: _View, run: _Run) -> _Evidence:
    """Ask every column whether the total is the sum of the run, by its running totals: cheap, before anything is weighed."""
    total, start, stop = run
    heard = _Evidence([], [], 0.0, 0.0)
    for column, running in zip(columns, view.running, strict=True):
        figure, added = column.figures[total], running[stop] - running[start]
        if figure and figure == added and not column.numbering:
            heard.holding.append(column)
            heard.bits += column.hold
            heard.ceiling += _MOST if column.signed else max(_TRIVIAL, math.log2(figure + 1))
        elif figure is None and added:
            heard.bits += column.blank
        elif figure or added:
            heard.against.append(column)
            heard.bits += column.fail
    return heard


def _weight(holding: Sequence[Column], total: int, parts: Sequence[int]) -> tuple[float, bool]:
    """The bits of coincidence in the columns that hold, and whether one of them adds two parts or more."""
    trivial, telling, seen = 0.0, [], set()
    for column in holding:
        values = [column.values[part] for part in parts]
        unit = math.gcd(*values)
        if column.summands and all(each in holding for each in column.summands):
            continue
        if sum(map(bool, values)) == 1:
            trivial += _TRIVIAL
        elif (shares := tuple(value // unit for value in values)) not in seen:
            seen.add(shares)
            largest = max(abs(column.values[total]), *map(abs, values)) // unit
            telling.append(min(_MOST, math.log2(largest + 1)))
    best = max(telling, default=0.0)
    return trivial + best + _CORRELATED * (sum(telling) - best), bool(telling)


def _with_figures(holding: Sequence[Column], rows: Sequence[int]) -> tuple[int, ...]:
    """The run without rows at its ends that are blank in all columns that hold (a heading of years, a numbered line)."""
    inside = [place for place, row in enumerate(rows) if any(column.figures[row] is not None for column in holding)]
    return tuple(rows[inside[0] : inside[-1] + 1])


# --- search -----------------------------------------------------------------------------------------------


class _Search:
    """One table on its way to its sums."""

    def __init__(self, columns: Sequence[Column], likely: frozenset[int]) -> None:
        self.columns = columns
        self.likely = likely
        table = zip(*(column.values for column in columns), strict=True)
        self.filled = [row for row, values in enumerate(table) if any(values)]
        self.is_filled = frozenset(self.filled)
        link(columns, self.filled)
        self.amounts = not all(column.percents for column in columns)
        self.forms: Counter[tuple[int, int]] = Counter()
        self.partitions: dict[int, list[tuple[int, ...]]] = {}
        self.hidden: set[int] = set()

    def rounds(self) -> list[Sum]:
        """Search, learn from the sums found which columns are additive and which forms recur, and search again."""
        found: list[Sum] = []
        for _ in range(1 if len(self.filled) > _LARGE else _ROUNDS):
            for column in self.columns:
                self._teach(column, found)
            self.forms = Counter(each.form for each in found)
            before, found = found, self._peel()
            if found == before:
                break
        return found

    def _teach(self, column: Column, found: Iterable[Sum]) -> None:
        """Tell a column how it kept in the sums found: held, failed, or left blank where the parts have figures."""
        kept = Counter[str]()
        for each in found:
            held, failed = column.index in each.columns, column.index in each.against
            added = column.figures[each.total] is None and any(column.values[part] for part in each.parts)
            kept["held" if held else "failed" if failed else "blank" if added else "silent"] += 1
        often_blank = ([column.figures[row] for row in self.filled].count(None) + 1) / (len(self.filled) + 2)
        doubted = column.percents and self.amounts
        column.learn(kept["held"], kept["failed"], kept["blank"], doubted=doubted, often_blank=often_blank)

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
        taken = self.hidden if len(self.filled) <= _LARGE else ()
        view = _View(rows, taken, self.columns)
        yield from filter(None, (self._weighed(view, run, repeats) for run in view.runs()))

    def _weighed(self, view: _View, run: _Run, repeats: dict[int, list[int]]) -> Sum | None:
        """The sum that a run is, when its bits are enough."""
        total, start, stop = run
        rows = view.rows[start:stop]
        needed = PLAUSIBLE - (LIKELY if total in self.likely else 0.0)
        heard = _heard(self.columns, view, run)
        price = self._price(total, rows)
        if not heard.holding or heard.bits + heard.ceiling + _ALIKE * math.log2(1 + len(self.filled)) - price < needed:
            return None
        weight, adds = _weight(heard.holding, total, rows)
        parts = _with_figures(heard.holding, rows)
        repeated = tuple(sorted(row for part in parts for row in repeats.get(part, ())))
        bits = heard.bits + weight - price - (_REPEATS_LEFT_OUT if repeated else 0.0)
        bits += _ALIKE * math.log2(1 + self.forms[len(parts), parts[0] - total])
        if bits < needed or not (adds or total in self.likely) or total in repeated or bool(repeats) != bool(repeated):
            return None
        columns, against = (tuple(column.index for column in side) for side in (heard.holding, heard.against))
        return Sum(total, parts, columns, against, bits, repeated, named=total in self.likely)

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
        """Runs over rows of which none repeats its neighbour: of a pair the one nearer the total is kept, or the one called a total."""
        for above in () if len(rows) > _LARGE else (True, False):
            kept: list[int] = []
            repeats: dict[int, list[int]] = {}
            for row in rows if above else reversed(rows):
                if kept and self._equal(kept[-1], row):
                    last = kept.pop()
                    keep, leave = (last, row) if last in self.likely and row not in self.likely else (row, last)
                    repeats[keep] = [leave, *repeats.pop(last, [])]
                    kept.append(keep)
                else:
                    kept.append(row)
            if repeats:
                found = self._candidates(kept if above else kept[::-1], repeats)
                yield from (each for each in found if (each.parts[0] < each.total) == above)

    def _equal(self, one: int, other: int) -> bool:
        """Whether no figure tells two rows apart; a number of the row or a cell left blank does not."""
        pairs = [(column.figures[one], column.figures[other]) for column in self.columns if not column.numbering]
        return any(map(all, pairs)) and all(a == b for a, b in pairs if a is not None and b is not None)

    def _accepted(self, candidates: Iterable[Sum]) -> list[Sum]:
        """The strongest candidates first; a row is part of one sum only, and no total is among its own parts."""
        used: set[int] = set()
        accepted = []
        for each in _ranked(candidates):
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
                    yield Sum(row, (parts[0],), columns, (), PLAUSIBLE, named=row in self.likely)

    def _repeats_block(self, row: int, part: int, block: range) -> bool:
        """Whether the row repeats the part, and the rest of the block is filled in with zeros."""
        if part in self.partitions or part in self.hidden or not self._equal(row, part):
            return False
        holding = [column for column in self.columns if column.values[row]]
        within = block[0] >= 0 and block[-1] < len(self.columns[0].figures)
        return within and all(column.figures[each] is not None for column in holding for each in block)


def _ranked(candidates: Iterable[Sum]) -> list[Sum]:
    """The strongest first, but of totals that are proven those of fewer parts: a subtotal before the total of all its rows."""
    strongest = sorted(candidates, key=_strength)
    best: dict[int, Sum] = {}
    for each in strongest:
        best.setdefault(each.total, each)
    return sorted(
        strongest, key=lambda each: len(best[each.total].parts) if best[each.total].strength >= PROVEN else math.inf
    )


def _strength(candidate: Sum) -> tuple[float, int, bool, int, tuple[int, ...]]:
    """Of equally strong ones the shorter, and the total below its parts, where most stand."""
    below = candidate.total > candidate.parts[-1]
    return -candidate.strength, len(candidate.parts), not below, candidate.total, candidate.parts
