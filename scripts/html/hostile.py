"""Writes Markdown files with 10,000 strings that try to run something in a page, by a grammar and a seed."""

import random
import sys
from pathlib import Path

PAYLOAD = "window.pwned=1"
ELEMENTS = """script img svg iframe object embed math style a body details input form button video audio link meta base
template noscript textarea title xmp plaintext select table td p div mtext foreignObject animate set marquee""".split()
EVENTS = "onload onerror onclick onfocus ontoggle onmouseover onanimationend onpointerenter".split()
URLS = [
    "javascript:", "JaVaScRiPt:", "java\tscript:", "java\nscript:", " javascript:", "\x01javascript:",
    "&#106;avascript:", "&#x6A;avascript:", "javascript&colon;", "vbscript:", "data:text/html,<script>",
    "data:image/svg+xml,<svg onload=", "//evil.example/", "https://evil.example/", "file:///etc/", "feed:javascript:",
]
SHAPES = [
    "<svg><style><img src=x onerror={p}></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror={p}&gt;\">",
    "<noscript><p title=\"</noscript><img src=x onerror={p}>\">",
    "<a href=\"x\" title='\"><script>{p}</script>'>y</a>",
    "<img src=\"data:image/png;base64,AA\" alt='\" onerror=\"{p}'>",
    "<p id=\"main\"><form name=\"body\"><input name=\"dataset\"></form>",
    "<base href=\"//evil.example/\"><meta http-equiv=refresh content=\"0;url=javascript:{p}\">",
    "<![CDATA[<script>{p}</script>]]>", "<!--#t0--><script>{p}</script>",
    "<!--#0#t0--><script>{p}</script>", "{{{{{{body}}}}}}<script>{p}</script>",
    "<link rel=stylesheet href=https://evil.example/x.css><style>@import 'https://evil.example/'</style>",
    "<iframe srcdoc='<script>parent.pwned=1</script>'></iframe>",
]


def event(rng):
    quote = rng.choice(["\"", "'", ""])
    return f"{rng.choice([' ', '/', chr(9), chr(10), chr(12)])}{rng.choice(EVENTS)}={quote}{PAYLOAD}{quote}"


def element(rng):
    name = rng.choice(ELEMENTS)
    return name if rng.random() < 0.5 else name.upper()


def string(rng, depth=0):
    inner = lambda: PAYLOAD if depth > 3 else string(rng, depth + 1)
    url = rng.choice(URLS) + PAYLOAD
    kind = rng.randrange(10)
    if kind == 0:
        return f"<script>{PAYLOAD}</script>"
    if kind == 1:
        return f"[x]({url}) ![y]({url})"
    if kind == 2:
        return f"<{element(rng)}{event(rng)} src=\"{url}\" href='{url}'>{inner()}</{element(rng)}>"
    if kind == 3:
        return f"[x]: {url}\n\n[x]"
    if kind == 4:
        return f"```js\"{event(rng)}\n</code></pre><script>{PAYLOAD}</script>\n```"
    if kind == 5:
        return f"<{url}>"
    if kind == 6:
        return f"# <img src=x{event(rng)}> {inner()}".replace("\n", " ")
    if kind == 7:
        return f"| a |\n|---|\n| <img src=x{event(rng)}> |".replace("\x0c", " ")
    if kind == 8:
        return f"<custom-tag{event(rng)}>\n{inner()}\n</custom-tag>"
    text = list(rng.choice(SHAPES).format(p=PAYLOAD))
    place = rng.randrange(len(text))
    text[place] = rng.choice([text[place], "", "<", ">", "\"", "'", "`", "\0", "/"])
    return "".join(text)


def main(folder, seed=20260):
    rng = random.Random(seed)
    root = Path(folder)
    root.mkdir(parents=True)
    print(f"hostile strings: seed {seed}")
    for number in range(100):
        strings = "\n\n".join(string(rng) for _ in range(100))
        name = rng.choice(["plain", "\"><img src=x onerror=window.pwned=1>", "' onload='window.pwned=1"])
        head = f"---\nname: {name!r}\ndescription: \"<script>{PAYLOAD}</script>\"\n---\n"
        (root / f"{number:03}.md").write_text(head + strings, encoding="utf-8", errors="surrogatepass")
    (root / "\"><img src=x onerror=window.pwned=1>.md").write_text("# name\n")
    (root / "x.json").write_text('{"<script>window.pwned=1</script>": "<img src=x onerror=window.pwned=1>"}')


main(*sys.argv[1:])
