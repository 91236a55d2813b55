"""A quotation is what the document says: word by word, parts left out marked ……."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from pydantic import BaseModel

from preschool_metrics.catalogue import load_profile

PLAN: Final = Path(__file__).parents[3] / "shared" / "wuqing_plan_2023.txt"
LEFT_OUT: Final = "……"


def plain(text: str) -> str:
    return "".join(text.split())


def is_of(quote: str, text: str) -> bool:
    """Tell whether the parts of a quotation stand in one sentence of a text, in their order."""
    start, *others = map(plain, quote.split(LEFT_OUT))
    for sentence in plain(text).split("。"):
        at, found = 0, True
        for part in (start, *others):
            at = sentence.find(part, at) + len(part)
            found = found and at >= len(part) > 0
        if found:
            return True
    return False


def quotations(part: object) -> Iterator[str]:
    """Yield every quotation in a profile, at any depth."""
    if isinstance(part, BaseModel):
        for name in type(part).model_fields:
            value = getattr(part, name)
            if name == "quote":
                yield value
            else:
                yield from quotations(value)
    elif isinstance(part, tuple):
        for each in part:
            yield from quotations(each)


@pytest.mark.parametrize(
    ("quote", "verbatim"),
    [
        ("占比达到50%以上", True),
        ("覆盖率……占比达到50%以上", True),
        ("占比达到50%及以上", False),
        ("占比……覆盖率", False),
        ("达到93%以上……占比", False),
        ("", False),
    ],
)
def test_what_a_quotation_is(quote: str, verbatim: bool) -> None:
    text = "毛入园率达到93%以上。\n 普惠性幼儿园覆盖率达到85%以上、公办园在园幼儿占比\n达到50%以上。"
    assert is_of(quote, text) == verbatim


@pytest.mark.skipif(not PLAN.is_file(), reason=f"the text of the plan is not here ({PLAN})")
def test_every_quotation_of_wuqing_stands_in_its_plan() -> None:
    text, found = PLAN.read_text(encoding="utf-8"), list(quotations(load_profile("wuqing-2023")))
    assert len(found) > len(load_profile("wuqing-2023").indicators)
    assert [quote for quote in found if not is_of(quote, text)] == []


def test_a_part_that_is_left_out_is_marked_with_six_points() -> None:
    for name in ("wuqing-2023", "national-2020", "staffing-2013"):
        for quote in quotations(load_profile(name)):
            assert "..." not in quote
            assert "…" not in quote.replace(LEFT_OUT, "")
