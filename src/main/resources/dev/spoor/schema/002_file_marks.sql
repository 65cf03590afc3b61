-- How far files of other programs were imported.

CREATE TABLE file_mark (
  path        ANY PRIMARY KEY,
  read_bytes  INTEGER NOT NULL,
  fingerprint ANY NOT NULL
) STRICT, WITHOUT ROWID;
