-- Words of spans and names of runs. What they are made from stays in the other tables; this is only
-- the index, and it is filled after the writes.

-- A document is a span, its rowid the run's row times 2^32 plus the span's row: the documents of a
-- run lie side by side, and those of newer runs behind them. With no span, it is the run's name.
-- The program cuts the words; "ascii" only parts them again at the blanks between them.
CREATE VIRTUAL TABLE span_text USING fts5 (
  words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);

-- How far the index reaches: spans and runs up to these rows are in it, but for search_again.
CREATE TABLE search_mark (
  one  INTEGER PRIMARY KEY CHECK (one = 1),
  span INTEGER NOT NULL,
  run  INTEGER NOT NULL
) STRICT;

INSERT INTO search_mark VALUES (1, 0, 0);

-- Documents that came, changed or went in the part that is indexed.
CREATE TABLE search_again (
  document INTEGER PRIMARY KEY
) STRICT;

-- A write of rows that the index does not reach yet leaves no note, so most writes leave none.
CREATE TRIGGER span_comes_late AFTER INSERT ON span
  WHEN new.id <= (SELECT span FROM search_mark)
BEGIN
  INSERT INTO search_again VALUES (new.run << 32 | new.id)
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER span_changes AFTER UPDATE ON span WHEN new.id <= (SELECT span FROM search_mark)
BEGIN
  INSERT INTO search_again VALUES (old.run << 32 | old.id), (new.run << 32 | new.id)
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER span_goes AFTER DELETE ON span WHEN old.id <= (SELECT span FROM search_mark)
BEGIN
  INSERT INTO search_again VALUES (old.run << 32 | old.id)
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER run_comes_late AFTER INSERT ON run WHEN new.id <= (SELECT run FROM search_mark)
BEGIN
  INSERT INTO search_again VALUES (new.id << 32)
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER run_is_renamed AFTER UPDATE OF search_name ON run
  WHEN new.search_name <> old.search_name AND new.id <= (SELECT run FROM search_mark)
BEGIN
  INSERT INTO search_again VALUES (new.id << 32)
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER run_goes AFTER DELETE ON run WHEN old.id <= (SELECT run FROM search_mark)
BEGIN
  INSERT INTO search_again VALUES (old.id << 32)
    ON CONFLICT DO NOTHING;
END;

-- A pruned text (encoding 4) is found no more.
CREATE TRIGGER payload_comes_pruned AFTER INSERT ON payload WHEN new.encoding = 4
BEGIN
  INSERT INTO search_again
    SELECT run << 32 | id FROM span
    WHERE id = new.id / 2 AND id <= (SELECT span FROM search_mark)
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER payload_is_pruned AFTER UPDATE OF encoding ON payload WHEN new.encoding = 4
BEGIN
  INSERT INTO search_again
    SELECT run << 32 | id FROM span
    WHERE id = new.id / 2 AND id <= (SELECT span FROM search_mark)
    ON CONFLICT DO NOTHING;
END;
