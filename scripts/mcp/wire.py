"""Looks at what `skill-split mcp` writes when things go wrong: nothing but JSON-RPC, and an end.

Usage: wire.py PROGRAM LIBRARY
"""

import json
import os
import subprocess
import sys
import tempfile
import time

program, library = sys.argv[1:]


def request(method, id=1, **params):
    meta = {
        "io.modelcontextprotocol/protocolVersion": "2026-07-28",
        "io.modelcontextprotocol/clientCapabilities": {},
    }
    return json.dumps({"jsonrpc": "2.0", "id": id, "method": method, "params": params | {"_meta": meta}}).encode()


def call(tool, id=1, **arguments):
    return request("tools/call", id, name=tool, arguments=arguments)


def serve(lines, library=library):
    """The answers to `lines`; each line of the output must be a message."""
    done = subprocess.run(
        [program, "mcp", "--library", library], input=b"\n".join(lines) + b"\n", capture_output=True, timeout=60
    )
    assert done.returncode == 0, done
    assert done.stderr == b"", done.stderr
    answers = [json.loads(line) for line in done.stdout.split(b"\n")[:-1]]
    assert all(answer["jsonrpc"] == "2.0" for answer in answers)
    return answers


def malformed():
    lines = [b"\xff\xfe", b"{", b"[" * 100_000, b"x" * 5_000_000, b'{"jsonrpc":"2.0","id":1,"method":7}', b""]
    answers = serve(lines + [request("server/discover", 2)])
    assert [answer.get("id") for answer in answers] == [None] * 4 + [1, 2], answers
    assert [answer["error"]["code"] for answer in answers[:5]] == [-32700] * 4 + [-32600], answers


def broken_libraries():
    with tempfile.TemporaryDirectory() as folder:
        garbage = os.path.join(folder, "garbage.db")
        with open(garbage, "wb") as file:
            file.write(os.urandom(100_000))
        for broken in (garbage, os.path.join(folder, "none.db"), folder, "files:" + folder, "nothing:x"):
            url = broken if ":" in broken else "sqlite:" + broken
            answers = serve([call("search", query="tea"), request("tools/list", 2)], url)
            by_id = {answer["id"]: answer for answer in answers}
            assert by_id[1]["result"]["isError"], answers
            assert len(by_id[2]["result"]["tools"]) == 5, answers


def damaged_library():
    """A library whose pages are overwritten while it is open, and before."""
    with tempfile.TemporaryDirectory() as folder:
        copy = os.path.join(folder, "library.db")
        with open(library.removeprefix("sqlite:"), "rb") as file:
            data = bytearray(file.read())
        for start in range(4096, len(data), 4096):
            data[start : start + 1024] = b"\xa5" * 1024
        with open(copy, "wb") as file:
            file.write(data)
        calls = [call("search", query="tea"), call("list_components", 2), call("read_file", 3, path="library/CLAUDE.md")]
        answers = serve(calls, "sqlite:" + copy)
        assert len(answers) == 3, answers


def closed_output():
    process = subprocess.Popen(
        [program, "mcp", "--library", library], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    process.stdout.close()
    try:
        for id in range(10_000):
            process.stdin.write(call("search", id, query="tea") + b"\n")
    except BrokenPipeError:
        pass
    try:
        process.stdin.close()
    except BrokenPipeError:
        pass
    assert process.wait(30) == 0
    assert process.stderr.read() == b""


def input_ends_while_it_waits():
    process = subprocess.Popen([program, "mcp", "--library", library], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    process.stdin.write(call("search", query="tea") + b"\n")
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["result"]["structuredContent"]["hits"]
    process.stdin.close()
    start = time.monotonic()
    assert process.wait(30) == 0
    assert time.monotonic() - start < 5


for check in (malformed, broken_libraries, damaged_library, closed_output, input_ends_while_it_waits):
    check()
    print(f"ok: {check.__name__}")
