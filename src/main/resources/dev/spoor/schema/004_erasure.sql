-- What it takes to erase a run so that nothing of it stays.

-- A word may be a secret too. All are in doubt while it is found out which of them are in use: a
-- writer that uses one takes the doubt away, and writers forget the words they remember whenever
-- the count of erasures has changed.
ALTER TABLE word ADD COLUMN doubtful INTEGER NOT NULL DEFAULT 0;

INSERT INTO meta VALUES ('erasures', '0');

-- From now on whatever is removed is overwritten. What was removed before may still lie in free
-- places of this file, until it is written anew as a whole.
INSERT INTO meta SELECT 'residue', '1' WHERE EXISTS (SELECT 1 FROM run);
