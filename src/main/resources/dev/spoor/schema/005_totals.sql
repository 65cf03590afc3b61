-- Sums of what runs contribute, by the hour and by the day (UTC), so that no question about months
-- reads spans. Rows of which nothing is left are deleted.
--
-- project and value are ANY as elsewhere, and the number 0 where there is none. latency is pairs of
-- variable-length integers, for each bucket that was hit: how many buckets after the one before, and
-- how often. Bucket n holds what took more than 1.04^(n-1) and up to 1.04^n nanoseconds.

CREATE TABLE totals (
  grain                  INTEGER NOT NULL,
  dimension              INTEGER NOT NULL,
  hour                   INTEGER NOT NULL,  -- since 1970; of a day, its first
  project                ANY NOT NULL,
  value                  ANY NOT NULL,
  runs                   INTEGER NOT NULL,
  failed_runs            INTEGER NOT NULL,
  spans                  INTEGER NOT NULL,
  errors                 INTEGER NOT NULL,
  llm_calls              INTEGER NOT NULL,
  tool_calls             INTEGER NOT NULL,
  uncached_input_tokens  INTEGER NOT NULL,
  cached_input_tokens    INTEGER NOT NULL,
  cache_write_tokens     INTEGER NOT NULL,
  cache_write_1h_tokens  INTEGER NOT NULL,
  output_tokens          INTEGER NOT NULL,
  reasoning_tokens       INTEGER NOT NULL,
  partial_usages         INTEGER NOT NULL,
  cost                   INTEGER NOT NULL,
  reported_costs         INTEGER NOT NULL,
  computed_costs         INTEGER NOT NULL,
  partial_costs          INTEGER NOT NULL,
  unpriced_calls         INTEGER NOT NULL,
  latency                BLOB NOT NULL,
  PRIMARY KEY (grain, dimension, hour, project, value)
) STRICT, WITHOUT ROWID;

-- How often the totals were counted from the spans: 0 while the runs that were there before this
-- table are still missing in it.
INSERT INTO meta SELECT 'totals_counted', CASE WHEN EXISTS (SELECT 1 FROM run) THEN '0' ELSE '1' END;

-- An upsert overrides OR IGNORE in the triggers that it fires, so these look before they insert.
DROP TRIGGER span_names_model;
DROP TRIGGER span_changes_model;

CREATE TRIGGER span_names_model AFTER INSERT ON span
  WHEN new.model IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM run_model WHERE run = new.run AND model = new.model)
BEGIN
  INSERT INTO run_model SELECT id, new.model, started_at, trace_id FROM run WHERE id = new.run;
END;

CREATE TRIGGER span_changes_model AFTER UPDATE OF model ON span WHEN new.model IS NOT old.model
BEGIN
  DELETE FROM run_model
    WHERE run = old.run AND model = old.model
      AND NOT EXISTS (SELECT 1 FROM span WHERE run = old.run AND model = old.model);
  INSERT INTO run_model
    SELECT id, new.model, started_at, trace_id FROM run
    WHERE id = new.run AND new.model IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM run_model WHERE run = new.run AND model = new.model);
END;
