"""A message with files in it, as a file that any mail program opens; nothing is sent (RFC 5322)."""

import hashlib
import mimetypes
from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path

from app.domain.errors import UserError
from app.reports.whole_file import write_file

_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".parquet": "application/vnd.apache.parquet",
    ".csv": "text/csv",
    ".json": "application/json",
}


class FileGone(UserError):
    """The file `name` that was to be attached cannot be read any more."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


def write_mail(path: Path, attached: Sequence[Path], subject: str, text: str, at: datetime) -> str:
    """Write the draft; the SHA-256 (hex) of it. Raises FileGone, NotWritten."""
    message = EmailMessage(SMTP)
    message["Subject"] = " ".join(subject.split())
    message["Date"] = format_datetime(at)
    message["X-Unsent"] = "1"  # the mail program opens it for writing, not for reading
    message.set_content(text)
    for file in attached:
        main, _, sub = _type(file).partition("/")
        message.add_attachment(_bytes(file), maintype=main, subtype=sub, filename=file.name)
    raw = message.as_bytes()
    write_file(path, raw)
    return hashlib.sha256(raw).hexdigest()


def _type(file: Path) -> str:
    known = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0]
    return known or "application/octet-stream"


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise FileGone(file.name) from error
