"""The page of exports: what is narrowed, fetched, logged, listed and checked again."""

import json
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote
from uuid import uuid4

import pyarrow.parquet as pq
import pytest
from sqlalchemy import select

from app.node.account_tables import AuditLine
from app.node.exports import FORMATS, KINDS
from app.node.tables import ExportLine
from app.node.visiting import Role
from app.reports.export_check import ExportAnswer, check_export
from app.reports.tables import manifest_path
from app.seal.payloads import PersonRegistered
from app.seal.records import RecordType
from app.seal.trust import Trust
from tests.app.node.page_visits import PageNode, Served, words_of
from tests.app.node.small_node import issued
from tests.node_process import ROOT


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A node with a protected person, somebody named as a formula, and a certificate."""
    node = PageNode(tmp_path_factory.mktemp("exports"))
    log = node.laptop()
    for name, is_protected in (("Vera Ahlgren", True), ("=HYPERLINK(1)", False)):
        person = uuid4()
        told = PersonRegistered(person=str(person), name=name, is_protected=is_protected)
        node.take(log.link(RecordType.PERSON_REGISTERED, str(person), told), log.case(person)[1])
    node.take(issued(node.laptop(), uuid4(), 0))
    with node.served() as found:
        yield found
    node.database.close()


def test_every_table_is_shown_and_given_in_every_form(served: Served) -> None:
    """What is looked at before is what the file begins with."""
    coordinator = served.visitor(Role.COORDINATOR)
    for kind in KINDS:
        page = coordinator.see(f"/exports?what={kind}")
        assert page.status_code == 200, kind
        assert "Vera" not in page.text
        for form in FORMATS:
            file = coordinator.send("/exports", what=kind, form=form, heads="en")
            assert file.status_code == 200, (kind, form)
            assert f"intyga-{kind}-" in file.headers["Content-Disposition"]


def test_what_was_fetched_is_logged_with_filters_rows_and_hash_and_can_be_checked(
    served: Served, tmp_path: Path
) -> None:
    """I14: in the list, in the log of acts, and by anybody who believes the region's root."""
    coordinator = served.visitor(Role.COORDINATOR)
    coordinator.see("/exports")
    told = {"what": "cases", "form": "csv", "bom": "no", "separator": "comma", "centre": "Värnamo"}
    answer = coordinator.send("/exports", **told)
    assert answer.content.startswith('"Ärende","Namn"'.encode())
    with served.node.database.reading() as session:
        line = session.scalars(select(ExportLine).order_by(ExportLine.id.desc())).first()
        audit = session.scalars(select(AuditLine).order_by(AuditLine.id.desc())).first()
    assert line is not None
    assert audit is not None
    assert (line.kind, line.sha256) == ("cases", answer.headers["X-Content-SHA256"])
    assert (audit.name, audit.act) == ("Sara Berg", "log_export_made")
    assert "centre=Värnamo" in audit.subject
    assert line.sha256[:16] in audit.subject
    page = coordinator.see("/exports?what=cases&centre=V%C3%A4rnamo")
    assert f"/exports/{line.id}/manifest.json" in page.text
    manifest = coordinator.see(f"/exports/{line.id}/manifest.json")
    name = unquote(manifest.headers["Content-Disposition"]).split('"')[1]
    (tmp_path / name).write_bytes(manifest.content)
    file = tmp_path / name.removesuffix(".manifest.json")
    file.write_bytes(answer.content)
    assert manifest_path(file).name == name
    keys = served.node.keys
    check = check_export(file, Trust.load(keys.roots, keys.trust_list))
    assert (check.answer, check.signer) == (ExportAnswer.WHOLE, keys.name)
    assert (check.manifest.by, check.manifest.filters) == ("Sara Berg", {"centre": "Värnamo"})


