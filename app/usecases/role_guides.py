"""A role's one-page guide, for who is to be validated or who assesses: printed or saved."""

from pathlib import Path

from app.domain.errors import UserError
from app.domain.role_guide import GuideReader, RoleGuidePaper
from app.domain.text import Language
from app.usecases.desk import Desk


class NoGuide(UserError):
    """The protocol version has no guide of its own."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code


class RoleGuides:
    """The guides of the protocols installed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def paper(self, protocol_hash: str, reader: GuideReader, language: Language) -> RoleGuidePaper:
        """All the page says. Raises NoGuide, UnknownProtocol."""
        protocol = self._desk.protocol(protocol_hash)
        guide = protocol.wording.guide
        if guide is None:
            raise NoGuide(protocol.code)
        return RoleGuidePaper(
            language=language,
            reader=reader,
            role=protocol.name.in_language(language),
            level=protocol.level.in_language(language),
            version=f"{protocol.code} {protocol.version}",
            centre=self._desk.centre,
            parts=guide.candidate if reader is GuideReader.CANDIDATE else guide.assessor,
            label=protocol.wording.label.in_language(language),
        )

    def pdf(self, protocol_hash: str, reader: GuideReader, language: Language) -> bytes:
        """The page. Raises as `paper`, and MissingGlyph, RefusedLetter."""
        from app.certificate.role_guide_sheet import draw_role_guide

        return draw_role_guide(self.paper(protocol_hash, reader, language))

    def name(self, protocol_hash: str, reader: GuideReader, language: Language) -> str:
        """What a file of it is called. Raises as `paper`."""
        from app.certificate.role_guide_sheet import title

        paper = self.paper(protocol_hash, reader, language)
        return f"{title(paper)} {paper.version}.pdf".replace("/", "-")

    def save(self, protocol_hash: str, reader: GuideReader, language: Language, path: Path) -> None:
        """Write the page to `path` whole or not at all. Raises NotWritten and what `pdf` raises."""
        from app.reports.whole_file import write_file

        write_file(path, self.pdf(protocol_hash, reader, language))

    def print(
        self, protocol_hash: str, reader: GuideReader, language: Language, printer: str | None
    ) -> None:
        """Send the page to a printer. Raises NoPrinterProgram, PrintFailed and as `pdf`."""
        from app.certificate.printing import print_pdf

        page = self.pdf(protocol_hash, reader, language)
        print_pdf(page, self.name(protocol_hash, reader, language), printer)

    def printers(self) -> tuple[str, ...]:
        """The printers of this computer, the default one first. Raises NoPrinterProgram."""
        from app.certificate.printing import printers

        return printers()
