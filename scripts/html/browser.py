"""What the checks of sites share: Chromium, and typing into the search."""

import shutil


def launch(playwright):
    return playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])


def search(page, text, delay=20):
    """Types `text`, with so many milliseconds between the keys or all at once, and waits for the answer."""
    if page.evaluate("document.activeElement.type") != "search":
        page.keyboard.press("/")
    if delay:
        page.keyboard.type(text, delay=delay)
    else:
        page.keyboard.insert_text(text)
    page.wait_for_function("text => document.querySelector('.search').dataset.query === text", arg=text)
