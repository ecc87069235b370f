"""What the node keeps for good is let go after the retention, and nothing else ever is."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.domain.case import Step
from app.domain.disputes import DisputeKind
from app.seal.receipts import ReceiptResult
from app.seal.records import RecordType
from app.storage import blob_sending, letting_go, outbox
from app.storage.letting_go import LET_GO, RETENTION, DurableChain, LetGo
from app.storage.tables import BlobRow, CaseRow, NamedBlobRow, ReceiptRow, RecordRow
from app.workspace import Workspace
from tests.desk_work import CaseWalk

pytestmark = pytest.mark.begins_at(Step.FEEDBACK)
DAY = timedelta(days=1)


@pytest.fixture
def ended(walk: CaseWalk) -> CaseWalk:
    """A case with a certificate, everything of it at the node since that day."""
    walk.talk()
    walk.desk.certificates.issue(walk.case_id)
    desk = walk.desk.desk
    with desk.database.transaction() as session:
        now = session.get_one(CaseRow, walk.case_id).touched
        for hash_ in session.scalars(select(RecordRow.hash)).all():
            answered = outbox.Receipted(hash_, ReceiptResult.STORED, b"receipt")
            outbox.keep_receipts(session, [answered], now)
        session.execute(update(NamedBlobRow).values(there=now))
    return walk


def chains(desk: Workspace) -> tuple[DurableChain, ...]:
    """All that the desk has, as durable."""
    with desk.desk.database.reading() as session:
        return tuple(DurableChain(c.kid, c.epoch, c.count) for c in outbox.chains(session))


def let_go(
    walk: CaseWalk, durable: Sequence[DurableChain] | None = None, after: timedelta = RETENTION
) -> LetGo:
    """A run's end, so long after the case."""
    desk = walk.desk.desk
    with desk.database.transaction() as session:
        now = session.get_one(CaseRow, walk.case_id).touched + after
        return letting_go.let_go(session, chains(walk.desk) if durable is None else durable, now)


def content(walk: CaseWalk) -> dict[str, bool]:
    """By type, whether the case's records have their content."""
    with walk.desk.desk.database.reading() as session:
        found = session.scalars(select(RecordRow).where(RecordRow.case_id == walk.case_id))
        return {row.type: row.payload is not None for row in found}


def test_after_the_retention_what_is_durable_goes_and_the_log_holds(ended: CaseWalk) -> None:
    """I4: decisions, certificates and whose they are stay; a page is printed as before."""
    desk = ended.desk
    certificate = desk.certificates.list()[0].id
    pdf = desk.certificates.pdf(certificate)
    done = let_go(ended)
    assert done.records >= 4
    assert done.photos > 0
    for kind, has_content in content(ended).items():
        assert has_content is (kind not in LET_GO)
    assert desk.log_check.verify().is_whole
    assert desk.log_check.rebuild()[1] is None
    assert desk.certificates.pdf(certificate) == pdf
    desk.cases.view(ended.case_id)
    desk.debrief.view(ended.case_id)
    with desk.desk.database.reading() as session:
        assert letting_go.what_went(session) == done
        assert blob_sending.waiting(session) == ()
        assert blob_sending.count(session) == (0, 0)
    assert let_go(ended) == LetGo(0, 0)


def test_a_day_too_early_nothing_goes(ended: CaseWalk) -> None:
    before = content(ended)
    assert let_go(ended, after=RETENTION - DAY) == LetGo(0, 0)
    assert content(ended) == before


def test_what_is_unsent_or_not_durable_never_goes(ended: CaseWalk) -> None:
    """R59: no receipt, a refusal, a chain that is durable only so far, none at all."""
    assert let_go(ended, durable=()) == LetGo(0, 0)
    none_yet = [DurableChain(one.kid, one.epoch, 0) for one in chains(ended.desk)]
    assert let_go(ended, durable=none_yet) == LetGo(0, 0)
    other = [DurableChain(one.kid, bytes(16), one.count) for one in chains(ended.desk)]
    assert let_go(ended, durable=other) == LetGo(0, 0)
    with ended.desk.desk.database.transaction() as session:
        session.execute(update(ReceiptRow).values(result="rejected:E_SHAPE", raw=None))
    assert let_go(ended) == LetGo(0, 0)
    with ended.desk.desk.database.transaction() as session:
        session.query(ReceiptRow).delete()
    assert let_go(ended) == LetGo(0, 0)
    assert all(content(ended).values())


def test_only_the_links_up_to_the_durable_one_go(ended: CaseWalk) -> None:
    """What is once in the newest backup is not in the oldest yet."""
    desk = ended.desk
    with desk.desk.database.reading() as session:
        sitting = session.scalars(
            select(RecordRow)
            .where(RecordRow.type == RecordType.SITTING_CLOSED, RecordRow.case_id == ended.case_id)
            .order_by(RecordRow.seq)
        ).all()
    upto = [DurableChain(sitting[0].kid, sitting[0].epoch, sitting[0].seq + 1)]
    assert let_go(ended, durable=upto).records == 1
    with desk.desk.database.reading() as session:
        left = [session.get_one(RecordRow, row.hash).payload for row in sitting]
    assert left[0] is None
    assert None not in left[1:]


def test_a_photo_stays_until_the_node_has_had_it_as_long(ended: CaseWalk) -> None:
    desk = ended.desk.desk
    with desk.database.transaction() as session:
        now = session.get_one(CaseRow, ended.case_id).touched
        session.execute(update(NamedBlobRow).values(there=now + 10 * DAY))
    assert let_go(ended).photos == 0
    with desk.database.reading() as session:
        assert b"" not in set(session.scalars(select(BlobRow.content)))
    assert let_go(ended, after=RETENTION + 11 * DAY).photos > 0
    assert ended.desk.log_check.verify().is_whole


def test_an_open_entry_of_a_register_keeps_all_of_its_case(ended: CaseWalk) -> None:
    """R46: what is filed freezes the records."""
    from app.usecases.disputes import NewEntry

    entry = NewEntry(
        kind=DisputeKind.COMPLAINT, words="Det var kallt i lokalen.", case_id=ended.case_id
    )
    ended.desk.disputes.file(entry)
    assert let_go(ended) == LetGo(0, 0)


def test_a_damaged_photo_is_still_named(ended: CaseWalk) -> None:
    """Emptied by somebody while its record has its content, it is damage, not letting go."""
    with ended.desk.desk.database.transaction() as session:
        session.execute(update(BlobRow).values(content=b""))
    assert not ended.desk.log_check.verify().is_whole
