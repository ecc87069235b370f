"""Where Intyga's files are: a person's on this machine, and the product's own."""

import os
from pathlib import Path

import platformdirs

HOME_VARIABLE = "INTYGA_HOME"
_PRODUCT = Path(__file__).resolve().parent.parent


def data_folder() -> Path:
    """The folder for databases and settings, made if absent, open to its owner alone.

    `INTYGA_HOME` names another place (tests, a portable desk on a stick).
    """
    return _made(_chosen() or Path(platformdirs.user_data_dir("Intyga", appauthor=False)))


def log_folder() -> Path:
    """The folder for log files, made if absent: `log` inside `INTYGA_HOME` where that is set."""
    home = _chosen()
    return _made(home / "log" if home else Path(platformdirs.user_log_dir("Intyga", False)))


def settings_file() -> Path:
    """The file that `app.settings` reads and writes; it need not exist yet."""
    return data_folder() / "settings.json"


def resource_folder() -> Path:
    """The product's icons, fonts, themes and translations; read only."""
    return _PRODUCT / "resources"


def protocol_folder() -> Path:
    """The protocol packages that come with the product, one folder per code; read only."""
    return _PRODUCT / "data" / "protocols"


def conversation_folder() -> Path:
    """The guided conversations that come with the product, one folder per code; read only."""
    return _PRODUCT / "data" / "conversations"


def demo_folder() -> Path:
    """What a demo region is made of; read only."""
    return _PRODUCT / "data" / "demo"


def _chosen() -> Path | None:
    named = os.environ.get(HOME_VARIABLE)
    return Path(named).expanduser().absolute() if named else None


def _made(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
