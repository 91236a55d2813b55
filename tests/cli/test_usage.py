"""A wrong command line is one line in the language spoken, with the option, and exit code 2."""

import pytest

from tests.cli.conftest import Run

WRONG = {
    "check": ("缺少 PATH…（用法：preschool-metrics check -h）", "PATH… is missing (help: preschool-metrics check -h)"),
    "chek .": (
        "没有命令 chek；是否为 check, schema？（用法：preschool-metrics -h）",
        "there is no command chek; did you mean check, schema? (help: preschool-metrics -h)",
    ),
    "form --all": (
        "缺少 --out / -o（用法：preschool-metrics form -h）",
        "--out / -o is missing (help: preschool-metrics form -h)",
    ),
    "check . --fail-on worst": (
        "--fail-on: worst 不在可选值之内：error, query, gap, never（用法：preschool-metrics check -h）",
        "--fail-on: worst is none of error, query, gap, never (help: preschool-metrics check -h)",
    ),
    "check . --jobs 0": (
        "--jobs / -j: 不得小于 1（用法：preschool-metrics check -h）",
        "--jobs / -j: must be at least 1 (help: preschool-metrics check -h)",
    ),
    "check . --jobs two": (
        "--jobs / -j: 须为整数（用法：preschool-metrics check -h）",
        "--jobs / -j: must be a whole number (help: preschool-metrics check -h)",
    ),
    "check . --lng zh": (
        "没有选项 --lng；是否为 --lang？（用法：preschool-metrics check -h）",
        "there is no option --lng; did you mean --lang? (help: preschool-metrics check -h)",
    ),
    "check . -Z": (
        "没有选项 -Z（用法：preschool-metrics check -h）",
        "there is no option -Z (help: preschool-metrics check -h)",
    ),
    "check . --period": ("--period 后须给出值", "--period needs a value"),
    "check . --quiet=1": ("--quiet 不带值", "--quiet takes no value"),
    "check . --period 2024": (
        "--period: 月份写成 YYYY-MM，如 2024-03（用法：preschool-metrics check -h）",
        "--period: write a month as YYYY-MM, like 2024-03 (help: preschool-metrics check -h)",
    ),
    "areas one two": (
        "多余的参数：one two（用法：preschool-metrics areas -h）",
        "too many arguments: one two (help: preschool-metrics areas -h)",
    ),
}


@pytest.mark.parametrize(("written", "zh", "en"), [(written, *said) for written, said in WRONG.items()])
def test_a_wrong_command_line_is_said_in_one_line(
    run: Run, monkeypatch: pytest.MonkeyPatch, written: str, zh: str, en: str
) -> None:
    for language, said in (("zh_CN.UTF-8", zh), ("en_US.UTF-8", en)):
        monkeypatch.setenv("LANG", language)
        ran = run(*written.split())
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == said + "\n"


def test_a_bare_command_shows_its_help(run: Run) -> None:
    ran = run("templates")
    assert ran.code == 2
    assert "export" in ran.err
    assert "check" in ran.err
