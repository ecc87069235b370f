"""Into the participant's view and back: the whole screen is theirs until the assessor's PIN."""

from typing import TYPE_CHECKING
from uuid import UUID

from ui.background import Background
from ui.screen import Screen

if TYPE_CHECKING:
    from app.workspace import Workspace
    from ui.main_window import MainWindow


class ParticipationDoor(Screen):
    """A room without a face: `open_with((part id, (room, subject)))`; the room is gone back to."""

    def __init__(
        self,
        window: "MainWindow",
        workspace: "Workspace",
        background: Background,
        *,
        passphrase: bool,
    ) -> None:
        super().__init__()
        self.setObjectName("participation_door")
        self._window, self._workspace, self._background = window, workspace, background
        self._passphrase = passphrase
        self._back: tuple[str, object] = ("today", None)

    def open_with(self, subject: object) -> None:
        """Show somebody their hours."""
        from ui.screens.participation_view import ParticipantScreen

        assert isinstance(subject, tuple)
        part, self._back = subject
        assert isinstance(part, UUID)
        desk = self._workspace
        screen = ParticipantScreen(
            desk.month_hours,
            self._background,
            desk.check_secret,
            desk.desk.clock.now().date(),
            passphrase=self._passphrase,
        )
        screen.left.connect(self._on_left)
        screen.open_with(part)
        self._window.take_over(screen, full_screen=True)

    def _on_left(self) -> None:
        self._window.give_back()
        self._window.go(*self._back)
