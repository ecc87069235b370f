"""The node's command for funding projects, as whoever runs it types it."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from app.node.__main__ import main
from app.node.projects import BadProject, NoSuchProject, Projects, project, projects
from tests.app.node.funding_world import WANTED, FundingWorld
from tests.app.node.small_node import SmallNode

ADD = ("add", "--name", "Omställning", "--number", "2026/7", "--owner", "Regionen")
DAYS = ("--first", "2026-01-01", "--last", "2026-12-31")


def says(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """What the command answers, and its exit code."""
    code = main(["--folder", str(folder), "project", *words])
    said = capsys.readouterr()
    return code, said.out + said.err


def test_a_project_is_made_changed_listed_and_given_a_logo(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """R45: the logo is a file of the region's own, and can be taken away."""
    SmallNode(tmp_path).database.close()
    assert says(tmp_path, capsys, "list") == (0, "Inget projekt finns. · There is no project.\n")
    code, said = says(tmp_path, capsys, *ADD, *DAYS, "--target", "600:2026-12-31")
    assert code == 0
    _, listed = says(tmp_path, capsys, "list")
    id_ = listed.split("\t")[0]
    assert id_ in said
    assert "600 till · by 2026-12-31" in listed
    code, said = says(tmp_path, capsys, "change", id_[:18], "--name", "Omställning 2")
    assert (code, "Omställning 2 (2026/7)" in said) == (0, True)
    logo = tmp_path / "logo.png"
    Image.new("RGB", (8, 8)).save(logo)
    assert says(tmp_path, capsys, "logo", id_, str(logo))[0] == 0
    assert "logo" in says(tmp_path, capsys, "list")[1]
    assert says(tmp_path, capsys, "logo", id_)[0] == 0
    assert "logo" not in says(tmp_path, capsys, "list")[1]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((*ADD, "--first", "2026-02-01", "--last", "2026-01-01"), "before the first"),
        ((*ADD[:2], " ", *ADD[3:], *DAYS), "The name cannot be used"),
        ((*ADD[:2], "x" * 200, *ADD[3:], *DAYS), "At most 120"),
        ((*ADD[:2], "a\u202eb", *ADD[3:], *DAYS, "--target", "0:2026-01-01"), "Targets are"),
        (("change", "0"), "no such project"),
        (("logo", "0", "/no/such/file"), "could not be read"),
    ],
)
def test_what_cannot_be_is_said_in_both_languages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    SmallNode(tmp_path).database.close()
    code, said = says(tmp_path, capsys, *words)
    assert (code, told in said, "Inget är ändrat." in said) == (1, True, True)


def test_what_is_no_picture_is_no_logo(tmp_path: Path) -> None:
    """Also one that only begins as a PNG does, and one that is too large."""
    world = FundingWorld(SmallNode(tmp_path))
    node, noise = world.node, BytesIO()
    Image.effect_noise((400, 400), 90).save(noise, "PNG")
    acts = Projects(node.database, node.keys, lambda: node.now)
    with node.database.transaction() as session:
        node.database.take_turn(session)
        for raw in (b"GIF89a", b"\x89PNG\r\n\x1a\nbroken", noise.getvalue()):
            with pytest.raises(BadProject):
                acts.set_logo(session, str(world.project.id), raw)
        acts.make(session, WANTED)
        assert len(projects(session)) == 2
        for asked in ("", "0", "zzz"):
            with pytest.raises(NoSuchProject):
                project(session, asked)
    node.database.close()
