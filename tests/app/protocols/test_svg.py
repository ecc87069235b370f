"""Pictures that run something or fetch something are refused."""

import pytest

from app.protocols.faults import Fault
from app.protocols.svg import check_svg

W3 = "http://www.w3.org"
HEAD = f'<svg xmlns="{W3}/2000/svg" xmlns:xlink="{W3}/1999/xlink" viewBox="0 0 9 9"'


def details(markup: str) -> list[str]:
    faults: list[Fault] = []
    check_svg("pictures/x.svg", markup.encode(), faults)
    return [fault.detail for fault in faults]


@pytest.mark.parametrize(
    "inside",
    [
        "",
        '<g id="a"><path d="M0 0h9" fill="#123456"/></g><use href="#a"/>',
        '<defs><linearGradient id="g"/></defs><rect fill="url(#g)" width="9" height="9"/>',
        '<use xlink:href="#a"/><text x="1">Ø 25 h7</text>',
    ],
)
def test_a_plain_drawing_is_accepted(inside: str) -> None:
    assert details(f"{HEAD}>{inside}</svg>") == []


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<foreignObject/>",
        '<image href="https://example.org/x.png"/>',
        '<image href="#a"/>',
        '<use href="other.svg#a"/>',
        '<use xlink:href="https://example.org/#a"/>',
        '<path d="M0 0" onclick="x()"/>',
        '<rect fill="url(https://example.org/x)"/>',
        "<rect style=\"fill:url( 'https://example.org/x')\"/>",
        "<style>@import 'x'</style>",
        '<a href="#x"/>',
        '<p xmlns="http://www.w3.org/1999/xhtml"/>',
        "<?php x ?>",
    ],
)
def test_what_runs_or_fetches_is_refused(inside: str) -> None:
    assert details(f"{HEAD}>{inside}</svg>")


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<svg",
        "<html/>",
        '<svg viewBox="0 0 9 9"/>',
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
        f'<!DOCTYPE svg [<!ENTITY a "b">]>{HEAD}/>',
        f"{HEAD}>{'<g/>' * 70_000}</svg>",
    ],
)
def test_what_is_no_small_picture_is_refused(markup: str) -> None:
    assert details(markup)


def test_the_line_of_the_fault_is_told() -> None:
    assert details(f"{HEAD}>\n\n<script/></svg>") == ["3: <script>"]
