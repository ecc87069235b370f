"""A role's guide from the library: the shipped words on one page, saved whole, in two languages."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from app.domain.role_guide import GuideReader
from app.domain.text import Language
from app.protocols.content import PackageContent
from app.protocols.package import LoadedPackage
from app.usecases.role_guides import NoGuide, RoleGuides
from app.workspace import Workspace
from tests.app.certificate.reading_back import text_of
from tests.app.protocols.shipped import shipped, shipped_codes
from tests.app.usecases.protocol_packages import write_package


@pytest.fixture
def guides(desk: Workspace) -> RoleGuides:
    return desk.library.guides


@pytest.mark.parametrize("code", shipped_codes())
@pytest.mark.parametrize("reader", GuideReader)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_shipped_role_has_its_guide_on_one_page(
    guides: RoleGuides, code: str, reader: GuideReader, language: Language
) -> None:
    loaded: LoadedPackage = shipped(code).loaded
    protocol = loaded.protocol
    assert protocol.wording.guide is not None
    parts = getattr(protocol.wording.guide, reader)
    said = _flat(text_of(guides.pdf(protocol.hash, reader, language)))
    for part in parts:
        assert _flat(part.title.in_language(language)) in said
        assert all(_flat(point.in_language(language)) in said for point in part.points)
    assert _flat("1 / 1") in said
    assert _flat(protocol.wording.label.in_language(language)) in said


def test_a_guide_is_saved_under_a_name_that_says_whose_it_is(
    guides: RoleGuides, tmp_path: Path
) -> None:
    protocol = shipped("CNC-1").loaded.protocol
    name = guides.name(protocol.hash, GuideReader.ASSESSOR, "sv")
    assert name == f"Vägledning för bedömaren CNC-1 {protocol.version}.pdf"
    path = tmp_path / name
    guides.save(protocol.hash, GuideReader.ASSESSOR, "sv", path)
    assert path.read_bytes() == guides.pdf(protocol.hash, GuideReader.ASSESSOR, "sv")


def test_a_version_without_a_guide_says_so(
    desk: Workspace, guides: RoleGuides, tmp_path: Path
) -> None:
    offer = desk.protocol_import.examine(write_package(desk, tmp_path, "1.9.0", _without_guide))
    desk.protocol_import.take_in(offer)  # type: ignore[arg-type]
    with pytest.raises(NoGuide) as refused:
        guides.pdf(offer.hash, GuideReader.CANDIDATE, "sv")
    assert refused.value.code == "CNC-1"


def _without_guide(content: PackageContent) -> PackageContent:
    from msgspec import UNSET

    return replace(content, texts=replace(content.texts, guide=UNSET))


def _flat(text: str) -> str:
    """Without white space: a line break of the page is none of the text's."""
    return "".join(text.split())
