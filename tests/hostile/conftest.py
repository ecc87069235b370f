"""The practice desk's fixtures, for those who mean it harm."""

from tests.app.usecases.conftest import desk, open_desk, walk

__all__ = ["desk", "open_desk", "walk"]
