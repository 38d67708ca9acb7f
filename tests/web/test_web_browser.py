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
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver import ActionChains, Chrome
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
    f"/passages/{PASSAGE}/similar",
    "/precedents",
    "/recurring",
    "/recurring?mission=UNMIL",
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
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """A browser with JavaScript."""
    chrome = browser.start(tmp_path_factory.mktemp("profile"))
    yield chrome
    chrome.quit()


@pytest.fixture
def scripted(started: Chrome) -> Chrome:
    """A browser with JavaScript, on a desk."""
    browser.show(started, browser.DESK)
    return started


def waiting(driver: Chrome) -> WebDriverWait[Chrome]:
    """Ask again while the next page takes the place of this one: what was found may be gone before it is read."""
    return WebDriverWait(driver, 10, ignored_exceptions=[NoSuchElementException, StaleElementReferenceException])


def one(driver: Chrome, selector: str) -> WebElement:
    return waiting(driver).until(lambda page: page.find_element(By.CSS_SELECTOR, selector))


def press(driver: Chrome, selector: str) -> None:
    """Click where the reader would; Selenium's own click takes what stands in a closed <details> for hidden."""
    element = one(driver, selector)
    ActionChains(driver).scroll_to_element(element).move_to_element(element).click().perform()


def words(driver: Chrome, selector: str) -> str:
    """The text of an element, as soon as it has one."""
    return waiting(driver).until(lambda page: " ".join(page.find_element(By.CSS_SELECTOR, selector).text.split()))


def settled(driver: Chrome, words: str) -> None:
    waiting(driver).until(lambda page: words in page.current_url)


def test_from_search_to_the_original(driver: Chrome, server: str) -> None:
    driver.get(server)
    one(driver, "#q").send_keys("camps" + Keys.ENTER)
    settled(driver, "?q=camps")
    before = words(driver, ".counted")

    press(driver, "label[for=kind-recommendation]")
    if not driver.javascript:
        press(driver, ".apply button")
    settled(driver, "kind=recommendation")
    assert words(driver, ".counted") == "1 passage"
    assert one(driver, "#kind-recommendation").is_selected()

    assert words(driver, ".chip") == "Kind of passage: Recommendation ×"
    press(driver, ".chip a")
    waiting(driver).until(lambda page: "kind=" not in page.current_url)
    assert words(driver, ".counted") == before

    press(driver, "button[name=exclude][value='kind=challenge']")
    settled(driver, "exclude=kind%3Dchallenge")
    assert words(driver, ".chip.excluded") == "not Kind of passage: Challenge ×"

    driver.get(f"{driver.current_url}&size=50")
    one(driver, ".result")
    next(link for link in driver.find_elements(By.CSS_SELECTOR, ".result h2 a") if "Camps" in link.text).click()
    settled(driver, "/passages/")
    assert one(driver, ".whole").text
    link = one(driver, ".beside .ways a")
    assert link.text.startswith("Original file, page")
    link.click()
    settled(driver, f"/documents/{web_sample.REPORT}/file#page=")


def test_a_range_of_years(driver: Chrome, server: str) -> None:
    driver.get(f"{server}/?q=camp*")
    press(driver, "#from")
    ActionChains(driver).send_keys("2010" + Keys.ENTER).perform()
    settled(driver, "years=2010..")
    assert words(driver, ".chip") == "Years: from 2010 ×"
    assert driver.current_url == f"{server}/?q=camp%2A&years=2010.."


def test_the_rest_of_a_long_facet(driver: Chrome, server: str) -> None:
    driver.get(f"{server}/?q=camp*")
    rest = one(driver, "#facet-country .rest")
    assert rest.rect["height"] < 40
    press(driver, "#facet-country .rest summary")
    assert rest.rect["height"] > 100
    rows = rest.find_elements(By.CSS_SELECTOR, ".row")
    assert len(rows) == 4
    offered = rest.find_element(By.CSS_SELECTOR, ".narrowing").value_of_css_property("display") != "none"
    assert offered == driver.javascript
    if offered:
        names = [row.find_element(By.CSS_SELECTOR, ".name").text for row in rows]
        one(driver, "#filter-country").send_keys("south sud")
        assert [name for name, row in zip(names, rows, strict=True) if row.is_displayed()] == ["South Sudan"]


