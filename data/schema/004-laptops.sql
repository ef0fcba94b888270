-- Schema step 4. Never edited once released: what comes later is a step of its own.
-- From here on the numbered steps are about the log alone; what is derived has a version of its own.

-- The numbers of laptops go on after z with two letters: 255 of them.
CREATE TABLE entry_wide (
  id        INTEGER PRIMARY KEY CHECK (id = (device << 40) | seq),
  device    INTEGER NOT NULL CHECK (device BETWEEN 0 AND 255),
  seq       INTEGER NOT NULL CHECK (seq > 0),
  lam       INTEGER NOT NULL,
  kind      TEXT    NOT NULL,
  record    TEXT,
  header    TEXT    NOT NULL,
  hash      BLOB    NOT NULL CHECK (length(hash) = 32),
  signature BLOB    NOT NULL DEFAULT x''
) STRICT;
CREATE TABLE payload_wide (
  id   INTEGER PRIMARY KEY REFERENCES entry_wide (id),
  salt BLOB NOT NULL CHECK (length(salt) = 32),
  body TEXT NOT NULL
) STRICT;
INSERT INTO entry_wide SELECT id, device, seq, lam, kind, record, header, hash, signature FROM entry;
INSERT INTO payload_wide SELECT id, salt, body FROM payload;
DROP TABLE payload;
DROP TABLE entry;
ALTER TABLE entry_wide RENAME TO entry;
ALTER TABLE payload_wide RENAME TO payload;

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

-- When this laptop got an entry that another one wrote.
CREATE TABLE receipt (
  id          INTEGER PRIMARY KEY REFERENCES entry (id),
  received_at TEXT NOT NULL
) STRICT;

-- What holds for this copy of the log alone: the laptop it is on, and the version of its derived tables.
CREATE TABLE here (
  device  INTEGER NOT NULL,
  derived INTEGER NOT NULL
) STRICT;
INSERT INTO here VALUES (0, 0);
