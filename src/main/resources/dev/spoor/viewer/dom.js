/** Builds elements. Text goes in as text and never as markup, whoever wrote it. */

const SVG = 'http://www.w3.org/2000/svg';

/** Control characters and those that turn the direction of the text around them. */
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/**
 * An element. Attributes whose value is null, undefined or false are left out; `class` and `data-…`
 * are attributes like all others. Children are nodes or text.
 */
export function element(tag, attributes, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** The same for SVG. */
export function svg(tag, attributes, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(name, value === true ? '' : value);
    }
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** A button that does something. */
export function button(label, attributes, action) {
  const node = element('button', { type: 'button', ...attributes }, label);
  node.addEventListener('click', action);
  return node;
}

/** One of the drawings in icons.svg's manner: a path in a box of 16. */
export function icon(path, solid) {
  return svg(
    'svg',
    { class: solid ? 'icon solid' : 'icon', viewBox: '0 0 16 16', 'aria-hidden': 'true' },
    svg('path', { d: path }),
  );
}

/** Replaces what a node holds. */
export function fill(node, ...children) {
  node.replaceChildren(...children.filter((child) => child !== null && child !== undefined));
}

/** A name as one line in which nothing hides: characters without a shape get one. */
export function visible(text) {
  return text.replace(/[\t\n\r]+/g, ' ').replace(UNSEEN, symbol);
}

function symbol(character) {
  const code = character.codePointAt(0);
  return code < 0x20 ? String.fromCodePoint(0x2400 + code) : '\ufffd';
}

/** Text in which web addresses are links; only http and https become one. */
export function linked(text) {
  const pieces = document.createDocumentFragment();
  let from = 0;
  for (const match of text.matchAll(/https?:\/\/[^\s"'<>`\\)\]}]+/g)) {
    pieces.append(text.slice(from, match.index));
    pieces.append(address(match[0]));
    from = match.index + match[0].length;
  }
  pieces.append(text.slice(from));
  return pieces;
}

function address(url) {
  return URL.canParse(url)
    ? element('a', { href: url, rel: 'noopener noreferrer nofollow', target: '_blank' }, url)
    : url;
}

/** The page's element with that id. */
export function byId(id) {
  return document.getElementById(id);
}

/** Says something for a moment, to readers of the screen too. */
export function toast(text) {
  const note = element('div', { class: 'toast', role: 'status' }, text);
  document.body.append(note);
  setTimeout(() => note.remove(), 2500);
}
