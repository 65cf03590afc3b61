/**
 * Where a time lies on the page. Between two activities that are far apart the time is compressed
 * to a narrow gap, and a window zooms in. A position is from 0, the start, to 1, the end.
 */

const LONGEST_IDLE = 5e6;
const GAP_SHARE = 0.05;
const ALL_GAPS_SHARE = 0.4;
const NARROWEST_WINDOW = 1e-6;

export class Scale {
  constructor(start, end, gaps) {
    this.start = start;
    this.end = Math.max(end, start + 1);
    this.gaps = gaps;
    const idle = gaps.reduce((sum, gap) => sum + gap.end - gap.start, 0);
    this.gapShare = gaps.length === 0 ? 0 : Math.min(GAP_SHARE, ALL_GAPS_SHARE / gaps.length);
    this.perTime = (1 - this.gapShare * gaps.length) / Math.max(1, this.end - this.start - idle);
    this.knots();
    this.from = 0;
    this.to = 1;
  }

  /** Times and positions between which the scale is even. */
  knots() {
    this.times = [this.start];
    this.positions = [0];
    let at = 0;
    for (const gap of this.gaps) {
      at += (gap.start - this.times.at(-1)) * this.perTime;
      this.times.push(gap.start);
      this.positions.push(at);
      at += this.gapShare;
      this.times.push(gap.end);
      this.positions.push(at);
    }
    this.times.push(this.end);
    this.positions.push(1);
  }

  position(time) {
    return between(this.times, this.positions, time);
  }

  time(position) {
    return between(this.positions, this.times, position);
  }

  /** Where a time lies in the window: from 0 to 1 when it is inside. */
  x(time) {
    return (this.position(time) - this.from) / (this.to - this.from);
  }

  /** The time at a place of the window. */
  timeAt(x) {
    return this.time(this.from + x * (this.to - this.from));
  }

  get isZoomed() {
    return this.from > 0 || this.to < 1;
  }

  /** Shows the part between two positions. */
  show(from, to) {
    const width = Math.min(1, Math.max(to - from, NARROWEST_WINDOW));
    this.from = Math.min(Math.max(0, from), 1 - width);
    this.to = this.from + width;
  }

  /** Zooms around a place of the window; a factor below 1 zooms in. */
  zoom(factor, x) {
    const centre = this.from + x * (this.to - this.from);
    const width = Math.min(1, (this.to - this.from) * factor);
    this.show(centre - x * width, centre + (1 - x) * width);
  }

  /** Moves the window by a share of its width. */
  pan(share) {
    const width = this.to - this.from;
    this.show(this.from + share * width, this.to + share * width);
  }

  /** Round times for the ruler, and those at which activity begins again, `room` apart at least. */
  ticks(room) {
    const perWindow = (this.to - this.from) / this.perTime;
    const step = roundStep(perWindow * room);
    const ticks = [];
    const add = (time) => {
      const x = this.x(time);
      if (x >= 0 && x <= 1 && (ticks.length === 0 || x - ticks.at(-1).x >= room * 0.8)) {
        ticks.push({ x, time: time - this.start, step });
      }
    };
    for (let i = 0; i + 1 < this.times.length; i += 2) {
      const first = Math.max(this.times[i], this.time(this.from));
      const last = Math.min(this.times[i + 1], this.time(this.to));
      if (i > 0) {
        add(this.times[i]);
      }
      for (let k = Math.ceil((first - this.start) / step); k * step <= last - this.start; k++) {
        add(this.start + k * step);
      }
    }
    return ticks;
  }
}

/** The gaps in which no leaf was at work for long; a wait for a person is no work. */
export function idleGaps(spans) {
  const gaps = [];
  const { tree } = spans;
  let busyUntil = null;
  for (const row of tree.byStart) {
    if (!tree.isLeaf(row) || spans.kindOf(row) === 'approval') {
      continue;
    }
    const start = spans.start[row];
    if (busyUntil !== null && start - busyUntil > LONGEST_IDLE) {
      gaps.push({ start: busyUntil, end: start });
    }
    busyUntil = Math.max(busyUntil ?? start, spans.endOf(row));
  }
  return gaps;
}

/** The first start and the last end of all spans. */
export function bounds(spans) {
  let start = Infinity;
  let end = -Infinity;
  for (let row = 0; row < spans.rows; row++) {
    start = Math.min(start, spans.start[row]);
    end = Math.max(end, spans.endOf(row));
  }
  return spans.rows === 0 ? { start: 0, end: 1 } : { start, end };
}

function between(from, to, value) {
  let low = 0;
  let high = from.length - 1;
  if (value <= from[0]) {
    return to[0];
  } else if (value >= from[high]) {
    return to[high];
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (from[middle] <= value) {
      low = middle;
    } else {
      high = middle;
    }
  }
  const width = from[high] - from[low];
  return width === 0 ? to[low] : to[low] + ((value - from[low]) / width) * (to[high] - to[low]);
}

const ROUND = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400];

function roundStep(micros) {
  const seconds = micros / 1e6;
  if (seconds < 1) {
    const power = 10 ** Math.floor(Math.log10(Math.max(seconds, 1e-6)));
    const factor = [1, 2, 5, 10].find((each) => each * power >= seconds * 0.999);
    return factor * power * 1e6;
  }
  const known = ROUND.find((each) => each >= seconds);
  return (known ?? Math.ceil(seconds / 86400) * 86400) * 1e6;
}
