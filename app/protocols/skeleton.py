"""A new package folder that checks clean, to write a protocol in."""

from pathlib import Path

from app.domain.errors import UserError
from app.protocols.conversion import convert_quietly
from app.protocols.format import ProfileCode
from app.protocols.format_words import Line, Slug
from app.protocols.skeleton_files import ITEMS, PROTOCOL, TEXTS


class FolderNotEmpty(UserError):
    """There is something in the folder already; `name` is its name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class NotACode(UserError):
    """The code or scheme is not spelt as the format wants it; `value` is what was given."""

    def __init__(self, value: str) -> None:
        super().__init__()
        self.value = value


class FolderNotMade(UserError):
    """The folder could not be written: its `name` and the system's own `reason`."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__()
        self.name = name
        self.reason = reason


def create_package(folder: Path, code: str, scheme: str, owner: str) -> None:
    """Fill a new or empty folder with a small sound package.

    Raises FolderNotEmpty, NotACode, FolderNotMade.
    """
    for value, kind in ((code, ProfileCode), (scheme, Slug), (owner, Line)):
        if convert_quietly(value, kind) is None:
            raise NotACode(value)
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise FolderNotEmpty(folder.name)
        (folder / "items").mkdir(parents=True, exist_ok=True)
        (folder / "pictures").mkdir(exist_ok=True)
        for name, text in _files(code, scheme, owner).items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise FolderNotMade(folder.name, error.strerror or str(error)) from error


def _files(code: str, scheme: str, owner: str) -> dict[str, str]:
    quoted = '"' + owner.replace("\\", "\\\\").replace('"', '\\"') + '"'
    protocol = PROTOCOL.format(code=code, scheme=scheme, owner=quoted)
    return {"protocol.yaml": protocol, "texts.yaml": TEXTS, "items/sakerhet.yaml": ITEMS}
