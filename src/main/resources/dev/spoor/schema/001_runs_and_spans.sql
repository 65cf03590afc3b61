-- Runs, spans, payloads, flags and scores.
--
-- Times are nanoseconds since 1970, money is nano-dollars, span ids are their 8 bytes as a signed
-- number, trace ids are their 16 bytes. Codes (kind, status, state, source, code, form) are the
-- places of the constants in their enums. JSON columns are compact text.
--
-- ANY holds what a sender wrote: TEXT, or a BLOB of its WTF-8 bytes when UTF-8 cannot carry it.
-- Nothing is declared as a foreign key: the one writer looks every run up before it writes below it.

CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO meta VALUES ('store_id', lower(hex(randomblob(16))));

-- The vocabulary of spans (names, models, tools), each word once. Words stay for good, so that a
-- writer may remember their ids.
CREATE TABLE word (
  id   INTEGER PRIMARY KEY,
  text ANY NOT NULL UNIQUE
) STRICT;

CREATE TABLE run (
  id                     INTEGER PRIMARY KEY,
  trace_id               BLOB NOT NULL UNIQUE,
  started_at             INTEGER NOT NULL,
  ended_at               INTEGER,
  last_sign_at           INTEGER NOT NULL,
  status                 INTEGER NOT NULL,
  flagged                INTEGER NOT NULL,  -- 1: has a flag that is not dismissed
  revision               INTEGER NOT NULL,
  root_span              INTEGER,
  span_count             INTEGER NOT NULL,
  error_count            INTEGER NOT NULL,
  llm_call_count         INTEGER NOT NULL,
  tool_call_count        INTEGER NOT NULL,
  uncached_input_tokens  INTEGER NOT NULL,
  cached_input_tokens    INTEGER NOT NULL,
  cache_write_tokens     INTEGER NOT NULL,
  cache_write_1h_tokens  INTEGER NOT NULL,
  output_tokens          INTEGER NOT NULL,
  reasoning_tokens       INTEGER NOT NULL,
  usage_partial          INTEGER NOT NULL,
  cost                   INTEGER,
  cost_status            INTEGER,
  eval_cost              INTEGER,
  parent_trace           BLOB,              -- a run that may not be stored yet
  parent_span            INTEGER,
  abandoned_at           INTEGER,
  agent                  ANY,
  runner_id              ANY,
  thread_id              ANY,
  project                ANY,
  feature                ANY,
  session_id             ANY,
  user_id                ANY,
  environment            ANY,
  release                ANY,
  name                   ANY NOT NULL,
  search_name            BLOB NOT NULL,     -- the name without case, to look for parts of it
  halt_reason            ANY,
  tags                   ANY,               -- JSON array of strings
  git                    ANY,               -- JSON object
  error                  ANY,               -- JSON object
  metadata               ANY                -- JSON object
) STRICT;

-- Lists go from the newest to the oldest, equal starts by trace id.
CREATE INDEX run_newest     ON run (started_at, trace_id, search_name);
CREATE INDEX run_by_status  ON run (status, started_at, trace_id);
CREATE INDEX run_by_agent   ON run (agent, started_at, trace_id)        WHERE agent IS NOT NULL;
CREATE INDEX run_by_project ON run (project, started_at, trace_id)      WHERE project IS NOT NULL;
CREATE INDEX run_by_feature ON run (feature, started_at, trace_id)      WHERE feature IS NOT NULL;
CREATE INDEX run_by_session ON run (session_id, started_at, trace_id)   WHERE session_id IS NOT NULL;
CREATE INDEX run_by_runner  ON run (runner_id, started_at, trace_id)    WHERE runner_id IS NOT NULL;
CREATE INDEX run_by_thread  ON run (thread_id, started_at, trace_id)    WHERE thread_id IS NOT NULL;
CREATE INDEX run_by_parent  ON run (parent_trace, started_at, trace_id) WHERE parent_trace IS NOT NULL;
CREATE INDEX run_by_flagged ON run (flagged, started_at, trace_id)      WHERE flagged = 1;

-- Which runs carry a tag, newest first.
CREATE TABLE run_tag (
  run        INTEGER NOT NULL,
  tag        ANY NOT NULL,
  started_at INTEGER NOT NULL,
  trace_id   BLOB NOT NULL,
  PRIMARY KEY (run, tag)
) STRICT, WITHOUT ROWID;

CREATE INDEX run_tag_newest ON run_tag (tag, started_at, trace_id);

-- Which runs a model answered in, newest first.
CREATE TABLE run_model (
  run        INTEGER NOT NULL,
  model      INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  trace_id   BLOB NOT NULL,
  PRIMARY KEY (run, model)
) STRICT, WITHOUT ROWID;

