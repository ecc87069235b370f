"""Python and the page's own script, run by Node.js, answer alike whatever the bytes are."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.seal.trust import Trust
from app.seal.verifying import verify
from tests.app.node import page_mutations
from tests.app.seal import world as w
from tests.conftest import missing
from tests.node_process import ROOT

MANY = int(os.environ.get("INTYGA_EXAMPLES", "3000"))
SCRIPT = """
import { createInterface } from "node:readline";
import { verify } from "./verify/verifying.js";
import { fromHex } from "./verify/bytes.js";
import { loadTrust, withStatus } from "./verify/lists.js";

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const given = JSON.parse((await lines.next()).value);
const [list, status] = [fromHex(given.list), fromHex(given.status)];
const roots = given.roots.map(fromHex);
const trust = await loadTrust(roots, list, status);
const bare = await loadTrust(roots, list);
for await (const line of lines) {
  const one = JSON.parse(line);
  let told;
  if (one.text !== undefined) {
    const { answer, code } = await verify(one.text, trust, given.today);
    told = `${answer} ${code}`;
  } else {
    told = "OK";
    try {
      await withStatus(bare, fromHex(one.bundle));
    } catch (error) {
      told = error.code ?? String(error);
    }
  }
  process.stdout.write(`${told}\\n`);
}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page's script as Node.js reads it: the same files, called modules."""
    if shutil.which("node") is None:
        missing("Node.js", "apt-get install nodejs")
    made = tmp_path_factory.mktemp("node")
    shutil.copytree(ROOT / "resources" / "verify", made / "verify")
    (made / "package.json").write_text('{"type": "module"}')
    (made / "ask.js").write_text(SCRIPT)
    return made


def answered(folder: Path, questions: list[dict[str, str]]) -> list[str]:
    """What the page's script says to each."""
    trust_list, status = page_mutations.held_lists()
    given = {
        "roots": [root.hex() for root in w.ROOTS],
        "list": trust_list.hex(),
        "status": status.hex(),
        "today": (w.TODAY - w.date(1970, 1, 1)).days,
    }
    asked = "\n".join(json.dumps(one) for one in [given, *questions])
    done = subprocess.run(
        ["node", "--no-warnings", "ask.js"],
        cwd=folder,
        input=asked,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines()


def test_every_bent_text_gets_one_answer(folder: Path) -> None:
    """R40: bits, digits, bytes, maps truly signed over nonsense; 100 000 by INTYGA_EXAMPLES."""
    texts = list(page_mutations.texts(MANY))
    trust = Trust.load(w.ROOTS, *page_mutations.held_lists())
    wanted = []
    for text in texts:
        verdict = verify(text, trust, w.TODAY)
        wanted.append(f"{verdict.answer} {verdict.code}")
    told = answered(folder, [{"text": text} for text in texts])
    assert len(told) == len(texts)
    differing = [row for row in zip(texts, wanted, told, strict=True) if row[1] != row[2]]
    assert differing == []
    assert len(set(wanted)) >= 12  # it reaches the checks one after the other


def test_every_bent_list_is_taken_or_refused_alike(folder: Path) -> None:
    """R43: a bundle the node truly signed over nonsense, or one that was cut."""
    bundles = list(page_mutations.bundles(max(300, MANY // 10)))
    trust = Trust.load(w.ROOTS, page_mutations.held_lists()[0])
    wanted = []
    for bundle in bundles:
        try:
            trust.with_status(bundle)
            wanted.append("OK")
        except UserError as refused:
            wanted.append(getattr(refused, "code", "no code"))
    told = answered(folder, [{"bundle": bundle.hex()} for bundle in bundles])
    assert [
        row for row in zip(bundles, map(str, wanted), told, strict=True) if row[1] != row[2]
    ] == []


def test_the_genuine_ones_are_valid_in_both(folder: Path) -> None:
    """The corpus begins from papers that count."""
    told = answered(folder, [{"text": text} for text in page_mutations.genuine()])
    assert told == [
        *("VALID OK", "VALID OK", "PRACTICE E_PRACTICE", "VALID OK"),
        *("VALID OK", "REVOKED E_STATUS", "VALID OK"),
    ]
