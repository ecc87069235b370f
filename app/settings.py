"""What a desk remembers between starts that is no secret and no fact: language, theme, window."""

import os
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from app.domain.text import Language

Theme = Literal["auto", "light", "dark"]


class CertificateView(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the list of certificates was last narrowed to; empty parts narrow nothing.

    `company` is an id, never a name. A value that means nothing any more narrows nothing.
    """

    state: str = ""
    kind: str = ""
    company: str = ""
    period: str = ""
    order: str = ""


class ProtocolView(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which tab of a protocol was on view last, and the area its questions were narrowed to.

    `role`: the protocol's code; `version`: its hash (hex), which may be gone since.
    """

    tab: str = ""
    area: str = ""
    role: str = ""
    version: str = ""


class CompanyView(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which company was on view last, by its id, and at which tab."""

    company: str = ""
    tab: str = ""


class MatrixView(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The role last shown in a company's matrix, and what its rows were narrowed to."""

    code: str = ""
    stage: str = ""
    only_gaps: bool = False


class FilesView(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a company's files were saved last, and which kind of sheet was chosen."""

    folder: str = ""
    sheet: str = ""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One desk's settings; change one with `msgspec.structs.replace`.

    `scale` is in percent. `last_assessor` is an id, never a name. `window` is the toolkit's own
    record of place and size, opaque here. `practice` says which desk was open last.
    """

    language: Language = "sv"
    theme: Theme = "auto"
    scale: Annotated[int, msgspec.Meta(ge=100, le=200)] = 100
    auto_lock_minutes: Annotated[int, msgspec.Meta(ge=1, le=120)] = 10
    practice: bool = False
    last_assessor: str = ""
    window: bytes = b""
    certificates: CertificateView = CertificateView()
    protocols: ProtocolView = ProtocolView()
    companies: CompanyView = CompanyView()
    matrix: MatrixView = MatrixView()
    files: FilesView = FilesView()


def read_settings(file: Path) -> Settings:
    """The settings in `file`; the defaults where it is absent or cannot be read.

    A damaged file is kept beside as `<name>.damaged`, so that nothing is lost by the next write.
    """
    try:
        return msgspec.json.decode(file.read_bytes(), type=Settings)
    except FileNotFoundError:
        return Settings()
    except msgspec.MsgspecError:
        file.replace(file.with_name(file.name + ".damaged"))
        return Settings()


def write_settings(file: Path, settings: Settings) -> None:
    """Put `settings` in place of `file` as one step: a power cut leaves the old or the new."""
    text = msgspec.json.format(msgspec.json.encode(settings), indent=2)
    written = file.with_name(f"{file.name}.{os.getpid()}.new")
    try:
        with written.open("wb") as out:
            out.write(text + b"\n")
            out.flush()
            os.fsync(out.fileno())
        written.replace(file)
    finally:
        written.unlink(missing_ok=True)
