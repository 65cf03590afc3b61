/** Puts the parts of a page with a timeline together: rows, map, panel, replay, search and keys. */

import { ERROR } from './columns.js';
import { byId } from './dom.js';
import { count } from './format.js';
import { showFigures } from './figures.js';
import { Keys } from './keys.js';
import { Panel } from './panel.js';
import { Replay } from './replay.js';
import { Details, Hints } from './server.js';
import { Drawer } from './drawer.js';
import { tell } from './story.js';
import { Minimap, Ruler } from './timeline.js';
import { localTimes } from './times.js';
import { View } from './view.js';
import { Waterfall } from './waterfall.js';

export class Stage {
  constructor(spans) {
    this.spans = spans;
    this.view = new View(spans);
    this.hints = new Hints(spans);
    this.details = new Details(spans);
    this.waterfall = new Waterfall(this.view, this.hints);
    new Ruler(this.view);
    new Minimap(this.view);
    new Panel(this.view, this.details, this.hints);
    this.replay = new Replay(this.view);
    this.drawer = new Drawer(this.view);
    localTimes();
    this.summarise();
    this.follow();
    this.tools();
    this.keys();
  }

  /** After spans have come or changed. */
  changed(rows) {
    this.hints.forget(rows);
    this.details.forget(rows);
    this.view.refresh();
    this.summarise();
    if (rows.includes(this.view.selected)) {
      this.view.emit('selection', 'none');
    }
  }

  summarise() {
    showFigures(this.view);
    tell(this.view);
    const errors = this.errors().length;
    byId('errors').hidden = errors === 0;
    byId('error-count').textContent = count(errors);
    byId('search').placeholder = `Search ${count(this.spans.rows)} spans`;
  }

  /** The address names the selected span, and Back returns to the one before. */
  follow() {
    this.view.on('selection', (how) => {
      const address = new URL(location.href);
      address.searchParams.set('span', this.spans.idOf(this.view.selected));
      if (how === 'push') {
        history.pushState(null, '', address);
      } else if (how === 'replace') {
        history.replaceState(history.state, '', address);
      }
      this.waterfall.scrollTo(this.view.selected);
    });
    addEventListener('popstate', () => this.selectFromAddress());
    this.selectFromAddress();
  }

  /** The span that the address names, else the first. */
  selectFromAddress() {
    const named = new URL(location.href).searchParams.get('span');
    const row = named ? this.spans.rowOfId(named) : -1;
    const first = this.spans.tree.order[0];
    if (row >= 0) {
      this.view.select(row, 'none');
    } else if (first !== undefined) {
      this.view.selected = first;
      this.view.emit('selection', 'none');
    }
  }

  tools() {
    const search = byId('search');
    search.addEventListener('input', () => this.search(search.value));
    search.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') {
        this.nextHit(event.shiftKey ? -1 : 1);
      }
    });
    byId('errors').addEventListener('click', () => this.nextError(1));
    byId('compress').addEventListener('change', (event) => this.view.setCompress(event.target.checked));
  }

  search(text) {
    this.view.search(text.trim());
    const hits = this.view.hitOrder.length;
    byId('hits').textContent = text.trim() === '' ? '' : hits === 0 ? 'none' : count(hits);
  }

  errors() {
    const { spans } = this;
    return [...spans.tree.order].filter((row) => spans.status[row] === ERROR && spans.tree.isLeaf(row));
  }

  nextError(by) {
    this.goFrom(this.errors(), by);
  }

  nextHit(by) {
    this.goFrom(this.view.hitOrder, by);
  }

  /** Selects the next of some rows, seen from the selected one; after the last comes the first. */
  goFrom(rows, by) {
    const { place } = this.spans.tree;
    const at = this.view.selected < 0 ? -1 : place[this.view.selected];
    const next =
      by > 0
        ? (rows.find((row) => place[row] > at) ?? rows[0])
        : (rows.findLast((row) => place[row] < at) ?? rows.at(-1));
    if (next !== undefined) {
      this.view.select(next, 'push');
    }
  }

  move(by) {
    const { view } = this;
    const index = view.indexOf(view.selected) + by;
    const row = view.rows[Math.min(Math.max(index, 0), view.rows.length - 1)];
    if (row !== undefined) {
      view.select(row);
    }
  }

  /** Closes a row, or goes to the one above. */
  outward() {
    const { view, spans } = this;
    const row = view.selected;
    if (spans.tree.hasChildren(row) && view.isOpen(row)) {
      view.toggle(row);
    } else if (spans.tree.parent[row] >= 0) {
      view.select(spans.tree.parent[row]);
    }
  }

  /** Opens a row, or goes to the first below. */
  inward() {
    const { view, spans } = this;
    const row = view.selected;
    if (spans.tree.hasChildren(row) && !view.isOpen(row)) {
      view.toggle(row);
    } else if (spans.tree.hasChildren(row)) {
      view.select(spans.tree.childrenOf(row)[0]);
    }
  }

  inGrid(action, otherwise) {
    return () => (document.activeElement === byId('rows') ? action() : otherwise ? otherwise() : false);
  }

  keys() {
    const { view, replay } = this;
    const keys = new Keys();
    keys.describe('Replay', [
      ['Space', 'play or pause'],
      ['. ,', 'next step, step before'],
      ['ArrowRight ArrowLeft', 'the same, outside the rows'],
    ]);
    keys.describe('Rows', [
      ['j k', 'next row, row before'],
      ['ArrowDown ArrowUp', 'the same, inside the rows'],
      ['ArrowRight ArrowLeft', 'inside the rows: open or go in, close or go out'],
      ['[ ]', 'close all, open all'],
      ['e E', 'next error, error before'],
      ['/', 'search'],
      ['n N', 'next hit, hit before'],
    ]);
    keys.describe('Time', [
      ['w s', 'zoom in, zoom out'],
      ['a d', 'earlier, later'],
      ['f', 'fit the selected span, then all'],
      ['i', 'compress idle time, or not'],
    ]);
    keys.describe('Page', [
      ['t', 'state at the playhead'],
      ['Ctrl+k', 'jump to a run'],
      ['?', 'this list'],
    ]);
    keys.bind({
      j: () => this.move(1),
      k: () => this.move(-1),
      ArrowDown: this.inGrid(() => this.move(1)),
      ArrowUp: this.inGrid(() => this.move(-1)),
      ArrowRight: this.inGrid(() => this.inward(), () => replay.step(1)),
      ArrowLeft: this.inGrid(() => this.outward(), () => replay.step(-1)),
      Home: this.inGrid(() => this.move(-Infinity)),
      End: this.inGrid(() => this.move(Infinity)),
      '.': () => replay.step(1),
      ',': () => replay.step(-1),
      '[': () => view.closeAll(),
      ']': () => view.openAll(),
      e: () => this.nextError(1),
      E: () => this.nextError(-1),
      n: () => this.nextHit(1),
      N: () => this.nextHit(-1),
      '/': () => byId('search').focus(),
      w: () => view.zoom(0.7),
      s: () => view.zoom(1 / 0.7),
      a: () => view.pan(-0.2),
      d: () => view.pan(0.2),
      f: () => view.fit(view.selected),
      i: () => byId('compress').click(),
      t: () => this.drawer.toggle(),
      ' ': () => replay.toggle(),
      '?': () => keys.help(),
    });
  }
}
