-- Schema step 1. Never edited once released: what comes later is a step of its own.

-- The log: append-only, for ever. header is JSON stored byte for byte as first written; it holds no free text and no names.
CREATE TABLE entry (
  id        INTEGER PRIMARY KEY CHECK (id = (device << 40) | seq),
  device    INTEGER NOT NULL CHECK (device BETWEEN 0 AND 25),
  seq       INTEGER NOT NULL CHECK (seq > 0),
  lam       INTEGER NOT NULL,
  kind      TEXT    NOT NULL,
  record    TEXT,
  header    TEXT    NOT NULL,
  hash      BLOB    NOT NULL CHECK (length(hash) = 32),
  signature BLOB    NOT NULL DEFAULT x''
) STRICT;

-- What people typed, bound to its header by sha256(salt || body); apart, so that it alone could be blackened one day.
CREATE TABLE payload (
  id   INTEGER PRIMARY KEY REFERENCES entry (id),
  salt BLOB NOT NULL CHECK (length(salt) = 32),
  body TEXT NOT NULL
) STRICT;

CREATE INDEX entry_record ON entry (record) WHERE record IS NOT NULL;

CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
CREATE TRIGGER entry_no_replace BEFORE INSERT ON entry
  WHEN EXISTS (SELECT 1 FROM entry WHERE id = new.id)
  BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
CREATE TRIGGER payload_no_update BEFORE UPDATE ON payload BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
CREATE TRIGGER payload_no_delete BEFORE DELETE ON payload BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
CREATE TRIGGER payload_no_replace BEFORE INSERT ON payload
  WHEN EXISTS (SELECT 1 FROM payload WHERE id = new.id)
  BEGIN SELECT raise(ABORT, 'the log is append-only'); END;

-- From here on everything is derived: it can be dropped and rebuilt from the log at any time with the same result.
-- Times are UTC (2021-10-15T05:30:00Z); *_precision says how exactly each is known (minute, day, morning, …).
-- Lists are JSON arrays. voided_at is set where the creating entry was cancelled.

CREATE TABLE journal (
  id                 INTEGER PRIMARY KEY,
  number             TEXT    NOT NULL,
  happened_at        TEXT    NOT NULL,
  happened_precision TEXT    NOT NULL,
  approximate        INTEGER NOT NULL,
  recorded_at        TEXT    NOT NULL,
  author             TEXT,
  role               TEXT,
  kind               TEXT    NOT NULL,
  subject            TEXT,
  text               TEXT    NOT NULL,
  source             TEXT,
  certainty          TEXT,
  visibility         TEXT    NOT NULL,
  target             INTEGER,
  corrected_text     TEXT,
  corrected_by       INTEGER,
  voided_by          INTEGER
) STRICT;
CREATE INDEX journal_happened ON journal (happened_at);
CREATE INDEX journal_target ON journal (target) WHERE target IS NOT NULL;

CREATE VIRTUAL TABLE search USING fts5 (text, content = '', columnsize = 0, tokenize = "unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE search_word USING fts5vocab (search, row);

CREATE TABLE incident (
  id                  INTEGER PRIMARY KEY,
  number              TEXT NOT NULL,
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
CREATE INDEX incident_status ON incident (status) WHERE voided_at IS NULL;

CREATE TABLE task (
  id                  INTEGER PRIMARY KEY,
  number              TEXT NOT NULL,
  what                TEXT NOT NULL,
  assignee_function   TEXT,
  assignee_person     TEXT,
  issued_by           TEXT,
  issued_at           TEXT NOT NULL,
  issued_at_precision TEXT NOT NULL,
  due                 TEXT,
  due_precision       TEXT,
  priority            TEXT NOT NULL,
  priority_rank       INTEGER NOT NULL,
  status              TEXT NOT NULL,
  waits_for           TEXT NOT NULL,
  about               TEXT NOT NULL,
  result              TEXT,
  effect              TEXT,
  ended_at            TEXT,
  ended_at_precision  TEXT,
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
CREATE INDEX task_open ON task (due) WHERE voided_at IS NULL AND status IN ('open', 'in_progress', 'on_hold');
CREATE INDEX task_ended ON task (ended_at) WHERE voided_at IS NULL AND ended_at IS NOT NULL;
CREATE INDEX task_status ON task (status) WHERE voided_at IS NULL;

CREATE TABLE decision (
  id                  INTEGER PRIMARY KEY,
  number              TEXT NOT NULL,
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
CREATE INDEX decision_time ON decision (happened_at) WHERE voided_at IS NULL;
CREATE INDEX decision_status ON decision (status) WHERE voided_at IS NULL;
CREATE INDEX decision_review ON decision (review_at) WHERE voided_at IS NULL AND review_at IS NOT NULL;

CREATE TABLE service (
  id                  INTEGER PRIMARY KEY,
  number              TEXT NOT NULL,
  name                TEXT NOT NULL,
  "group"             TEXT,
  place               TEXT,
  owner               TEXT,
  contact             TEXT,
  depends_on          TEXT NOT NULL,
  max_outage          INTEGER,
  state               TEXT NOT NULL,
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

-- The history of each service; position 0 is the earliest, the highest is in force.
CREATE TABLE service_state (
  service                  INTEGER NOT NULL,
  position                 INTEGER NOT NULL,
  entry                    INTEGER NOT NULL,
  state                    TEXT NOT NULL,
  since                    TEXT NOT NULL,
  since_precision          TEXT NOT NULL,
  approximate              INTEGER NOT NULL,
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

CREATE TABLE finding (
  id                  INTEGER PRIMARY KEY,
  number              TEXT NOT NULL,
  topic               TEXT NOT NULL,
  statement           TEXT NOT NULL,
  certainty           TEXT NOT NULL,
  since               TEXT NOT NULL,
  since_precision     TEXT NOT NULL,
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
CREATE INDEX finding_since ON finding (since) WHERE voided_at IS NULL;

-- Every wording of a finding, oldest first; the highest position is in force.
CREATE TABLE finding_wording (
  finding          INTEGER NOT NULL,
  position         INTEGER NOT NULL,
  entry            INTEGER NOT NULL,
  statement        TEXT NOT NULL,
  certainty        TEXT NOT NULL,
  since            TEXT NOT NULL,
  since_precision  TEXT NOT NULL,
  source           TEXT,
  PRIMARY KEY (finding, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE notice (
  id                  INTEGER PRIMARY KEY,
  number              TEXT NOT NULL,
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
CREATE INDEX notice_status ON notice (status, valid_from) WHERE voided_at IS NULL;
