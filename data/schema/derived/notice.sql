CREATE TABLE notice (
  text                TEXT NOT NULL,
  audience            TEXT NOT NULL,
  channel             TEXT,
  valid_from          TEXT NOT NULL,
  valid_from_precision TEXT NOT NULL,
  valid_until         TEXT,
  valid_until_precision TEXT,
  released_by         TEXT,
  status              TEXT NOT NULL,
  replaces            TEXT,
  replaced_by         TEXT,
  ended_at            TEXT,
  ended_at_precision  TEXT,
  reason              TEXT,
  @record
) STRICT;
CREATE INDEX notice_status ON notice (status, valid_from) WHERE voided_at IS NULL;
