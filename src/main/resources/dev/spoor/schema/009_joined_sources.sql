-- By what names several sources tell of one run and of its spans.

-- Every id of a run that has several, its own included, and which span is the run itself there.
CREATE TABLE run_alias (
  trace_id  BLOB PRIMARY KEY,
  run       INTEGER NOT NULL,
  root_span INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX run_alias_by_run ON run_alias (run);

-- What a run is to the program that did it.
CREATE TABLE run_turn (
  source  ANY NOT NULL,
  session ANY NOT NULL,
  turn    ANY NOT NULL,
  run     INTEGER NOT NULL,
  PRIMARY KEY (source, session, turn)
) STRICT, WITHOUT ROWID;

CREATE INDEX run_turn_by_run ON run_turn (run);

-- Ids of spans that were merged into others of their run, which both columns name as span.span_id
-- does.
CREATE TABLE span_alias (
  run     INTEGER NOT NULL,
  span_id INTEGER NOT NULL,
  span    INTEGER NOT NULL,
  PRIMARY KEY (run, span_id)
) STRICT, WITHOUT ROWID;

-- Which calls were told, and under which id of the run: 'tool ' and the tool call's id, 'request '
-- and the model request's id. trace_id is the number 0 for the run's own id. By run first: the spans
-- of a run lie side by side, and a session has few runs.
CREATE TABLE span_call (
  run      INTEGER NOT NULL,
  call     ANY NOT NULL,
  trace_id ANY NOT NULL,
  span     INTEGER NOT NULL,
  PRIMARY KEY (run, call, trace_id, span)
) STRICT, WITHOUT ROWID;

-- Kinds: 0 agent, 1 llm, 2 tool, 3 mcp.
INSERT INTO span_call
  SELECT run, 'tool ' || tool_call_id, 0, span_id FROM span
  WHERE typeof(tool_call_id) = 'text' AND kind IN (0, 2, 3);

INSERT INTO span_call
  SELECT run, 'request ' || (attributes ->> '$.request_id'), 0, span_id FROM span
  WHERE kind = 1 AND typeof(attributes) = 'text' AND attributes LIKE '%"request_id":"%'
    AND json_valid(attributes) AND json_type(attributes, '$.request_id') = 'text';

-- What is not searched may change without a note.
DROP TRIGGER span_changes;

CREATE TRIGGER span_changes AFTER UPDATE OF run, name ON span
  WHEN new.id <= (SELECT span FROM search_mark)
BEGIN
  INSERT INTO search_again VALUES (old.run << 32 | old.id), (new.run << 32 | new.id)
    ON CONFLICT DO NOTHING;
END;
