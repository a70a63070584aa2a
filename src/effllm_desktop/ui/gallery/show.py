"""Goes through the scenes, in each size and mode, and draws each when nothing moves any more."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QDialog

from effllm_desktop.app.settings import Settings
from effllm_desktop.app.settings_file import Reading
from effllm_desktop.paths import Places
from effllm_desktop.ui import theme
from effllm_desktop.ui.application import WindowProgram
from effllm_desktop.ui.gallery.libraries import Libraries
from effllm_desktop.ui.gallery.scenes import SCENES, Scene
from effllm_desktop.ui.gallery.stage import Stage, Steps
from effllm_desktop.ui.theme import Mode

SIZES = ((1100, 700), (1280, 800), (1920, 1080))
MIDDLE = SIZES[1:2]
SHADE = QColor(0, 0, 0, 70)
PAUSE_MILLISECONDS = 30


class Gallery(QObject):
    """One picture after the other; `finished` when all are drawn."""

    finished = Signal()

    def __init__(self, folder: Path, word: str, work: Path) -> None:
        super().__init__()
        self._folder = folder
        self._libraries = Libraries(work)
        self._plan = iter(
            [
                (scene, mode, size)
                for scene in SCENES
                if word in scene.name
                for mode in (Mode.LIGHT, Mode.DARK)
                for size in (SIZES if scene.every_size else MIDDLE)
            ]
        )

    def next(self) -> None:
        planned = next(self._plan, None)
        if planned is None:
            self.finished.emit()
            return
        scene, mode, size = planned
        theme.current().apply(mode)
        stage = self._stage(scene, mode)
        stage.program.window.resize(*size)
        stage.program.window.show()
        file = self._folder / f"{scene.name} {mode.value} {size[0]}x{size[1]}.png"
        self._go_on(stage, played(scene, stage), file)

    def _stage(self, scene: Scene, mode: Mode) -> Stage:
        folder = self._libraries.make(scene.library)
        places = Places(folder, folder / "config.toml")
        settings = Reading(Settings(theme=mode.value), ())
        return Stage(WindowProgram(places, settings, for_picture=scene.shared), folder)

    def _go_on(self, stage: Stage, steps: Steps, file: Path) -> None:
        desk = stage.program.desk
        if (desk is None or not desk.session.jobs.running) and next(steps, "done") == "done":
            picture(stage.program).save(str(file))
            stage.program.window.close()
            stage.program.window.deleteLater()
            QTimer.singleShot(0, self, self.next)
            return
        QTimer.singleShot(PAUSE_MILLISECONDS, self, lambda: self._go_on(stage, steps, file))


def played(scene: Scene, stage: Stage) -> Steps:
    """A scene from the start of the program on."""
    stage.program.start(scene.sources(stage.folder) if scene.sources else ())
    yield
    yield
    yield from scene.steps(stage)
    yield


def picture(program: WindowProgram) -> QPixmap:
    """The window that is in front, with a dialog over it where one is open."""
    window = program.desk.window_in_front if program.desk is not None else program.window
    image = window.grab()
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible():
            over = dialog.grab()
            painter = QPainter(image)
            painter.fillRect(image.rect(), SHADE)
            painter.drawPixmap(image.rect().center() - over.rect().center(), over)
            painter.end()
    return image
