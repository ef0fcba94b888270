CREATE TABLE finding (
  topic               TEXT NOT NULL,
  statement           TEXT NOT NULL,
  certainty           TEXT,
  since               TEXT NOT NULL,
  since_precision     TEXT NOT NULL,
  outcome             TEXT,
  closed_at           TEXT,
  closed_at_precision TEXT,
  closed_reason       TEXT,
  about               TEXT NOT NULL,
  @record
) STRICT;
CREATE INDEX finding_since ON finding (since) WHERE voided_at IS NULL;

-- Every wording of a finding, oldest first; the highest position is in force.
CREATE TABLE finding_wording (
  finding          INTEGER NOT NULL,
  position         INTEGER NOT NULL,
  entry            INTEGER NOT NULL,
  statement        TEXT NOT NULL,
  certainty        TEXT,
  since            TEXT NOT NULL,
  since_precision  TEXT NOT NULL,
  source           TEXT,
  PRIMARY KEY (finding, position)
) STRICT, WITHOUT ROWID;
