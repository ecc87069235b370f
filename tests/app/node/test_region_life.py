"""A region's years at the command line: renewed, stolen from, its root changed."""

import base64
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select

from app.commands.authority import _renewed
from app.domain.case import Step
from app.seal.authority import sign_certificate
from app.seal.carrier import qr_text
from app.seal.keys import SigningKey
from app.seal.trust import ListedKey, Trust
from app.seal.verifying import verify
from app.storage import trust as trust_documents
from app.storage.tables import SealRow
from app.sync.enrolment import fingerprint
from app.usecases.people import NewPerson
from app.workspace import Workspace
from tests.app.node.test_real_region import Office, laptop, node, node_says, office
from tests.app.seal import world as w
from tests.app.sync.region import NUMBER, PERSON, PHRASE, sync
from tests.desk_work import CaseWalk
from tests.node_process import NodeProcess
from tests.programs import Ended

__all__ = ["laptop", "node", "office"]  # fixtures
DAY = timedelta(days=1)


def answered(office: Office, node: NodeProcess, folder: Path) -> None:
    """What the node asks is signed and taken."""
    assert node_says(node, "requests", folder / "asked").returncode == 0
    assert node_says(node, "accept", office.answer(folder / "asked")).returncode == 0


def issued(desk: Workspace) -> str:
    """The text in the code of a new certificate, at the end of a whole day."""
    case_id = desk.cases.open(desk.people.register(NewPerson(PERSON, NUMBER)), "CNC-1")
    CaseWalk(desk, case_id, PHRASE).to(Step.CERTIFICATE)
    return desk.certificates.facts(desk.certificates.issue(case_id)).qr_text


def sealed(desk: Workspace) -> str:
    """A certificate by the desk's seal that no node has heard of."""
    claims = replace(w.CLAIMS, issued=date.today(), valid_to=None, status_index=4000)
    statement = desk.desk.accreditation().raw
    return qr_text("kronoberg.example", sign_certificate(desk.desk.signer.key, claims), statement)


def anybody(node: NodeProcess, text: str, *roots: str) -> tuple[str, str]:
    """What somebody with a phone is told, who believes these roots."""
    with httpx.Client(base_url=node.address, timeout=60) as asking:
        lists = (asking.get("/trust").content, asking.get("/status/bundle").content)
    verdict = verify(
        text, Trust.load([bytes.fromhex(root) for root in roots], *lists), date.today()
    )
    return str(verdict.answer), str(verdict.code)


def test_a_seal_is_renewed_by_code_between_two_ceremonies(
    office: Office, node: NodeProcess, laptop: Workspace, tmp_path: Path
) -> None:
    """R1 I7: asked on the screen, signed at the command line, taken, told to the node, VALID."""
    answered(office, node, tmp_path)
    sync(laptop)
    asked = tmp_path / "fråga.txt"
    asked.write_text(laptop.accrediting.ask().text)
    key = ("--key", office.folder / "authority", "--days", "119", "--yes")
    said = office.does("accredit", asked, "--out", tmp_path / "svar.png", *key)
    assert "Maria Sandberg, nr 10472" in said
    taken = laptop.accrediting.take_file(tmp_path / "svar.png")
    assert taken.last_day == date.today() + 119 * DAY
    sync(laptop)
    text = sealed(laptop)
    assert anybody(node, text, office.public("root")) == ("VALID", "OK")
    assert "0 seals, 0 centres" in node_says(node, "requests", tmp_path / "again").stdout


def test_after_a_theft_only_what_the_node_had_before_stays_good(
    office: Office, node: NodeProcess, laptop: Workspace, tmp_path: Path
) -> None:
    """A certificate made by the thief, even backdated, is not believed; the seal is locked out."""
    answered(office, node, tmp_path)
    sync(laptop)
    before = issued(laptop)
    sync(laptop)
    after = sealed(laptop)
    seal, root = laptop.desk.signer.kid.hex(), office.public("root")
    mistyped = node_says(node, "accept", office.order("00" * 8, "compromised", 1, date.today()))
    assert mistyped.returncode == 1
    assert f"no seal here has the key id {'00' * 8}" in mistyped.stdout + mistyped.stderr
    node_says(node, "accept", office.order(seal, "compromised", 1, date.today() + DAY))
    assert anybody(node, before, root) == ("VALID", "OK")
    assert anybody(node, after, root) == ("NOT_ACCREDITED", "E_KEY_COMPROMISED")
    node_says(node, "accept", office.order(seal, "withdrawn", 2, date.today()))
    assert anybody(node, before, root) == ("NOT_ACCREDITED", "E_ACC_WITHDRAWN")
    node_says(node, "accept", office.order(seal, "active", 3, date.today()))
    assert anybody(node, after, root) == ("VALID", "OK")


