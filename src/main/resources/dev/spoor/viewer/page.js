/** A page with a timeline, from its data to a stage that stays up to date. */

import { Live } from './live.js';
import { painted } from './painted.js';
import { json } from './server.js';
import { Spans } from './spans.js';
import { Stage } from './stage.js';
import { failed } from './trouble.js';

/** @param ready is given the stage before the page counts as drawn */
export async function open(ready = () => {}) {
  const { source } = document.querySelector('main').dataset;
  try {
    const spans = new Spans();
    spans.merge((await json(source)).runs);
    const stage = new Stage(spans);
    ready(stage);
    new Live(stage, source);
    painted();
  } catch (problem) {
    failed(problem);
  }
}
