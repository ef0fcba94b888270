CREATE TABLE service (
  name                TEXT NOT NULL,
  "group"             TEXT,
  place               TEXT,
  owner               TEXT,
  contact             TEXT,
  hotline             TEXT,
  depends_on          TEXT NOT NULL,
  max_outage          INTEGER,
  state               TEXT NOT NULL,
  outages             INTEGER NOT NULL,
  down_minutes        INTEGER NOT NULL,
  down_since          TEXT,
  down_since_precision TEXT,
  down_approximate    INTEGER NOT NULL,
  @record
) STRICT;
CREATE INDEX service_state_now ON service (state) WHERE voided_at IS NULL;
CREATE INDEX service_depends ON service (depends_on) WHERE voided_at IS NULL AND depends_on <> '[]';

-- The history of each service; position 0 is the earliest, the highest is in force.
CREATE TABLE service_state (
  service                  INTEGER NOT NULL,
  position                 INTEGER NOT NULL,
  entry                    INTEGER NOT NULL,
  state                    TEXT NOT NULL,
  since                    TEXT NOT NULL,
  since_precision          TEXT NOT NULL,
  approximate              INTEGER NOT NULL,
  happened_at              TEXT NOT NULL,
  happened_at_precision    TEXT NOT NULL,
  happened_approximate     INTEGER NOT NULL,
  continues                INTEGER NOT NULL,
  cause                    TEXT,
  restriction              TEXT,
  workaround               TEXT,
  expected_back            TEXT,
  expected_back_precision  TEXT,
  valid_until              TEXT,
  valid_until_precision    TEXT,
  source                   TEXT,
  noted_at                 TEXT NOT NULL,
  PRIMARY KEY (service, position)
) STRICT, WITHOUT ROWID;
