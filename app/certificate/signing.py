"""A PAdES B-B signature put on a certificate's PDF (ETSI EN 319 142-1), with pyHanko."""

from datetime import datetime
from io import BytesIO

from asn1crypto.algos import SignedDigestAlgorithm
from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner, PdfSigningSession
from pyhanko_certvalidator.registry import SimpleCertificateStore

from app.certificate.whole import SIGNATURE_FIELD
from app.seal.paper_key import PaperKey

_ECDSA_DER = 72  # the longest signature over P-256
_AROUND = 640  # of CMS, beside certificates and signature: some 480 bytes, measured
_META = PdfSignatureMetadata(
    field_name=SIGNATURE_FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
)


def sign_pdf(pdf: bytes, key: PaperKey, certificate: bytes, issuer: bytes, when: datetime) -> bytes:
    """The PDF with a signature added at its end; certificate and issuer in DER.

    Fills the empty field `Underskrift`, or makes an invisible one. What is there already stays
    byte for byte. Takes about 20 ms once pyHanko is loaded.
    """
    leaf, above = Certificate.load(certificate), Certificate.load(issuer)
    field = SigFieldSpec(SIGNATURE_FIELD)
    signer = _Signer(_META, _PaperSigner(key, leaf, above), new_field_spec=field)
    signer.when = when
    room = 2 * (len(certificate) + len(issuer) + _ECDSA_DER + _AROUND)  # in hexadecimal digits
    signed = signer.sign_pdf(_Addition(BytesIO(pdf)), bytes_reserved=room)
    return bytes(signed.getbuffer())


class _PaperSigner(Signer):
    """Signs with a key that never becomes a file; its length is told beforehand."""

    def __init__(self, key: PaperKey, leaf: Certificate, issuer: Certificate) -> None:
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        store.register(issuer)
        mechanism = SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"})
        super().__init__(
            signing_cert=leaf, cert_registry=store, signature_mechanism=mechanism, embed_roots=True
        )
        self._key = key

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """The signature over the signed attributes, in DER."""
        return bytes(_ECDSA_DER) if dry_run else self._key.sign(data)


class _Signer(PdfSigner):
    """Signs at a time that is given, and leaves the document's version as it is.

    pyHanko would raise it to 2.0 for ECDSA, which PDF/A-3 does not allow (ISO 19005-3, 6.1.2).
    """

    when: datetime

    def register_extensions(self, pdf_out: BasePdfFileWriter, *, md_algorithm: str) -> None:
        """None: the signature needs nothing that PDF 1.7 readers do not know."""

    def init_signing_session(
        self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False
    ) -> PdfSigningSession:
        """The session, at the time given instead of the computer's."""
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.when
        return session


class _Addition(IncrementalPdfFileWriter):
    """Adds the signature alone: document information stays equal to XMP, as PDF/A wants it."""

    def _update_meta(self) -> None:
        pass
