"""Small workbooks with one thing odd in their package: each is read for what it says, or what is odd is told."""

from pathlib import Path
from typing import NamedTuple

import pytest

from preschool_metrics.workflow.assess import assess

ODD = Path(__file__).parents[3] / "shared" / "odd"
pytestmark = pytest.mark.skipif(not ODD.is_dir(), reason=f"the odd packages are not here ({ODD})")


class Right(NamedTuple):
    """Children in public kindergartens and in all, and what is told of the file beside what its layout lacks."""

    public: int
    enrolled: int | None
    told: tuple[tuple[str, str | None], ...] = ()


READ = Right(330, 600)
RIGHT = {
    "far10_XFD1048576_space.xlsx": READ,
    "far3_XFD60000.xlsx": Right(330, 600, (("PM161", "XFD60000"),)),
    "h01_workbook_renamed.xlsx": READ,
    "h03a_utf16_workbook.xlsx": READ,
    "h03e_utf16_sst.xlsx": READ,
    "h06_lower_refs.xlsx": READ,
    "h07c_junk_before.xlsx": READ,
    "h10a_e_spaces.xlsx": Right(330, None, (("PM204", "B2"),)),
    "h10f_formula_comment.xlsx": Right(330, 600, (("PM206", "B2"),)),
    "h10r_nan.xlsx": Right(330, None, (("PM201", "B2"),)),
    "h10t_1e400.xlsx": Right(330, None, (("PM201", "B2"),)),
    "h10x_v_ent.xlsx": READ,
    "h10z_split.xlsx": READ,
    "h12d_dotdot.xlsx": Right(330, None, (("PM204", "B2"),)),
    "h24d_merge_dollar.xlsx": READ,
    "h30_roster_plain.xlsx": Right(100, 390),
    "h31_sst_index_space.xlsx": Right(100, 390),
    "h32_all_pretty.xlsx": Right(100, 390),
    "i01_blank_enrolled.xlsx": Right(330, None),  # what the blank keeps from being known names its field
    "m02_macro_sheet.xlsm": Right(330, 600, (("PM118", None),)),
    "s01_strict.xlsx": READ,
    "x00_base.xls": READ,
    "x02_sst_count_zero.xls": Right(330, 600, (("PM163", None),)),
}
OF_THE_LAYOUT = ("PM122", "PM123")


def test_every_odd_package_has_its_right_answer() -> None:
    assert {path.name for path in ODD.glob("*.xl*")} == RIGHT.keys()


@pytest.mark.parametrize("name", RIGHT)
def test_it_is_read_for_what_it_says_or_what_is_odd_is_told(name: str) -> None:
    result = assess(ODD / name, profile="national-2020", period="2024-03")
    (share,) = [each for each in result.judged("district") if each.observation.indicator.id == "public_share"]
    told = tuple((each.code, each.cell) for each in result.findings if each.code not in OF_THE_LAYOUT)
    assert Right(share.observation.numerator or 0, share.observation.denominator, told) == RIGHT[name]
    assert (share.observation.missing != ()) is (RIGHT[name].enrolled is None)
