"""Take the picture of the page that the README shows: ``python tests/web/screenshot.py``; run by hand.

Indexes the sample corpus into a folder of its own, serves it, and writes ``docs/images/search.png``.
"""

import base64
import os
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
ADDRESS = "/?q=police+OR+community+OR+camps&exclude=kind%3Dnarrative&years=2009..2024"
TARGET = PROJECT / "docs" / "images" / "search.png"
SIZE = (1280, 940)


def main() -> None:
    """Index, serve, picture."""
    sys.path.insert(0, str(PROJECT))
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "LESSONS_HOME": f"{folder}/home", "PYTHONUNBUFFERED": "1"}
        lessons = [sys.executable, "-m", "lessons.cli"]
        subprocess.run([*lessons, "index", "corpus"], cwd=PROJECT, env=environment, check=True)
        serve = [*lessons, "serve", "--port", "0"]
        with subprocess.Popen(serve, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            line = server.stdout.readline()
            picture(next(word for word in line.split() if word.startswith("http://")), Path(folder))
            server.terminate()


def picture(server: str, folder: Path) -> None:
    """Open the page and keep what it looks like."""
    import browser  # noqa: PLC0415 - needs the project on the path

    driver = browser.start(folder / "profile")
    metrics = {"width": SIZE[0], "height": SIZE[1], "deviceScaleFactor": 1.5, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    driver.get(server.rstrip("/") + ADDRESS)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(base64.b64decode(driver.get_screenshot_as_base64()))
    driver.quit()


if __name__ == "__main__":
    main()
