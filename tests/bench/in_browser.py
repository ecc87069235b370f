"""How long the page at the node takes to verify a code, measured inside a real Chromium."""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests import browser as chrome
from tests.node_process import ROOT, NodeProcess

_VECTORS = ROOT / "tests" / "data" / "kb1_vectors.json"
_TIMED = """async ([one, lists, bundles, count]) => {
  const { fromHex } = await import("/v/bytes.js");
  const { verify } = await import("/v/verifying.js");
  const { loadTrust } = await import("/v/lists.js");
  const roots = one.roots.map(fromHex);
  const day = Math.round(Date.parse(one.today) / 86400000);
  const taken = [];
  for (let n = 0; n <= count; n += 1) {
    const trust = await loadTrust(roots, fromHex(lists), fromHex(bundles));
    const begun = performance.now();
    const verdict = await verify(one.text, trust, day);
    taken.push(performance.now() - begun);
    if (verdict.answer !== one.answer) throw new Error(verdict.code);
  }
  return taken.slice(1);
}"""


def milliseconds(count: int) -> Sequence[float]:
    """Of `count` full verifications of a genuine code; empty where there is no Chromium."""
    program = chrome.find_chromium()
    if program is None:
        return ()
    vectors = json.loads(_VECTORS.read_bytes())
    one = vectors["verify"][0]
    given = [one, vectors["trust_lists"][one["trust_list"]], vectors["statuses"][one["status"]]]
    with (
        tempfile.TemporaryDirectory() as folder,
        NodeProcess(Path(folder) / "node") as node,
        chrome.chromium(program) as found,
    ):
        page = found.new_page()
        page.goto(f"{node.address}/v")
        taken: list[float] = page.evaluate(_TIMED, [*given, count])
        return taken
