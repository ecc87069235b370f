"""After a restore the node is asked for what it holds of this seal and the file lacks."""

from datetime import datetime

from app.storage import epochs
from app.storage.database import Database
from app.storage.taking_in import ComeBack, take_in
from app.sync.client import NodeClient
from app.sync.waiting import standing


def ask_back(client: NodeClient, database: Database, kid: bytes, now: datetime) -> int:
    """Take in all there is, chunk by chunk; how many records came back.

    What comes has no receipt here, so the run sends it again: the node answers with the receipt
    it gave, and nothing is doubled. Cut off, the next run goes on from there.
    """
    with database.reading() as session:
        if not epochs.asks_back(session, kid):
            return 0
    came = 0
    while True:
        with database.reading() as session:
            asked = standing(session, kid)
        records = client.returned(asked).records
        with database.transaction() as session:
            new = take_in(session, [ComeBack(r.raw, r.salt, r.payload) for r in records])
            came += new
            if new:
                epochs.leave_rows_behind(session, behind=True)
            else:
                epochs.asked_back(session, kid)
            epochs.count_back(session, new, now)
        if not new:
            return came