def test_the_root_is_changed_and_the_first_one_retired(
    office: Office, node: NodeProcess, laptop: Workspace, tmp_path: Path
) -> None:
    """R43: pin two, let the next sign, pin the third; the desk takes it by its paper."""
    first, second = office.public("root"), office.public("next")
    third = SigningKey.generate().public.hex()
    node_key = node_says(node, "requests", tmp_path / "asked")
    assert node_key.returncode == 0
    assert install(node, office, "list", "word", first, second).returncode == 0
    restart(node)
    laptop.roots.take(fingerprint((bytes.fromhex(first), bytes.fromhex(second))))
    answered(office, node, tmp_path)
    sync(laptop)
    text = sealed(laptop)
    public = public_of(node)
    key = ("--key", office.folder / "next")
    earlier = ("--previous", office.folder / "list", "--previous-root", first)
    refused = office.folder / "nothing"
    with pytest.raises(AssertionError):
        office.does("trust", refused, *key, "--previous", office.folder / "list")
    office.does("trust", office.folder / "list-2", *key, *earlier)
    word = ("--node", public, "--name", "Nod", "--serial", "2")
    office.does("delegate", office.folder / "word-2", *key, *word)
    assert install(node, office, "list-2", "word-2", third).returncode == 1
    assert install(node, office, "list-2", "word-2", second, third).returncode == 0
    assert install(node, office, "list", "word", first, second).returncode == 1
    restart(node)
    assert sync(laptop).lists_refused == ""
    assert anybody(node, text, first, second) == ("VALID", "OK")
    assert anybody(node, text, second, third) == ("VALID", "OK")
    laptop.roots.take(fingerprint((bytes.fromhex(second), bytes.fromhex(third))))
    with laptop.desk.database.reading() as session:
        pinned = {root.hex() for root in trust_documents.roots(session)}
        assert session.scalars(select(SealRow)).one().accreditation is not None
    assert pinned == {second, third}
    assert laptop.verification.check_text(text).answer == "VALID"


def test_a_key_that_is_renewed_keeps_the_days_it_had() -> None:
    """R43: what an authority signed last year stays known; dropped, it is nobody's."""
    key, other = SigningKey.generate(), SigningKey.generate()
    old = ListedKey(key.public, "Organet", date.today() - 300 * DAY, date.today() + 60 * DAY)
    named = [[key.public.hex(), "Organet"]]
    last = date.today() + 365 * DAY
    renewed = _renewed((old,), named, set(), date.today(), last)
    assert renewed == (old, ListedKey(key.public, "Organet", date.today(), last))
    assert _renewed(renewed, named, set(), date.today(), last) == renewed
    more = _renewed(renewed, [[other.public.hex(), "Annat"]], set(), date.today(), last)
    assert [one.public for one in more] == [key.public, key.public, other.public]
    assert _renewed(renewed, [], {key.kid.hex()}, date.today(), last) == ()


def install(node: NodeProcess, office: Office, trust_list: str, word: str, *roots: str) -> Ended:
    """`install` with these roots."""
    pinned = [part for root in roots for part in ("--root", root)]
    files = ("--trust-list", office.folder / trust_list, "--delegation", office.folder / word)
    return node_says(node, "install", *pinned, *files)


def restart(node: NodeProcess) -> None:
    """The node reads its keys when it starts."""
    node.stop()
    node.start()


def public_of(node: NodeProcess) -> str:
    """The node's public key in hex."""
    return base64.b64decode(
        httpx.get(f"{node.address}/v1/node", timeout=60).json()["node_public"]
    ).hex()
