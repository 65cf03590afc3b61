/** The spans as a tree: who is below whom, how deep, in which order, and what each subtree adds up to. */

import { ERROR } from './columns.js';
import { isBilled } from './kinds.js';

export class Tree {
  /**
   * Works the tree out: a run hangs under the span that started it, orphans hang under their run's
   * root, and rings are cut.
   */
  constructor(spans) {
    this.spans = spans;
    const n = spans.rows;
    this.parent = this.parents(n);
    this.sortChildren(n);
    this.walk(n);
    this.addUp(n);
  }

  parents(n) {
    const { spans } = this;
    const roots = spans.runs.map((run) => spans.rootOf(run));
    const callers = spans.runs.map((run) => spans.callerOf(run));
    const parent = new Int32Array(n).fill(-1);
    for (let row = 0; row < n; row++) {
      const run = spans.runs[spans.run[row]];
      const root = roots[run.index];
      const above = spans.parentSequence[row];
      const top = root >= 0 && row !== root ? root : callers[run.index];
      parent[row] = (above === 0 || row === root ? undefined : run.rowOf[above]) ?? top;
    }
    this.roots = roots;
    cutRings(parent, roots, spans);
    return parent;
  }

  /** Children in the order of their start, as slices of one array. */
  sortChildren(n) {
    const { start, sequence, run } = this.spans;
    const byStart = Int32Array.from({ length: n }, (_, row) => row);
    let sorted = true;
    for (let row = 1; row < n && sorted; row++) {
      sorted = start[row - 1] <= start[row];
    }
    if (!sorted) {
      byStart.sort((a, b) => start[a] - start[b] || run[a] - run[b] || sequence[a] - sequence[b]);
    }
    this.byStart = byStart;
    const from = new Int32Array(n + 2);
    for (let row = 0; row < n; row++) {
      from[this.parent[row] + 2]++;
    }
    for (let i = 1; i < n + 2; i++) {
      from[i] += from[i - 1];
    }
    this.childFrom = from;
    this.children = new Int32Array(n);
    const next = from.slice();
    for (const row of byStart) {
      this.children[next[this.parent[row] + 1]++] = row;
    }
  }

  /** The rows right below one; of -1, those at the top. */
  childrenOf(row) {
    return this.children.subarray(this.childFrom[row + 1], this.childFrom[row + 2]);
  }

  hasChildren(row) {
    return this.childFrom[row + 2] > this.childFrom[row + 1];
  }

  walk(n) {
    this.order = new Int32Array(n);
    this.place = new Int32Array(n);
    this.depth = new Int32Array(n);
    this.size = new Int32Array(n).fill(1);
    const stack = Array.from(this.childrenOf(-1)).reverse();
    let place = 0;
    while (stack.length > 0) {
      const row = stack.pop();
      this.order[place] = row;
      this.place[row] = place++;
      const below = this.childrenOf(row);
      for (let i = below.length - 1; i >= 0; i--) {
        this.depth[below[i]] = this.depth[row] + 1;
        stack.push(below[i]);
      }
    }
  }

  addUp(n) {
    const { spans } = this;
    this.cost = new Float64Array(n).fill(-1);
    this.errors = new Int32Array(n);
    const billedBelow = new Uint8Array(n);
    for (let place = n - 1; place >= 0; place--) {
      const row = this.order[place];
      const up = this.parent[row];
      const billed = isBilled(spans.kindOf(row));
      if (billed && !billedBelow[row]) {
        this.cost[row] = spans.cost[row];
      } else if (spans.cost[row] >= 0 && this.cost[row] < 0) {
        this.cost[row] = spans.cost[row];
      }
      this.errors[row] += spans.status[row] === ERROR ? 1 : 0;
      if (up >= 0) {
        this.size[up] += this.size[row];
        this.errors[up] += this.errors[row];
        const isGrade = spans.kindOf(row) === 'eval' && spans.kindOf(up) !== 'eval';
        const apart = isGrade || spans.run[row] !== spans.run[up];
        if (!apart) {
          billedBelow[up] |= billed || billedBelow[row] ? 1 : 0;
          this.cost[up] = sum(this.cost[up], this.cost[row]);
        }
      }
    }
  }

  isLeaf(row) {
    return !this.hasChildren(row);
  }

  /** The rows above, nearest first. */
  above(row) {
    const rows = [];
    for (let up = this.parent[row]; up >= 0; up = this.parent[up]) {
      rows.push(up);
    }
    return rows;
  }

  /** When no child of the row was at work: its own time, as pairs of start and end. */
  ownTime(row) {
    const { spans } = this;
    const own = [];
    const end = spans.endOf(row);
    let from = spans.start[row];
    for (const child of this.childrenOf(row)) {
      const until = Math.min(spans.start[child], end);
      if (until > from) {
        own.push(from, until);
      }
      from = Math.max(from, spans.endOf(child));
    }
    if (from < end) {
      own.push(from, end);
    }
    return own;
  }
}

/** Hangs under the root whatever its own ancestors never lead to. */
function cutRings(parent, roots, spans) {
  const state = new Uint8Array(parent.length);
  for (let row = 0; row < parent.length; row++) {
    const path = [];
    let at = row;
    while (at >= 0 && state[at] === 0) {
      state[at] = 1;
      path.push(at);
      at = parent[at];
    }
    if (at >= 0 && state[at] === 1) {
      const root = roots[spans.run[at]];
      parent[at] = at === root ? -1 : root;
    }
    for (const passed of path) {
      state[passed] = 2;
    }
  }
}

function sum(a, b) {
  return a < 0 ? b : b < 0 ? a : a + b;
}
