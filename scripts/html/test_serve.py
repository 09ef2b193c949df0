"""Starts `skill-split serve`, reads and searches in Chromium, asks as other sites would, and ends it by a signal."""

import http.client
import json
import signal
import subprocess
import sys
import time
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

from browser import launch, search

LAUNCHER, LIBRARY, QUERY = sys.argv[1:4]


def status(url, path="/", **headers):
    connection = http.client.HTTPConnection(url.hostname, url.port, timeout=10)
    connection.putrequest("GET", path, skip_host=True)
    for name, value in {"Host": url.netloc, **headers}.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def asks_as_other_sites_would(url):
    assert status(url) == 200
    assert status(url, "/gone.html") == 404
    assert status(url, Host="evil.example") == 403, "a name that DNS may turn"
    assert status(url, Origin="http://evil.example") == 403
    assert status(url, "/_nav/library.js", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="no-cors", Sec_Fetch_Dest="script") == 403


def reads_and_searches(url):
    with sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page()
        problems = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda text: problems.append(text.text) if text.type == "error" else None)
        page.goto(url.geturl())
        search(page, QUERY, delay=0)
        assert page.locator(".results mark").count() >= 1
        milliseconds = int(page.locator(".search").get_attribute("data-milliseconds"))
        page.keyboard.press("Enter")
        page.wait_for_selector("article")
        assert page.locator(".side [aria-current=page]").count() == 1
        link = page.locator("[aria-label^='Copy a permalink']").first.get_attribute("title")
        page.goto(link)
        assert "#" in page.url and page.locator("article").count() == 1, page.url
        browser.close()
        assert not problems, problems
        print(f"  {milliseconds} ms from the query to the answer of the library")


def main():
    command = [LAUNCHER, "serve", "--port", "0", "--json", "--library", LIBRARY]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        url = urlsplit(json.loads(server.stdout.readline())["url"])
        assert url.hostname == "127.0.0.1"
        asks_as_other_sites_would(url)
        reads_and_searches(url)
        start = time.monotonic()
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=20) == 0, f"exit status {server.returncode}"
        print(f"  ended {time.monotonic() - start:.1f} s after SIGTERM")
    finally:
        server.kill()
        server.wait()
    print("ok   serve")


main()