CREATE INDEX run_model_newest ON run_model (model, started_at, trace_id);

CREATE TABLE span (
  id                     INTEGER PRIMARY KEY,
  run                    INTEGER NOT NULL,
  span_id                INTEGER NOT NULL,
  sequence               INTEGER NOT NULL,
  revision               INTEGER NOT NULL,  -- the run's when the span was last put
  parent                 INTEGER,           -- a span that may not be stored yet
  lane                   INTEGER,
  kind                   INTEGER NOT NULL,
  name                   INTEGER NOT NULL,  -- word
  status                 INTEGER NOT NULL,
  started_at             INTEGER NOT NULL,
  ended_at               INTEGER,
  redactions             INTEGER NOT NULL,
  input_bytes            INTEGER,           -- null: no input
  output_bytes           INTEGER,
  agent                  INTEGER,           -- word
  provider               INTEGER,           -- word
  model                  INTEGER,           -- word
  request_model          INTEGER,           -- word
  finish_reason          INTEGER,           -- word
  tool_name              INTEGER,           -- word
  temperature            TEXT,              -- decimal digits
  max_tokens             INTEGER,
  ttft                   INTEGER,           -- nanoseconds
  attempt                INTEGER,
  usage_partial          INTEGER,           -- null: no usage
  uncached_input_tokens  INTEGER,
  cached_input_tokens    INTEGER,
  cache_write_tokens     INTEGER,
  cache_write_1h_tokens  INTEGER,
  output_tokens          INTEGER,
  reasoning_tokens       INTEGER,
  reported_cost          INTEGER,
  cost_status            INTEGER,           -- null: not billed
  cost                   INTEGER,
  call_counted           INTEGER,           -- null: calls no tool
  call_tool              INTEGER,           -- word
  call_arguments         INTEGER,
  call_result            INTEGER,
  tool_call_id           ANY,
  cost_detail            ANY,               -- JSON object
  error                  ANY,               -- JSON object
  attributes             ANY,               -- JSON object
  events                 ANY,               -- JSON array
  links                  ANY,               -- JSON array
  UNIQUE (run, span_id)
) STRICT;

-- A span's input has twice the span's row id, its output that and one more.
CREATE TABLE payload (
  id        INTEGER PRIMARY KEY,
  form      INTEGER NOT NULL,
  encoding  INTEGER NOT NULL,               -- 0 raw, 1 zstd
  raw_bytes INTEGER NOT NULL,
  crc32c    INTEGER NOT NULL,               -- of the raw bytes
  data      BLOB NOT NULL
) STRICT;

CREATE TABLE flag (
  run           INTEGER NOT NULL,
  position      INTEGER NOT NULL,           -- in the order seen, from 0
  flag_id       ANY NOT NULL,
  code          INTEGER NOT NULL,
  message       ANY NOT NULL,
  span_ids      TEXT NOT NULL,              -- hex, a space between two
  count         INTEGER NOT NULL,
  wasted_tokens INTEGER,
  wasted_cost   INTEGER,
  state         INTEGER NOT NULL,
  at            INTEGER NOT NULL,
  PRIMARY KEY (run, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE score (
  id         INTEGER PRIMARY KEY,           -- in the order given
  score_id   ANY NOT NULL UNIQUE,
  run        INTEGER NOT NULL,
  span       INTEGER,
  name       ANY NOT NULL,
  value      TEXT NOT NULL,                 -- decimal digits
  label      ANY,
  reason     ANY,
  source     INTEGER NOT NULL,
  judge      ANY,
  created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX score_by_run ON score (run);

-- run_model follows the spans, and the start in it and in run_tag follows the run.
CREATE TRIGGER span_names_model AFTER INSERT ON span WHEN new.model IS NOT NULL
BEGIN
  INSERT OR IGNORE INTO run_model
    SELECT id, new.model, started_at, trace_id FROM run WHERE id = new.run;
END;

CREATE TRIGGER span_changes_model AFTER UPDATE OF model ON span WHEN new.model IS NOT old.model
BEGIN
  DELETE FROM run_model
    WHERE run = old.run AND model = old.model
      AND NOT EXISTS (SELECT 1 FROM span WHERE run = old.run AND model = old.model);
  INSERT OR IGNORE INTO run_model
    SELECT id, new.model, started_at, trace_id FROM run
    WHERE id = new.run AND new.model IS NOT NULL;
END;

CREATE TRIGGER run_moves AFTER UPDATE OF started_at ON run WHEN new.started_at <> old.started_at
BEGIN
  UPDATE run_model SET started_at = new.started_at WHERE run = new.id;
  UPDATE run_tag SET started_at = new.started_at WHERE run = new.id;
END;
