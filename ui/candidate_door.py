"""Into candidate mode and back: the whole screen is the candidate's until the assessor's PIN."""

from typing import TYPE_CHECKING
from uuid import UUID

from ui.background import Background
from ui.screen import Screen

if TYPE_CHECKING:
    from app.workspace import Workspace
    from ui.main_window import MainWindow


class CandidateDoor(Screen):
    """A room without a face: `open_with(sitting_id)` lets candidate mode take the window over."""

    def __init__(
        self,
        window: "MainWindow",
        workspace: "Workspace",
        background: Background,
        *,
        passphrase: bool,
    ) -> None:
        super().__init__()
        self.setObjectName("candidate_door")
        self._window, self._workspace, self._background = window, workspace, background
        self._passphrase = passphrase

    def open_with(self, subject: object) -> None:
        """Begin or go on with the theory sitting with this id (UUID)."""
        from ui.screens.candidate import CandidateScreen

        assert isinstance(subject, UUID)
        desk = self._workspace
        screen = CandidateScreen(
            desk.theory, self._background, desk.check_secret, passphrase=self._passphrase
        )
        screen.left.connect(self._on_left)
        screen.open_with(subject)
        self._window.take_over(screen, full_screen=True)

    def _on_left(self, case_id: UUID | None) -> None:
        """Back to the case; None where the test could not be read."""
        self._window.give_back()
        self._window.go("case", case_id)
