"""Drives `skill-split mcp` with the official client: list, call, resource, completion, cancellation, errors.

Usage: client.py stdio PROGRAM [ARGUMENT...]
       client.py http URL
"""

import sys

import anyio
import jsonschema
import mcp_types as types
from mcp import Client, MCPError, StdioServerParameters

SKILL = "library/.claude/skills/brew-tea/SKILL.md"
SECTION = types.ResourceTemplateReference(uri="skill-split://{path}#{address}")


async def refused(code, call):
    try:
        await call
    except MCPError as error:
        assert error.code == code, error
    else:
        raise AssertionError(f"an error {code} was expected")


async def lists(client):
    tools = (await client.list_tools()).tools
    assert [tool.name for tool in tools] == [
        "search", "outline", "read_section", "list_components", "read_file",
    ], tools
    for tool in tools:
        jsonschema.Draft202012Validator.check_schema(tool.input_schema)
        jsonschema.Draft202012Validator.check_schema(tool.output_schema)
        assert tool.input_schema["additionalProperties"] is False
        assert tool.annotations.read_only_hint
    assert (await client.list_resources()).resources == []
    templates = (await client.list_resource_templates()).resource_templates
    assert [template.uri_template for template in templates] == [
        "skill-split://{path}#{address}", "skill://{path}/SKILL.md",
    ]


async def calls(client):
    # The client checks structured content against the output schema.
    found = (await client.call_tool("search", {"query": '"green tea"'})).structured_content
    hit = found["hits"][0]
    assert hit["path"] == SKILL, hit
    section = await client.call_tool("read_section", {"path": hit["path"], "address": hit["address"]})
    assert section.structured_content["text"] == section.content[0].text
    outline = (await client.call_tool("outline", {"path": SKILL})).structured_content
    assert any(row["address"] == hit["address"] for row in outline["sections"])
    listed = (await client.call_tool("list_components", {"kind": "skill"})).structured_content
    assert SKILL in [row["path"] for row in listed["components"]]
    file = (await client.call_tool("read_file", {"path": SKILL})).structured_content
    assert section.structured_content["text"] in file["text"]


async def resources(client):
    whole = (await client.read_resource(f"skill-split://{SKILL}")).contents[0]
    assert whole.text.startswith("---"), whole
    same = (await client.read_resource(f"skill://{SKILL}")).contents[0]
    assert same.text == whole.text and same.mime_type == "text/markdown"
    part = (await client.read_resource(f"skill-split://{SKILL}#brew-tea/steep")).contents[0]
    assert part.text in whole.text and len(part.text) < len(whole.text)


async def completions(client):
    paths = await client.complete(SECTION, {"name": "path", "value": "library/.claude/skills/brew"})
    assert SKILL in paths.completion.values
    addresses = await client.complete(SECTION, {"name": "address", "value": "brew-tea/"}, {"path": SKILL})
    assert "brew-tea/steep" in addresses.completion.values


async def errors(client):
    # What a model can mend is a result, what it cannot is an error of the protocol.
    wrong = await client.call_tool("search", {"query": "tea", "limt": 3})
    assert wrong.is_error and "'limt'" in wrong.content[0].text, wrong
    missing = await client.call_tool("outline", {"path": "library/none.md"})
    assert missing.is_error and "no file" in missing.content[0].text, missing
    await refused(-32602, client.call_tool("no_such_tool", {}))
    is_stateless = client.protocol_version == "2026-07-28"
    await refused(-32602 if is_stateless else -32002, client.read_resource("skill-split://library/none.md"))
    await refused(-32601, client.list_prompts())


async def cancellation(client):
    """Gives up many calls at once; the connection works on, and no late answer confuses it."""
    for _ in range(20):
        with anyio.move_on_after(0.0005):
            await client.call_tool("search", {"query": "a OR the OR tea", "limit": 50})
    assert (await client.call_tool("search", {"query": "tea"})).structured_content["hits"]


async def check(server, mode):
    with anyio.fail_after(60):
        async with Client(server, mode=mode) as client:
            for step in (lists, calls, resources, completions, errors, cancellation):
                await step(client)
            print(f"ok: {client.protocol_version}")


async def main(transport, target, *arguments):
    for mode in ("auto", "2026-07-28", "legacy"):
        server = StdioServerParameters(command=target, args=list(arguments)) if transport == "stdio" else target
        await check(server, mode)


anyio.run(main, *sys.argv[1:])
