"""Parts that several templates share."""

from typing import Final

from docx.document import Document as Word
from docx.shared import Mm

from docs.word.chart import place, trend
from docs.word.table import bare_grid

# A list read by `heat`: no verdict (0), met (1), well beyond the line (2), and from the end far (-3) to near below it
# (-1). A shaded cell also says ▼ or its verdict in words: colour is never the only sign.
_SHADES: Final = "['FFFFFF', 'E4EFF6', 'C9DFEC', 'F2A77C', 'F9CDB2', 'FDEBE0']"
SET_SHADES: Final = f"{{%p set shades = {_SHADES} %}}"
SHADE: Final = "{% cellbg shades[f.heat] %}"
# A policy without a register has no district that could sign.
BY: Final = "{{ correct_by }}{{ '前' if correct_by[-1:] != '前' }}"  # 下次报送前, 4月10日
OFFICE: Final = "{{ '××' if district.name == '全部' else district.name }}教育局"
LAST_MONTH: Final = "{{ f.last_month.arrow ~ f.last_month.amount|abs if f.last_month else '—' }}"
LAST_YEAR: Final = LAST_MONTH.replace("month", "year")
VERDICT: Final = "{{ f.verdict_word }}{% if f.standing %}*{% endif %}"
# What the lines of a table of towns are worth, and what everything rests on.
LOOSE: Final = (
    "{% if indicators|rejectattr('binding')|list %}{{ indicators|rejectattr('binding')|map(attribute='title')|join('、') }}"
    "的达标线对镇街仅供参考。{% endif %}"
)
ORIGIN: Final = "依据：《{{ policy.document }}》（{{ policy.id }}）；人口口径：{{ policy.basis }}；{{ tool }}。"
MARKED: Final = f"{SHADE}{{% if f.verdict == 'not_met' %}}▼{{% endif %}}{{{{ f.display }}}}"


def paragraphs(document: Word, *written: tuple[str, str]) -> None:
    """Add paragraphs, each a style and a text; a line break in the text is one in the paragraph."""
    for style, text in written:
        document.add_paragraph(text, style=style)


def small_multiples(document: Word, figures: str, *, columns: int, width: float, height: int = 33) -> None:
    """Add a small line chart for each figure of a list, so many beside each other, its title and value above it."""
    paragraphs(document, ("间隔", ""))
    table = bare_grid(document, 3, width)
    opening, cell, closing = table.rows[1].cells
    opening.text, closing.text = "{%tc for f in row %}", "{%tc endfor %}"
    table.rows[0].cells[0].text = f"{{%tr for row in {figures}|batch({columns}) %}}"
    table.rows[2].cells[0].text = "{%tr endfor %}"
    for each in (opening, closing):
        each.width = Mm(4)
    cell.width = Mm(width / columns)
    cell.paragraphs[0].style = "小图题"
    cell.paragraphs[0].add_run("{{ f.indicator.title }} {{ f.display }}")
    chart = cell.add_paragraph(style="图")
    place(
        document, chart, trend(width=round(width / columns) - 1, height=height), "trend {{ f.indicator.id }}", "示例图"
    )
