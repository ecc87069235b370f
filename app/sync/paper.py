"""The key that files are signed with: told to the node; its certificate comes by feed."""

from contextlib import suppress
from datetime import datetime

from sqlalchemy.orm import Session

from app.seal.codes import BadSeal
from app.seal.keys import SigningKey
from app.seal.paper_certificate import is_of, prove_paper_certificate, read_paper_certificate
from app.seal.paper_key import paper_key, sign_paper_key
from app.storage import certificate_files, trust
from app.storage.database import Database
from app.storage.seals import Accreditation
from app.storage.tables import SealRow
from app.sync.client import NodeClient, NodeRefused, NodeUnreachable, NotTheNode
from app.sync.wire import BadMessage, PaperPair, decode


def tell(client: NodeClient, database: Database, key: SigningKey) -> None:
    """Tell the node which key the seal signs files with, until there is a certificate for it.

    A node of an earlier version knows no such call: its desks' files are not signed. Raises
    NodeUnreachable, NotTheNode.
    """
    with database.reading() as session:
        if _is_certified(session, key):
            return
    try:
        client.tell_paper_key(sign_paper_key(key))
    except NodeRefused:
        return


def tell_at_once(address: str, key: SigningKey, now: datetime) -> None:
    """Tell a node that has just taken the seal in, so that its authority is asked for both.

    What keeps that from being done is made up for by the first run.
    """
    with suppress(NodeUnreachable, NotTheNode, NodeRefused), NodeClient(address) as client:
        client.open_session(key, now)
        client.tell_paper_key(sign_paper_key(key))


def take(session: Session, content: bytes) -> None:
    """Take a certificate for a seal of this desk, made by a listed authority for its days."""
    try:
        pair = decode(content, PaperPair)
        stated = prove_paper_certificate(pair.certificate, pair.issuer, trust.read(session))
    except (BadMessage, BadSeal):
        return
    seal = session.get(SealRow, pair.kid)
    if seal is None or seal.accreditation is None:
        return
    if is_of(Accreditation.read(seal.accreditation).claims, stated):
        certificate_files.keep_paper(session, pair.kid, pair.certificate, pair.issuer)


def _is_certified(session: Session, key: SigningKey) -> bool:
    """Whether a certificate for the key is here, for the accreditation the seal has now."""
    held, seal = certificate_files.paper_of(session, key.kid), session.get(SealRow, key.kid)
    if held is None or seal is None or seal.accreditation is None:
        return False
    stated = read_paper_certificate(held[0])
    claims = Accreditation.read(seal.accreditation).claims
    return stated.public == paper_key(key).public and is_of(claims, stated)
