"""The log file: what happened, as facts; never the name or number of a person (I12)."""

import logging
import re
import time
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path, PurePath

Fact = int | float | bool | str

_LOGGER = logging.getLogger("intyga")
_LOGGER.propagate = False
_LOGGER.addHandler(logging.NullHandler())
_CODE = re.compile(r"[a-z0-9_.:/+-]{1,80}|[A-Z0-9_.:/+-]{1,80}")
_NUMBER_OF_A_PERSON = re.compile(r"(?<!\d)(?:\d{2})?\d{6}[-+]?\d{4}(?!\d)")
_FILE_SIZE = 1_000_000
_OLD_FILES = 4


def start_log(folder: Path) -> Path:
    """Write to `intyga.log` in `folder` from now on and return the file; about 5 MB are kept."""
    stop_log()
    file = folder / "intyga.log"
    handler = RotatingFileHandler(
        file, maxBytes=_FILE_SIZE, backupCount=_OLD_FILES, encoding="utf-8", delay=True
    )
    line = logging.Formatter("%(asctime)sZ %(levelname)s %(message)s", "%Y-%m-%dT%H:%M:%S")
    line.converter = time.gmtime
    handler.setFormatter(line)
    _LOGGER.addHandler(handler)
    _LOGGER.setLevel(logging.INFO)
    _LOGGER.disabled = False  # a library that configures logging switches others off
    return file


def stop_log() -> None:
    """Close the log file; what is noted after this goes nowhere."""
    for handler in list(_LOGGER.handlers):
        if isinstance(handler, RotatingFileHandler):
            _LOGGER.removeHandler(handler)
            handler.close()


def note(event: str, **facts: Fact) -> None:
    """Log that `event` happened, e.g. `note("sync.done", sent=12, seconds=0.8)`.

    Numbers and codes (one word, all small or all capital letters) stand as they are. Any other
    text could name somebody: only its length is kept.
    """
    _LOGGER.info(_line(event, facts))


def warn(event: str, **facts: Fact) -> None:
    """The same of what went wrong and is told to whoever asked: seen where facts are left out."""
    _LOGGER.warning(_line(event, facts))


def note_crash(error: BaseException) -> None:
    """Log a bug and what caused it: types and places. A message may quote a person: left out."""
    lines = [f"crash {_kind(error)}", *_places(error)]
    while cause := error.__cause__ or error.__context__:
        lines += [f"because of {_kind(cause)}", *_places(cause)]
        error = cause
    _LOGGER.critical("\n".join(lines))


def _line(event: str, facts: dict[str, Fact]) -> str:
    return " ".join([event, *(f"{name}={_shown(fact)}" for name, fact in facts.items())])


def _shown(fact: Fact) -> str:
    text = str(fact)
    if isinstance(fact, str) and not _CODE.fullmatch(text):
        return f"<{len(text)}>"
    return _NUMBER_OF_A_PERSON.sub("<number>", text)


def _kind(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _places(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    return [f"  {_end_of(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def _end_of(filename: str) -> str:
    """The end of a path: its beginning holds the user's name."""
    return PurePath(*PurePath(filename).parts[-3:]).as_posix()
