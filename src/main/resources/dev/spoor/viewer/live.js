/** Keeps a page up to date while its run is going: once a second it asks for what has changed. */

import { byId, element, fill } from './dom.js';
import { counted } from './format.js';
import { json } from './server.js';
import { status } from './status.js';

const EVERY_MS = 1000;
const SLOWEST_MS = 10_000;
const NEAR_THE_END = 120;

export class Live {
  /** @param source the address of the data; with `after`, of what has changed since */
  constructor(stage, source) {
    this.stage = stage;
    this.source = source;
    this.wait = EVERY_MS;
    this.unseen = 0;
    byId('new-spans').addEventListener('click', () => this.showNewest());
    if (this.isGoing()) {
      this.schedule();
    }
  }

  isGoing() {
    return this.stage.spans.runs.some((run) => run.info.status === 'running');
  }

  schedule() {
    setTimeout(() => this.ask(), this.wait);
  }

  async ask() {
    try {
      this.take(await json(`${this.source}?after=${this.revisions()}`));
      this.wait = EVERY_MS;
      byId('listening').classList.remove('lost');
    } catch {
      this.wait = Math.min(2 * this.wait, SLOWEST_MS);
      byId('listening').classList.add('lost');
    }
    if (this.isGoing()) {
      this.schedule();
    }
  }

  revisions() {
    return this.stage.spans.runs.map((run) => `${run.info.run_id}:${run.revision}`).join(',');
  }

  take(answer) {
    const { spans } = this.stage;
    const before = spans.rows;
    const atEnd = this.atEnd();
    const changed = spans.merge(answer.runs);
    fill(byId('status'), ...status(spans.turns.at(-1).info.status));
    this.stage.changed(changed);
    this.unseen += spans.rows - before;
    if (atEnd && spans.rows > before) {
      requestAnimationFrame(() => this.showNewest());
    } else {
      this.tell();
    }
  }

  /** Whether the last row is on the screen, so that the page follows. */
  atEnd() {
    const rows = byId('rows').getBoundingClientRect();
    return rows.bottom < innerHeight + NEAR_THE_END;
  }

  showNewest() {
    this.unseen = 0;
    this.tell();
    const { view, waterfall } = this.stage;
    waterfall.scrollTo(view.rows.at(-1));
  }

  tell() {
    const node = byId('new-spans');
    node.hidden = this.unseen === 0;
    fill(node, element('span', { role: 'status' }, `${counted(this.unseen, 'new span')} \u2193`));
  }
}
