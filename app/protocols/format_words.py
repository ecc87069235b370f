"""The words and numbers every file of a package is made of."""

from typing import Annotated

from msgspec import Meta, Struct

LONGEST_TEXT = 6000
NUMBER_PATTERN = r"^-?(0|[1-9]\d{0,8})(\.\d{1,9})?$"

Slug = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
Line = Annotated[str, Meta(min_length=1, max_length=200)]
Words = Annotated[str, Meta(min_length=1, max_length=LONGEST_TEXT)]
Number = Annotated[str, Meta(pattern=NUMBER_PATTERN)]
PicturePath = Annotated[str, Meta(pattern=r"^pictures/[a-z0-9]+(-[a-z0-9]+)*\.svg$")]
Permille = Annotated[int, Meta(ge=0, le=1000)]
Minutes = Annotated[int, Meta(ge=0, le=1440)]
Months = Annotated[int, Meta(ge=0, le=600)]
Day = Annotated[int, Meta(ge=0, le=3660)]


class BothText(Struct, forbid_unknown_fields=True, frozen=True):
    """The same meaning in Swedish and English, both compulsory."""

    sv: Words
    en: Words
