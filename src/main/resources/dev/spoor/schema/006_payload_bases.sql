-- Payloads as what differs from others of the same run.

-- The payload that this one was made from (encodings 2 and 3); always of the same run.
ALTER TABLE payload ADD COLUMN base INTEGER;

-- 1: others of the run may be stored as what differs from this one.
ALTER TABLE payload ADD COLUMN reusable INTEGER NOT NULL DEFAULT 0;

-- What payloads have in common, so that each is stored without it. A payload names the row it
-- needs; a row stays as long as a payload may name it.
CREATE TABLE payload_dictionary (
  id        INTEGER PRIMARY KEY,
  origin    TEXT NOT NULL,                  -- 'bundled-<n>' of the program, or 'trained' from this file
  raw_bytes INTEGER NOT NULL,
  crc32c    INTEGER NOT NULL,               -- of the raw bytes
  data      BLOB NOT NULL                   -- zstd
) STRICT;
