/** Messages, calls and results as cards. */

import { button, element, linked } from './dom.js';
import { count, counted } from './format.js';
import { glyph } from './kinds.js';
import { payloadView, textView } from './payload.js';

const ROLES = { assistant: 'Assistant', user: 'User', system: 'System', tool: 'Tool', developer: 'Developer' };

/**
 * What was sent to a model: what earlier calls had sent already is folded.
 *
 * @param earlier how many of the messages an earlier call had sent
 * @param cachedTokens how much of the input a cache served
 */
export function sentMessages(messages, earlier, cachedTokens) {
  const fresh = messages.slice(earlier).map(messageCard);
  return earlier === 0 ? fresh : [fold(messages.slice(0, earlier), cachedTokens), ...fresh];
}

function fold(messages, cachedTokens) {
  const said = cachedTokens > 0 ? `${count(cachedTokens)} tokens from cache` : '';
  const details = element(
    'details',
    { class: 'fold' },
    element(
      'summary',
      {},
      element('span', { class: 'swatch cached kind-llm' }),
      `${counted(messages.length, 'earlier message')}, sent before`,
      element('span', { class: 'quiet' }, said),
    ),
  );
  details.addEventListener('toggle', () => details.append(...messages.map(messageCard)), { once: true });
  return details;
}

/** One message; the parts of what an assistant said stand one below the other. */
export function messageCard(message) {
  const title = ROLES[message.role] ?? message.role;
  const own = message.parts.filter((part) => part.type !== 'call' && part.type !== 'result');
  const cards = message.parts
    .filter((part) => part.type === 'call' || part.type === 'result')
    .map((part) => (part.type === 'call' ? callCard(part.name, textView(compact(part.text))) : resultCard(part)));
  const said =
    own.length === 0
      ? []
      : [
          element(
            'article',
            { class: `card message ${message.role === 'assistant' ? 'assistant' : ''}` },
            element('header', {}, message.role === 'assistant' ? glyph('llm') : null, element('b', {}, title)),
            element('div', { class: 'said' }, ...own.map(saidPart)),
          ),
        ];
  return element('div', { class: 'message-group' }, ...said, ...cards);
}

function saidPart(part) {
  if (part.type === 'thinking') {
    return thinking(part.text);
  }
  return part.type === 'text' ? prose(part.text) : textView(`${part.name}\n${part.text}`);
}

/** What a model thought before it spoke, closed at first. */
export function thinking(text) {
  const words = text.split(/\s+/).length;
  return element(
    'details',
    { class: 'thinking' },
    element('summary', {}, 'Thinking ', element('span', { class: 'quiet' }, counted(words, 'word'))),
    prose(text),
  );
}

const LONGEST_PROSE = 3000;

/** Words of a person or a model; line breaks stay, long ones are clipped. */
export function prose(text) {
  const node = element('p', { class: 'prose' });
  if (text.length <= LONGEST_PROSE) {
    node.append(linked(text));
  } else {
    const all = button(`\u2026 ${count(text.length - LONGEST_PROSE)} more characters`, { class: 'link' }, () =>
      node.replaceChildren(linked(text)),
    );
    node.append(linked(text.slice(0, LONGEST_PROSE)), all);
  }
  return node;
}

/** A card around a call of a tool. */
export function callCard(name, body, side) {
  return element(
    'article',
    { class: 'card' },
    element('header', {}, glyph('tool'), element('b', {}, name), side ?? element('span', { class: 'quiet' }, 'call')),
    body,
  );
}

function resultCard(part) {
  return element(
    'article',
    { class: 'card result' },
    element(
      'header',
      {},
      glyph('tool'),
      element('b', {}, 'Result'),
      part.failed ? element('span', { class: 'failed' }, 'failed') : null,
    ),
    textView(part.text),
  );
}

/** A tool's call and what came back, in one card. */
export function toolCard(view, row, details) {
  const { spans } = view;
  const { span, input, output } = details;
  const failed = span.status === 'error';
  const side = element('span', { class: failed ? 'side failed' : 'side' }, failed ? 'failed' : span.status);
  return element(
    'article',
    { class: 'card tool-card' },
    element(
      'header',
      {},
      glyph(span.kind),
      element('b', {}, spans.labelOf(row)),
      element('span', { class: 'quiet' }, 'call and result'),
      side,
    ),
    input ? callBody(input) : element('p', { class: 'nothing' }, 'No input was recorded.'),
    element(
      'div',
      { class: 'came-back' },
      span.error ? errorText(span.error) : null,
      output ? payloadView(output) : element('p', { class: 'nothing' }, 'No output was recorded.'),
    ),
  );
}

/** A command as the line it was, an edit as lines taken out and put in, anything else as it is. */
function callBody(input) {
  const value = input.form === 'json' && !input.truncated ? object(input.text) : null;
  if (typeof value?.command === 'string') {
    const rest = Object.keys(value).filter((key) => key !== 'command' && key !== 'description');
    return element('div', { class: 'call' }, textView(value.command), rest.length > 0 ? payloadView(input) : null);
  } else if (typeof value?.old_string === 'string' && typeof value?.new_string === 'string') {
    return element(
      'div',
      { class: 'call' },
      element('p', { class: 'mono path' }, String(value.file_path ?? value.path ?? '')),
      changed('\u2212', 'taken', value.old_string),
      changed('+', 'put', value.new_string),
    );
  }
  return element('div', { class: 'call' }, payloadView(input));
}

function changed(sign, look, text) {
  const lines = text.split('\n').map((line) => element('span', { class: 'line' }, `${sign} ${line}\n`));
  return element('pre', { class: `change ${look}`, tabindex: '0' }, ...lines);
}

function object(json) {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** Why something failed. */
export function errorText(error) {
  return element(
    'div',
    { class: 'error-text' },
    error.type ? element('b', {}, error.type) : null,
    error.message ? textView(error.message) : null,
    error.stack ? element('details', {}, element('summary', {}, 'Stack'), textView(error.stack)) : null,
  );
}

/** Arguments with a single member are that member. */
function compact(json) {
  const value = object(json);
  const members = value && typeof value === 'object' && !Array.isArray(value) ? Object.values(value) : [];
  return members.length === 1 && typeof members[0] === 'string' ? members[0] : json;
}
