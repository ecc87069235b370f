"""A drawn file made one that lasts and is read aloud: PDF/A-3a (ISO 19005-3), PDF/UA-1 (14289)."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from app.certificate.structure import Structure
from app.certificate.structure_tree import StructureTree
from app.certificate.xmp import PROGRAM, About
from app.paths import resource_folder

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

SIGNATURE_FIELD = "Underskrift"
"""The empty field for the assessor's electronic signature: invisible, tagged."""
_SIGNATURE_SPOKEN = "Yrkesbedömarens elektroniska underskrift"
_PRINTED_AND_LOCKED = 4 | 128


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in the file: its name, its media type, what it is, its contents."""

    name: str
    media_type: str
    description: str
    content: bytes


def archivable(
    drawn: bytes,
    structure: Structure,
    about: About,
    attachment: Attachment | None = None,
    sign: bool = False,
) -> bytes:
    """The drawn pages with everything the two standards ask for; the same in, the same out."""
    import pikepdf

    with pikepdf.open(BytesIO(drawn)) as pdf:
        tree = StructureTree(pdf, structure)
        _describe(pdf, about)
        _add_colour(pdf)
        if attachment:
            _attach(pdf, attachment, about)
        if sign:
            _add_field(pdf, tree)
        tree.finish()
        made = BytesIO()
        pdf.save(
            made,
            force_version="1.7",
            deterministic_id=True,
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return made.getvalue()


def _describe(pdf: "Pdf", about: About) -> None:
    from pikepdf import Dictionary, Name, Stream, String

    told = {"Title": about.title, "Author": about.author, "Subject": about.subject}
    told |= {"Creator": PROGRAM, "Producer": PROGRAM}
    told |= {"CreationDate": about.stamp, "ModDate": about.stamp}
    strings = {f"/{name}": String(text) for name, text in told.items() if text}
    pdf.trailer.Info = pdf.make_indirect(Dictionary(strings))
    root = pdf.Root
    root.Metadata = pdf.make_indirect(
        Stream(pdf, about.packet(), Type=Name.Metadata, Subtype=Name.XML)
    )
    root.Lang = String(about.language)
    root.MarkInfo = Dictionary(Marked=True)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    for page in pdf.pages:
        page.obj.Tabs = Name.S


def _add_colour(pdf: "Pdf") -> None:
    from pikepdf import Dictionary, Name, Stream, String

    name = String("sRGB IEC61966-2.1")
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=name,
        Info=name,
        DestOutputProfile=pdf.make_indirect(Stream(pdf, _colour_profile(), N=3)),
    )
    pdf.Root.OutputIntents = [pdf.make_indirect(intent)]


def _attach(pdf: "Pdf", attachment: Attachment, about: About) -> None:
    """As associated file of the document (ISO 19005-3 §6.8), listed by readers by its name."""
    from pikepdf import Dictionary, Name, Stream, String

    params = Dictionary(ModDate=String(about.stamp), Size=len(attachment.content))
    content = pdf.make_indirect(
        Stream(
            pdf,
            attachment.content,
            Type=Name.EmbeddedFile,
            Subtype=Name("/" + attachment.media_type),
            Params=params,
        )
    )
    name = String(attachment.name)
    file = pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=name,
            UF=name,
            Desc=String(attachment.description),
            AFRelationship=Name.Data,
            EF=Dictionary(F=content, UF=content),
        )
    )
    pdf.Root.AF = [file]
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=[name, file]))


def _add_field(pdf: "Pdf", tree: StructureTree) -> None:
    from pikepdf import Dictionary, Name, String

    page = pdf.pages[0].obj
    field: Object = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String(SIGNATURE_FIELD),
            TU=String(_SIGNATURE_SPOKEN),
            Rect=[0, 0, 0, 0],
            F=_PRINTED_AND_LOCKED,
            P=page,
        )
    )
    field.StructParent = tree.add_form(field, _SIGNATURE_SPOKEN)
    page.Annots = [field]
    pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=[field]))


@cache
def _colour_profile() -> bytes:
    return (resource_folder() / "colour" / "sRGB.icc").read_bytes()
