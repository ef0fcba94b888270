CREATE TABLE incident (
  title               TEXT NOT NULL,
  description         TEXT,
  severity            TEXT,
  status              TEXT NOT NULL,
  began_at            TEXT,
  began_at_precision  TEXT,
  began_approximate   INTEGER NOT NULL,
  ended_at            TEXT,
  ended_at_precision  TEXT,
  reason              TEXT,
  @record
) STRICT;
CREATE INDEX incident_status ON incident (status) WHERE voided_at IS NULL;
