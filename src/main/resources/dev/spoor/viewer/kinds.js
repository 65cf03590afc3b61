/** How each kind of span looks: an outline for its family, a letter, and a colour by class. */

import { svg } from './dom.js';

const CIRCLE = 'M9 1.5a7.5 7.5 0 1 1 0 15a7.5 7.5 0 1 1 0-15z';
const SQUARE = 'M4.5 2h9a2.5 2.5 0 0 1 2.5 2.5v9a2.5 2.5 0 0 1-2.5 2.5h-9a2.5 2.5 0 0 1-2.5-2.5v-9a2.5 2.5 0 0 1 2.5-2.5z';
const HEXAGON = 'M5.2 2h7.6l4 7l-4 7h-7.6l-4-7z';
const DIAMOND = 'M9 0.9l8.1 8.1l-8.1 8.1l-8.1-8.1z';

const LOOKS = {
  agent: [CIRCLE, 'A'],
  approval: [CIRCLE, 'H'],
  llm: [SQUARE, 'L'],
  embedding: [SQUARE, 'E'],
  rerank: [SQUARE, 'K'],
  tool: [HEXAGON, 'T'],
  mcp: [HEXAGON, 'M'],
  retrieval: [HEXAGON, 'R'],
  webhook: [HEXAGON, 'W'],
  condition: [DIAMOND, '?'],
  guardrail: [DIAMOND, 'G'],
  eval: [DIAMOND, 'V'],
  chain: [SQUARE, 'C', true],
  runner_step: [SQUARE, 'S', true],
  internal: [SQUARE, '\u00b7', true],
};

/** What people call a kind. */
const TITLES = { llm: 'LLM call', tool: 'Tool call', mcp: 'MCP call', runner_step: 'Step' };

const drawn = new Map();

/** The kind's mark, 18 pixels. */
export function glyph(kind) {
  if (!drawn.has(kind)) {
    drawn.set(kind, draw(kind));
  }
  return drawn.get(kind).cloneNode(true);
}

function draw(kind) {
  const [shape, letter, dashed] = LOOKS[kind] ?? LOOKS.internal;
  return svg(
    'svg',
    {
      class: `glyph kind-${kind}${dashed ? ' dashed' : ''}`,
      viewBox: '0 0 18 18',
      'aria-hidden': 'true',
    },
    svg('path', { class: 'shape', d: shape }),
    svg('text', { x: 9, y: 12.2 }, letter),
  );
}

/** For example `LLM call`. */
export function title(kind) {
  return TITLES[kind] ?? kind[0].toUpperCase() + kind.slice(1);
}

/** Whether spans of the kind only group others. */
export function isStructure(kind) {
  return kind === 'agent' || kind === 'chain' || kind === 'runner_step' || kind === 'internal';
}

/** Whether spans of the kind are paid by the token. */
export function isBilled(kind) {
  return kind === 'llm' || kind === 'embedding' || kind === 'rerank';
}
