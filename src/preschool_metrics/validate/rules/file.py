"""文件: can the file be read, and does it say who reports what month (codes PM1xx)."""

from typing import Final

from preschool_metrics.model.finding import Flaw
from preschool_metrics.model.text import Text
from preschool_metrics.validate.rule import noticed, placed

_READING: Final = Text("报表读取要求", "What a return must be to be read")
_RESAVE: Final = Text(
    "请用 Excel 或 WPS 打开后另存为 .xlsx 再报。", "Open it in Excel or WPS, save it as .xlsx and send it again."
)
_FORM: Final = Text(
    "请使用 `preschool-metrics form` 生成的空表。", "Use the form that `preschool-metrics form` writes."
)
_FORM_OR_LAYOUT: Final = Text(
    f'{_FORM.zh}表头写法特殊的，在版式文件（--layout）中说明一次：[headings] "原表头" = "填报项 id"，'
    '[sheets] "工作表" = "roster"；`inspect 文件 --write-layout 版式.toml` 起草。',
    f'{_FORM.en} Or name your own headings once, in a layout file (--layout): [headings] "heading" = "id of a field", '
    '[sheets] "sheet" = "roster"; `inspect FILE --write-layout OUT.toml` drafts one.',
)
COVER: Final = "## 封面\n| 填报单位 | 曹子里镇 |\n| 报表月份 | 2024-03 |\n| 常住人口3-5岁 | 200 |\n"
ROSTER: Final = "## 幼儿园名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n| 甲幼儿园 | 公办园 | 90 |\n| 乙幼儿园 | 普惠性民办园 | 80 |\n"
GOOD: Final = COVER + ROSTER

