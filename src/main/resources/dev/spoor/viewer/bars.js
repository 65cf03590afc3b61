/** Draws one span's time: a bar to scale, and the words beside it. */

import { ERROR, INFERRED_TIME, STATUSES } from './columns.js';
import { element } from './dom.js';
import { duration } from './format.js';

const LABEL_LEFT_FROM = 0.8;
const MOST_OWN_PARTS = 80;

/** The bar and the label of a row; empty when the window does not show it. */
export function bar(view, row) {
  const { spans, scale } = view;
  const from = scale.x(spans.start[row]);
  const to = scale.x(spans.endOf(row));
  if (to < 0 || from > 1) {
    return [];
  }
  const node = element('div', { class: `bar ${look(spans, row)}` });
  place(node, from, to);
  parts(view, row, from, to).forEach((part) => node.append(part));
  return [node, label(spans, row, from, to)];
}

function look(spans, row) {
  const classes = [`kind-${spans.kindOf(row)}`, `is-${STATUSES[spans.status[row]]}`];
  if (spans.isRunning(row)) {
    classes.push('open');
  } else if (spans.kindOf(row) === 'approval') {
    classes.push('waiting');
  }
  if (spans.marks[row] & INFERRED_TIME) {
    classes.push('inferred');
  }
  if (spans.tree.hasChildren(row)) {
    classes.push('parent');
  }
  return classes.join(' ');
}

/** Inside a parent its own time, inside a model's call the wait for the first token. */
function parts(view, row, from, to) {
  const { spans, scale } = view;
  const width = to - from;
  if (spans.tree.hasChildren(row)) {
    const own = joined(spans.tree.ownTime(row), (spans.endOf(row) - spans.start[row]) / 400);
    return own.map(([start, end]) => {
      const part = element('div', { class: 'own' });
      place(part, (scale.x(start) - from) / width, (scale.x(end) - from) / width);
      return part;
    });
  } else if (spans.firstToken[row] > 0 && spans.status[row] !== ERROR) {
    const part = element('div', { class: 'first-token' });
    const first = scale.x(spans.start[row] + spans.firstToken[row]);
    place(part, 0, Math.min(1, (first - from) / width));
    return [part];
  }
  return [];
}

/** Pairs of start and end; what is closer together than the eye can see becomes one. */
function joined(times, apart) {
  const pairs = [];
  for (let i = 0; i < times.length; i += 2) {
    const last = pairs.at(-1);
    if (last && times[i] - last[1] < apart) {
      last[1] = times[i + 1];
    } else if (pairs.length < MOST_OWN_PARTS) {
      pairs.push([times[i], times[i + 1]]);
    }
  }
  return pairs;
}

/** Right of the bar, or left of it when there is no room; nothing when there is room on neither side. */
function label(spans, row, from, to) {
  if (to > LABEL_LEFT_FROM && from < 1 - LABEL_LEFT_FROM) {
    return element('div', { class: 'unseen' }, words(spans, row));
  }
  const node = element('div', { class: 'bar-label' }, words(spans, row));
  if (to > LABEL_LEFT_FROM) {
    node.classList.add('before');
    node.style.right = share(1 - from);
  } else {
    node.style.left = share(to);
  }
  return node;
}

function words(spans, row) {
  if (spans.isRunning(row)) {
    return `${duration(spans.endOf(row) - spans.start[row])} so far`;
  }
  const time = duration(spans.duration[row]);
  if (spans.kindOf(row) === 'approval') {
    return `${time} waiting on you`;
  }
  return STATUSES[spans.status[row]] === 'cancelled' ? `${time} cancelled` : time;
}

function place(node, from, to) {
  const left = Math.max(from, -0.02);
  node.style.left = share(left);
  node.style.width = share(Math.min(to, 1.02) - left);
}

function share(part) {
  return `${(part * 100).toFixed(4)}%`;
}
