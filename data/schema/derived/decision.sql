CREATE TABLE decision (
  what                TEXT NOT NULL,
  reason              TEXT NOT NULL,
  decided_by          TEXT NOT NULL,
  mode                TEXT,
  knowledge           TEXT,
  options             TEXT NOT NULL,
  risks               TEXT NOT NULL,
  heard               TEXT NOT NULL,
  review_at           TEXT,
  review_at_precision TEXT,
  about               TEXT NOT NULL,
  status              TEXT NOT NULL,
  supersedes          TEXT,
  superseded_by       TEXT,
  ended_at            TEXT,
  ended_at_precision  TEXT,
  revoked_reason      TEXT,
  revoked_by          TEXT,
  @record
) STRICT;
CREATE INDEX decision_time ON decision (happened_at) WHERE voided_at IS NULL;
CREATE INDEX decision_status ON decision (status, happened_at) WHERE voided_at IS NULL;
CREATE INDEX decision_review ON decision (review_at) WHERE voided_at IS NULL AND review_at IS NOT NULL;
