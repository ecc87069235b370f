"""Accreditations that came by hand, shown to the node so that it knows them too."""

from app.storage import desk_facts, seals
from app.storage.database import Database
from app.sync.client import NodeClient, NodeRefused


def tell_accreditations(client: NodeClient, database: Database) -> None:
    """Show the node each statement it has not been told of.

    One it refuses (its own trust list may be older than the desk's) is shown again next time and
    keeps nothing else waiting. Raises NodeUnreachable, NotTheNode.
    """
    with database.reading() as session:
        untold = [
            (seal.kid, seal.accreditation)
            for _, seal in seals.all_seals(session)
            if seal.accreditation
            and desk_facts.get(session, desk_facts.untold_accreditation(seal.kid))
        ]
    for kid, statement in untold:
        try:
            client.show_accreditation(statement)
        except NodeRefused:
            continue
        with database.transaction() as session:
            desk_facts.put(session, desk_facts.untold_accreditation(kid), "")
