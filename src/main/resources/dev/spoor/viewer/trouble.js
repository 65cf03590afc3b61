/** Says on the page that it could not be shown. */

import { button, byId, element, fill } from './dom.js';

/** What went wrong, and the way out. */
export function failed(problem) {
  fill(
    byId('story'),
    element('b', { class: 'failed' }, 'This page could not be drawn. '),
    `${problem.message} `,
    button('Load again', {}, () => location.reload()),
  );
  throw problem;
}
