/** The page of a session: the turns of one conversation on one timeline. */

import { open } from './page.js';

const MOST_OPEN_ROWS = 400;

await open((stage) => {
  if (stage.spans.rows > MOST_OPEN_ROWS && !location.search.includes('span=')) {
    stage.view.closeTurns();
  }
});
