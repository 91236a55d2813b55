"""How `check` ends: what came, what is wrong, why the exit code, and the next command; the months that were not compared."""

from pathlib import Path

from tests.cli.conftest import Run


def test_the_last_line_says_what_came_and_what_to_do(run: Run, returns: Path) -> None:
    ended = run("check", str(returns / "error.xlsx"), "--lang", "zh")
    assert ended.code == 1
    last = ended.err.strip().splitlines()[-1]
    assert "已报 1" in last
    assert "退出码 1：有错误" in last
    assert f"preschool-metrics annotate {returns / 'error.xlsx'} --out feedback" in last


def test_a_clean_return_is_ready_for_the_report(run: Run, returns: Path) -> None:
    ended = run("check", str(returns / "good.xlsx"), "--lang", "en", "--fail-on", "error")
    last = ended.err.strip().splitlines()[-1]
    assert "exit code 0" in last
    assert last.endswith(f"preschool-metrics report {returns / 'good.xlsx'} --period 2024-03 --out reports")


def test_a_missed_target_is_the_reason_where_it_is_asked_for(run: Run, returns: Path) -> None:
    ended = run("check", str(returns / "gap.xlsx"), "--lang", "zh", "--fail-on", "gap")
    assert "退出码 1：有约束性目标未达到" in ended.err


def test_machine_formats_and_quiet_say_nothing_beside_the_document(run: Run, returns: Path) -> None:
    assert run("check", str(returns / "good.xlsx"), "--format", "json").err == ""
    assert run("check", str(returns / "good.xlsx"), "--quiet").err == ""


def test_a_month_that_was_checked_alone_says_which_months_it_was_not_compared_with(run: Run, returns: Path) -> None:
    ended = run("check", str(returns / "months" / "2024-03"), "--lang", "zh")
    assert "跨期规则没有评估" in ended.err
    assert f"preschool-metrics check {returns / 'months'} --period 2024-03" in ended.err


def test_several_months_and_the_first_of_all_say_nothing_of_the_kind(run: Run, returns: Path) -> None:
    assert "跨期规则" not in run("check", str(returns / "months"), "--lang", "zh").err
    assert "跨期规则" not in run("check", str(returns / "months" / "2024-02"), "--lang", "zh").err
