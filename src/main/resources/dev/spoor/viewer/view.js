/** What the page shows right now: which rows, which part of the time, what is selected. */

import { isStructure } from './kinds.js';
import { bounds, idleGaps, Scale } from './scale.js';

/**
 * Emits `rows` when other rows are shown, `scale` when another part of the time is, `selection` when
 * another span is selected, and `playhead` when the playhead moves.
 */
export class View extends EventTarget {
  constructor(spans) {
    super();
    this.spans = spans;
    this.closed = new Set();
    this.compress = true;
    this.selected = -1;
    this.playhead = null;
    this.hits = new Set();
    this.hitOrder = [];
    this.playing = false;
    this.refresh();
  }

  /** After the spans have changed. */
  refresh() {
    this.tokenScale = largest(this.spans);
    this.rescale();
    this.relist();
  }

  rescale() {
    const old = this.scale;
    const { start, end } = bounds(this.spans);
    this.idle = idleGaps(this.spans);
    this.scale = new Scale(start, end, this.compress ? this.idle : []);
    if (old?.isZoomed) {
      this.scale.show(
        this.scale.position(old.timeAt(0)),
        this.scale.position(old.timeAt(1)),
      );
    }
    this.emit('scale');
  }

  relist() {
    const { order, size } = this.spans.tree;
    const rows = new Int32Array(this.spans.rows);
    let shown = 0;
    for (let place = 0; place < order.length; ) {
      const row = order[place];
      rows[shown++] = row;
      place += this.closed.has(row) ? size[row] : 1;
    }
    this.rows = rows.subarray(0, shown);
    this.emit('rows');
  }

  setCompress(compress) {
    this.compress = compress;
    this.rescale();
  }

  zoom(factor, x = 0.5) {
    this.scale.zoom(factor, x);
    this.emit('scale');
  }

  pan(share) {
    this.scale.pan(share);
    this.emit('scale');
  }

  show(from, to) {
    this.scale.show(from, to);
    this.emit('scale');
  }

  /** Fits the window to a span, or shows all when it already fits. */
  fit(row) {
    const from = this.scale.position(this.spans.start[row]);
    const to = this.scale.position(this.spans.endOf(row));
    const room = Math.max((to - from) * 0.08, 1e-4);
    const fits = Math.abs(this.scale.from - Math.max(0, from - room)) < room;
    this.show(fits ? 0 : from - room, fits ? 1 : to + room);
  }

  isOpen(row) {
    return !this.closed.has(row);
  }

  toggle(row) {
    if (!this.closed.delete(row)) {
      this.closed.add(row);
    }
    this.relist();
  }

  openAll() {
    this.closed.clear();
    this.relist();
  }

  /** Closes all but the roots. */
  closeAll() {
    const { tree } = this.spans;
    for (const row of tree.order) {
      if (tree.parent[row] >= 0 && tree.hasChildren(row)) {
        this.closed.add(row);
      }
    }
    this.relist();
  }

  /** Closes the runs of a session, so that each is one row. */
  closeTurns() {
    this.spans.tree.roots.filter((root) => root >= 0).forEach((root) => this.closed.add(root));
    this.relist();
  }

  /** Opens what hides a row. */
  reveal(row) {
    const hiding = this.spans.tree.above(row).filter((above) => this.closed.has(above));
    if (hiding.length > 0) {
      hiding.forEach((above) => this.closed.delete(above));
      this.relist();
    }
  }

  /** The place of a row among those shown, or -1. */
  indexOf(row) {
    return row < 0 ? -1 : this.rows.indexOf(row);
  }

  /**
   * Selects a row.
   *
   * @param how `push` leaves a way back, `replace` does not, `none` leaves the address alone
   */
  select(row, how = 'replace') {
    this.reveal(row);
    this.selected = row;
    this.playhead = this.spans.endOf(row);
    this.emit('playhead');
    this.emit('selection', how);
  }

  setPlayhead(time) {
    this.playhead = time;
    this.emit('playhead');
  }

  /** Finds a text in names, tools and models. */
  search(text) {
    const wanted = text.toLowerCase();
    const { spans } = this;
    const matches = spans.strings.map((word) => wanted !== '' && word.toLowerCase().includes(wanted));
    this.hitOrder = [...spans.tree.order].filter(
      (row) => matches[spans.name[row]] || matches[spans.tool[row]] || matches[spans.model[row]],
    );
    this.hits = new Set(this.hitOrder);
    this.emit('rows');
  }

  /** The steps of a replay: what did something, by start. */
  get steps() {
    const { spans } = this;
    if (this.stepsOf !== spans.tree) {
      this.stepsOf = spans.tree;
      this.stepRows = [...spans.tree.byStart].filter(
        (row) => spans.tree.isLeaf(row) || !isStructure(spans.kindOf(row)),
      );
    }
    return this.stepRows;
  }

  emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  on(names, listener) {
    for (const name of names.split(' ')) {
      this.addEventListener(name, (event) => listener(event.detail));
    }
  }
}

function largest(spans) {
  let most = 1;
  for (let row = 0; row < spans.rows; row++) {
    most = Math.max(most, spans.cached[row] + spans.fresh[row] + spans.output[row]);
  }
  return most;
}
