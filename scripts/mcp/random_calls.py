"""Makes random calls of `skill-split mcp`, and fails for an answer over its budget, a crash, or memory that grows.

Usage: random_calls.py PROGRAM LIBRARY COUNT [SEED]

Half of the calls are made of what earlier answers gave (paths, addresses, cursors), the other half of anything.
"""

import json
import random
import subprocess
import sys
import time

program, library, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
seed = int(sys.argv[4]) if len(sys.argv) > 4 else random.randrange(2**32)
print(f"seed {seed}", flush=True)
random.seed(seed)

BUDGET = random.choice([4_000, 8_000])
WORDS = ["the", "a", "tea", "code AND review", '"pull request"', "git*", "NOT", "NEAR(a b, 3)", "c++", "(", '"', "", "é漢字", "\0"]
KINDS = ["skill", "command", "agent", "hook", "plugin", "script", "reference", "documentation", "config", "asset", "none"]
TOOLS = ["search", "outline", "read_section", "list_components", "read_file", "none"]
META = {"io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {}}
TEMPLATES = ["skill-split://{path}#{address}", "skill://{path}/SKILL.md"]


def text():
    return "".join(chr(random.choice([random.randrange(1, 128), random.randrange(0xD7FF)])) for _ in range(random.randrange(40)))


def anything():
    return random.choice([None, True, -1, 2**63 - 1, 1.5, text(), "x" * 100_000, [], {}, [text()], {text(): text()}])


class Caller:
    """Remembers some of what it was told."""

    def __init__(self):
        self.sections = [("library/CLAUDE.md", "text")]
        self.following = None

    def arguments(self, tool):
        path, address = random.choice(self.sections)
        good = {
            "search": {"query": random.choice(WORDS), "limit": random.randrange(1, 51)},
            "outline": {"path": path},
            "read_section": {"path": path, "address": address, "own": random.random() < 0.5},
            "list_components": {"files": random.random() < 0.5},
            "read_file": {"path": path},
            "none": {},
        }[tool]
        if tool in ("search", "list_components") and random.random() < 0.5:
            good["kind"] = random.choice(KINDS)
        if tool in ("search", "list_components") and random.random() < 0.3:
            good["path"] = path.rsplit("/", random.randrange(1, 4))[0]
        if random.random() < 0.1:
            good[random.choice([*good, "cursor", text()])] = anything()
        return good

    def next(self):
        """A method and its parameters."""
        if self.following and random.random() < 0.7:
            (tool, arguments, cursor), self.following = self.following, None
            return "tools/call", {"name": tool, "arguments": arguments | {"cursor": cursor}}
        path, address = random.choice(self.sections)
        kind = random.random()
        if kind < 0.8:
            tool = random.choice(TOOLS)
            return "tools/call", {"name": tool, "arguments": self.arguments(tool)}
        if kind < 0.88:
            uri = random.choice([f"skill-split://{path}#{address}", f"skill-split://{path}", f"skill://{path}", text()])
            return "resources/read", {"uri": uri}
        if kind < 0.95:
            name = random.choice(["path", "address", text()])
            value = random.choice([path, address])[: random.randrange(60)]
            return "completion/complete", {
                "ref": {"type": "ref/resource", "uri": random.choice(TEMPLATES)},
                "argument": {"name": name, "value": value},
                "context": {"arguments": {"path": path}},
            }
        return random.choice(["tools/list", "server/discover", "resources/list", text()]), {"name": anything()}

    def learn(self, params, answer):
        found = answer.get("result", {}).get("structuredContent", {})
        for row in (found.get("hits") or found.get("components") or [])[:3]:
            self.sections.append((row["path"], row.get("address", "text")))
        if found.get("sections"):
            self.sections.append((params["arguments"]["path"], random.choice(found["sections"])["address"]))
        self.sections = self.sections[-200:]
        if found.get("nextCursor"):
            self.following = (params["name"], params["arguments"], found["nextCursor"])


def resident(process):
    with open(f"/proc/{process.pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:")) * 1024


process = subprocess.Popen(
    [program, "mcp", "--library", library, "--budget", str(BUDGET)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
)
caller = Caller()
longest, memory, times, outcomes = 0, [], [], {"results": 0, "refusals": 0, "errors": 0}
for id in range(count):
    method, params = caller.next()
    message = {"jsonrpc": "2.0", "id": id, "method": method, "params": params | {"_meta": META}}
    start = time.perf_counter()
    process.stdin.write(json.dumps(message, ensure_ascii=random.random() < 0.5).encode("utf-8", "replace") + b"\n")
    process.stdin.flush()
    line = process.stdout.readline()
    times.append(time.perf_counter() - start)
    answer = json.loads(line)
    assert answer["id"] == id, (message, answer)
    longest = max(longest, len(line))
    assert len(line) <= BUDGET * 4 + 1, (len(line), message)
    result = answer.get("result")
    outcomes["errors" if result is None else "refusals" if result.get("isError") else "results"] += 1
    caller.learn(params, answer)
    if id % max(1, count // 100) == 0:
        memory.append(resident(process))
process.stdin.close()
assert process.wait(30) == 0

times.sort()
half = memory[len(memory) // 2]
print(f"{count} calls: {outcomes}; longest answer {longest} of {BUDGET * 4} bytes")
print(f"resident: {half / 2**20:.1f} MiB half-way, {memory[-1] / 2**20:.1f} MiB at the end, {max(memory) / 2**20:.1f} MiB at most")
print(f"a call: median {times[len(times) // 2] * 1e3:.2f} ms, p99 {times[len(times) * 99 // 100] * 1e3:.2f} ms")
assert min(outcomes.values()) > 0
assert memory[-1] <= half * 1.2 + 2**20, "memory grows"
