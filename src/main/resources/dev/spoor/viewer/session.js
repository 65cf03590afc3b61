/** The page of a session: the turns of one conversation on one timeline. */

import { Live } from './live.js';
import { painted } from './painted.js';
import { json } from './server.js';
import { Spans } from './spans.js';
import { Stage } from './stage.js';
import { failed } from './trouble.js';

const MOST_OPEN_ROWS = 400;
const { source } = document.querySelector('main').dataset;

try {
  const spans = new Spans();
  for (const answer of (await json(source)).runs) {
    spans.merge(answer);
  }
  const stage = new Stage(spans);
  if (spans.rows > MOST_OPEN_ROWS && !location.search.includes('span=')) {
    stage.view.closeTurns();
  }
  new Live(stage, () => `${source}?after=${spans.runs.map((run) => `${run.info.run_id}:${run.revision}`).join(',')}`);
  painted();
} catch (problem) {
  failed(problem);
}
