/** What had been spent at the playhead, and how much was sent with each call of a model. */

import { ERROR } from './columns.js';
import { byId, element, fill } from './dom.js';
import { clock, count, money, percent } from './format.js';
import { isBilled } from './kinds.js';

const MOST_CALLS = 60;
const FLOATS_FROM_ROWS = 60;

export class Drawer {
  constructor(view) {
    this.view = view;
    this.node = byId('drawer');
    this.button = byId('drawer-button');
    this.button.addEventListener('click', () => this.toggle());
    // Below short runs it stands open; over long ones, whose end is far away, it opens on request.
    const floats = view.rows.length > FLOATS_FROM_ROWS;
    this.node.classList.toggle('floating', floats);
    this.node.hidden = floats;
    this.button.setAttribute('aria-expanded', !floats);
    view.on('playhead rows', () => this.draw());
    this.draw();
  }

  toggle() {
    this.node.hidden = !this.node.hidden;
    this.button.setAttribute('aria-expanded', !this.node.hidden);
    this.draw();
  }

  draw() {
    if (this.node.hidden) {
      return;
    }
    const { spans, playhead, scale } = this.view;
    const at = playhead ?? scale.end;
    const before = [...spans.tree.byStart].filter((row) => spans.start[row] <= at && spans.endOf(row) <= at + 1);
    const calls = before.filter((row) => isBilled(spans.kindOf(row)) && spans.cached[row] + spans.fresh[row] > 0);
    fill(
      this.node,
      element('h2', {}, `State at ${clock(at)}`),
      element('div', { class: 'drawer-parts' }, spent(spans, before, calls), sent(spans, calls)),
    );
  }
}

function spent(spans, before, calls) {
  const tools = before.filter((row) => ['tool', 'mcp'].includes(spans.kindOf(row)));
  const failed = tools.filter((row) => spans.status[row] === ERROR).length;
  const cost = before.reduce((sum, row) => sum + (spans.tree.isLeaf(row) ? Math.max(0, spans.cost[row]) : 0), 0);
  const last = calls.at(-1);
  const lines = [
    ['Cost', cost > 0 ? money(cost) : '\u2013'],
    ['Context', last === undefined ? '\u2013' : count(spans.cached[last] + spans.fresh[last])],
    ['LLM calls', count(calls.length)],
    ['Tool calls', failed > 0 ? `${count(tools.length)}, ${count(failed)} failed` : count(tools.length)],
    ['Output', count(calls.reduce((sum, row) => sum + spans.output[row], 0))],
  ];
  return element(
    'section',
    {},
    element('h3', {}, 'Spent so far'),
    element('dl', { class: 'spent' }, ...lines.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)])),
  );
}

function sent(spans, calls) {
  const shown = calls.slice(-MOST_CALLS);
  const most = shown.reduce((max, row) => Math.max(max, spans.cached[row] + spans.fresh[row] + spans.output[row]), 1);
  return element(
    'section',
    {},
    element('h3', {}, 'Context sent, per LLM call'),
    element('ol', { class: 'contexts' }, ...shown.map((row, i) => context(spans, row, calls.length - shown.length + i + 1, most))),
  );
}

function context(spans, row, number, most) {
  const input = spans.cached[row] + spans.fresh[row];
  const bar = element('span', { class: `tokens kind-${spans.kindOf(row)}` });
  for (const [look, tokens] of [['cached', spans.cached[row]], ['fresh', spans.fresh[row]], ['output', spans.output[row]]]) {
    const piece = element('span', { class: look });
    piece.style.width = `${(tokens / most) * 100}%`;
    bar.append(piece);
  }
  return element(
    'li',
    {},
    element('span', {}, String(number)),
    bar,
    element('span', {}, `${count(input)} in, ${count(spans.output[row])} out`),
    element('span', { class: 'quiet' }, `${percent(spans.cached[row] / input)} cached`),
  );
}
