"""What the tests of the verification page show it: a code as a picture, texts gone wrong."""

import random
from io import BytesIO

from PIL import Image

from app.certificate.qr import qr_modules


def code_png(text: str) -> bytes:
    """The code as a phone sees it on paper: 8 dots a module, with its quiet zone."""
    modules = qr_modules(text)
    size = len(modules) + 8
    picture = Image.new("L", (size, size), 255)
    for y, row in enumerate(modules):
        for x, is_dark in enumerate(row):
            if is_dark:
                picture.putpixel((x + 4, y + 4), 0)
    out = BytesIO()
    picture.resize((size * 8, size * 8), Image.Resampling.NEAREST).save(out, "PNG")
    return out.getvalue()


def mutations(text: str, count: int) -> list[str]:
    """Texts near a genuine one, the same for every run."""
    chance = random.Random(20)
    head, digits = text.split("#")
    carrier = int(digits)
    step = carrier.bit_length() * 2 // count + 1
    found = [f"{head}#{carrier ^ 1 << bit}" for bit in range(0, carrier.bit_length() - 1, step)]
    while len(found) < count:
        at = chance.randrange(len(digits))
        other = chance.choice("0123456789")
        found.append(f"{head}#{digits[:at]}{other}{digits[at + 1 :]}")
    found += [
        f"{head}#{digits[:-1]}",
        f"{head}#{digits}{digits}",
        f"{head}#0{digits}",
        head,
        "",
        "x",
    ]
    return found


VECTORS_IN_PAGE = """async (given) => {
  const { fromHex } = await import("/v/bytes.js");
  const { verify } = await import("/v/verifying.js");
  const { loadTrust, withStatus, withTrustList } = await import("/v/lists.js");
  const list = (name) => name && fromHex(given.trust_lists[name]);
  const bundle = (name) => name && fromHex(given.statuses[name]);
  const differing = [];
  for (const one of given.verify) {
    const trust = await loadTrust(one.roots.map(fromHex), list(one.trust_list), bundle(one.status));
    const day = Math.round(Date.parse(one.today) / 86400000);
    const got = await verify(one.text, trust, day);
    if (got.answer !== one.answer || got.code !== one.code) differing.push([one.name, got.code]);
  }
  for (const one of given.load) {
    const held = [list(one.held_trust_list), bundle(one.held_status)];
    let code = "OK";
    try {
      const trust = await loadTrust(one.roots.map(fromHex), ...held);
      await (one.kind === "status" ? withStatus : withTrustList)(trust, fromHex(one.offered));
    } catch (error) {
      code = error.code ?? String(error);
    }
    if (code !== one.code) differing.push([one.name, code]);
  }
  return differing;
}"""

TEXTS_IN_PAGE = """async ({ texts, today }) => {
  const { verify } = await import("/v/verifying.js");
  const { pinnedRoots } = await import("/v/held.js");
  const { loadTrust } = await import("/v/lists.js");
  const fetched = async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer());
  const trust = await loadTrust(
    pinnedRoots(), await fetched("/trust"), await fetched("/status/bundle"));
  const answers = [];
  for (const text of texts) {
    const { answer, code } = await verify(text, trust, today);
    answers.push([answer, code]);
  }
  return answers;
}"""
