"""The way of a reader in a real browser: search, facet, chip, passage, original; and axe on every page."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import browser
import pytest
import web_sample
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from lessons.home import Home
from lessons.storage.rows import stored_passages

pytestmark = pytest.mark.slow

PASSAGE = stored_passages(web_sample.REPORT, [web_sample.recognised(web_sample.LINES[web_sample.REPORT][0])])[0].id
PAGES = [
    "/",
    "/?q=camps",
    "/?q=camps&country=LBR&exclude=kind%3Dchallenge&years=2004..2010",
    "/?q=cantonmnt&kind=lesson",
    "/?q=cantonment&kind=lesson",
    "/?q=camps&page=99",
    "/?size=0&q=camps",
    "/nowhere",
    "/help",
    f"/passages/{PASSAGE}",
    f"/documents/{web_sample.REPORT}",
    f"/documents/{web_sample.LONG}?page=2",
]


@pytest.fixture(scope="module")
def server(home: Home, project: Path) -> Iterator[str]:
    """The address of a real server."""
    command = [sys.executable, "-m", "lessons.cli", "serve", "--home", str(home.path), "--port", "0"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        yield next(word for word in line.split() if word.startswith("http://")).rstrip("/")
        process.terminate()


@pytest.fixture(scope="module", params=[True, False], ids=["with JavaScript", "without JavaScript"])
def driver(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """A browser, once with JavaScript and once without."""
    started = browser.start(tmp_path_factory.mktemp("profile"), javascript=request.param)
    started.javascript = request.param
    browser.show(started, browser.DESK)
    yield started
    started.quit()


@pytest.fixture(scope="module")
def scripted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """A browser with JavaScript."""
    started = browser.start(tmp_path_factory.mktemp("profile"))
    browser.show(started, browser.DESK)
    yield started
    started.quit()


def one(driver: Chrome, selector: str) -> WebElement:
    return WebDriverWait(driver, 10).until(lambda page: page.find_element(By.CSS_SELECTOR, selector))


def settled(driver: Chrome, words: str) -> None:
    WebDriverWait(driver, 10).until(lambda page: words in page.current_url)


def test_from_search_to_the_original(driver: Chrome, server: str) -> None:
    driver.get(server)
    one(driver, "#q").send_keys("camps" + Keys.ENTER)
    settled(driver, "?q=camps")
    before = one(driver, ".counted").text

    one(driver, "label[for=kind-recommendation]").click()
    if not driver.javascript:
        one(driver, ".apply button").click()
    settled(driver, "kind=recommendation")
    assert one(driver, ".counted").text == "1 passage"
    assert one(driver, "#kind-recommendation").is_selected()

    assert "Recommendation" in one(driver, ".chip").text
    one(driver, ".chip a").click()
    WebDriverWait(driver, 10).until(lambda page: "kind=" not in page.current_url)
    assert one(driver, ".counted").text == before

    one(driver, "button[name=exclude][value='kind=challenge']").click()
    settled(driver, "exclude=kind%3Dchallenge")
    assert "not Kind of passage" in one(driver, ".chip.excluded").text

    next(link for link in driver.find_elements(By.CSS_SELECTOR, ".result h2 a") if "Camps" in link.text).click()
    settled(driver, "/passages/")
    assert one(driver, ".whole").text
    link = one(driver, ".beside .ways a")
    assert "page" in link.text
    link.click()
    settled(driver, f"/documents/{web_sample.REPORT}/file#page=")


def test_a_range_of_years(driver: Chrome, server: str) -> None:
    driver.get(f"{server}/?q=camp*")
    one(driver, "#from").send_keys("2010" + Keys.ENTER)
    settled(driver, "years=2010..")
    assert one(driver, ".chip").text.startswith("Years: from 2010")
    assert driver.current_url == f"{server}/?q=camp%2A&years=2010.."


def test_the_rest_of_a_long_facet(driver: Chrome, server: str) -> None:
    driver.get(f"{server}/?q=camp*")
    one(driver, "#facet-country .rest summary").click()
    rows = [row for row in driver.find_elements(By.CSS_SELECTOR, "#facet-country .rest .row") if row.is_displayed()]
    assert len(rows) == 4
    field = one(driver, "#filter-country")
    assert field.is_displayed() == driver.javascript
    if driver.javascript:
        name = rows[-1].find_element(By.CSS_SELECTOR, ".name").text
        field.send_keys(name.lower())
        assert [row for row in rows if row.is_displayed()] == [rows[-1]]


def test_filters_collapse_on_a_phone(driver: Chrome, server: str) -> None:
    browser.show(driver, browser.PHONE)
    driver.get(f"{server}/?q=camps")
    assert not one(driver, "#kind-lesson").is_displayed()
    one(driver, "#filters > summary").click()
    assert one(driver, "#kind-lesson").is_displayed()
    browser.show(driver, browser.DESK)
    driver.get(f"{server}/?q=camps")
    assert one(driver, "#kind-lesson").is_displayed()


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_wider_than_a_small_phone(scripted: Chrome, server: str, address: str) -> None:
    browser.show(scripted, browser.PHONE)
    scripted.get(server + address)
    assert scripted.execute_script("return document.documentElement.scrollWidth") <= browser.PHONE[0]
    browser.show(scripted, browser.DESK)


def test_a_ticked_box_keeps_its_place_and_focus(scripted: Chrome, server: str) -> None:
    scripted.get(f"{server}/?q=camp*")
    box = one(scripted, "#year-2012")
    scripted.execute_script("arguments[0].scrollIntoView({block: 'center'})", box)
    top = scripted.execute_script("return scrollY")
    box.send_keys(Keys.SPACE)
    settled(scripted, "year=2012")
    WebDriverWait(scripted, 10).until(lambda page: page.switch_to.active_element.get_attribute("id") == "year-2012")
    assert abs(scripted.execute_script("return scrollY") - top) <= 60


def test_the_keyboard_reaches_the_box_and_the_content(scripted: Chrome, server: str) -> None:
    scripted.get(f"{server}/?q=camps")
    body = one(scripted, "body")
    body.send_keys("/")
    assert scripted.switch_to.active_element.get_attribute("id") == "q"
    scripted.get(f"{server}/?q=camps")
    one(scripted, "body").send_keys(Keys.TAB)
    assert scripted.switch_to.active_element.text == "Skip to the content"
    scripted.switch_to.active_element.send_keys(Keys.ENTER)
    assert scripted.switch_to.active_element.get_attribute("id") == "main"


def test_the_citation_is_copied(scripted: Chrome, server: str) -> None:
    scripted.execute_cdp_cmd(
        "Browser.grantPermissions", {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
    )
    scripted.get(f"{server}/passages/{PASSAGE}")
    one(scripted, ".copy").click()
    WebDriverWait(scripted, 10).until(lambda page: page.find_element(By.CSS_SELECTOR, ".copied").text)
    assert one(scripted, ".copied").text in ("Copied", "Selected: press Ctrl+C")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [browser.DESK, browser.PHONE], ids=["desk", "phone"])
def test_axe_finds_no_violation(scripted: Chrome, server: str, size: tuple[int, int], dark: bool) -> None:
    script = browser.axe()
    browser.show(scripted, size, dark=dark)
    found = {}
    for address in PAGES:
        scripted.get(server + address)
        scripted.execute_script("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        if violations := violated(scripted, script):
            found[address] = violations
    browser.show(scripted, browser.DESK)
    assert found == {}


def violated(driver: Chrome, script: str) -> list[str]:
    # Through the debugger, for the page's own policy would not let a script in that is not its own.
    driver.execute_cdp_cmd("Runtime.evaluate", {"expression": script})
    asked = {
        "expression": "axe.run().then((r) => JSON.parse(JSON.stringify(r.violations)))",
        "awaitPromise": True,
        "returnByValue": True,
    }
    result: dict[str, Any] = driver.execute_cdp_cmd("Runtime.evaluate", asked)
    violations = result["result"]["value"]
    return [
        f"{one['id']}: {node['html'][:150]} {node.get('failureSummary', '')[:200]}"
        for one in violations
        for node in one["nodes"]
    ]


def test_the_browser_has_nothing_to_complain_of(scripted: Chrome, server: str) -> None:
    scripted.get_log("browser")
    for address in PAGES:
        scripted.get(server + address)
    time.sleep(0.2)
    complaints = [entry["message"] for entry in scripted.get_log("browser") if "status of 4" not in entry["message"]]
    assert complaints == []
