-- Schema step 2. Never edited once released: what comes later is a step of its own.

-- Released reports; the frozen document itself stands in the payload of the entry.
CREATE TABLE report (
  id                  INTEGER PRIMARY KEY,
  number              TEXT NOT NULL,
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
  entry               INTEGER NOT NULL,
  happened_at         TEXT NOT NULL,
  happened_at_precision TEXT NOT NULL,
  approximate         INTEGER NOT NULL,
  author              TEXT,
  source              TEXT,
  visibility          TEXT NOT NULL,
  added_at            TEXT NOT NULL,
  changed_at          TEXT NOT NULL,
  status_at           TEXT NOT NULL,
  status_at_precision TEXT NOT NULL,
  status_author       TEXT,
  voided_at           TEXT,
  voided_at_precision TEXT,
  voided_author       TEXT
) STRICT;

-- The parts of the Lagebild that people write are few among many entries.
CREATE INDEX journal_assessment ON journal (happened_at) WHERE kind = 'assessment_written';
