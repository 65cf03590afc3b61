-- Totals anew, so that single spans pay less for them: what a write changes lies side by side, since
-- each page that it touches is written to the log, and the sums are one value, since most of the
-- time went into eighteen columns.
--
-- sums is integers of 7 bits a byte, the lowest first, the top bit set in all but the last: how many
-- counts there are; the counts, in the order of Sums.Count; then for each bucket of the latencies
-- that was hit how many buckets after the one before, and how often. Bucket n holds what took more
-- than 1.04^(n-1) and up to 1.04^n nanoseconds.
--
-- project and value are ANY as elsewhere, and the number 0 where there is none.

DROP TABLE totals;

CREATE TABLE totals (
  grain     INTEGER NOT NULL,
  hour      INTEGER NOT NULL,  -- since 1970; of a day, its first
  dimension INTEGER NOT NULL,
  project   ANY NOT NULL,
  value     ANY NOT NULL,
  sums      BLOB NOT NULL,
  PRIMARY KEY (grain, hour, dimension, project, value)
) STRICT, WITHOUT ROWID;

-- They are counted from the spans when the store is opened next.
UPDATE meta SET value = CASE WHEN EXISTS (SELECT 1 FROM run) THEN '0' ELSE '1' END
  WHERE key = 'totals_counted';
