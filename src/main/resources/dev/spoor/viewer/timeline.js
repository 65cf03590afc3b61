/** What stands above the rows: the ruler with the times, and the map of the whole run. */

import { Colours } from './colours.js';
import { ERROR } from './columns.js';
import { byId, element, fill } from './dom.js';
import { clock, duration, short } from './format.js';
import { isBilled, isStructure } from './kinds.js';

const LETTER = 6.5;
const MOST_NAMED_GAPS = 6;
const LANE_TOP = 9;
const LANE_HEIGHT = 5;
const SECOND_LANE_TOP = 19;
const CONTEXT_TOP = 30;
const NARROWEST_DRAG = 4;

/** Differences that the eye does not see, in pixels. */
const FINEST = 0.5;

/** Writes the times of the window above the rows. */
export class Ruler {
  constructor(view) {
    this.view = view;
    this.node = byId('ruler');
    view.on('scale', () => this.draw());
    addEventListener('resize', () => this.draw());
    this.draw();
  }

  draw() {
    const { scale } = this.view;
    const width = Math.max(100, this.node.clientWidth);
    const inside = scale.gaps
      .map((gap) => ({ gap, x: scale.x(gap.start) }))
      .filter(({ x }) => x >= 0 && x < 0.97);
    const gaps = inside.length <= MOST_NAMED_GAPS ? inside : [];
    const free = (x) => gaps.every((gap) => x <= gap.x - 44 / width || x >= gap.x + 52 / width);
    const label = (tick) => clock(tick.time, tick.step < 1e6);
    const fits = (tick) => tick.x + (LETTER * label(tick).length) / width < 1;
    const ticks = scale.ticks(70 / width).filter((tick) => fits(tick) && free(tick.x));
    fill(
      this.node,
      ...ticks.map((tick) => at(tick.x, 'tick', label(tick))),
      ...apart(gaps, 64 / width).map(({ gap, x }) =>
        at(x, 'tick gap-time', `// ${duration(gap.end - gap.start)}`),
      ),
    );
  }
}

function apart(gaps, room) {
  return gaps.filter((each, i) => i === 0 || each.x - gaps[i - 1].x >= room);
}

function at(x, look, text) {
  const node = element('span', { class: look }, text);
  node.style.left = `${x * 100}%`;
  return node;
}

