-- When something of a run last arrived that shows it alive; null in runs stored before: then the
-- latest time that one of its spans shows.

ALTER TABLE run ADD COLUMN heard_at INTEGER;
