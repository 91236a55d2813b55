"""The Python API: the verbs of the command line."""

import json
from pathlib import Path

import pytest

import preschool_metrics
from preschool_metrics import PreschoolMetricsError, assess, load_profile, read_return, render
from preschool_metrics._version import __version__
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.town_return import TownReturn
from tests.cli.conftest import kindergarten, write


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return write(tmp_path / "a.xlsx")


def test_the_names_of_the_api() -> None:
    verbs = ["annotate", "assess", "compare", "inspect", "plans_of", "trace", "what_if"]
    names = [
        "PreschoolMetricsError",
        "__version__",
        *verbs,
        "change_of",
        "load_profile",
        "read_return",
        "render",
        "to_frame",
    ]
    assert sorted(preschool_metrics.__all__) == sorted(names)
    assert all(getattr(preschool_metrics, name) for name in names)
    assert preschool_metrics.__version__ == __version__
    with pytest.raises(AttributeError, match="nonsense"):
        _ = preschool_metrics.nonsense


def test_assess_takes_paths_as_text_or_path(good: Path) -> None:
    made = assess([str(good)])
    assert isinstance(made, Assessment)
    assert made == assess([good])
    assert (made.period, made.coverage.received) == ("2024-03", 1)
    assert [each.area for each in made.returns] == ["曹子里镇"]


def test_assess_keeps_the_earlier_months_as_history(good: Path, tmp_path: Path) -> None:
    write(tmp_path / "b.xlsx", period="2024-01")
    made = assess([tmp_path])
    assert [each.period for each in made.returns] == ["2024-03"]
    assert [each.period for each in made.history] == ["2024-01"]
    assert {each.observation.period for each in made.of_history()} == {"2024-01"}
    assert assess([tmp_path], period="2024-01").history == ()
    assert good.exists()


def test_assess_reports_its_progress(good: Path) -> None:
    told: list[tuple[int, int]] = []
    write(good.parent / "b.xlsx", area="杨村街道")
    assess([good.parent], progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_read_return_gives_every_cell_with_its_address(good: Path) -> None:
    (report,) = read_return(good)
    assert isinstance(report, TownReturn)
    assert (report.area, report.period, report.file) == ("曹子里镇", "2024-03", "a.xlsx")
    assert report.cover["population_resident_3"] == (60, "封面", "B13", ())
    assert report.roster is not None
    assert report.roster.column("enrolled") == [90, 90]
    assert report.roster.cell(1, "enrolled") == "G6"
    assert [each.name for each in report.roster.kindergartens()] == ["甲幼儿园", "乙幼儿园"]


def test_load_profile_by_id_and_by_path(tmp_path: Path) -> None:
    from preschool_metrics.catalogue import loader

    shipped = Path(loader.__file__).parent / "profiles" / "wuqing-2023.toml"
    own = tmp_path / "own.toml"
    own.write_bytes(shipped.read_bytes())
    known, found = load_profile("wuqing-2023"), load_profile(str(own))
    assert known.clauses == shipped.parent / "clauses" / "wuqing-2023.toml"
    assert found.clauses == tmp_path / "clauses" / "wuqing-2023.toml"  # named as it lies beside the profile
    assert found.model_copy(update={"clauses": known.clauses}) == known


def test_render_gives_the_formats_of_check(good: Path) -> None:
    made = assess([good])
    assert json.loads(render(made))["period"] == "2024-03"
    assert render(made, "csv").startswith("\ufeffcode,")
    assert render(made, "csv", table="observations").startswith("\ufeffprofile,")
    assert "曹子里镇" in render(made, "text", "zh", width=100)
    assert "Public share" in render(made, "text", "en", width=100)
    assert render(made, "json", "en") == render(made, "json", "en")


def test_errors_are_one_family_and_one_line(tmp_path: Path, good: Path) -> None:
    broken = tmp_path / "own.toml"
    broken.write_text("x = 1\ny = 2\n", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    for fails in (
        lambda: assess([tmp_path / "nowhere"]),
        lambda: assess([tmp_path / "empty"]),
        lambda: assess([good], period="1999-01"),
        lambda: assess([good], profile="nonsense"),
        lambda: load_profile(str(broken)),
        lambda: read_return(broken),
        lambda: read_return(tmp_path / "nowhere.xlsx"),
    ):
        with pytest.raises(PreschoolMetricsError) as raised:
            fails()
        assert str(raised.value)
        assert "\n" not in str(raised.value)


def test_a_fault_of_a_return_is_never_an_exception(tmp_path: Path) -> None:
    (tmp_path / "damaged.xlsx").write_bytes(b"PK\x03\x04 cut off")
    path = write(tmp_path / "a.xlsx", kindergarten("甲", "public", enrolled="约90", staff=-1), kindergarten("乙", "x"))
    made = assess([path, tmp_path / "damaged.xlsx"])
    assert {each.code for each in made.findings} >= {"PM104", "PM201", "PM203", "PM207"}
