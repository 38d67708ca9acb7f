"""A headless Chromium for the tests, on a desk or a phone, in the light or the dark, with JavaScript or without."""

import shutil
from importlib.util import find_spec
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

from tests.conftest import skip_or_fail

SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
)
DESK = (1280, 900)
PHONE = (320, 720)


def find(*names: str) -> str:
    """The first of some programs that is installed; without any the test skips."""
    for name in names:
        if path := shutil.which(name):
            return path
    skip_or_fail(f"{names[0]} is not installed")
    raise AssertionError


def start(profile: Path, *, javascript: bool = True, downloads: Path | None = None) -> webdriver.Chrome:
    """Start a browser with a fresh profile."""
    options = Options()
    options.binary_location = find("chromium", "chromium-browser", "google-chrome")
    for switch in (*SWITCHES, f"--user-data-dir={profile}"):
        options.add_argument(switch)
    preferences: dict[str, object] = {"download.default_directory": str(downloads)} if downloads else {}
    if not javascript:
        preferences["profile.managed_default_content_settings.javascript"] = 2
    options.add_experimental_option("prefs", preferences)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(options=options, service=Service(find("chromedriver")))


def show(driver: webdriver.Chrome, size: tuple[int, int], *, dark: bool = False) -> None:
    """Give the page a screen of this size and a colour scheme."""
    metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": size == PHONE}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})


def axe() -> str:
    """The script of axe-core, out of a package that ships it; the package itself is not imported."""
    for package in ("axe_playwright_python", "axe_core_python"):
        found = find_spec(package)
        if found is not None and found.submodule_search_locations:
            return (Path(found.submodule_search_locations[0]) / "axe.min.js").read_text(encoding="utf-8")
    skip_or_fail("neither axe-playwright-python nor axe-core-python is installed")
    raise AssertionError
