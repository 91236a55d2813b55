from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from preschool_metrics.report.text.layout import balanced, beside, grid, hang, joined, natural, pad, total, wrap
from preschool_metrics.report.text.words import plain

WORDS = st.lists(
    st.sampled_from(["在园合计", "1234567", "12.50%", "，", "（28/30）", "“镇”", "word", " ", "G5"]), max_size=30
)


def shown(lines: list[Text]) -> list[str]:
    return [line.plain.rstrip() for line in lines]


@given(WORDS, st.integers(8, 60))
def test_wrapping_keeps_figures_whole_within_the_width(words: list[str], width: int) -> None:
    text = "".join(word if word == " " else f"{word}镇" for word in words)
    lines = shown(wrap(Text(text), width))
    assert max(map(cell_len, lines)) <= width
    assert "".join("".join(lines).split()) == "".join(text.split())
    for figure in ("1234567", "12.50%", "28/30"):
        assert sum(line.count(figure) for line in lines) == text.count(figure)


@given(st.text(), st.integers(4, 40))
def test_any_text_is_wrapped_within_the_width(text: str, width: int) -> None:
    assert all(cell_len(line) <= width for line in shown(wrap(Text(plain(text)), width)))


@given(st.text())
def test_plain_text_cannot_steer_a_terminal(text: str) -> None:
    assert not [sign for sign in plain(text) if sign != " " and not sign.isprintable() and sign.isspace()]
    assert not set(plain(text)) & {chr(code) for code in (*range(32), *range(127, 160))}


def test_closing_marks_do_not_begin_a_line() -> None:
    assert shown(wrap(Text("小班中班，大班（托班）"), 8)) == ["小班中", "班，大班", "（托班）"]


def test_a_word_longer_than_the_line_is_broken() -> None:
    assert shown(wrap(Text("0123456789abcdef"), 10)) == ["0123456789", "abcdef"]


def test_lines_of_a_heading_are_even() -> None:
    assert shown(balanced(Text("普惠性幼儿园覆盖率"), 14)) == ["普惠性幼儿", "园覆盖率"]
    assert shown(balanced(Text(), 14)) == [""]


def test_later_lines_hang() -> None:
    assert shown(hang(Text("one two three four"), 10, 2)) == ["one two", "  three", "  four"]
    assert shown(hang(Text("one"), 10, 2)) == ["one"]


def test_columns_stand_side_by_side() -> None:
    rows = [[Text("杨村街道"), Text("9")], [Text("镇"), Text("10")]]
    assert natural(rows) == [8, 2]
    assert total([8, 2]) == 12
    assert shown(grid(rows, [4, 2], right={1})) == ["杨村   9", "街道", "镇    10"]
    assert shown(beside([[Text("a")], [Text("b"), Text("c")]], [1, 1], gap=1)) == ["a b", "  c"]


def test_wide_characters_are_padded_by_cells() -> None:
    assert pad(Text("镇"), 4).plain == "镇  "
    assert pad(Text("镇"), 4, right=True).plain == "  镇"


def test_empty_parts_are_not_joined() -> None:
    assert joined([Text("a"), Text(), Text("b")], " · ").plain == "a · b"
