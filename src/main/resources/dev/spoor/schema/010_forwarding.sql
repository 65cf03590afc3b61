-- What is to be passed on to other receivers, and how far that is done.

-- Through which other stores a run came: their ids, a blank between two.
ALTER TABLE run ADD COLUMN via ANY;

-- Who is passed on to. While this table is empty, writers leave no notes.
CREATE TABLE receiver (
  id       INTEGER PRIMARY KEY,
  address  TEXT NOT NULL UNIQUE,
  refused  INTEGER NOT NULL,                -- spans that the receiver did not take for good
  trouble  TEXT                             -- why nothing arrives there; null: it does
) STRICT;

-- Runs that changed since they were passed on.
CREATE TABLE run_to_pass (
  receiver INTEGER NOT NULL,
  run      INTEGER NOT NULL,
  PRIMARY KEY (receiver, run)
) STRICT, WITHOUT ROWID;

-- Up to which of the run's revisions its spans were passed on, and what was told of the run itself:
-- a hash of its root's words, null while the run was going.
CREATE TABLE run_passed (
  run      INTEGER NOT NULL,
  receiver INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  told     INTEGER,
  PRIMARY KEY (run, receiver)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER run_comes_to_pass AFTER INSERT ON run WHEN EXISTS (SELECT 1 FROM receiver)
BEGIN
  INSERT INTO run_to_pass SELECT id, new.id FROM receiver WHERE true ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER run_changes_to_pass AFTER UPDATE OF revision ON run
  WHEN EXISTS (SELECT 1 FROM receiver)
BEGIN
  INSERT INTO run_to_pass SELECT id, new.id FROM receiver WHERE true ON CONFLICT DO NOTHING;
END;
