"""Names of files: safe everywhere, whole at the start, never empty."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.file_name import file_name

NUMBER = "7K3M Q9TX 4HVD 2RPA *"


def test_number_and_name_stand_as_they_are_but_for_what_is_refused() -> None:
    assert file_name(NUMBER, "Åsa Öberg", ".pdf") == "7K3M Q9TX 4HVD 2RPA Åsa Öberg.pdf"
    assert file_name("1", 'a/b\\c:d"e<f>g|h?i', ".pdf") == "1 a b c d e f g h i.pdf"


def test_without_a_name_the_number_stands_alone() -> None:
    assert file_name("7K3M", "", ".pdf") == "7K3M.pdf"
    assert file_name("", "", ".pdf") == "-.pdf"


def test_names_of_devices_and_dots_are_no_trouble() -> None:
    assert file_name("con", "", ".pdf") == "_con.pdf"
    assert file_name("..", "../../etc/passwd", ".pdf") == "etc passwd.pdf"


@given(st.text(), st.text())
def test_any_words_give_a_name_that_any_file_system_takes(first: str, then: str) -> None:
    """At most 150 bytes, no separator, no control, no space or dot at the edges."""
    name = file_name(first, then, ".pdf")
    stem = name.removesuffix(".pdf")
    assert stem
    assert 0 < len(stem.encode()) <= 150
    assert not set(stem) & set('<>:"/\\|?*')
    assert min(stem) >= " "
    assert stem == stem.strip(" .")
