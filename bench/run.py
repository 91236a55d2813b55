"""The benchmark: what the tool costs relative to bare Python, to merely reading the workbooks and to frictionless.

Ratios, not seconds: everything is measured side by side in one run, the works taking turns, each in a process
of its own. They are of processor time, a child's own children included, which other work on the machine hardly
touches; only two jobs are held to the clock. Start-up is the ratio of minima over many turns, the rest that of
medians. It prints a table and judges no figure: a noisy machine must not fail a build. A work that did not do
its work does end it: any exit code but 0, a traceback, or a file given up as too slow (PM108), which would
pass for a fast one. Unix only (`os.wait4` gives each child's own cost).

Peak memory is that of the largest single process of a work: helper processes are not added up, and since a
child's peak includes its parent's at the fork, nothing shows less than this script itself (some 14 MB).
"""

import argparse
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from xlsxwriter import Workbook

# fmt: off
TOWNS = (
    "杨村街道", "下朱庄街道", "东蒲洼街道", "黄庄街道", "徐官屯街道", "运河西街道",
    "梅厂镇", "大碱厂镇", "崔黄口镇", "大良镇", "下伍旗镇", "南蔡村镇",
    "大孟庄镇", "泗村店镇", "河西务镇", "城关镇", "东马圈镇", "黄花店镇",
    "石各庄镇", "王庆坨镇", "汊沽港镇", "河北屯镇", "上马台镇", "大王古庄镇",
    "陈咀镇", "豆张庄镇", "曹子里镇", "大黄堡镇", "高村镇", "白古屯镇",
)
# fmt: on
LAST_MONTH = 2024 * 12 + 2  # March 2024, counted in months from year 0
KINDERGARTENS = 30
NATURES = ("公办园",) * 6 + ("普惠性民办园",) * 3 + ("非普惠性民办园",)
CLASS_LIMITS = {"小班": 25, "中班": 30, "大班": 35, "混合班": 30}

# The floors, bare on purpose: they open, read every sheet and keep nothing.
READ_CALAMINE = """
import pathlib, sys, python_calamine
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.xlsx")):
    book = python_calamine.CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python(skip_empty_area=False)
"""
READ_OPENPYXL = """
import pathlib, sys, openpyxl
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.xlsx")):
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    for sheet in book:
        for row in sheet.iter_rows(values_only=True):
            pass
    book.close()
"""
# A peer, by its plainest call: the roster of each file, its types told from its values, its errors counted.
VALIDATE_FRICTIONLESS = """
import pathlib, sys
from frictionless import validate
from frictionless.formats import ExcelControl
rows = errors = 0
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.xlsx")):
    report = validate(path.name, basepath=str(path.parent), control=ExcelControl(sheet="幼儿园名册"))
    errors += report.stats["errors"]
    rows += sum(task.stats.get("rows", 0) for task in report.tasks)
print(rows, "rows,", errors, "errors")
sys.exit(not rows)
"""
PEER = Path(__file__).parents[1] / "build" / "frictionless"


# --- the returns ------------------------------------------------------------------------------------------


