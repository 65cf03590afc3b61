/** Walks through a run: step by step, or playing with idle time cut short. */

import { Colours } from './colours.js';
import { ERROR } from './columns.js';
import { button, byId, element, fill, icon } from './dom.js';
import { clock } from './format.js';
import { bounds } from './scale.js';

const SPEEDS = [1, 4, 16];
const LONGEST_WAIT = 2e6;
const PLAY = 'M4 2.5v11l9-5.5z';
const PAUSE = 'M4 2.5h3v11h-3zM9 2.5h3v11h-3z';
const BACK = 'M12.5 3v10l-7-5zM3.5 3v10';
const ON = 'M3.5 3v10l7-5zM12.5 3v10';

export class Replay {
  constructor(view) {
    this.view = view;
    this.speed = 4;
    this.canvas = byId('scrub-map');
    this.colours = new Colours(this.canvas.parentElement);
    this.slider = byId('scrub');
    this.build();
    view.on('playhead scale', () => this.tell());
    view.on('rows', () => this.draw());
    addEventListener('themechange', () => this.draw());
    addEventListener('resize', () => this.draw());
    this.slider.addEventListener('input', () => this.scrub());
    this.draw();
    this.tell();
  }

  build() {
    this.play = button(icon(PLAY, true), { class: 'primary round', 'aria-label': 'Play' }, () => this.toggle());
    fill(
      byId('transport-buttons'),
      button(icon(BACK), { class: 'plain icon-button', 'aria-label': 'Previous step' }, () => this.step(-1)),
      this.play,
      button(icon(ON), { class: 'plain icon-button', 'aria-label': 'Next step' }, () => this.step(1)),
    );
    this.speeds = SPEEDS.map((speed) =>
      button(`${speed}\u00d7`, { 'aria-pressed': speed === this.speed }, () => this.setSpeed(speed)),
    );
    fill(byId('speeds'), ...this.speeds);
  }

  setSpeed(speed) {
    this.speed = speed;
    this.speeds.forEach((each, i) => each.setAttribute('aria-pressed', SPEEDS[i] === speed));
  }

  /** Goes to the next step, or back to the one before. */
  step(by) {
    this.stop();
    const { steps, spans } = this.view;
    const at = steps.indexOf(this.view.selected);
    const time = this.view.playhead ?? -1;
    const after = steps.findIndex((row) => spans.endOf(row) > time);
    const next = at >= 0 ? at + by : by > 0 ? Math.max(after, 0) : (after < 0 ? steps.length : after) - 1;
    if (steps[next] !== undefined) {
      this.view.select(steps[next]);
    }
  }

  toggle() {
    if (this.view.playing) {
      this.stop();
    } else {
      this.start();
    }
  }

  start() {
    const { start, end } = bounds(this.view.spans);
    if (this.view.playhead === null || this.view.playhead >= end - 1000) {
      this.view.playhead = start;
    }
    this.view.playing = true;
    this.last = performance.now();
    this.showPlaying();
    requestAnimationFrame((now) => this.tick(now));
  }

  stop() {
    if (this.view.playing) {
      this.view.playing = false;
      this.showPlaying();
      this.view.emit('rows');
    }
  }

  showPlaying() {
    fill(this.play, icon(this.view.playing ? PAUSE : PLAY, true));
    this.play.setAttribute('aria-label', this.view.playing ? 'Pause' : 'Play');
  }

  tick(now) {
    const { view } = this;
    if (!view.playing) {
      return;
    }
    const { end } = bounds(view.spans);
    const time = this.overIdle(view.playhead + (now - this.last) * 1000 * this.speed, now - this.last);
    this.last = now;
    view.setPlayhead(Math.min(time, end));
    this.follow();
    if (time >= end) {
      this.stop();
    } else {
      requestAnimationFrame((next) => this.tick(next));
    }
  }

  /** A gap takes two seconds at most, however long it was. */
  overIdle(time, milliseconds) {
    const gap = this.view.scale.gaps.find((each) => each.start < time && time < each.end);
    return gap ? time + ((gap.end - gap.start) / LONGEST_WAIT) * milliseconds * 1000 : time;
  }

  /** Selects the step that began last. */
  follow() {
    const { steps, spans } = this.view;
    let low = 0;
    let high = steps.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (spans.start[steps[middle]] <= this.view.playhead) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    const row = steps[low - 1];
    if (row !== undefined && row !== this.view.selected) {
      this.view.reveal(row);
      this.view.selected = row;
      this.view.emit('selection', 'replace');
    }
  }

  scrub() {
    const { scale } = this.view;
    this.stop();
    this.view.setPlayhead(scale.time(this.slider.value / 1000));
    this.follow();
  }

  tell() {
    const { playhead, scale, spans } = this.view;
    const { start, end } = bounds(spans);
    const at = playhead ?? start;
    this.slider.value = Math.round(scale.position(at) * 1000);
    this.slider.setAttribute('aria-valuetext', clock(at));
    fill(byId('time'), element('b', {}, clock(at)), ` / ${clock(end)}`);
  }

  draw() {
    const { canvas, view } = this;
    const { spans, scale } = view;
    const width = canvas.clientWidth;
    const height = canvas.clientHeight;
    canvas.width = width * devicePixelRatio;
    canvas.height = height * devicePixelRatio;
    const pen = canvas.getContext('2d');
    pen.scale(devicePixelRatio, devicePixelRatio);
    this.colours.forget();
    let drawnTo = -1;
    for (const row of view.steps) {
      const failed = spans.status[row] === ERROR;
      const x = scale.position(spans.start[row]) * width;
      const wide = Math.max(1, scale.position(spans.endOf(row)) * width - x - 0.5);
      if (!failed && x + wide - drawnTo < 0.5) {
        continue;
      }
      drawnTo = x + wide;
      const tall = failed ? height : height / 2;
      pen.fillStyle = failed ? this.colours.of('--error') : this.colours.ofKind(spans.kindOf(row));
      pen.fillRect(x, (height - tall) / 2, wide, tall);
    }
  }
}
