"""What is put into a drawn file: the credential, and the field for the assessor's signature."""

from io import BytesIO


def add_badge(pdf: bytes, name: str, badge: bytes) -> bytes:
    """The file with `badge` as associated file (ISO 32000-2 §14.13)."""
    import pikepdf
    from pikepdf import AttachedFileSpec, Name

    with pikepdf.open(BytesIO(pdf)) as opened:
        spec = AttachedFileSpec(opened, badge, filename=name, mime_type="application/ld+json")
        spec.relationship = Name.Data
        opened.attachments[name] = spec
        opened.Root.AF = opened.make_indirect([spec.obj])
        made = BytesIO()
        opened.save(made, deterministic_id=True)
    return made.getvalue()


def add_signature_field(pdf: bytes, name: str) -> bytes:
    """The file with an empty, invisible signature field on its first page."""
    import pikepdf
    from pikepdf import Dictionary, Name, String

    with pikepdf.open(BytesIO(pdf)) as opened:
        page = opened.pages[0]
        field = opened.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Sig,
                T=String(name),
                Rect=[0, 0, 0, 0],
                F=132,
                P=page.obj,
            )
        )
        page.Annots = opened.make_indirect([field])
        opened.Root.AcroForm = opened.make_indirect(Dictionary(Fields=[field]))
        made = BytesIO()
        opened.save(made, deterministic_id=True)
    return made.getvalue()
