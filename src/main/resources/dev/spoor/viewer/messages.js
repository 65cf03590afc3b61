/** Reads what went to a model and came back, whichever way its sender writes messages. */

/**
 * The messages in a payload.
 *
 * @return a list of `{role, parts, beside}`, where `beside` marks what stands outside the list, each part `{type, text, name, id, failed}` with the type text,
 *     thinking, call, result or other; null when the payload holds no messages
 */
export function messagesOf(payload, role) {
  if (!payload || payload.truncated || payload.form === 'base64') {
    return null;
  }
  if (payload.form === 'text') {
    return payload.text === '' ? [] : [{ role, parts: [text(payload.text)] }];
  }
  return fromJson(parsed(payload.text), role);
}

function parsed(json) {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function fromJson(value, role) {
  if (Array.isArray(value)) {
    if (value.length > 0 && value.every((each) => typeof each?.role === 'string')) {
      return value.map(message);
    }
    const parts = value.length > 0 && value.every((each) => typeof each?.type === 'string');
    return parts ? [{ role, parts: value.flatMap(part) }] : null;
  } else if (Array.isArray(value?.messages)) {
    const rest = fromJson(value.messages, role);
    return rest && value.system ? [{ role: 'system', parts: contentParts(value.system), beside: true }, ...rest] : rest;
  } else if (Array.isArray(value?.choices)) {
    return fromJson(value.choices.map((choice) => choice?.message), role);
  } else if (value && typeof value === 'object' && (value.role || value.content || value.tool_calls)) {
    return [message({ role, ...value })];
  }
  return null;
}

function message(sent) {
  const parts = [];
  const thought = sent.reasoning_content ?? sent.reasoning;
  if (typeof thought === 'string' && thought !== '') {
    parts.push({ type: 'thinking', text: thought });
  }
  if (sent.role === 'tool') {
    parts.push({ type: 'result', id: sent.tool_call_id, text: shown(sent.content), failed: false });
  } else {
    parts.push(...contentParts(sent.parts ?? sent.content));
  }
  for (const call of Array.isArray(sent.tool_calls) ? sent.tool_calls : []) {
    const called = call?.function ?? call;
    parts.push({ type: 'call', id: call?.id, name: String(called?.name ?? 'tool'), text: shown(called?.arguments) });
  }
  return { role: String(sent.role), parts };
}

function contentParts(content) {
  if (Array.isArray(content)) {
    return content.flatMap(part);
  }
  return content === null || content === undefined || content === '' ? [] : [text(shown(content))];
}

function part(sent) {
  if (typeof sent === 'string') {
    return [text(sent)];
  }
  switch (sent?.type) {
    case 'text':
    case 'input_text':
    case 'output_text':
      return [text(shown(sent.text ?? sent.content))];
    case 'thinking':
    case 'reasoning':
      return [{ type: 'thinking', text: shown(sent.thinking ?? sent.text ?? sent.content ?? '') }];
    case 'tool_use':
    case 'tool_call':
    case 'function_call':
      return [{ type: 'call', id: sent.id ?? sent.call_id, name: String(sent.name ?? 'tool'), text: shown(sent.input ?? sent.arguments) }];
    case 'tool_result':
    case 'tool_call_response':
    case 'function_call_output':
      return [
        {
          type: 'result',
          id: sent.tool_use_id ?? sent.id ?? sent.call_id,
          text: shown(resultText(sent.content ?? sent.response ?? sent.output)),
          failed: sent.is_error === true,
        },
      ];
    default:
      return [{ type: 'other', name: String(sent?.type ?? 'part'), text: shown(sent) }];
  }
}

/** A result of text parts alone is their text. */
function resultText(content) {
  const texts = Array.isArray(content) && content.every((each) => each?.type === 'text');
  return texts ? content.map((each) => each.text).join('\n') : content;
}

function text(words) {
  return { type: 'text', text: words };
}

/** Strings as they are, everything else as JSON. */
function shown(value) {
  if (value === null || value === undefined) {
    return '';
  }
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
