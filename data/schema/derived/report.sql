CREATE TABLE report (
  kind                TEXT NOT NULL,
  as_of               TEXT NOT NULL,
  as_of_precision     TEXT NOT NULL,
  known_by            TEXT,
  known_by_precision  TEXT,
  previous            TEXT,
  released_by         TEXT NOT NULL,
  distribution        TEXT NOT NULL,
  next_at             TEXT,
  next_at_precision   TEXT,
  meeting_at          TEXT,
  meeting_at_precision TEXT,
  hash                TEXT NOT NULL,
  @record
) STRICT;
