/** How a run stands, as a mark and a word. */

import { icon } from './dom.js';

const MARKS = {
  ok: 'M3 8.5l3.2 3.2l6.8-7',
  error: 'M4 4l8 8M12 4l-8 8',
  running: 'M8 2.5a5.5 5.5 0 1 0 5.5 5.5',
  cancelled: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M4.2 4.2l7.6 7.6',
  abandoned: 'M8 2.5a5.5 5.5 0 0 1 3 .9M13.3 6.5a5.5 5.5 0 0 1 0 3M11 12.6a5.5 5.5 0 0 1-6 0M2.7 9.5a5.5 5.5 0 0 1 0-3',
};

/** The mark and the word. */
export function status(word) {
  const node = document.createElement('span');
  node.className = `status status-${word}`;
  node.append(icon(MARKS[word] ?? MARKS.abandoned), word);
  return [node];
}
