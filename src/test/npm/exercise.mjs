// Uses all that a server offers through a connected client, and tells what came back.

export async function exercise(client, calls) {
  const offered = client.getServerCapabilities() ?? {};
  const tools = await all((cursor) => client.listTools(cursor), "tools");
  const results = await callAll(client, calls);
  const cancelled = await cancel(client);
  return {
    tools: tools.map((tool) => tool.name),
    results,
    cancelled,
    ...(offered.resources ? await readResources(client, offered, results) : {}),
    ...(offered.prompts ? await getPrompts(client, offered) : {}),
  };
}

// Each page of a list; a client that walks the pages itself gives no cursor.
async function all(list, field) {
  const items = [];
  let cursor;
  do {
    const page = await list(cursor ? { cursor } : undefined);
    items.push(...page[field]);
    cursor = page.nextCursor;
  } while (cursor);
  return items;
}

// "$field" in an argument is that field of the first result that has it.
async function callAll(client, calls) {
  const results = [];
  for (const call of calls) {
    const filled = Object.entries(call.arguments).map(([name, value]) => [name, filledIn(value, results)]);
    const result = await client.callTool({ name: call.tool, arguments: Object.fromEntries(filled) });
    results.push({
      tool: call.tool,
      failed: result.isError === true,
      structured: result.structuredContent ?? null,
      text: result.content.map((part) => part.text ?? "").join("\n"),
    });
  }
  return results;
}

function filledIn(value, results) {
  if (typeof value !== "string" || !value.startsWith("$")) {
    return value;
  }
  return results.map((result) => result.structured?.[value.slice(1)]).find((found) => found !== undefined);
}

// Gives up a call while it is under way, and shows that the connection goes on.
async function cancel(client) {
  const abort = new AbortController();
  const spans = Array.from({ length: 400 }, (_, i) => ({ name: `step ${i}`, kind: "tool", input: "x".repeat(2000) }));
  const call = client.callTool({ name: "record_run", arguments: { name: "given up", spans } }, ...aborting(client, abort));
  setTimeout(() => abort.abort(), 5);
  const outcome = await call.then(() => "answered", () => "given up");
  await client.listTools();
  return outcome;
}

// The first generation takes a result schema before the options.
function aborting(client, abort) {
  const options = { signal: abort.signal };
  return client.getProtocolEra ? [options] : [undefined, options];
}

async function readResources(client, offered, results) {
  const resources = await all((cursor) => client.listResources(cursor), "resources");
  const templates = await all((cursor) => client.listResourceTemplates(cursor), "resourceTemplates");
  const completions = {};
  const uris = resources.map((resource) => resource.uri);
  for (const { uriTemplate } of templates) {
    const given = {};
    for (const [, name] of uriTemplate.matchAll(/\{(\w+)\}/g)) {
      const values = offered.completions
        ? await complete(client, { type: "ref/resource", uri: uriTemplate }, name, "", given)
        : [];
      completions[`${uriTemplate} ${name}`] = values;
      given[name] = values[0] ?? filledIn(`$${name}`, results) ?? "none";
    }
    uris.push(uriTemplate.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(given[name])));
  }
  const contents = {};
  for (const uri of uris) {
    const read = await client.readResource({ uri });
    contents[uri] = read.contents.map((part) => part.text ?? part.blob).join("");
  }
  return { templates: templates.map((template) => template.uriTemplate), completions, contents };
}

async function getPrompts(client, offered) {
  const messages = {};
  for (const prompt of await all((cursor) => client.listPrompts(cursor), "prompts")) {
    const given = {};
    for (const { name } of prompt.arguments ?? []) {
      const values = offered.completions
        ? await complete(client, { type: "ref/prompt", name: prompt.name }, name, "", given)
        : [];
      given[name] = values[0] ?? "none";
    }
    const got = await client.getPrompt({ name: prompt.name, arguments: given });
    messages[prompt.name] = got.messages.map((message) => message.content.text ?? "").join("\n");
  }
  return { prompts: messages };
}

async function complete(client, ref, name, value, given) {
  const context = Object.keys(given).length > 0 ? { context: { arguments: given } } : {};
  const answer = await client.complete({ ref, argument: { name, value }, ...context });
  return answer.completion.values;
}
