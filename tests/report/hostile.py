"""Fifty names that a spreadsheet can hold and an output must survive; the writers of every format are tried on them."""

from pathlib import Path
from typing import Final

from openpyxl import Workbook

NAMES: Final = (
    "甲 & 乙镇", "<b>粗</b>镇", "<script>alert(1)</script>", "</script><script>document.title=1</script>",
    '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)", "</style><style>*{display:none}</style>",
    "&lt;不是标签&gt;", "&#x41;镇", "]]>镇", "<!-- 注释 -->镇", "<?php echo 1 ?>镇",
    "{{ 7 * 7 }}镇", "{% raw %}镇", "{# 注 #}镇", "{{ ''.__class__.__mro__ }}", "${7*7}镇", "甲#{7*7}镇", "%s%n镇", "{0.__class__}镇",
    "=1+1", "=cmd|'/c calc'!A1", "+86镇", "-1镇", "@SUM(A1)镇", "\t=1+1镇",
    "🏫镇", "👨‍👩‍👧幼儿园镇", "𠮷田镇", "龘䶮镇", "é́́́镇", "Zażółć镇",
    "\u202e镇乙甲", "\u200f右到左镇", "\u2066隔离\u2069镇", "零\u200b宽镇", "软\u00ad连镇", "不\u00a0断镇",
    "上\n下镇", "左\r\n右镇", "列\t表镇", "全　角镇",
    "| 竖 | 线 |镇", "甲*粗* _斜_ `码`镇", "[链](javascript:alert(1))镇", "甲 # 标题镇", "\\反斜\\镇",
    "../../etc/passwd", "CON", "长" * 120 + "镇",
)  # fmt: skip
HEADINGS: Final = ("地区", "3-5岁常住人口", "在园幼儿数", "公办园在园幼儿数", "普惠性民办园在园幼儿数")


def write_hostile(path: Path) -> Path:
    """Write a summary of as many areas as there are names, each with figures of its own."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "汇总表"
    sheet.append(HEADINGS)
    for place, name in enumerate(NAMES):
        row: tuple[str | int, ...] = (name, 1000 + place, 900 + 3 * place, 400 + place, 300 + place)
        for column, value in enumerate(row, 1):
            cell = sheet.cell(place + 2, column)
            cell.value = value
            cell.data_type = "s" if isinstance(value, str) else "n"
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path
