"""A certificate saved where somebody likes; a place that refuses is told in words."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.usecases.certificates import Certificates


def save_certificate(certificates: "Certificates", certificate_id: bytes, path: Path) -> None:
    """Write the PDF to `path`, whole or not at all. Raises NotWritten; runs on the worker."""
    from app.reports.tables import NotWritten

    try:
        certificates.save(certificate_id, path)
    except OSError as error:
        raise NotWritten(path.name, error.strerror or str(error)) from error
