"""Looks at what `skill-split mcp --http` refuses: other sites, other hosts, other methods, long bodies.

Usage: refusals.py URL
"""

import http.client
import json
import sys
import urllib.parse

url = urllib.parse.urlsplit(sys.argv[1])
PING = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "ping"})


def status(method="POST", body=PING, **headers):
    connection = http.client.HTTPConnection(url.hostname, url.port, timeout=30)
    fields = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        connection.request(method, url.path, body, fields)
        return connection.getresponse().status
    except (BrokenPipeError, ConnectionResetError):
        # The server may end the connection rather than read all of a body that is too long.
        return 413
    finally:
        connection.close()


assert status() == 200
assert status(Origin=f"http://{url.netloc}") == 200
assert status(Origin="https://example.com") == 403
assert status(Origin="null") == 403
assert status(Host="example.com") == 403
assert status(Sec_Fetch_Site="cross-site") == 403
assert status(Content_Type="text/plain") == 415
assert status("GET", None) == 405
assert status("DELETE", None) == 405
assert status(body="{") == 400
assert status(body=" " * 5_000_000) == 413
assert status() == 200
print("ok: refusals")
