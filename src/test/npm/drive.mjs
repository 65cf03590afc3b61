// Drives a server with one of the two TypeScript clients: drive.mjs CLIENT TRANSPORT
//
//   CLIENT     v1 (@modelcontextprotocol/sdk) or v2 (@modelcontextprotocol/client, which probes for the newest era)
//   TRANSPORT  stdio, http or sse
//
// Reads {command, env, url, calls} as JSON from standard input, and prints what the server gave as JSON.
import { readFileSync } from "node:fs";
import { exercise } from "./exercise.mjs";

const [version, transport] = process.argv.slice(2);
const plan = JSON.parse(readFileSync(0, "utf8"));

async function v1() {
  const { Client } = await import("@modelcontextprotocol/sdk/client/index.js");
  const client = new Client({ name: "typescript-v1", version: "1" });
  if (transport === "stdio") {
    const { StdioClientTransport } = await import("@modelcontextprotocol/sdk/client/stdio.js");
    await client.connect(new StdioClientTransport(spawned()));
  } else if (transport === "http") {
    const { StreamableHTTPClientTransport } = await import("@modelcontextprotocol/sdk/client/streamableHttp.js");
    await client.connect(new StreamableHTTPClientTransport(new URL(plan.url)));
  } else {
    const { SSEClientTransport } = await import("@modelcontextprotocol/sdk/client/sse.js");
    await client.connect(new SSEClientTransport(new URL(plan.url)));
  }
  return { client, protocol: null };
}

async function v2() {
  const { Client, StreamableHTTPClientTransport } = await import("@modelcontextprotocol/client");
  const client = new Client({ name: "typescript-v2", version: "1" }, { versionNegotiation: { mode: "auto" } });
  if (transport === "stdio") {
    const { StdioClientTransport } = await import("@modelcontextprotocol/client/stdio");
    await client.connect(new StdioClientTransport(spawned()));
  } else {
    await client.connect(new StreamableHTTPClientTransport(new URL(plan.url)));
  }
  return { client, protocol: client.getNegotiatedProtocolVersion() };
}

function spawned() {
  const [command, ...args] = plan.command;
  return { command, args, env: { ...process.env, ...plan.env }, stderr: "inherit" };
}

const { client, protocol } = await (version === "v1" ? v1() : v2());
const server = client.getServerVersion()?.name;
const seen = await exercise(client, plan.calls);
await client.close();
process.stdout.write(JSON.stringify({ protocol, server, ...seen }) + "\n");
