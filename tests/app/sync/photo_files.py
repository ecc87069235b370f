"""Files that a laptop's records name, without the hours it takes to photograph them."""

import random
from hashlib import sha256
from pathlib import Path

from app.seal.payloads import Incident
from app.seal.records import BlobRef, RecordType
from app.storage import log, photos
from app.workspace import Workspace
from tests.node_process import NodeProcess

MEDIA = "image/jpeg"


def name_photos(laptop: Workspace, *sizes: int, seed: int = 1) -> tuple[str, ...]:
    """One signed record that names files of these sizes; their hashes."""
    chance, desk = random.Random(seed), laptop.desk
    files = [chance.randbytes(size) for size in sizes]
    with desk.database.transaction() as session:
        for file in files:
            photos.keep(session, sha256(file).hexdigest(), MEDIA, file, desk.clock.now())
        told = Incident(kind="interrupted", at=desk.clock.now())
        blobs = [BlobRef(sha256(file).digest(), len(file), MEDIA) for file in files]
        log.append(session, desk.signer, RecordType.INCIDENT, "", told, blobs=blobs)
    return tuple(sha256(file).hexdigest() for file in files)


def at_node(node: NodeProcess) -> set[str]:
    """The whole files at the node, each with the hash it is named by and for nobody to run."""
    found = [path for path in (node.folder / "blobs").glob("??/??/*") if path.is_file()]
    for path in found:
        assert sha256(path.read_bytes()).hexdigest() == path.name
        assert path.stat().st_mode & 0o777 == 0o600
    return {path.name for path in found}


def parts(node: NodeProcess) -> list[Path]:
    """What is half there."""
    return sorted((node.folder / "blobs" / "parts").glob("*"))
