"""What a hand scanner types on keyboards of other countries is the same code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.scanned_text import scanned_text

DIGITS = "17" + "2345678901" * 70
GENUINE = f"https://bevis.example/v#{DIGITS}"
RECOVERED = f"https://intyga/v#{DIGITS}"

# What an American scanner's keys give where the computer has another layout.
_ROWS = {
    "swedish": (":/-#", "Ö-+#", ""),
    "german": (":/-#yz", "Ö-ß§zy", ""),
    "british": ("#", "£", ""),
    "french": (":/-#aqwzm.", "M!)3qazw,:", "&é\"'(-è_çà"),
    "belgian": (":/-#aqwzm.", "M=)3qazw,:", "&é\"'(§è!çà"),
    "czech": (":/-#yz", '"-=3zy', "+ěščřžýáíé"),
    "slovak": (":/-#yz", '"-=3zy', "+ľščťžýáíé"),
    "hungarian": (":/-#yz", "É-ü+zy", "123456789ö"),
}


def garbled(layout: str) -> str:
    """The code as a scanner types it on a keyboard of that layout."""
    signs, become, row = _ROWS[layout]
    address, _, digits = GENUINE.partition("#")
    start = f"{address}#".translate(str.maketrans(signs, become))
    return start + digits.translate(str.maketrans("1234567890", row or "1234567890"))


@pytest.mark.parametrize("layout", list(_ROWS))
def test_the_digits_come_out_of_every_layout(layout: str) -> None:
    """The address says nothing that is signed; the digits are the code."""
    assert scanned_text(garbled(layout)) == RECOVERED
    assert scanned_text(f"  {garbled(layout)}\r\n") == RECOVERED


def test_a_code_that_arrived_whole_is_left_alone() -> None:
    """White space and line breaks of a mail program do not count."""
    assert scanned_text(GENUINE) == GENUINE
    assert scanned_text(f"\ufeff {GENUINE[:300]}\n{GENUINE[300:]}\t".lstrip("\ufeff")) == GENUINE
    assert scanned_text(GENUINE.upper()) == RECOVERED
    assert scanned_text(DIGITS) == RECOVERED


@pytest.mark.parametrize(
    "message",
    [
        f"Här är mitt bevis: {GENUINE}. Ring 070-1234567!",
        f"<{GENUINE}>",
        f"({GENUINE})",
        f"{GENUINE} hej",
        f"> {GENUINE[:300]}\n> {GENUINE[300:600]}\n> {GENUINE[600:]}",
        f"{GENUINE[:300]}\u200b{GENUINE[300:]}",
        GENUINE.replace("#", "%23"),
        f"{GENUINE.replace('#', '%23')} från Karin, 2 av 3",
    ],
)
def test_a_link_is_found_in_the_message_it_came_in(message: str) -> None:
    """Pasted from mail and chat."""
    assert scanned_text(message) in (GENUINE, RECOVERED)


@pytest.mark.parametrize("text", ["", "hej", "1234567890123", "https://example.com/#7", "&é\"'(-è"])
def test_what_is_no_code_comes_back_as_it_was(text: str) -> None:
    """Nothing is made up."""
    assert scanned_text(f" {text} ") == text


@given(st.text(max_size=300))
def test_no_text_breaks_it(text: str) -> None:
    """Whatever a scanner gives."""
    assert isinstance(scanned_text(text), str)


def test_ten_megabytes_are_not_searched() -> None:
    """A text of that size is no code."""
    assert len(scanned_text("7" * 10_000_000)) == 10_000_000
