/** One row of the waterfall: made once, then filled for whichever span it shows. */

import { bar } from './bars.js';
import { ERROR } from './columns.js';
import { element, fill, svg, visible } from './dom.js';
import { count, money } from './format.js';
import { glyph, isBilled, title } from './kinds.js';

const INDENT = 16;
const DEEPEST_INDENT = 12;
const TOKEN_BAR = 52;

export class Row {
  constructor() {
    this.guides = element('span', { class: 'guides' });
    this.caret = element('span', { class: 'caret' }, caretMark());
    this.mark = element('span', { class: 'mark' });
    this.name = element('span', { class: 'name' });
    this.hint = element('span', { class: 'hint mono' });
    this.own = element('span', { class: 'pill own-run' }, 'run');
    this.pill = element('span', { class: 'pill' });
    this.said = element('span', { class: 'unseen' });
    this.tokens = element('div', { class: 'tokens', role: 'gridcell' });
    this.cost = element('div', { class: 'cost', role: 'gridcell' });
    this.time = element('div', { class: 'time', role: 'gridcell' });
    this.node = element(
      'div',
      { class: 'row', role: 'row' },
      element(
        'div',
        { class: 'tree', role: 'gridcell' },
        this.guides,
        this.caret,
        this.mark,
        this.name,
        this.own,
        this.pill,
        this.hint,
        this.said,
      ),
      this.tokens,
      this.cost,
      this.time,
    );
  }

  /** Shows a span. */
  fill(view, row, index, hint) {
    const { spans } = view;
    const { tree } = spans;
    this.row = row;
    this.index = index;
    this.node.id = `row-${row}`;
    this.node.style.transform = `translateY(${index * 26}px)`;
    this.describe(view, row, index);
    const depth = Math.min(tree.depth[row], DEEPEST_INDENT);
    this.guides.style.width = `${depth * INDENT}px`;
    fill(this.mark, glyph(spans.kindOf(row)));
    this.name.textContent = visible(spans.labelOf(row));
    this.hint.textContent = newWords(this.name.textContent, visible(hint || otherName(spans, row)));
    this.own.hidden = !spans.isChildRun(row);
    this.fillPill(view, row);
    this.fillTokens(view, row);
    this.fillCost(view, row);
    fill(this.time, ...bar(view, row));
  }

  describe(view, row, index) {
    const { spans } = view;
    const { tree } = spans;
    const failed = spans.status[row] === ERROR;
    const node = this.node;
    node.setAttribute('aria-level', tree.depth[row] + 1);
    node.setAttribute('aria-rowindex', index + 2);
    node.setAttribute('aria-selected', row === view.selected);
    if (tree.hasChildren(row)) {
      node.setAttribute('aria-expanded', view.isOpen(row));
    } else {
      node.removeAttribute('aria-expanded');
    }
    node.classList.toggle('failed-span', failed);
    node.classList.toggle('root', tree.parent[row] < 0);
    node.classList.toggle('hit', view.hits.has(row));
    node.classList.toggle('glows', isAt(view, row));
    this.said.textContent = `, ${title(spans.kindOf(row))}${failed ? ', failed' : ''}`;
  }

  /** On a closed row, how much is folded into it and whether something in it failed. */
  fillPill(view, row) {
    const { tree } = view.spans;
    const hidden = view.isOpen(row) ? 0 : tree.size[row] - 1;
    const errors = tree.errors[row];
    this.pill.hidden = hidden === 0;
    if (hidden > 0) {
      this.pill.textContent = errors > 0 ? `+${count(hidden)}, ${count(errors)} \u2715` : `+${count(hidden)}`;
      this.pill.classList.toggle('failed', errors > 0);
    }
  }

  fillTokens(view, row) {
    const { spans } = view;
    const sent = spans.cached[row] + spans.fresh[row];
    if (!isBilled(spans.kindOf(row)) || sent + spans.output[row] === 0) {
      fill(this.tokens);
      return;
    }
    const perToken = TOKEN_BAR / view.tokenScale;
    fill(
      this.tokens,
      piece('cached', spans.cached[row] * perToken),
      piece('fresh', spans.fresh[row] * perToken),
      piece('output', spans.output[row] * perToken),
      element('span', { class: 'unseen' }, `${count(sent)} in, ${count(spans.output[row])} out`),
    );
    this.tokens.className = `tokens kind-${spans.kindOf(row)}`;
  }

  fillCost(view, row) {
    const { spans } = view;
    const cost = spans.tree.cost[row];
    const leaf = spans.tree.isLeaf(row) || isBilled(spans.kindOf(row));
    if (cost < 0) {
      fill(this.cost, spans.costStatus[row] > 0 ? element('span', { class: 'quiet' }, 'unpriced') : null);
      return;
    }
    const root = spans.tree.roots[spans.run[row]];
    const total = root >= 0 ? spans.tree.cost[root] : 0;
    const amount = element('span', { class: leaf || row === root ? 'amount' : 'amount quiet' }, money(cost));
    if (leaf && total > 0) {
      amount.style.setProperty('--share', `${Math.max(1, (cost / total) * 64).toFixed(1)}px`);
      amount.classList.add('shared');
    }
    fill(this.cost, amount);
  }
}

/** Whether the playhead stands in a span that has no children. */
export function isAt(view, row) {
  const { spans, playhead } = view;
  return (
    view.playing === true &&
    playhead !== null &&
    spans.tree.isLeaf(row) &&
    spans.start[row] <= playhead &&
    playhead <= spans.endOf(row)
  );
}

/** What a span was about, unless its name says so already: either may be the first words of it. */
function newWords(name, about) {
  return about.startsWith(name) || name.startsWith(about.replace(/\u2026$/, '')) ? '' : about;
}

function otherName(spans, row) {
  const name = spans.nameOf(row);
  return name === spans.labelOf(row) ? '' : name;
}

function piece(look, width) {
  const node = element('span', { class: look });
  node.style.width = `${width.toFixed(2)}px`;
  return node;
}

function caretMark() {
  return svg('svg', { viewBox: '0 0 12 12', 'aria-hidden': 'true' }, svg('path', { d: 'M4 2.5l4 3.5l-4 3.5' }));
}
