"""A newer version of a protocol at a desk: an area with another id and name, an area left out."""

import hashlib
import json

from app.domain.protocol import Protocol
from app.storage import protocols
from app.workspace import Workspace

Renamed = dict[str, tuple[str, str]]


def newer_version(
    desk: Workspace, of: Protocol, renamed: Renamed, without: tuple[str, ...] = ()
) -> str:
    """Install it as the major after; `renamed`: id → the new id and name. Gives its number."""
    with desk.desk.database.transaction() as session:
        content = json.loads(protocols.canonical(session, of.hash))
        protocol = content["protocol"]
        major = int(of.version.partition(".")[0]) + 1
        protocol["version"] = f"{major}.0.0"
        protocol["areas"] = [one for one in protocol["areas"] if one["id"] not in without]
        content["items"] = [one for one in content["items"] if one["area"] not in without]
        for area in protocol["areas"]:
            if area["id"] in renamed:
                area["id"], name = renamed[area["id"]]
                area["name"] = {"sv": name, "en": name}
        for item in content["items"]:
            item["area"] = renamed.get(item["area"], (item["area"],))[0]
        canonical = json.dumps(content, ensure_ascii=False).encode()
        package = protocols.Package(
            hashlib.sha256(canonical).hexdigest(), of.code, protocol["version"], canonical
        )
        protocols.install(session, package, desk.desk.clock.now())
    return package.version
