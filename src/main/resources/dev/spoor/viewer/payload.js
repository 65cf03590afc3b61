/** Shows an input or an output exactly as it was sent: clipped at first, whole on request. */

import { button, element, fill, linked } from './dom.js';
import { bytes, counted } from './format.js';

const CLIP_LINES = 14;
const CLIP_CHARACTERS = 2400;
const LARGEST_TO_SHOW = 4e6;
const INDENT = '  ';

/** A payload with its size and the ways to see all of it. */
export function payloadView(payload) {
  const body = element('div', { class: 'payload' });
  const text = payload.form === 'json' ? indented(payload.text) : payload.text;
  if (payload.truncated) {
    showClipped(body, text, payload, () => showWhole(body, payload));
  } else {
    showText(body, text, payload);
  }
  return body;
}

/** Text that may be long. */
export function textView(text) {
  const body = element('div', { class: 'payload' });
  showText(body, text, null);
  return body;
}

function showText(body, text, payload) {
  const lines = text.split('\n');
  if (lines.length <= CLIP_LINES + 4 && text.length <= CLIP_CHARACTERS * 1.3) {
    fill(body, pre(text));
  } else {
    const clipped = lines.slice(0, CLIP_LINES).join('\n').slice(0, CLIP_CHARACTERS);
    showClipped(body, clipped, payload, () => fill(body, pre(text)), lines.length - CLIP_LINES, text.length);
  }
}

function showClipped(body, clipped, payload, showAll, moreLines = 0, characters = 0) {
  const size = payload ? bytes(payload.bytes) : counted(characters, 'character');
  const more = moreLines > 0 ? `\u2026 ${counted(moreLines, 'more line')}, ${size} in all` : `\u2026 ${size} in all`;
  const all = button('Show all', { class: 'link' }, showAll);
  fill(body, pre(clipped), element('p', { class: 'clip' }, more, all, payload ? download(payload) : null));
}

async function showWhole(body, payload) {
  if (payload.bytes > LARGEST_TO_SHOW) {
    body.lastElementChild.append(element('span', {}, ' too large for a page: download it'));
    return;
  }
  const answer = await fetch(payload.url);
  const text = await answer.text();
  fill(body, pre(payload.form === 'json' ? indented(text) : text));
}

/** A link that saves a payload's bytes. */
export function download(payload) {
  return element('a', { href: payload.url, download: '' }, 'Download');
}

function pre(text) {
  return element('pre', { tabindex: '0' }, linked(text));
}

/** JSON with line breaks. Not parsed, so that every digit stays as it was sent. */
export function indented(json) {
  const out = [];
  let depth = 0;
  let from = 0;
  let inside = false;
  const line = () => `\n${INDENT.repeat(depth)}`;
  for (let i = 0; i < json.length; i++) {
    const character = json[i];
    if (inside) {
      if (character === '\\') {
        i++;
      } else if (character === '"') {
        inside = false;
      }
    } else if (character === '"') {
      inside = true;
    } else if (character === '{' || character === '[') {
      const empty = json[i + 1] === '}' || json[i + 1] === ']';
      depth += empty ? 0 : 1;
      out.push(json.slice(from, i + 1), empty ? json[++i] : line());
      from = i + 1;
    } else if (character === '}' || character === ']') {
      depth--;
      out.push(json.slice(from, i), line(), character);
      from = i + 1;
    } else if (character === ',' || character === ':') {
      out.push(json.slice(from, i + 1), character === ',' ? line() : ' ');
      from = i + 1;
    }
  }
  out.push(json.slice(from));
  return out.join('');
}
