"""Opens a site in Chromium and does what readers do."""

import functools
import http.server
import sys
import threading
import traceback
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from browser import launch, search

SITE, HOSTILE, SHOTS = (Path(argument).resolve() for argument in sys.argv[1:4])
BYTE_LIMIT, TIME_LIMIT = 100_000, 50
QUERY = "green tea"


def url(file, root=SITE):
    return (root / file).as_uri()


def first(pattern, root=SITE):
    return next(iter(sorted(path.relative_to(root).as_posix() for path in root.rglob(pattern))))


def samples():
    patterns = ["SKILL.md.html", "*.json.html", "*.py.html", "*.sh.html", "*.md.html", "README.md.html"]
    found = ["index.html"]
    for pattern in patterns:
        found += sorted(path.relative_to(SITE).as_posix() for path in SITE.rglob(pattern))[:4]
    found += sorted(path.relative_to(SITE).as_posix() for path in (SITE / "_index").rglob("*.html"))[:3]
    return list(dict.fromkeys(found))


class Session:
    """A context of the browser that notes errors and every request that leaves the site."""

    def __init__(self, browser, root=SITE, **options):
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 850}, **options})
        self.problems, self.requests = [], []
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("console", lambda text: self.problems.append(text.text) if text.type == "error" else None)
        self.page.on("dialog", lambda dialog: (self.problems.append("a dialog"), dialog.dismiss()))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.root = root

    def __enter__(self):
        return self

    def __exit__(self, kind, *rest):
        self.context.close()
        if kind is None:
            outside = [url for url in self.requests if not url.startswith((self.root.as_uri(), "data:", "http://127.0.0.1"))]
            assert not outside, f"requests that leave the site: {outside[:3]}"
            assert not self.problems, self.problems[:3]

    def open(self, file):
        self.page.goto(url(file, self.root))
        return self.page


def reads_home_and_components(browser):
    with Session(browser) as session:
        page = session.open("index.html")
        assert page.locator(".cards li").count() >= 3 and page.locator("h1").count() == 1
        page.locator(".cards a", has_text="Skills").click()
        page.locator(".rows a").first.click()
        assert page.locator("article h1").is_visible() and page.locator(".toc a").count() >= 1
        page.locator(".toc a").last.click()
        anchor = page.evaluate("decodeURIComponent(location.hash.slice(1))")
        assert page.evaluate("id => document.getElementById(id) !== null", anchor)
        assert page.locator(".side [aria-current=page]").count() == 1


def searches(browser):
    with Session(browser) as session:
        page = session.open(first("SKILL.md.html"))
        search(page, QUERY, delay=0)
        assert page.locator(".results [role=option]").count() >= 1
        assert page.locator(".results mark").count() >= 1
        total = page.locator(".panel .note").inner_text()
        page.locator(".filters button", has_text="Skill").first.click()
        page.wait_for_timeout(200)
        assert page.locator(".panel .note").inner_text() != total or total.startswith("1 ")
        page.locator(".results a").first.click()
        page.wait_for_load_state()
        assert page.locator("article").count() == 1


def answers_at_once(browser):
    """Words typed into pages that have loaded nothing of the search before: from the last key to the answer. Words that
    stand there at once: what is loaded for their answer alone."""
    times, sizes = [], []
    for query in ("debug", "skill", "test", "hook", "code review", "write a plan", "config"):
        with Session(browser) as session:
            page = session.open("index.html")
            search(page, query, delay=90)
            times.append(int(page.locator(".search").get_attribute("data-milliseconds")))
        with Session(browser) as session:
            page = session.open("index.html")
            search(page, query, delay=0)
            loaded = [Path(url.removeprefix("file://")) for url in session.requests if "search" in url]
            sizes.append(sum(path.stat().st_size for path in loaded if path.exists()))
    middle = sorted(times)[len(times) // 2]
    print(f"  {middle} ms from the last key to the answer in the middle of {times}")
    print(f"  {max(sizes)} bytes loaded for an answer at the most, of {sizes}")
    assert middle <= TIME_LIMIT, times
    assert max(sizes) <= BYTE_LIMIT, sizes


def follows_the_keyboard(browser):
    with Session(browser) as session:
        page = session.open("index.html")
        search(page, "tea")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        assert page.locator("[aria-selected=true]").count() == 1
        assert page.locator("input[type=search]").get_attribute("aria-activedescendant") == ":result-1"
        page.keyboard.press("ArrowUp")
        target = page.locator("[aria-selected=true]").get_attribute("href")
        page.keyboard.press("Escape")
        assert page.locator(".panel").is_hidden()
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.tagName") == "BODY"
        search(page, "t")
        page.locator("input[type=search]").fill("tea")
        page.wait_for_function("() => document.querySelector('.search').dataset.query === 'tea'")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda address: address != url("index.html"))
        assert target.split("#")[0].lstrip("./") in page.url
        page.goto(url("index.html"))
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"


def switches_the_theme(browser):
    background = "getComputedStyle(document.body).backgroundColor"
    for scheme in ("light", "dark"):
        with Session(browser, color_scheme=scheme) as session:
            page = session.open("index.html")
            wished = page.evaluate(background)
            page.locator(".theme").click()
            other = page.evaluate(background)
            assert wished != other
            page.goto(url(first("SKILL.md.html")))
            assert page.evaluate(background) == other, "the choice holds on other pages"
            page.locator(".theme").click()
            assert page.evaluate(background) == wished
            assert page.locator(".theme").get_attribute("aria-pressed") == str(scheme == "dark").lower()


