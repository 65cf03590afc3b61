/** The rows of all spans. Only those on the screen exist; each is filled anew as one scrolls. */

import { byId, element, fill } from './dom.js';
import { clock } from './format.js';
import { Row } from './row.js';

export const ROW_HEIGHT = 26;
const AHEAD = 6;

export class Waterfall {
  /** @param hints what a span was about, in a few words, when it is known */
  constructor(view, hints) {
    this.view = view;
    this.hints = hints;
    this.grid = byId('rows');
    this.clip = byId('rows-clip');
    this.backdrop = byId('backdrop');
    this.head = byId('playhead');
    this.shown = new Map();
    this.spare = [];
    this.stale = true;
    this.listen();
    this.draw();
  }

  listen() {
    const redraw = () => this.schedule();
    const refill = () => this.schedule(true);
    this.view.on('rows scale selection', refill);
    this.view.on('playhead', () => this.movePlayhead());
    this.hints.addEventListener('known', refill);
    addEventListener('scroll', redraw, { passive: true });
    this.clip.addEventListener('scroll', redraw, { passive: true });
    addEventListener('resize', refill);
    this.grid.addEventListener('click', (event) => this.clicked(event));
  }

  /** Draws before the next frame; what is on the screen is filled anew when it has changed. */
  schedule(changed) {
    this.stale ||= changed;
    this.pending ??= requestAnimationFrame(() => {
      this.pending = undefined;
      this.draw();
    });
  }

  /** The first and the last row that the screen has room for. */
  window() {
    const grid = this.grid.getBoundingClientRect();
    const clip = this.clip.getBoundingClientRect();
    const top = Math.max(0, clip.top);
    const bottom = Math.min(innerHeight, clip.bottom);
    const first = Math.floor((top - grid.top) / ROW_HEIGHT) - AHEAD;
    const last = Math.ceil((bottom - grid.top) / ROW_HEIGHT) + AHEAD;
    return [Math.max(0, first), Math.min(this.view.rows.length, Math.max(last, 0))];
  }

  draw() {
    const { view } = this;
    this.grid.style.height = `${view.rows.length * ROW_HEIGHT}px`;
    this.grid.setAttribute('aria-rowcount', view.rows.length + 1);
    const [first, last] = this.window();
    const { rows } = view;
    this.release(new Set(rows.slice(first, last)));
    for (let index = first; index < last; index++) {
      this.place(rows[index], index);
    }
    this.spare.forEach((row) => row.node.remove());
    this.markActive();
    this.hints.want([...this.shown.keys()]);
    if (this.stale) {
      this.drawBackdrop();
      this.movePlayhead();
    }
    this.stale = false;
  }

  release(wanted) {
    for (const [span, row] of this.shown) {
      if (!wanted.has(span)) {
        this.shown.delete(span);
        this.spare.push(row);
      }
    }
  }

  /** A span on the screen keeps its node, so that a click that is under way still meets its span. */
  place(span, index) {
    const shown = this.shown.get(span);
    if (shown && !this.stale && shown.index === index) {
      return;
    }
    const row = shown ?? this.spare.pop() ?? new Row();
    row.fill(this.view, span, index, this.hints.of(span));
    this.shown.set(span, row);
    if (!row.node.isConnected) {
      this.grid.append(row.node);
    }
  }

  markActive() {
    const active = this.shown.get(this.view.selected);
    if (active) {
      this.grid.setAttribute('aria-activedescendant', active.node.id);
    } else {
      this.grid.removeAttribute('aria-activedescendant');
    }
  }

  drawBackdrop() {
    const { scale } = this.view;
    const marks = scale.ticks(70 / this.timelineWidth()).map((tick) => placed('line', tick.x));
    for (const gap of scale.gaps) {
      const from = scale.x(gap.start);
      const to = scale.x(gap.end);
      if (to > 0 && from < 1) {
        const node = placed('gap', from);
        node.style.width = `${(to - from) * 100}%`;
        marks.push(node);
      }
    }
    fill(this.backdrop, ...marks);
  }

  timelineWidth() {
    return Math.max(100, this.backdrop.clientWidth);
  }

  movePlayhead() {
    const { playhead, scale } = this.view;
    const x = playhead === null ? -1 : scale.x(playhead);
    const inside = x >= 0 && x <= 1;
    this.head.hidden = !inside;
    byId('playhead-time').hidden = !inside;
    if (inside) {
      this.head.style.left = `${x * 100}%`;
      byId('playhead-time').style.left = `${x * 100}%`;
      byId('playhead-time').textContent = clock(playhead);
    }
  }

  clicked(event) {
    const node = event.target.closest('.row');
    const row = [...this.shown.values()].find((each) => each.node === node);
    if (!row) {
      return;
    }
    if (event.target.closest('.caret') && this.view.spans.tree.hasChildren(row.row)) {
      this.view.toggle(row.row);
    } else {
      this.view.select(row.row, 'push');
    }
  }

  /** Scrolls so that a row is seen, in the middle when it was not. */
  scrollTo(row) {
    const index = this.view.indexOf(row);
    if (index < 0) {
      return;
    }
    const grid = this.grid.getBoundingClientRect();
    const clip = this.clip.getBoundingClientRect();
    const covered = byId('timeline-head').getBoundingClientRect().bottom;
    const inside = this.clip.scrollHeight > this.clip.clientHeight + 1;
    const top = inside ? clip.top : Math.max(covered, 0);
    const bottom = inside ? clip.bottom : innerHeight - byId('transport').offsetHeight;
    const at = grid.top + index * ROW_HEIGHT;
    if (at < top || at + ROW_HEIGHT > bottom) {
      (inside ? this.clip : window).scrollBy(0, at - (top + bottom) / 2);
    }
  }
}

function placed(look, x) {
  const node = element('div', { class: look });
  node.style.left = `${x * 100}%`;
  return node;
}
