"""The page's field takes what the desk's takes: the same texts through Python and its script."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.scanned_text import scanned_text
from tests.app.domain.test_scanned_text import DIGITS, GENUINE, RECOVERED, garbled
from tests.conftest import missing
from tests.node_process import ROOT

SCRIPT = """
import { scannedText } from "./verify/scanned.js";
import { readFileSync } from "node:fs";
process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0)).map(scannedText)));
"""
LAYOUTS = ("swedish", "german", "british", "french", "belgian", "czech", "slovak", "hungarian")
PIECES = (
    *(GENUINE, DIGITS, DIGITS[:59], "/v#", "/v%23", "https://x/v#", "0", "7", "é&'(", "!@#$%"),
    *(" ", "\n", "\t", "\x1c", "\x85", "\xa0", "\u200b", "\ufeff", "<", ">", "hej", "ö", "ąčęėį90"),
)
"""What messages, scanners and mail programs put together."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page's script as Node.js reads it."""
    if shutil.which("node") is None:
        missing("Node.js", "apt-get install nodejs")
    made = tmp_path_factory.mktemp("scanned")
    shutil.copytree(ROOT / "resources" / "verify", made / "verify")
    (made / "package.json").write_text('{"type": "module"}')
    (made / "ask.js").write_text(SCRIPT)
    return made


def said(folder: Path, texts: list[str]) -> list[str]:
    """What the page makes of each."""
    command = ["node", "--no-warnings", "ask.js"]
    asked = json.dumps(texts).encode()
    done = subprocess.run(command, cwd=folder, input=asked, capture_output=True, check=True)
    found: list[str] = json.loads(done.stdout)
    return found


def test_every_layout_and_every_message_gives_the_same_code(folder: Path) -> None:
    texts = [garbled(layout) for layout in LAYOUTS]
    texts += [f"  {text}\r\n" for text in texts]
    assert said(folder, texts) == [RECOVERED] * len(texts)


def test_whatever_is_put_together_both_make_the_same_of_it(folder: Path) -> None:
    """A hundred texts of such pieces at once, some of them codes."""
    texts: list[str] = ["", "7" * 9000, "9" * 5000, *PIECES]

    @settings(max_examples=100, database=None)
    @given(st.lists(st.sampled_from(PIECES), max_size=8))
    def gather(pieces: list[str]) -> None:
        texts.append("".join(pieces))

    gather()
    assert said(folder, texts) == [scanned_text(text) for text in texts]
