/**
 * The spans of one run, or of all runs of a session, as columns: one typed array for each fact, one
 * row for each span. Times are microseconds since the first run's start, money is nano-dollars.
 */

import { COLUMNS, STATUSES } from './columns.js';
import { isBilled } from './kinds.js';
import { Tree } from './tree.js';

export class Spans {
  constructor() {
    this.rows = 0;
    this.strings = [''];
    this.runs = [];
    this.now = 0;
    this.interned = new Map([['', 0]]);
    for (const [name, Type] of Object.entries(COLUMNS)) {
      this[name] = new Type(0);
    }
  }

  /**
   * Takes in what the server says about runs; spans that are known are replaced.
   *
   * @return the rows that are new or have changed
   */
  merge(answers) {
    const changed = answers.flatMap((answer) => [...this.mergeRun(answer)]);
    this.tree = new Tree(this);
    return changed;
  }

  /** The runs that the page is about, without those that they started. */
  get turns() {
    return this.runs.filter((run) => !this.parentOf(run));
  }

  mergeRun(answer) {
    const run = this.runOf(answer);
    const shift = (Date.parse(answer.origin) - Date.parse(this.runs[0].origin)) * 1000;
    const words = answer.strings.map((text) => this.intern(text));
    this.reserve(this.rows + answer.rows);
    this.now = Math.max(this.now, answer.now + shift);
    const changed = this.placeRows(run, answer);
    const fill = (name, sent, value = (number) => number) => {
      const column = this[name];
      // A column whose values are all the same is sent as that one value.
      const one = typeof sent === 'number' ? value(sent) : null;
      for (let i = 0; i < changed.length; i++) {
        column[changed[i]] = one ?? value(sent[i]);
      }
    };
    const { columns } = answer;
    let start = shift;
    fill('kind', columns.kind, (place) => words[place]);
    fill('status', columns.status, (place) => STATUSES.indexOf(answer.strings[place]));
    fill('name', columns.name, (place) => words[place]);
    fill('model', columns.model, (place) => words[place]);
    fill('tool', columns.tool, (place) => words[place]);
    fill('duration', columns.duration);
    fill('firstToken', columns.ttft);
    fill('cached', columns.cached);
    fill('fresh', columns.fresh);
    fill('output', columns.output);
    fill('cost', columns.cost);
    fill('costStatus', columns.cost_status, (place) => words[place]);
    fill('marks', columns.marks);
    for (let i = 0; i < changed.length; i++) {
      start += at(columns.start, i);
      this.start[changed[i]] = start;
    }
    return changed;
  }

  /** Gives each span of an answer its row. */
  placeRows(run, { rows, columns }) {
    const placed = new Int32Array(rows);
    let sequence = 0;
    for (let i = 0; i < rows; i++) {
      sequence += at(columns.sequence, i);
      const row = this.rowFor(run, sequence);
      run.idOf[sequence] = columns.span_id.slice(16 * i, 16 * i + 16);
      const up = at(columns.parent, i);
      this.parentSequence[row] = up === 0 ? 0 : sequence - up;
      placed[i] = row;
    }
    return placed;
  }

  runOf(answer) {
    let run = this.runs.find((known) => known.info.trace_id === answer.run.trace_id);
    if (!run) {
      run = { index: this.runs.length, rowOf: [], idOf: [], origin: answer.origin };
      this.runs.push(run);
    }
    run.info = answer.run;
    run.revision = answer.revision;
    return run;
  }

  rowFor(run, sequence) {
    let row = run.rowOf[sequence];
    if (row === undefined) {
      row = this.rows++;
      run.rowOf[sequence] = row;
      this.run[row] = run.index;
      this.sequence[row] = sequence;
    }
    return row;
  }

  intern(text) {
    let index = this.interned.get(text);
    if (index === undefined) {
      index = this.strings.length;
      this.strings.push(text);
      this.interned.set(text, index);
    }
    return index;
  }

  reserve(rows) {
    if (this.start.length >= rows) {
      return;
    }
    const room = Math.max(rows, Math.min(2 * this.start.length, rows + 5000));
    for (const [name, Type] of Object.entries(COLUMNS)) {
      const larger = new Type(room);
      larger.set(this[name]);
      this[name] = larger;
    }
  }

  kindOf(row) {
    return this.strings[this.kind[row]];
  }

  nameOf(row) {
    return this.strings[this.name[row]];
  }

  /** What the row is called on the page: a model's call by its model, a tool's by its tool. */
  labelOf(row) {
    const kind = this.kindOf(row);
    const special = isBilled(kind) ? this.model[row] : kind === 'tool' || kind === 'mcp' ? this.tool[row] : 0;
    return this.strings[special] || this.nameOf(row) || kind;
  }

  /** When it ended; now, while it is running. */
  endOf(row) {
    const duration = this.duration[row];
    return duration < 0 ? Math.max(this.now, this.start[row]) : this.start[row] + duration;
  }

  isRunning(row) {
    return this.duration[row] < 0;
  }

  idOf(row) {
    return this.runs[this.run[row]].idOf[this.sequence[row]];
  }

  runInfo(row) {
    return this.runs[this.run[row]].info;
  }

  /** The row of a span id, or -1. */
  rowOfId(spanId, traceId) {
    for (const run of this.runs) {
      if (!traceId || run.info.trace_id === traceId) {
        const sequence = run.idOf.indexOf(spanId);
        if (sequence >= 0) {
          return run.rowOf[sequence];
        }
      }
    }
    return -1;
  }

  /** The call of a model before this one, by the same agent; -1 when there is none. */
  callBefore(row) {
    if (!isBilled(this.kindOf(row))) {
      return -1;
    }
    const beside = this.tree.childrenOf(this.tree.parent[row]);
    for (let i = beside.indexOf(row) - 1; i >= 0; i--) {
      if (this.kind[beside[i]] === this.kind[row]) {
        return beside[i];
      }
    }
    return -1;
  }

  /** The run on this page that started another; undefined when none did. */
  parentOf(run) {
    const id = run.info.parent_trace_id;
    return id ? this.runs.find((known) => known.info.trace_id === id) : undefined;
  }

  /** Whether a row is the root of a run that another on this page started. */
  isChildRun(row) {
    const run = this.runs[this.run[row]];
    return this.tree.roots[run.index] === row && this.parentOf(run) !== undefined;
  }

  /** The row that a run was started below, or -1. */
  callerOf(run) {
    const parent = this.parentOf(run);
    if (!parent) {
      return -1;
    }
    const named = this.rowOfId(run.info.parent_span_id ?? '', parent.info.trace_id);
    return named >= 0 ? named : this.rootOf(parent);
  }

  /** The row of a run's root, or -1. */
  rootOf(run) {
    const id = run.info.root_span_id;
    return id ? this.rowOfId(id, run.info.trace_id) : -1;
  }
}

function at(column, i) {
  return typeof column === 'number' ? column : column[i];
}