def test_the_filters_stand_in_the_address_and_narrow_the_file(served: Served) -> None:
    """A bent address shows the page; another centre has no rows."""
    coordinator = served.visitor(Role.COORDINATOR)
    page = coordinator.see(
        "/exports?what=certificates&centre=Ingenstans&since=i%20g%C3%A5r&form=exe"
    )
    assert "Inga rader i urvalet" in words_of(page)
    assert 'name="centre" value="Ingenstans"' in page.text
    empty = coordinator.send("/exports", what="certificates", form="json", centre="Ingenstans")
    assert (empty.json(), empty.headers["X-Row-Count"]) == ([], "0")
    full = coordinator.send("/exports", what="certificates", form="json")
    assert full.headers["X-Row-Count"] == "1"
    with served.node.database.reading() as session:
        made = session.scalars(select(ExportLine.id).order_by(ExportLine.id.desc())).first()
    schema = coordinator.see(f"/exports/{made}/schema.json").json()
    assert list(full.json()[0]) == schema["items"]["required"]
    assert coordinator.see(f"/exports/{made}/other.json").status_code == 404
    assert coordinator.see("/exports/999999999999999999999/manifest.json").status_code == 404


def test_no_page_hands_out_a_file_without_a_signed_manifest() -> None:
    """I14: whichever module of the node answers with a file keeps or gives what it states."""
    handing, stating = (
        ("Content-Disposition", "FileResponse"),
        re.compile("keep_(export|other)|manifest_of"),
    )
    texts = {
        file.stem: file.read_text(encoding="utf-8") for file in (ROOT / "app" / "node").glob("*.py")
    }
    found = {name for name, text in texts.items() if any(word in text for word in handing)}
    assert found >= {"export_pages", "funding_pages", "log_pages", "sample_pages", "seal_pages"}
    assert {name for name in found if not stating.search(texts[name])} == set()


def test_nobody_below_a_coordinator_takes_a_file(served: Served) -> None:
    """Nor without the form's token, nor from the address alone."""
    for role in (None, Role.READER, Role.REVIEWER):
        visitor = served.visitor(role)
        assert visitor.see("/exports").status_code in (303, 401, 403, 404)
        assert visitor.see("/export/cases.csv").status_code in (303, 401, 403, 404)
    coordinator = served.visitor(Role.COORDINATOR)
    assert coordinator.send("/exports", what="cases").status_code in (400, 403)
    assert coordinator.see("/export/cases.exe").status_code == 404


def test_silent_computers_are_listed_with_their_days(served: Served, tmp_path: Path) -> None:
    """X5, R62: who has not sent, since when, what lacks."""
    from tests.app.node.exported import export

    node = served.node
    file = tmp_path / "computers.parquet"
    export(node, "computers", file, at=node.now + timedelta(days=9))
    rows = pq.read_table(file).to_pylist()
    assert {row["silent_days"] for row in rows} == {9}
    assert [row["state"] for row in rows] == ["Ackrediterad"] * len(rows)
    assert json.dumps([row["records"] for row in rows])


@pytest.fixture
def full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where files are made for a download has no room."""
    place = tmp_path / "full"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4k,nr_inodes=2", "tmpfs", str(place)]
    if os.name != "posix" or os.geteuid() or subprocess.run(mount, check=False).returncode:
        pytest.skip("mounting a small disk needs root")
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def test_without_room_on_the_nodes_disk_the_page_says_so_and_nothing_is_given(
    served: Served, full_disk: Path
) -> None:
    """I14: by the form and by a link; no file, no line that one was made, nothing left behind."""
    reader = served.visitor(Role.COORDINATOR)
    before = reader.see("/exports").text.count("manifest")
    for answer in (
        reader.send("/exports", what="cases", form="csv"),
        reader.see("/export/cases.xlsx"),
    ):
        assert answer.status_code == 400
        assert "nodens disk är full" in answer.text
        assert "attachment" not in answer.headers.get("Content-Disposition", "")
    assert reader.see("/exports").text.count("manifest") == before
    assert not list(full_disk.iterdir())