def fits_narrow_screens(browser):
    with Session(browser, viewport={"width": 360, "height": 740}) as session:
        for file in samples():
            page = session.open(file)
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, f"{file} is {wide} pixels too wide"
        page = session.open(first("SKILL.md.html"))
        page.locator(".menu").click()
        assert page.locator(".side a").first.is_visible()
        page.keyboard.press("Escape")
        assert page.locator(".side").is_hidden()


def works_without_a_network(browser):
    with Session(browser) as session:
        session.context.set_offline(True)
        page = session.open(first("SKILL.md.html"))
        search(page, QUERY)
        assert page.locator(".results [role=option]").count() >= 1


def works_without_scripts(browser):
    with Session(browser, java_script_enabled=False) as session:
        page = session.open("index.html")
        page.locator(".cards a").first.click()
        page.locator(".rows a").first.click()
        assert page.locator("article h1").is_visible()
        assert page.locator(".search, .theme, .copy").count() == 0, "no dead controls"
        session.page.locator(".crumbs a").nth(1).click()
        assert page.locator(".rows a").count() >= 1


def works_in_a_folder_of_a_server(browser):
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *arguments):
            pass

    handler = functools.partial(Quiet, directory=SITE.parent)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with Session(browser) as session:
            page = session.page
            page.goto(f"http://127.0.0.1:{server.server_port}/{SITE.name}/index.html")
            search(page, QUERY)
            page.keyboard.press("Enter")
            page.wait_for_url("**/*.html*", wait_until="load")
            page.wait_for_selector("article")
            assert page.locator("article").count() == 1
    finally:
        server.shutdown()


def copies_code_and_addresses(browser):
    with Session(browser) as session:
        session.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = session.open(first("SKILL.md.html"))
        button = page.locator(".address").last
        button.click(force=True)
        page.wait_for_selector(".address.done", state="attached")
        copied = page.evaluate("navigator.clipboard.readText()")
        path, _, address = copied.partition("#")
        assert path == page.locator("main").get_attribute("data-path")
        assert page.evaluate("id => document.getElementById(id) !== null", address)


def is_accessible(browser):
    axe, count = Axe(), 0
    for scheme in ("light", "dark"):
        with Session(browser, color_scheme=scheme) as session:
            for file in samples():
                page = session.open(file)
                page.wait_for_timeout(60)
                results = axe.run(page, options={"preload": False})
                count += 1
                names = [
                    (violation["id"], violation["nodes"][0]["html"][:120], violation["nodes"][0].get("failureSummary", "")[:200])
                    for violation in results.response["violations"]
                ]
                assert not names, f"{scheme}, {file}: {names}"
            page = session.open(first("SKILL.md.html"))
            search(page, QUERY)
            names = [(violation["id"], violation["nodes"][0]["html"][:200]) for violation in axe.run(page, options={"preload": False}).response["violations"]]
            assert not names, f"{scheme}, search: {names}"
    print(f"  axe: {count} pages, no violation")


def prints_the_text_alone(browser):
    with Session(browser) as session:
        page = session.open(first("SKILL.md.html"))
        page.emulate_media(media="print")
        assert page.locator("header.top").is_hidden() and page.locator(".side").is_hidden()
        assert page.locator("article h1").is_visible()


def runs_nothing_hostile(browser):
    pages = sorted(path.relative_to(HOSTILE).as_posix() for path in HOSTILE.rglob("*.html"))
    with Session(browser, HOSTILE) as session:
        for file in pages:
            page = session.open(file)
            page.evaluate("""() => {
                for (const element of document.querySelectorAll('main *'))
                    for (const name of ['click', 'mouseover', 'focus', 'error', 'load', 'toggle', 'pointerenter'])
                        if (!element.closest('a')) element.dispatchEvent(new Event(name));
                for (const link of document.querySelectorAll('main a[href]'))
                    if (!/^(https?|mailto|file):$/.test(link.protocol)) throw new Error('a link to ' + link.href);
            }""")
            assert page.evaluate("window.pwned") is None, f"{file} ran something"
        page = session.open("index.html")
        for text in ("pwned", "script", "onerror", "evil"):
            page.locator("input[type=search]").fill("")
            search(page, text)
            page.wait_for_timeout(50)
            assert page.evaluate("window.pwned") is None, f"the search for {text} ran something"
    print(f"  {len(pages)} hostile pages")


def takes_screenshots(browser):
    shown = {
        "home": "index.html",
        "skill": first("SKILL.md.html"),
        "json": first("*.json.html"),
        "list": first("_index/kind/skill.html"),
        "script": next(iter(file for file in samples() if file.endswith((".py.html", ".sh.html"))), "index.html"),
    }
    for scheme in ("light", "dark"):
        for name, width, height in (("wide", 1440, 900), ("phone", 360, 740)):
            with Session(browser, color_scheme=scheme, viewport={"width": width, "height": height}) as session:
                for label, file in shown.items():
                    page = session.open(file)
                    page.wait_for_timeout(150)
                    page.screenshot(path=SHOTS / f"{label}-{name}-{scheme}.png")
                search(page, QUERY)
                page.screenshot(path=SHOTS / f"search-{name}-{scheme}.png")
    print(f"  screenshots in {SHOTS}")


TESTS = [
    reads_home_and_components, searches, answers_at_once, follows_the_keyboard, switches_the_theme,
    fits_narrow_screens, works_without_a_network, works_without_scripts, works_in_a_folder_of_a_server,
    copies_code_and_addresses, is_accessible, prints_the_text_alone, runs_nothing_hostile, takes_screenshots,
]


def main():
    failed = 0
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for test in TESTS:
            try:
                test(browser)
                print(f"ok   {test.__name__}")
            except Exception:
                failed += 1
                print(f"FAIL {test.__name__}")
                traceback.print_exc(limit=3)
        browser.close()
    print(f"{len(TESTS) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