def kindergarten(town: int, number: int, month: int) -> dict[str, str | int]:
    """Return one roster row whose figures agree with each other; headings as the form writes them."""
    grown = month % 12 // 3  # a child more every quarter: history without jumps
    groups = {"托班": 0, "小班": 20 + (7 * number + town) % 25 + grown, "中班": 25 + (5 * number + town) % 30}
    groups |= {"大班": 30 + (3 * number + town) % 30 + grown, "混合班": 0}
    children = sum(groups.values())
    classes = sum(-(-groups[name] // limit) for name, limit in CLASS_LIMITS.items())
    posts = {"园长": 1, "专任教师": 2 * classes, "保育员": classes, "保健医": -(-children // 150)}
    posts |= {"行政人员": 1, "教辅人员": 1, "工勤人员": 3, "其他人员": 0}
    nature = NATURES[number % len(NATURES)]
    return {
        "序号": number + 1,
        "幼儿园名称": f"{TOWNS[town]}第{number + 1}幼儿园",
        "幼儿园代码": f"1112{town:02}{number:04}",
        "办园性质": nature,
        "营利性": "是" if nature == "非普惠性民办园" else "否",
        "办园形式": "全日制",
        "在园幼儿数": children,
        **groups,
        "班级数": classes,
        "达标班数": classes,
        "教职工数": sum(posts.values()),
        **posts,
        "兼职保健医": 0,
        "持证专任教师": 2 * classes,
        "学位数": classes * 35,
        "小区配套": "是" if number % 5 == 0 else "否",
        "移交日期": f"{2010 + number % 12}-09-01" if number % 10 == 0 else "",  # half of them are not handed over
        "夏季离园时间": "17:30",
        "冬季离园时间": "17:00",
        "专职保安": 2,
        "备注": "",
    }


def write_return(path: Path, town: int, month: int) -> None:
    """Write one town's return of one month: a cover and a roster."""
    import xlsxwriter

    rows = [kindergarten(town, number, month) for number in range(KINDERGARTENS)]
    population = sum(int(row["在园幼儿数"]) for row in rows) * 20 // 19  # a gross rate of 95 %
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path) as book:
        fill(book, TOWNS[town], path.parent.name, population, rows)


def write_roster(folder: Path, count: int, months: int) -> None:
    """Write returns with a roster of `count` kindergartens, row by row: a city's in a single workbook, one a month."""
    import xlsxwriter

    each = 10_000  # a code has four digits for the number
    for month in range(LAST_MONTH - months + 1, LAST_MONTH + 1):
        name = name_of(month)
        rows = (kindergarten(*divmod(number, each), month) for number in range(count))
        (folder / name).mkdir(parents=True)
        with xlsxwriter.Workbook(folder / name / "roster.xlsx", {"constant_memory": True}) as book:
            fill(book, TOWNS[0], name, 100 * count, rows)


def fill(book: "Workbook", town: str, month: str, population: int, rows: Iterable[dict[str, str | int]]) -> None:
    """Fill a workbook with a cover and a roster."""
    cover: dict[str, str | int] = {"填报单位": town, "报表月份": month}
    cover |= {f"常住人口{age}岁": (population + age) // 3 for age in (3, 4, 5)}
    sheet = book.add_worksheet("封面")
    for row, (label, value) in enumerate(cover.items()):
        sheet.write_row(row, 0, (label, value))
    sheet = book.add_worksheet("幼儿园名册")
    for row, values in enumerate(rows, start=1):
        if row == 1:
            sheet.write_row(0, 0, values.keys())
        sheet.write_row(row, 0, values.values())


def write_returns(folder: Path, count: int) -> None:
    """Write `count` returns, a sub-folder a month; the latest month is complete, the earliest may not be."""
    for index in range(count):
        back, town = divmod(index, len(TOWNS))
        month = LAST_MONTH - back
        write_return(folder / name_of(month) / f"{TOWNS[town]}.xlsx", town, month)


def name_of(month: int) -> str:
    """Return the name of a month that is counted from year 0: 2024-03."""
    year, number = divmod(month, 12)
    return f"{year}-{number + 1:02}"


# --- measuring --------------------------------------------------------------------------------------------


class Cost(NamedTuple):
    """What one run of one work took: on the clock, of processors, and at its peak."""

    clock: float
    seconds: float
    mb: float


def cost(argv: Sequence[str]) -> Cost:
    """Run a command to its end; one that does not do its whole work ends the benchmark."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        start = perf_counter()
        process = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=output, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        clock = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)  # we waited ourselves: Popen must not
        output.seek(0)
        errors.seek(0)
        tail = errors.read().decode(errors="replace")[-2000:]
        if process.returncode or "Traceback" in tail:
            sys.exit(f"exit code {process.returncode}: {shlex.join(argv)}\n{tail}")
        # Line by line: what this process holds, its children's peaks would show.
        if any(b"PM108" in line for line in output):
            sys.exit(f"a file was given up as too slow (PM108): {shlex.join(argv)}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(clock, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6)


def interleaved(works: dict[str, list[str]], turns: int, pick: Callable[[list[float]], float]) -> dict[str, Cost]:
    """Run every work once unmeasured (byte code, disk cache), then `turns` times each, taking turns."""
    costs: dict[str, list[Cost]] = {name: [] for name in works}
    for turn in range(turns + 1):
        if sys.stderr.isatty():
            print(f"\r{', '.join(works)}: turn {turn} of {turns} ", end="", file=sys.stderr, flush=True)
        for name, argv in works.items():
            spent = cost(argv)
            if turn:
                costs[name].append(spent)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    return {name: picked(runs, pick) for name, runs in costs.items()}


def picked(runs: list[Cost], pick: Callable[[list[float]], float]) -> Cost:
    """Return one cost for several runs: the picked times and the highest peak."""
    clocks, seconds, peaks = zip(*runs, strict=True)
    return Cost(pick(list(clocks)), pick(list(seconds)), max(peaks))


def median(values: list[float]) -> float:
    """Return the middle value, the upper one of two."""
    return sorted(values)[len(values) // 2]


# --- the peer ---------------------------------------------------------------------------------------------


def peer(*, wanted: bool | None) -> str | None:
    """Return a Python that has frictionless, in an environment of its own; None, said plainly, where there is none.

    `wanted` is the answer of the command line: with True its absence ends the benchmark, with None it is tried.
    """
    if wanted is False:
        return None
    python = str(PEER / "bin" / "python")
    there = [python, "-c", "from frictionless.formats import ExcelControl; import openpyxl"]
    create = [sys.executable, "-m", "venv", "--clear", str(PEER)]
    install = [python, "-m", "pip", "install", "--quiet", "frictionless[excel]"]
    if succeeds(there) or all(map(succeeds, (create, install, there))):
        return python
    if wanted:
        sys.exit(f"frictionless cannot be installed in {PEER}")
    return None


def succeeds(argv: list[str]) -> bool:
    """Say whether a command can be run and ends well."""
    try:
        return subprocess.run(argv, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


# --- the table --------------------------------------------------------------------------------------------


class Line(NamedTuple):
    """One line of the table: `target` is read with `sign` before it; None where nothing is asked."""

    work: str
    value: float
    unit: str
    sign: str = ""
    target: float | None = None

    def __str__(self) -> str:
        """Return the line with its columns aligned."""
        shown = f"{self.work:<60}{self.value:>9.2f} {self.unit:<4}"
        if self.target is None:
            return shown.rstrip()
        met = self.value <= self.target if self.sign == "<=" else self.value >= self.target
        return f"{shown}{self.sign:>3} {self.target:<6g} {'met' if met else 'NOT MET'}"


def startup(command: list[str], file: Path, turns: int) -> list[Line]:
    """Compare the start of the tool with that of Python."""
    works = {
        "bare": [sys.executable, "-c", "pass"],
        "--version": [*command, "--version"],
        "text": [*command, "check", str(file)],
        "json": [*command, "check", "--format", "json", str(file)],
    }
    costs = interleaved(works, turns, min)
    bare = costs["bare"].seconds
    return [
        Line("--version / bare Python", costs["--version"].seconds / bare, "x", "<=", 2),
        Line("cold check of one return, text / bare Python", costs["text"].seconds / bare, "x", "<=", 22),
        Line("cold check of one return, json / bare Python", costs["json"].seconds / bare, "x", "<=", 22),
        Line("  peak memory of the check in text", costs["text"].mb, "MB"),
    ]


def against(python: str | None, command: list[str], many: Path, count: int, runs: int) -> list[Line | str]:
    """Compare with `frictionless validate`: one return from a cold start, and many in one process."""
    if python is None:
        return ["skipped: frictionless, which is not installed or was not asked for"]
    lines: list[Line | str] = []
    with tempfile.TemporaryDirectory(prefix="preschool-metrics-bench-") as one:
        file = next(many.rglob("*.xlsx"))
        Path(one, file.name).write_bytes(file.read_bytes())
        works = {
            "check FILE": [*command, "check", str(Path(one, file.name))],
            "frictionless FILE": [python, "-c", VALIDATE_FRICTIONLESS, one],
        }
        ours, theirs = interleaved(works, 3 * runs, min).values()
        lines += [Line("cold check of one return / frictionless", ours.seconds / theirs.seconds, "x", "<=", 0.6)]
    works = {
        "check many": [*command, "check", "--format", "json", "--jobs", "1", str(many)],
        "frictionless many": [python, "-c", VALIDATE_FRICTIONLESS, str(many)],
    }
    ours, theirs = interleaved(works, min(runs, 3), median).values()
    ratio = theirs.seconds / ours.seconds
    return [*lines, Line(f"frictionless validating {count} / check {count}", ratio, "x", ">=", 12)]


def bulk(command: list[str], few: Path, many: Path, counts: tuple[int, int], runs: int) -> list[Line]:
    """Compare checking a folder with merely reading it, and a folder with one ten times its size."""
    check = [*command, "check", "--format", "json", "--jobs", "1"]
    works = {
        "check few": [*check, str(few)],
        "check many": [*check, str(many)],
        "two jobs": [*check[:-1], "2", str(many)],
        "calamine many": [sys.executable, "-c", READ_CALAMINE, str(many)],
        "openpyxl few": [sys.executable, "-c", READ_OPENPYXL, str(few)],
    }
    costs = interleaved(works, runs, median)
    small, large, two, calamine, openpyxl = (costs[name] for name in works)
    n, scale = counts[1], counts[1] / counts[0]
    reading = f"openpyxl reading {counts[0]}, times {scale:g}"
    return [
        Line(f"check {n} / calamine merely reading them", large.seconds / calamine.seconds, "x", "<=", 2.5),
        Line(f"{reading} / check {n}", openpyxl.seconds * scale / large.seconds, "x", ">=", 8),
        Line(f"check {n} with one job / with two, on the clock", large.clock / two.clock, "x", ">=", 1.5),
        Line(f"growth: check {n} / check {counts[0]}", large.seconds / small.seconds, "x", "<=", 10.5),
        Line(f"peak memory of check {n}", large.mb, "MB", "<=", 100),
        # 'Flat' is ours to put in a number: findings and totals may add a quarter, cells may not.
        Line(f"  memory growth: check {n} / check {counts[0]}", large.mb / small.mb, "x", "<=", 1.25),
        Line(f"  calamine merely reading {n}", calamine.mb, "MB"),
        Line(f"  openpyxl merely reading {counts[0]}", openpyxl.mb, "MB"),
    ]


def large(command: list[str], folder: Path, rows: int, runs: int) -> list[Line]:
    """Compare checking one large roster with merely reading it, and rosters of two months with some ten times as long.

    The findings as csv, for json says six figures of each kindergarten.
    """
    roster, long, short = folder / "roster", folder / "long", folder / "short"
    several = rows // 3  # two months of so many rows fit where one roster of all of them does
    for place, count, months in ((roster, rows, 1), (long, several, 2), (short, several // 10, 2)):
        subprocess.run([sys.executable, __file__, "--write-roster", place, str(count), str(months)], check=True)
    check_csv = [*command, "check", "--format", "csv", "--max-seconds", "3600"]
    works = {
        "check": [*check_csv, str(roster)],
        "calamine": [sys.executable, "-c", READ_CALAMINE, str(roster)],
        "two long months": [*check_csv, str(long)],
        "two short months": [*check_csv, str(short)],
    }
    costs = interleaved(works, runs, median)
    check, calamine, longer, shorter = (costs[name] for name in works)
    return [
        Line(
            f"check a roster of {rows} rows / calamine merely reading it",
            check.seconds / calamine.seconds,
            "x",
            "<=",
            2,
        ),
        Line("  peak memory of that check", check.mb, "MB", "<=", 1200),
        Line("  calamine merely reading it", calamine.mb, "MB"),
        Line(
            f"growth: two months of {several} rows / of {several // 10}",
            longer.seconds / shorter.seconds,
            "x",
            "<=",
            10.5,
        ),
    ]


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Costs of preschool-metrics, as ratios measured in one run.")
    parser.add_argument("--runs", type=int, default=5, help="turns of the folders; start-up takes three times as many")
    parser.add_argument("--quick", action="store_true", help="a tenth of everything and one turn: a try, no result")
    parser.add_argument("--returns", type=int, default=1000, help="how many (default: 1000); also a tenth of them")
    parser.add_argument("--rows", type=int, default=300_000, help="of the large roster (default: 300000); 0 for none")
    parser.add_argument(
        "--frictionless",
        action=argparse.BooleanOptionalAction,
        help=f"compare with it, installed for this alone in build/{PEER.name}; by default if pip can",
    )
    parser.add_argument("--command", help="what to measure (default: preschool-metrics beside this Python)")
    parser.add_argument(
        "--write-roster", nargs=3, metavar=("FOLDER", "ROWS", "MONTHS"), help="only write large returns"
    )
    parser.add_argument("--large", action="store_true", help="measure the large roster alone")
    parser.add_argument("--write", nargs=2, metavar=("FOLDER", "COUNT"), help="only write the returns, and stop")
    return parser.parse_args(arguments)


def main() -> None:
    """Make the returns, measure, print."""
    options = parse()
    if options.write:
        write_returns(Path(options.write[0]), int(options.write[1]))
        return
    if options.write_roster:
        folder, rows, months = options.write_roster
        write_roster(Path(folder), int(rows), int(months))
        return
    # As an installed package is: a machine may forbid Python to keep what it compiles.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(Path(__file__).parents[1] / "src")], check=True)
    command = shlex.split(options.command or shlex.quote(str(Path(sys.executable).with_name("preschool-metrics"))))
    with tempfile.TemporaryDirectory(prefix="preschool-metrics-bench-") as temporary:
        lines = measure(command, options, Path(temporary))
    print(f"{'work':<60}{'ratio':>9}     target")
    print(*lines, sep="\n")


def measure(command: list[str], options: argparse.Namespace, folder: Path) -> list[Line | str]:
    """Return the lines asked for; the returns are written by processes of their own, for this one stays small."""
    part, runs = (10, 1) if options.quick else (1, options.runs)
    counts, rows = (options.returns // part // 10, options.returns // part), options.rows // part
    lines: list[Line | str] = []
    if not options.large:
        few, many = folder / "few", folder / "many"
        for place, count in zip((few, many), counts, strict=True):
            subprocess.run([sys.executable, __file__, "--write", place, str(count)], check=True)
        lines += startup(command, next(few.rglob("*.xlsx")), 3 * runs)
        lines += bulk(command, few, many, counts, runs)
        lines += against(peer(wanted=options.frictionless), command, many, counts[1], runs)
    if rows:
        lines += large(command, folder / "large", rows, min(runs, 3))
    return lines


if __name__ == "__main__":
    main()