noticed(
    Flaw.EMPTY_FILE, "PM101", "error",
    Text("文件不是空的", "The file is not empty"), Text("文件为空（0 字节）", "the file is empty (0 bytes)"),
    fix=Text("请重新上报文件。", "Send the file again."), basis=_READING, passes=GOOD, fails=b"",
)  # fmt: skip
noticed(
    Flaw.LOCK_FILE, "PM102", "error",
    Text("不是临时锁文件", "It is no lock file"),
    Text("是 Excel 的临时锁文件，不是报表", "it is a lock file of Excel, not a return"),
    fix=Text("请关闭 Excel 后上报原文件。", "Close Excel and send the workbook itself."), basis=_READING, passes=GOOD, fails=None,
)  # fmt: skip
noticed(
    Flaw.FOREIGN_FORMAT, "PM103", "error",
    Text("是 Excel 工作簿", "It is an Excel workbook"),
    Text("不是 Excel 工作簿（是{what}），请用 Excel/WPS 打开后另存为 .xlsx", "it is no Excel workbook but {what}; open it in Excel or WPS and save it as .xlsx"),
    fix=_RESAVE, basis=_READING, passes=GOOD, fails=b"%PDF-1.7\n",
)  # fmt: skip
noticed(
    Flaw.DAMAGED, "PM104", "error",
    Text("文件完整", "The file is whole"), Text("文件损坏或不完整", "the file is damaged or incomplete"),
    fix=Text("请用 Excel 或 WPS 打开原文件，另存为 .xlsx 再报。", "Open the original in Excel or WPS, save it as .xlsx and send it again."),
    basis=_READING, passes=GOOD, fails=b"PK\x03\x04 cut off",
)  # fmt: skip
noticed(
    Flaw.ENCRYPTED, "PM105", "error",
    Text("没有打开密码", "It has no password"), Text("文件已加密（打开密码），请取消密码后重新上报", "the file is encrypted; remove the password and send it again"),
    fix=Text("取消打开密码后重新上报。", "Remove the password and send it again."), basis=_READING, passes=GOOD,
    fails=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
)  # fmt: skip
noticed(
    Flaw.TOO_LARGE, "PM106", "error",
    Text("文件大小在限度内", "The file is within the limits"),
    Text("文件过大：{actual} 超过限度 {allowed}（{limit}）", "the file is too large: {actual} against a limit of {allowed} ({limit})"),
    fix=Text("删去多余内容后重新上报；确需处理的，用同名选项放宽。", "Remove what is not needed; or raise the limit with the option of that name."),
    basis=_READING, passes=GOOD, fails=None,
)  # fmt: skip
noticed(
    Flaw.FORBIDDEN_XML, "PM107", "error",
    Text("不含 XML 实体", "It holds no XML entities"), Text("文件损坏或含不允许的 XML 实体", "the file is damaged or holds forbidden XML entities"),
    fix=_RESAVE, basis=_READING, passes=GOOD, fails=None,
)  # fmt: skip
noticed(
    Flaw.READER_DIED, "PM108", "error",
    Text("文件可以读完", "The file can be read to its end"),
    Text("读取时出错、超时或内存不足，未读完", "it was not read to its end: reading it failed, or took too much time or memory"),
    fix=_RESAVE, basis=_READING, passes=GOOD, fails=None,
)  # fmt: skip
noticed(
    Flaw.NO_ACCESS, "PM109", "error",
    Text("文件可以打开", "The file can be opened"), Text("文件打不开：{why}", "the file cannot be opened: {why}"),
    fix=Text("检查文件是否存在、是否有权限。", "Check that it exists and may be read."), basis=_READING, passes=GOOD, fails=None,
)  # fmt: skip
noticed(
    Flaw.NO_TABLE, "PM110", "error",
    Text("有可识别的表", "It holds a table that is understood"),
    Text("找不到表头行，没有可识别的名册或汇总表（工作表：{sheets}）", "no heading row was found, so no roster or summary (sheets: {sheets})"),
    fix=_FORM_OR_LAYOUT, basis=_READING, passes=GOOD, fails=COVER,
)  # fmt: skip
placed(
    "missing_column", "PM111", "error",
    Text("名册有必备列", "The roster has the columns it needs"), Text("缺少列“{heading}”", "the column “{heading}” is missing"),
    fix=Text(
        '补上该列，或按填报表的表头书写；有该列而表头写法特殊的，在版式文件（--layout）中写：[headings] "原表头" = "填报项 id"，如 "enrolled"。',
        'Add the column, or head it as the form does; where it is there under another heading, write in a layout file (--layout): [headings] "heading" = "id of the field", as "enrolled".',
    ), basis=_READING, needs=("roster",), passes=GOOD,
    fails=COVER + "## 幼儿园名册\n| 幼儿园名称 | 办园性质 | 小班 | 中班 |\n| 甲幼儿园 | 公办园 | 25 | 30 |\n",
)  # fmt: skip
placed(
    "no_cover", "PM112", "error",
    Text("有封面或填报单位", "There is a cover or a reporting area"), Text("缺少“封面”工作表或填报单位", "the cover 封面 with the reporting area is missing"),
    fix=_FORM, basis=_READING, passes=GOOD, fails=ROSTER,
)  # fmt: skip
placed(
    "unknown_area", "PM113", "error",
    Text("填报单位在名录中", "The area is in the register"), Text("“{value}”不在镇街名录中{hint}，本行未计入", "“{value}” is not in the register{hint}; it is not counted"),
    fix=Text("按名录书写镇街名称（preschool-metrics areas）。", "Write the name as in the register (preschool-metrics areas)."),
    basis=_READING, passes=GOOD, fails=GOOD.replace("曹子里镇", "双街镇"),
)  # fmt: skip
placed(
    "near_area", "PM114", "query",
    Text("镇街名称与名录一致", "The name of the area is as in the register"),
    Text("“{value}”是否为“{expected}”？已按“{expected}”计入", "is “{value}” meant to be “{expected}”? It is counted there"),
    fix=Text("按名录书写镇街名称。", "Write the name as in the register."), basis=_READING, passes=GOOD, fails=GOOD.replace("曹子里镇", "曹子裡镇"),
)  # fmt: skip
placed(
    "no_period", "PM115", "error",
    Text("有报表月份", "The month is stated"),
    Text("没有报表月份：封面的报表月份和统计时点、文件夹名（YYYY-MM）、--period 都没有", "no month: neither 报表月份 nor 统计时点 on the cover, nor a folder YYYY-MM, nor --period"),
    fix=Text("在封面填写报表月份，如 2024-03。", "Fill in 报表月份 on the cover, as 2024-03."), basis=_READING, passes=GOOD,
    fails=GOOD.replace("| 报表月份 | 2024-03 |\n", ""),
)  # fmt: skip
placed(
    "other_period", "PM116", "error",
    Text("封面月份与文件夹一致", "The cover and the folder name the same month"),
    Text("封面写 {value}，文件夹是 {expected}；按 {counted} 计", "the cover says {value}, the folder {expected}; counted as {counted}"),
    fix=Text("改正封面月份，或移到对应月份的文件夹。", "Correct the cover, or move the file to its month's folder."), basis=_READING, passes=GOOD, fails=None,
)  # fmt: skip
placed(
    "double_return", "PM117", "error",
    Text("一镇一月一份报表", "One return for each area and month"),
    Text("{area} {period} 有多份报表：{files}；都未计入", "{area} {period} has several returns: {files}; none is counted"),
    fix=Text("只保留一份。", "Keep one of them."), basis=_READING, passes=GOOD, fails=None,
)  # fmt: skip
noticed(
    Flaw.MACROS, "PM118", "info",
    Text("不含宏", "It holds no macros"), Text("工作簿含宏，未运行", "the workbook holds macros; they were not run"),
    fix=Text("请另存为 .xlsx。", "Save it as .xlsx."), basis=_READING, passes=GOOD, fails=None,
)  # fmt: skip
noticed(
    Flaw.EXTERNAL_LINK, "PM119", "info",
    Text("不含外部链接", "It holds no external links"),
    Text("工作簿链接其他文件，未打开，取已存的值", "the workbook links to other files; they were not opened, the stored values were taken"),
    fix=Text("把公式粘贴为数值。", "Paste the formulas as values."), basis=_READING, passes=GOOD, fails=None,
)  # fmt: skip
noticed(
    Flaw.HIDDEN_SHEET, "PM120", "query",
    Text("没有隐藏的工作表", "No sheet is hidden"), Text("隐藏的工作表“{sheet}”未读入", "the hidden sheet “{sheet}” was not read"),
    fix=Text("删除隐藏的工作表，或取消隐藏后重报。", "Delete it, or unhide it and send the return again."), basis=_READING, passes=GOOD,
    fails=GOOD + "## 上年（隐藏）\n| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n| 甲幼儿园 | 公办园 | 85 |\n",
)  # fmt: skip
noticed(
    Flaw.HIDDEN_CELLS, "PM121", "query",
    Text("没有隐藏的行和列", "No row or column of a table is hidden"),
    Text("表内有隐藏的行或列，已照常计入", "rows or columns of the table are hidden; they are counted all the same"),
    fix=Text("取消隐藏并核对。", "Unhide them and check."), basis=_READING, passes=GOOD, fails=None,
)  # fmt: skip
placed(
    "absent_columns", "PM122", "info",
    Text("名册列齐全", "The roster has every column"), Text("名册没有这些列：{headings}", "the roster has no columns for: {headings}"),
    fix=Text("需要相关指标的，补上这些列。", "Add them where the figures that need them are wanted."), basis=_READING,
    needs=("roster",), passes=None, fails=GOOD,
)  # fmt: skip
placed(
    "absent_part", "PM123", "info",
    Text("名册有托班、混合班列", "The roster has columns for nursery and mixed classes"),
    Text("名册没有{headings}列，按没有{headings}计", "the roster has no column for {headings}: taken as having none"),
    fix=Text("有托班或混合班的，补上该列。", "Add the column where there are such classes."), basis=_READING, needs=("roster",), passes=None, fails=GOOD,
)  # fmt: skip
noticed(
    Flaw.HEADING_TWICE, "PM124", "query",
    Text("表头不重复", "No heading stands twice"),
    Text("表头“{value}”重复，两列数据一致，取第一列", "the heading “{value}” stands twice; both columns agree, the first is taken"),
    fix=Text("删去重复的列。", "Delete one of the columns."), basis=_READING, passes=GOOD,
    fails=COVER + "## 幼儿园名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 | 在园幼儿数 |\n| 甲幼儿园 | 公办园 | 90 | 90 |\n",
)  # fmt: skip
noticed(
    Flaw.HEADING_CONFLICT, "PM125", "error",
    Text("重复的表头数据一致", "Columns of the same heading agree"),
    Text("表头“{value}”重复且两列数据不同，都不采用", "the heading “{value}” stands twice and the columns differ; neither is taken"),
    fix=Text("只保留正确的一列。", "Keep the right column."), basis=_READING, passes=GOOD,
    fails=COVER + "## 幼儿园名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 | 在园幼儿数 |\n| 甲幼儿园 | 公办园 | 90 | 91 |\n",
)  # fmt: skip
noticed(
    Flaw.HEADING_GUESS, "PM126", "query",
    Text("表头写法可识别", "The heading is understood"), Text("表头“{value}”是否为“{suggestion}”？未采用；版式文件可写：{line}", "is the heading “{value}” meant to be “{suggestion}”? It was not taken; a layout file may say: {line}"),
    fix=Text("按填报表的表头书写，或把消息中的一行写进版式文件，用 --layout 读入。", "Write the heading as in the form, or put the line of the message into a layout file (--layout)."), basis=_READING, passes=GOOD,
    fails=COVER + "## 幼儿园名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 | 专任教帅数 |\n| 甲幼儿园 | 公办园 | 90 | 6 |\n",
)  # fmt: skip
noticed(
    Flaw.STRAY_CELLS, "PM161", "query",
    Text("没有远离表格的单元格", "No cell lies far from the tables"),
    Text("远离表格处有 {count} 个单元格，未读入", "cells far from the tables were not read: {count}"),
    fix=Text("确属误填的，删去；属于表内数据的，移到表中。", "Delete what slipped in; move what belongs to a table into it."),
    basis=_READING, passes=GOOD, fails=GOOD + "at B20000\n| 7 |\n",
)  # fmt: skip
noticed(
    Flaw.LOST_SHEET, "PM162", "query",
    Text("工作表都在文件中", "Every sheet is in the file"),
    Text("工作表“{sheet}”在文件中缺失，未读入", "the sheet “{sheet}” is missing from the file; it was not read"),
    fix=_RESAVE, basis=_READING, passes=GOOD, fails=None,
)  # fmt: skip
noticed(
    Flaw.OTHER_READER, "PM163", "query",
    Text("常用的读取器读得了", "The usual reader reads it"),
    Text("文件写法不规范，改用另一读取器（{reader}）读取，请核对数据", "the file is oddly written and was read by another reader ({reader}); check the figures"),
    fix=_RESAVE, basis=_READING, passes=GOOD, fails=None,
)  # fmt: skip
placed(
    "no_area", "PM137", "error",
    Text("没有封面的名册每行有所属镇街", "Without a cover every row names its area"),
    Text("没有所属镇街，本行未计入", "the row names no area; it is not counted"),
    fix=Text("补填所属镇街，或加封面。", "Fill in the area, or add a cover."), basis=_READING, needs=("roster",), passes=GOOD,
    fails="## 名册\n| 幼儿园名称 | 所属镇街 | 办园性质 | 在园幼儿数 |\n| 甲幼儿园 |  | 公办园 | 90 |\n| 乙幼儿园 | 曹子里镇 | 公办园 | 80 |\n",
)  # fmt: skip
placed(
    "code_differs", "PM138", "query",
    Text("行政区划代码与填报单位一致", "The code is the area's"),
    Text("行政区划代码 {value} 是{other}的，填报单位是{area}；按填报单位计", "the code {value} is {other}'s, the cover names {area}; the name counts"),
    fix=Text("改正代码或填报单位。", "Correct the code or the name."), basis=_READING, passes=GOOD,
    fails=GOOD.replace("| 报表月份", "| 行政区划代码 | 120114101 |\n| 报表月份"),
)  # fmt: skip
placed(
    "other_table", "PM136", "query",
    Text("数据都在一张名册上", "All figures stand in one roster"),
    Text("工作表“{sheet}”还有一张含 {headings} 的表 {range}，未计入", "the sheet “{sheet}” holds another table with {headings}, {range}; it is not counted"),
    fix=Text("并入名册。", "Put its columns into the roster."), basis=_READING, passes=GOOD,
    fails=GOOD + "## 教职工\n| 幼儿园名称 | 教职工数 | 专任教师 |\n| 甲幼儿园 | 14 | 6 |\n| 无名幼儿园 | 9 | 4 |\n",
)  # fmt: skip
noticed(
    Flaw.HEADING_DOUBT, "PM134", "query",
    Text("表头的上级可识别", "The parent of a heading is understood"),
    Text("表头“{value}”按“{heading}”读取，请核对；版式文件可写：{line}", "the heading “{value}” is read as “{heading}”; check it; a layout file may say: {line}"),
    fix=Text("按填报表的表头书写，或把消息中的一行写进版式文件（--layout），不对的改成该列的填报项 id 或 ignore。", "Write the heading as in the form, or put the line of the message into a layout file (--layout), with the id of the right field, or ignore, where it is wrong."), basis=_READING, passes=GOOD, fails=None,
)  # fmt: skip
placed(
    "other_year", "PM135", "error",
    Text("表头的年份与报表月份一致", "The year of a heading is that of the month"),
    Text("表头“{value}”不是 {expected} 年的数，未采用", "the heading “{value}” is not of {expected}; it was not taken"),
    fix=Text("填报当月的数。", "Report the figures of the month."), basis=_READING, passes=GOOD,
    fails=COVER + "## 幼儿园名册\n| 幼儿园名称 | 办园性质 | 2023年在园幼儿数 |\n| 甲幼儿园 | 公办园 | 90 |\n",
)  # fmt: skip
placed(
    "second_table", "PM127", "query",
    Text("一类表只有一张", "There is one table of each kind"), Text("又有一张相同的{kind}，未再计入", "a second {kind} with the same rows; it was not added"),
    fix=Text("删去重复的表。", "Delete one of them."), basis=_READING, passes=GOOD, fails=GOOD + ROSTER.replace("名册", "名册2"),
)  # fmt: skip
placed(
    "rival_table", "PM128", "error",
    Text("同类表不相互矛盾", "Tables of one kind do not contradict each other"),
    Text("有两张内容不同的{kind}（另一张在“{other}”），都未计入", "there are two different {kind}s (the other in “{other}”); neither is counted"),
    fix=Text("合并成一张表，或只保留正确的一张。", "Put them into one table, or keep the right one."), basis=_READING, passes=GOOD,
    fails=GOOD + ROSTER.replace("名册", "名册2").replace("90", "91"),
)  # fmt: skip
placed(
    "unnamed_basis", "PM129", "info",
    Text("适龄人口写明口径", "The population names its basis"), Text("适龄儿童数未写明常住或户籍，按{basis}计", "the population does not say resident or registered; taken as {basis}"),
    fix=Text("写明“常住人口”或“户籍人口”。", "Say 常住人口 or 户籍人口."), basis=Text("教督〔2020〕1号要求同时掌握常住与户籍", "教督〔2020〕1号 asks for both"),
    needs=("roster",), passes=GOOD, fails=GOOD.replace("常住人口3-5岁", "适龄儿童数"),
)  # fmt: skip
placed(
    "no_population", "PM130", "query",
    Text("有适龄人口", "The population is stated"), Text("没有3-5岁{basis}，毛入园率无法计算", "no {basis} population of 3 to 5: the gross rate cannot be computed"),
    fix=Text("在封面填写3、4、5岁人口。", "Fill in the population aged 3, 4 and 5 on the cover."), basis=_READING, needs=("roster",), passes=GOOD,
    fails=GOOD.replace("| 常住人口3-5岁 | 200 |\n", ""),
)  # fmt: skip
placed(
    "cover_twice", "PM131", "query",
    Text("封面信息前后一致", "The cover's lines agree"), Text("“{heading}”有两个不同的值：{expected} 与 {value}，取前者", "“{heading}” stands twice: {expected} and {value}; the first is taken"),
    fix=Text("改成一致。", "Make them agree."), basis=_READING, passes=GOOD, fails=GOOD.replace("| 200 |\n", "| 200 |\n| 3-5岁常住人口 | 210 |\n"),
)  # fmt: skip
placed(
    "lock_file_skipped", "PM132", "info",
    Text("文件夹里没有临时锁文件", "The folder holds no lock files"), Text("跳过 Excel 的临时锁文件", "a lock file of Excel was skipped"),
    fix=Text("请关闭 Excel。", "Close Excel."), basis=_READING, passes=GOOD, fails=None,
)  # fmt: skip
noticed(
    Flaw.OWN_OUTPUT, "PM154", "error",
    Text("不是本工具自己的输出", "It is no output of this tool"),
    Text("是本工具生成的报告，不是报表", "it is a report that this tool wrote, not a return"),
    fix=Text("请上报镇街填写的报表。", "Send the return that the town filled in."), basis=_READING, passes=GOOD,
    fails="\ufeffcode,severity,file,sheet,cell\r\nPM301,error,a.xlsx,名册,G5\r\n".encode(),
)  # fmt: skip
placed(
    "no_returns", "PM155", "info",
    Text("文件夹里只有报表", "The folder holds nothing but returns"),
    Text("略去 {count} 个文件，不是报表：{files}", "left out {count} files, which are no returns: {files}"),
    fix=Text("不需要处理；如果其中有报表，请另存为 .xlsx。", "Nothing has to be done; save as .xlsx what is a return all the same."),
    basis=_READING, reads="run", passes=None, fails=None,
)  # fmt: skip
placed(
    "missing_return", "PM133", "error",
    Text("各镇街都已上报", "Every area has reported"), Text("{area} {period} 未上报", "{area} has not reported {period}"),
    fix=Text("催报，或去掉 --require-complete。", "Ask for the return, or leave --require-complete out."), basis=_READING, reads="run", passes=None, fails=None,
)  # fmt: skip
noticed(
    Flaw.IGNORED_SHEET, "PM139", "info",
    Text("没有版式文件要求不读的工作表", "The layout file leaves no sheet out"),
    Text("版式文件注明不读工作表“{sheet}”", "the layout file says not to read the sheet “{sheet}”"),
    fix=Text("需要读入的，从版式文件的 [sheets] 中删去。", "Delete it from [sheets] of the layout file where it is to be read."),
    basis=_READING, passes=GOOD, fails=None,
)  # fmt: skip
noticed(
    Flaw.MISPLACED_FIELD, "PM158", "error",
    Text("版式文件把表头写作本表的填报项", "The layout file names a field of the table"),
    Text("版式文件的 {line} 写不通：{heading}是封面的填报项，不是名册的列；“{value}”未采用", "the line {line} of the layout file is impossible: {heading} is a field of the cover, no column of a roster; “{value}” was not taken"),
    fix=Text("改成名册的填报项 id（docs/fields.md），或 ignore。", "Write the id of a field of the roster (docs/fields.md), or ignore."),
    basis=_READING, passes=GOOD, fails=None,
)  # fmt: skip
noticed(
    Flaw.OTHER_THAN_SAID, "PM157", "query",
    Text("版式文件与封面一致", "The layout file and the cover agree"),
    Text("封面的{heading}是“{value}”，版式文件写“{said}”；按版式文件计", "{heading} on the cover is “{value}”, the layout file says “{said}”; the layout file counts"),
    fix=Text("改正封面，或改版式文件的 [files]、[sheets]。", "Correct the cover, or [files] or [sheets] of the layout file."),
    basis=_READING, passes=GOOD, fails=None,
)  # fmt: skip
placed(
    "left_out", "PM140", "query",
    Text("表都已计入", "Every table is counted"),
    Text("工作表“{sheet}”的{kind} {range} 未计入：{reason}", "the {kind} {range} of the sheet “{sheet}” is not counted: {reason}"),
    fix=Text("补上所缺的表头，或并入名册；不需要的表请删去。", "Add the heading that it lacks, or put it into the roster; delete a table that is not wanted."),
    basis=_READING, passes=GOOD,
    fails=GOOD + "## 按年龄\n| 年龄段 | 在园幼儿数 | 教职工数 |\n| 3岁 | 90 | 10 |\n| 4岁 | 80 | 9 |\n",
)  # fmt: skip
placed(
    "nothing_counts", "PM141", "error",
    Text("至少一张表可以计入", "At least one table can be counted"),
    Text("没有一张表可以计入；工作表“{sheet}”的{kind} {range}：{reason}", "no table can be counted; the {kind} {range} of the sheet “{sheet}”: {reason}"),
    fix=_FORM_OR_LAYOUT, basis=_READING, passes=GOOD,
    fails=COVER + "## 按年龄\n| 年龄段 | 在园幼儿数 | 教职工数 |\n| 3岁 | 90 | 10 |\n| 4岁 | 80 | 9 |\n",
)  # fmt: skip
placed(
    "uncounted_table", "PM142", "info",
    Text("没有不计数的表", "No table is passed over"),
    Text("工作表“{sheet}”的{kind} {range} 没有可识别的人数列，未计入", "the {kind} {range} of the sheet “{sheet}” has no column of counts that is understood; it is not counted"),
    fix=Text("是通讯录等的不用管；有数的，按填报表的表头书写，或用 --layout 版式文件说明。", "Leave a list of phone numbers as it is; head counts as in the form, or name them in a layout file (--layout)."),
    basis=_READING, passes=GOOD, fails=GOOD + "## 通讯录\n| 幼儿园名称 | 办园性质 | 联系电话 |\n| 甲幼儿园 | 公办园 | 022-00000000 |\n",
)  # fmt: skip
noticed(
    Flaw.SIDEWAYS, "PM143", "query",
    Text("表头方向可以确定", "Which way the headings run is clear"),
    Text("工作表“{sheet}”像是表头在左列的表（一列一园），没有把握，未按此读入", "the sheet “{sheet}” looks like a table on its side (a column for each kindergarten), but not surely; it was not read so"),
    fix=Text("改为一行一园，或补全左列的表头。", "Give each kindergarten a row, or complete the headings on the left."), basis=_READING, passes=GOOD,
    fails=COVER + "## 幼儿园名册\n| 幼儿园名称 | 甲幼儿园 | 乙幼儿园 |\n| 办园性质 | 公办园 | 公办园 |\n| 在园幼儿数 |  |  |\n",
)  # fmt: skip
noticed(
    Flaw.ANOTHER_TABLE, "PM144", "query",
    Text("名册下面没有别的表", "No other table stands below the roster"),
    Text("工作表“{sheet}”从“{value}”起像是另一张表，没有办园性质，未计入名册", "in the sheet “{sheet}” another table seems to begin with “{value}”; it has no natures and is not counted in the roster"),
    fix=Text("移到单独的工作表；属于名册的，补上办园性质。", "Move it to a sheet of its own; give its rows a nature where they belong to the roster."), basis=_READING, passes=GOOD,
    fails=GOOD + "| 设备 | 数量 | 单价 |\n| 电脑 | 3 | 390 |\n",
)  # fmt: skip
noticed(
    Flaw.NATURE_CONFLICT, "PM147", "query",
    Text("办园性质前后一致", "What says the nature of a kindergarten agrees"),
    Text("办园性质“{value}”与其他写法（{related}）不一致，以本格为准", "the nature “{value}” differs from what {related} says; this cell counts"),
    fix=Text("核对办园性质、举办者类型和所在分类，改正不符的一处。", "Compare the nature, the sponsor and the section, and correct the one that is wrong."), basis=_READING, passes=GOOD,
    fails=COVER + "## 幼儿园名册\n| 幼儿园名称 | 举办者类型 | 办园性质 | 在园幼儿数 |\n| 甲幼儿园 | 教育部门 | 普惠性民办园 | 90 |\n",
)  # fmt: skip
noticed(
    Flaw.PARTIAL_LIST, "PM148", "error",
    Text("名册包括全部幼儿园", "The roster lists all kindergartens"),
    Text("“{value}”从标题看只列了部分幼儿园，不能当作全镇名册，未计入", "by its title “{value}” lists some of the kindergartens only; it is not the roster of a town and is not counted"),
    fix=Text('报送列有全部幼儿园的名册；确为全部的，改标题或在版式文件（--layout）中写：[sheets] "工作表" = "roster"。', 'Send the roster of all kindergartens; if it is that, change the title or say in a layout file (--layout): [sheets] "sheet" = "roster".'), basis=_READING, passes=GOOD,
    fails=COVER + "## 名册\n| 普惠性民办幼儿园认定台账 |\n| 幼儿园名称 | 认定时间 | 在园幼儿数 |\n| 甲幼儿园 | 2022年9月 | 90 |\n",
)  # fmt: skip
noticed(
    Flaw.OTHER_TIME, "PM149", "info",
    Text("其他时间的工作表", "Sheets of another time"),
    Text("工作表“{value}”是其他时间的数据，未计入", "the sheet “{value}” holds data of another time and is not counted"),
    fix=Text("无须处理。", "Nothing to do."), basis=_READING, passes=GOOD,
    fails=GOOD + "## 上年名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n| 甲幼儿园 | 公办园 | 80 |\n",
)  # fmt: skip
placed(
    "from_file_name", "PM160", "info",
    Text("镇街和月份写在表内", "The area and the month stand in the workbook"),
    Text("表内没有写明{heading}，按文件名取“{value}”", "the workbook does not say its {heading}; “{value}” is taken from the name of the file"),
    fix=Text("在封面或标题中写明镇街和月份。", "Write the area and the month on the cover or in the title."), basis=_READING, passes=GOOD, fails=None,
)  # fmt: skip