/** The whole run in a strip; dragging on it chooses the window, a double click shows all. */
export class Minimap {
  constructor(view) {
    this.view = view;
    this.canvas = byId('minimap');
    this.lens = byId('lens');
    this.colours = new Colours(this.canvas.parentElement);
    view.on('rows', () => this.schedule());
    view.on('scale', () => this.schedule());
    addEventListener('resize', () => this.schedule());
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.schedule());
    addEventListener('themechange', () => this.schedule());
    const strip = this.canvas.parentElement;
    strip.addEventListener('pointerdown', (event) => this.drag(event));
    strip.addEventListener('dblclick', () => view.show(0, 1));
    this.draw();
  }

  schedule() {
    this.pending ??= requestAnimationFrame(() => {
      this.pending = undefined;
      this.draw();
    });
  }

  draw() {
    const { canvas, view } = this;
    const { scale } = view;
    this.lens.style.left = `${scale.from * 100}%`;
    this.lens.style.width = `${(scale.to - scale.from) * 100}%`;
    this.lens.classList.toggle('zoomed', scale.isZoomed);
    const width = canvas.clientWidth;
    const height = canvas.clientHeight;
    canvas.width = width * devicePixelRatio;
    canvas.height = height * devicePixelRatio;
    const pen = canvas.getContext('2d');
    pen.scale(devicePixelRatio, devicePixelRatio);
    this.colours.forget();
    this.drawGaps(pen, width, height);
    this.drawContext(pen, width, height);
    this.drawBars(pen, width);
    this.drawFlags(pen, width);
  }

  drawGaps(pen, width, height) {
    const { scale } = this.view;
    pen.fillStyle = this.colours.of('--line');
    for (const gap of scale.gaps) {
      const x = scale.position(gap.start) * width;
      pen.globalAlpha = 0.6;
      pen.fillRect(x, 0, scale.position(gap.end) * width - x, height);
    }
    pen.globalAlpha = 1;
  }

  /** How much was sent with each call of a model, as an area. */
  drawContext(pen, width, height) {
    const { spans, scale } = this.view;
    const calls = [...spans.tree.byStart].filter((row) => isBilled(spans.kindOf(row)) && sent(spans, row) > 0);
    const most = calls.reduce((max, row) => Math.max(max, sent(spans, row)), 1);
    byId('context-range').textContent =
      calls.length < 2 ? '' : `context ${short(sent(spans, calls[0]))} \u2192 ${short(sent(spans, calls.at(-1)))}`;
    const room = height - CONTEXT_TOP - 1;
    const level = (row) => height - (sent(spans, row) / most) * room;
    pen.beginPath();
    let drawn = height;
    let last = height;
    let lastX = -1;
    pen.moveTo(0, height);
    for (const row of calls) {
      const x = scale.position(spans.start[row]) * width;
      if (x - lastX >= FINEST) {
        pen.lineTo(x, drawn);
        drawn = level(row);
        pen.lineTo(x, drawn);
        lastX = x;
      }
      last = level(row);
    }
    pen.lineTo(width, last);
    pen.strokeStyle = this.colours.of('--llm');
    pen.stroke();
    pen.lineTo(width, height);
    pen.globalAlpha = 0.14;
    pen.fillStyle = this.colours.of('--llm');
    pen.fill();
    pen.globalAlpha = 1;
  }

  drawBars(pen, width) {
    const { spans, scale } = this.view;
    const drawnTo = [-1, -1];
    for (const row of spans.tree.byStart) {
      const kind = spans.kindOf(row);
      if (spans.tree.hasChildren(row) && isStructure(kind)) {
        continue;
      }
      const failed = spans.status[row] === ERROR;
      const lane = isBilled(kind) ? 0 : 1;
      const x = scale.position(spans.start[row]) * width;
      const wide = Math.max(1, scale.position(spans.endOf(row)) * width - x - 0.5);
      // What lies under a bar already drawn is not seen, and there may be tens of thousands.
      if (failed || x + wide - drawnTo[lane] >= FINEST) {
        pen.fillStyle = failed ? this.colours.of('--error') : this.colours.ofKind(kind);
        pen.globalAlpha = kind === 'approval' ? 0.45 : 1;
        pen.fillRect(x, lane === 0 ? LANE_TOP : SECOND_LANE_TOP, wide, LANE_HEIGHT);
        drawnTo[lane] = x + wide;
      }
    }
    pen.globalAlpha = 1;
  }

  drawFlags(pen, width) {
    const { spans, scale } = this.view;
    pen.fillStyle = this.colours.of('--error');
    for (const run of spans.runs) {
      for (const flag of run.info.flags ?? []) {
        const rows = flag.span_ids.map((id) => spans.rowOfId(id, run.info.trace_id)).filter((row) => row >= 0);
        if (rows.length > 0 && flag.state !== 'dismissed') {
          const from = Math.min(...rows.map((row) => scale.position(spans.start[row])));
          const to = Math.max(...rows.map((row) => scale.position(spans.endOf(row))));
          pen.fillRect(from * width, 0, Math.max(3, (to - from) * width), 3);
        }
      }
    }
  }

  drag(event) {
    const box = this.canvas.getBoundingClientRect();
    const place = (each) => Math.min(1, Math.max(0, (each.clientX - box.left) / box.width));
    const first = place(event);
    const target = event.currentTarget;
    target.setPointerCapture(event.pointerId);
    const move = (each) => {
      const now = place(each);
      if (Math.abs(now - first) * box.width >= NARROWEST_DRAG) {
        this.view.show(Math.min(first, now), Math.max(first, now));
      }
    };
    target.addEventListener('pointermove', move);
    target.addEventListener('lostpointercapture', () => target.removeEventListener('pointermove', move), {
      once: true,
    });
  }
}

function sent(spans, row) {
  return spans.cached[row] + spans.fresh[row];
}
