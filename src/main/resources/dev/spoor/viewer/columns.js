/** What a span is made of on the page: its columns, and what their numbers mean. */

/** The type of each column. */
export const COLUMNS = {
  run: Int32Array,
  sequence: Int32Array,
  parentSequence: Int32Array,
  kind: Int32Array,
  status: Uint8Array,
  name: Int32Array,
  model: Int32Array,
  tool: Int32Array,
  start: Float64Array,
  duration: Float64Array,
  firstToken: Float64Array,
  cached: Float64Array,
  fresh: Float64Array,
  output: Float64Array,
  cost: Float64Array,
  costStatus: Int32Array,
  marks: Uint8Array,
};

/** Bits of the column `marks`. */
export const INFERRED_TIME = 1;
export const REDACTED = 2;

/** Their places are what the column `status` holds. */
export const STATUSES = ['running', 'ok', 'error', 'cancelled'];
export const RUNNING = 0;
export const ERROR = 2;
