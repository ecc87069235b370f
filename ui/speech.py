"""Speech of the operating system: found on the computer, one text read aloud at a time."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from shutil import which

from PySide6.QtCore import QObject, QProcess, Signal

from app.domain.text import Language


class Speed(StrEnum):
    """How fast it is read."""

    SLOW = "slow"
    NORMAL = "normal"
    FAST = "fast"


_END_MILLISECONDS = 500  # what is killed ends at once; never longer than one would notice

_STEP = {Speed.SLOW: -1, Speed.NORMAL: 0, Speed.FAST: 1}


@dataclass(frozen=True, slots=True)
class Speaker:
    """A program that reads its standard input aloud; `stop` ends what it has passed on."""

    program: str
    arguments: Callable[[Language, int], Sequence[str]]
    stop: tuple[str, ...] = ()


def _dispatcher(language: Language, step: int) -> Sequence[str]:
    return ("--pipe-mode", "--wait", "--language", language, "--rate", str(30 * step))


def _espeak(language: Language, step: int) -> Sequence[str]:
    return ("--stdin", "-v", language, "-s", str(150 + 35 * step))


def _mac(language: Language, step: int) -> Sequence[str]:
    voice = "Alva" if language == "sv" else "Daniel"
    return ("-v", voice, "-r", str(165 + 40 * step), "-f", "-")


def _windows(language: Language, step: int) -> Sequence[str]:
    culture = "sv-SE" if language == "sv" else "en-GB"
    script = (
        "[Console]::InputEncoding = [Text.Encoding]::UTF8; Add-Type -AssemblyName System.Speech; "
        "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
        f"$voice.SelectVoiceByHints('NotSet', 'NotSet', 0, [cultureinfo]'{culture}'); "
        f"$voice.Rate = {3 * step}; $voice.Speak([Console]::In.ReadToEnd())"
    )
    return ("-NoProfile", "-NonInteractive", "-Command", script)


SPEAKERS: dict[str, tuple[Speaker, ...]] = {
    "linux": (Speaker("spd-say", _dispatcher, ("--cancel",)), Speaker("espeak-ng", _espeak)),
    "darwin": (Speaker("say", _mac),),
    "win32": (Speaker("powershell", _windows),),
}
"""What may be there, the best first."""


def find_speaker(platform: str = sys.platform) -> Speaker | None:
    """The first program of the platform that is on the computer."""
    return next((one for one in SPEAKERS.get(platform, ()) if which(one.program)), None)


class Speech(QObject):
    """Reads one text; another text or `stop` ends the one before."""

    began = Signal()
    ended = Signal()
    failed = Signal()  # there is a program, but it cannot read

    def __init__(self, parent: QObject, platform: str = sys.platform) -> None:
        super().__init__(parent)
        self._speaker = find_speaker(platform)
        self._process: QProcess | None = None

    @property
    def is_there(self) -> bool:
        """Whether this computer can read aloud."""
        return self._speaker is not None

    @property
    def is_reading(self) -> bool:
        """Whether a text is being read."""
        return self._process is not None

    def read(self, text: str, language: Language, speed: Speed = Speed.NORMAL) -> None:
        """Read the text aloud in its language; by standard input, which nobody else can list."""
        self.stop()
        speaker = self._speaker
        if speaker is None:
            self.failed.emit()
            return
        process = self._process = QProcess(self)
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.finished.connect(lambda code, status: self._on_finished(process, code, status))
        process.errorOccurred.connect(lambda error: self._on_error(process, error))
        process.start(speaker.program, list(speaker.arguments(language, _STEP[speed])))
        process.write(" ".join(text.split()).encode() + b"\n")
        process.closeWriteChannel()
        self.began.emit()

    def stop(self) -> None:
        """Be silent."""
        process, self._process = self._process, None
        if process is None or self._speaker is None:
            return
        process.finished.connect(process.deleteLater)
        process.kill()
        process.waitForFinished(_END_MILLISECONDS)
        if self._speaker.stop:
            QProcess.startDetached(self._speaker.program, list(self._speaker.stop))
        self.ended.emit()

    def _on_finished(self, process: QProcess, code: int, status: QProcess.ExitStatus) -> None:
        if process is not self._process:
            return
        self._forget(process)
        if code or status is not QProcess.ExitStatus.NormalExit:
            self.failed.emit()
        self.ended.emit()

    def _on_error(self, process: QProcess, error: QProcess.ProcessError) -> None:
        """A program that cannot be started is never finished."""
        if process is self._process and error is QProcess.ProcessError.FailedToStart:
            self._forget(process)
            self.failed.emit()
            self.ended.emit()

    def _forget(self, process: QProcess) -> None:
        self._process = None
        process.deleteLater()
