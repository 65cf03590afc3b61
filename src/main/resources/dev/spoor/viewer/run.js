/** The page of a run. */

import { Live } from './live.js';
import { painted } from './painted.js';
import { json } from './server.js';
import { Spans } from './spans.js';
import { Stage } from './stage.js';
import { failed } from './trouble.js';

const { source } = document.querySelector('main').dataset;

try {
  const spans = new Spans();
  spans.merge(await json(source));
  const stage = new Stage(spans);
  new Live(stage, () => `${source}?after=${spans.runs[0].revision}`);
  painted();
} catch (problem) {
  failed(problem);
}
