"""What PDF/A-3a and PDF/UA-1 ask of a file, looked for object by object: a list of complaints."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Name

from tests.app.certificate.order_of_tags import LANGUAGES, tag_complaints

_PAINTING = {"Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "sh", "BI"}
_ALIKE = (
    ("/Title", "dc:title"),
    ("/Subject", "dc:description"),
    ("/Creator", "xmp:CreatorTool"),
    ("/Producer", "pdf:Producer"),
)
_CLAIMS = (("pdfaid:part", "3"), ("pdfaid:conformance", "A"), ("pdfuaid:part", "1"))


def complaints(pdf: bytes) -> list[str]:
    """Everything that is out of order; empty for a file as we write it."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        checks: list[tuple[bool, str]] = [
            *_document(opened, pdf),
            *_colours(opened),
            *_metadata(opened),
            *(check for page in opened.pages for check in _resources(page)),
            *_attached(opened),
        ]
        content = [said for page in opened.pages for said in _content(page)]
        return [words for wrong, words in checks if wrong] + content + tag_complaints(opened)


def _document(pdf: pikepdf.Pdf, raw: bytes) -> Iterator[tuple[bool, str]]:
    root = pdf.Root
    yield not raw.startswith(b"%PDF-1.7\n%"), "not 1.7, or no line that says it is binary"
    yield pdf.is_encrypted or "/ID" not in pdf.trailer, "encrypted, or without ID"
    yield bool({"/Version", "/OpenAction", "/AA"} & set(root.keys())), "what it must not say"
    yield "/JavaScript" in root.get("/Names", {}), "a script"
    yield "/Trapped" in pdf.docinfo, "Trapped"
    yield not root.MarkInfo.Marked, "not marked"
    yield not root.ViewerPreferences.DisplayDocTitle, "the title is not shown"
    yield str(root.Lang) not in LANGUAGES, "no language"


def _colours(pdf: pikepdf.Pdf) -> Iterator[tuple[bool, str]]:
    (intent,) = pdf.Root.OutputIntents
    profile = intent.DestOutputProfile
    yield str(intent.S) != "/GTS_PDFA1", "an output intent for something else"
    rgb = profile.read_bytes()[16:20] == b"RGB " and profile.N == 3
    yield not rgb, "no colours for red, green and blue"


def _metadata(pdf: pikepdf.Pdf) -> Iterator[tuple[bool, str]]:
    yield "/Filter" in pdf.Root.Metadata, "metadata that only a reader of PDF can read"
    with pdf.open_metadata(set_pikepdf_as_editor=False) as said:
        for name, value in _CLAIMS:
            yield said.get(name) != value, f"{name} is {said.get(name)}"
        for ours, theirs in _ALIKE:
            alike = str(pdf.docinfo.get(ours, "")) == said.get(theirs)
            yield not alike, f"{ours} is not {theirs}"
        yield [str(pdf.docinfo["/Author"])] != list(said["dc:creator"]), "another author"
        for ours, theirs in (("/CreationDate", "xmp:CreateDate"), ("/ModDate", "xmp:ModifyDate")):
            digits = "".join(filter(str.isdigit, said.get(theirs, "")))
            day = str(pdf.docinfo.get(ours, "D:Z"))
            yield day != f"D:{digits}Z", f"{ours} is not {theirs}"


def _content(page: pikepdf.Page) -> Iterator[str]:
    """Every mark on paper is either tagged or an artifact, and never both."""
    stack: list[str] = []
    numbers: list[int] = []
    instruction: Any
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in ("BMC", "BDC"):
            yield from _begun(instruction.operands, stack, numbers)
        elif operator == "EMC":
            stack.pop()
        elif operator == "gs" or (operator in _PAINTING and not stack):
            yield f"{operator} is neither tagged nor an artifact"
    if stack or numbers != list(range(len(numbers))):
        yield f"marks {numbers} with {stack} open"


def _begun(operands: Any, stack: list[str], numbers: list[int]) -> Iterator[str]:
    role = str(operands[0])
    number = operands[1].get("/MCID") if len(operands) > 1 else None
    if stack and (number is not None or role == "/Artifact"):
        yield f"{role} within {stack[-1]}"
    if number is not None:
        numbers.append(int(number))
    stack.append(role)


def _resources(page: pikepdf.Page) -> Iterator[tuple[bool, str]]:
    yield str(page.obj.get("/Tabs")) != "/S", "the tab order is not that of the structure"
    pictures = page.Resources.get("/XObject", pikepdf.Dictionary()).values()
    clear = all(str(each.Subtype) == "/Image" and "/SMask" not in each for each in pictures)
    states = page.Resources.get("/ExtGState")
    yield "/Group" in page.obj or bool(states) or not clear, "something that may be transparent"
    for font in page.Resources.Font.values():
        yield "/FontFile2" not in font.FontDescriptor, f"{font.BaseFont} is not embedded"
        letters = b"beginbfchar" in font.ToUnicode.read_bytes()
        yield not letters, f"{font.BaseFont} has no way back to letters"


def _attached(pdf: pikepdf.Pdf) -> Iterator[tuple[bool, str]]:
    files = list(pdf.Root.get("/AF", []))
    names = pdf.Root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", [])
    listed = [names[at].objgen for at in range(1, len(names), 2)]
    yield listed != [file.objgen for file in files], "a file listed and not associated"
    for file in files:
        content = file.EF.F
        yield Name.Data != file.AFRelationship, "a file that does not say what it is"
        yield file.F != file.UF or not str(file.Desc), "a file without name or description"
        yield "/" not in str(content.Subtype)[1:], "a file without a media type"
        size = len(content.read_bytes())
        yield int(content.Params.Size) != size, "a file whose size is wrong"
        yield "/ModDate" not in content.Params, "a file without a day"
