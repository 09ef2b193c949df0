"""Follows every link of every page of a site: from the first page all pages are reached, and no link or anchor is broken."""

import sys
import xml.etree.ElementTree as xml
from pathlib import Path
from urllib.parse import unquote


def read(path):
    text = path.read_text(encoding="utf-8").replace("<!DOCTYPE html>", "", 1)
    tree = xml.fromstring(text)
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    links = [element.get(name) for element in tree.iter() for name in ("href", "src") if element.get(name)]
    return ids, links


def check(root):
    root = Path(root).resolve()
    pages, problems = {}, []
    for path in sorted(root.rglob("*.html")):
        try:
            pages[path] = read(path)
        except xml.ParseError as error:
            problems.append(f"{path}: not well-formed: {error}")
    reached, queue = set(), [root / "index.html"]
    while queue:
        path = queue.pop()
        if path in reached or path not in pages:
            continue
        reached.add(path)
        ids, links = pages[path]
        if len(ids) != len(set(ids)):
            problems.append(f"{path}: an id twice")
        for link in links:
            if link.split(":", 1)[0] in ("http", "https", "mailto", "data"):
                continue
            file, _, anchor = link.partition("#")
            target = (path.parent / unquote(file)).resolve() if file else path
            if not target.exists():
                problems.append(f"{path}: broken link {link}")
            elif anchor and target in pages and anchor not in pages[target][0]:
                problems.append(f"{path}: broken anchor {link}")
            queue.append(target)
    problems += [f"{path}: not reached without scripts" for path in pages if path not in reached]
    print(f"{root.name}: {len(pages)} pages, {len(problems)} problems")
    return problems


found = [problem for root in sys.argv[1:] for problem in check(root)]
print("\n".join(found[:40]))
sys.exit(1 if found else 0)