def test_filters_collapse_on_a_phone(driver: Chrome, server: str) -> None:
    browser.show(driver, browser.PHONE)
    driver.get(f"{server}/?q=camps")
    assert one(driver, "aside").rect["height"] < 80
    press(driver, "#filters > summary")
    assert one(driver, "aside").rect["height"] > 400
    browser.show(driver, browser.DESK)
    driver.get(f"{server}/?q=camps")
    assert one(driver, "aside").rect["height"] > 400
    assert not one(driver, "#filters > summary").is_displayed()


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_wider_than_a_small_phone(scripted: Chrome, server: str, address: str) -> None:
    browser.show(scripted, browser.PHONE)
    scripted.get(server + address)
    assert scripted.execute_script("return document.documentElement.scrollWidth") <= browser.PHONE[0]


def test_a_ticked_box_keeps_its_place_and_focus(scripted: Chrome, server: str) -> None:
    scripted.get(f"{server}/?q=camp*")
    box = one(scripted, "#year-2012")
    scripted.execute_script("arguments[0].scrollIntoView({block: 'center'}); arguments[0].focus()", box)
    top = scripted.execute_script("return scrollY")
    ActionChains(scripted).send_keys(Keys.SPACE).perform()
    settled(scripted, "year=2012")
    waiting(scripted).until(lambda page: page.switch_to.active_element.get_attribute("id") == "year-2012")
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
    waiting(scripted).until(lambda page: page.find_element(By.CSS_SELECTOR, ".copied").text)
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
    assert found == {}


SITUATION = "UNMISS opens cantonment camps for fighters; camps had to close when too many fighters came."


def tell(driver: Chrome, server: str) -> None:
    """Send a situation and wait for the answer."""
    driver.get(f"{server}/precedents")
    one(driver, "#situation").send_keys(SITUATION)
    one(driver, ".sending .main").click()
    one(driver, ".situation fieldset")


def test_a_situation_is_told_and_its_fields_edited(driver: Chrome, server: str) -> None:
    tell(driver, server)
    assert driver.current_url == f"{server}/precedents"  # the situation stands in no address
    assert "precedent" in words(driver, ".counted")
    assert one(driver, "#f-missions").get_attribute("value") == "UNMISS"
    for field in ("missions", "countries", "themes", "terms"):
        terms = one(driver, f"#f-{field}")
        terms.clear()
    terms.send_keys("register voters people trust")
    one(driver, ".sending .main").click()
    waiting(driver).until(lambda page: "Elections need a register" in words(page, "main"))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [browser.DESK, browser.PHONE], ids=["desk", "phone"])
def test_axe_finds_no_violation_in_an_answer(scripted: Chrome, server: str, size: tuple[int, int], dark: bool) -> None:
    browser.show(scripted, size, dark=dark)
    tell(scripted, server)
    scripted.execute_script("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert scripted.execute_script("return document.documentElement.scrollWidth") <= size[0]
    assert violated(scripted, browser.axe()) == []


def test_completions_are_chosen_by_keyboard(scripted: Chrome, server: str) -> None:
    scripted.get(server)
    box = one(scripted, "#q")
    assert box.get_attribute("role") == "combobox"
    box.send_keys("liber")
    option = one(scripted, "#completions li")
    assert box.get_attribute("aria-expanded") == "true"
    assert violated(scripted, browser.axe()) == []
    box.send_keys(Keys.ARROW_DOWN)
    assert box.get_attribute("aria-activedescendant") == option.get_attribute("id")
    assert option.get_attribute("aria-selected") == "true"
    assert box.get_attribute("value") == option.get_attribute("data-query")
    box.send_keys(Keys.ESCAPE)
    assert box.get_attribute("value") == "liber"
    assert box.get_attribute("aria-expanded") == "false"
    box.send_keys("i")
    waiting(scripted).until(lambda page: one(page, "#q").get_attribute("aria-expanded") == "true")
    box.send_keys(Keys.ARROW_DOWN, Keys.ENTER)
    settled(scripted, "?q=")


def test_the_box_works_without_completions(driver: Chrome, server: str) -> None:
    driver.get(server)
    one(driver, "#q").send_keys("liberia" + Keys.ENTER)
    settled(driver, "?q=liberia")


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
