"""Drives a server with the official Python client: drive.py MODE TRANSPORT

MODE       legacy (the handshake) or auto (which probes for the newest era)
TRANSPORT  stdio, http or sse

Reads {command, env, url, calls} as JSON from standard input, and prints what the server gave as JSON.
"""

import asyncio
import json
import os
import re
import sys
from urllib.parse import quote

from mcp import Client, StdioServerParameters, stdio_client
from mcp.client.sse import sse_client
from mcp.client.streamable_http import streamable_http_client
from mcp.types import PromptReference, ResourceTemplateReference


def transport(name, plan):
    if name == "stdio":
        command, *arguments = plan["command"]
        return stdio_client(StdioServerParameters(command=command, args=arguments, env=os.environ | plan["env"]))
    return sse_client(plan["url"]) if name == "sse" else streamable_http_client(plan["url"])


async def pages(listing, field):
    items, cursor = [], None
    while True:
        page = await listing(cursor=cursor)
        items += getattr(page, field)
        cursor = page.next_cursor
        if not cursor:
            return items


def filled_in(value, results):
    """"$field" in an argument is that field of the first result that has it."""
    if not (isinstance(value, str) and value.startswith("$")):
        return value
    found = [r["structured"][value[1:]] for r in results if value[1:] in (r["structured"] or {})]
    return found[0] if found else None


async def call_all(client, calls):
    results = []
    for call in calls:
        arguments = {name: filled_in(value, results) for name, value in call["arguments"].items()}
        result = await client.call_tool(call["tool"], arguments)
        results.append(
            {
                "tool": call["tool"],
                "failed": bool(result.is_error),
                "structured": result.structured_content,
                "text": "\n".join(getattr(part, "text", "") for part in result.content),
            }
        )
    return results


async def cancel(client):
    """Gives up a call while it is under way, and shows that the connection goes on."""
    spans = [{"name": f"step {i}", "kind": "tool", "input": "x" * 2000} for i in range(400)]
    call = asyncio.create_task(client.call_tool("record_run", {"name": "given up", "spans": spans}))
    await asyncio.sleep(0.005)
    call.cancel()
    try:
        await call
        outcome = "answered"
    except asyncio.CancelledError:
        outcome = "given up"
    await client.list_tools()
    return outcome


async def complete(client, offered, reference, name, given):
    if not offered.completions:
        return []
    answer = await client.complete(reference, {"name": name, "value": ""}, context_arguments=given or None)
    return answer.completion.values


async def read_resources(client, offered, results):
    uris = [str(resource.uri) for resource in await pages(client.list_resources, "resources")]
    templates = await pages(client.list_resource_templates, "resource_templates")
    completions = {}
    for template in (t.uri_template for t in templates):
        given = {}
        for name in re.findall(r"\{(\w+)\}", template):
            reference = ResourceTemplateReference(type="ref/resource", uri=template)
            values = await complete(client, offered, reference, name, given)
            completions[f"{template} {name}"] = values
            given[name] = values[0] if values else filled_in(f"${name}", results) or "none"
        uris.append(re.sub(r"\{(\w+)\}", lambda match: quote(given[match[1]]), template))
    contents = {}
    for uri in uris:
        read = await client.read_resource(uri)
        contents[uri] = "".join(getattr(part, "text", None) or part.blob for part in read.contents)
    return {"templates": [t.uri_template for t in templates], "completions": completions, "contents": contents}


async def get_prompts(client, offered):
    messages = {}
    for prompt in await pages(client.list_prompts, "prompts"):
        given = {}
        for argument in prompt.arguments or []:
            reference = PromptReference(type="ref/prompt", name=prompt.name)
            values = await complete(client, offered, reference, argument.name, given)
            given[argument.name] = values[0] if values else "none"
        got = await client.get_prompt(prompt.name, given)
        messages[prompt.name] = "\n".join(getattr(message.content, "text", "") for message in got.messages)
    return {"prompts": messages}


async def main(mode, name):
    plan = json.load(sys.stdin)
    async with Client(transport(name, plan), mode=mode) as client:
        offered = client.server_capabilities
        tools = await pages(client.list_tools, "tools")
        seen = {
            "protocol": client.protocol_version,
            "server": client.server_info.name if client.server_info else None,
            "tools": [tool.name for tool in tools],
            "results": await call_all(client, plan["calls"]),
        }
        seen["cancelled"] = await cancel(client)
        if offered.resources:
            seen |= await read_resources(client, offered, seen["results"])
        if offered.prompts:
            seen |= await get_prompts(client, offered)
    print(json.dumps(seen))


asyncio.run(main(*sys.argv[1:]))
