/** The page of a run. */

import { open } from './page.js';

await open();
