"""`python3 -m ui.demo --folder out/demo`: the whole main job; exit code 0 when all of it held."""

import argparse
import os
import shutil
import sys
from pathlib import Path

_DONE = """
The main job is done, by hand on the real window:
  certificate  {certificate}  (VALID in its region, {elsewhere} elsewhere)
  its picture  {picture}
  each screen  {screens}  ({count} pictures)
  the node     {node}  held {records} records when it was stopped
"""


def main(arguments: list[str] | None = None) -> int:
    """Run the demo in a fresh folder; pictures, certificate and the node's files stay in it."""
    parser = argparse.ArgumentParser(prog="python3 -m ui.demo", description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path("out/demo"))
    folder: Path = parser.parse_args(arguments).folder.absolute()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["INTYGA_HOME"] = str(folder / "desk")
    # a throw-away desk leaves nothing in a person's keyring
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"

    from ui.demo.main_job import do_main_job

    held = do_main_job(folder)
    print(
        _DONE.format(
            certificate=held.certificate,
            elsewhere=held.elsewhere,
            picture=held.certificate.with_suffix(".png"),
            screens=folder / "pictures",
            count=len(list((folder / "pictures").iterdir())),
            node=folder / "node",
            records=held.records,
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
