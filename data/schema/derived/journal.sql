-- The Tagebuch: a row for each entry, with what later ones say of it.
CREATE TABLE journal (
  id                 INTEGER PRIMARY KEY,
  number             TEXT    NOT NULL,
  lam                INTEGER NOT NULL,
  device             INTEGER NOT NULL,
  happened_at        TEXT    NOT NULL,
  happened_precision TEXT    NOT NULL,
  -- The end of a time that is not known to the minute.
  ends_at            TEXT,
  -- Where it stands among the others: a day does not stand before the entry that began the log on it.
  stands_at          TEXT    NOT NULL,
  -- The moment as of which it counts, where that is before it stands there.
  counts_from        TEXT,
  approximate        INTEGER NOT NULL,
  recorded_at        TEXT    NOT NULL,
  known_at           TEXT    NOT NULL,
  -- When a reader could first have seen it: an import counts from the moment it tells of.
  noted_at           TEXT    NOT NULL,
  author             TEXT,
  role               TEXT,
  kind               TEXT    NOT NULL,
  subject            TEXT,
  creates            INTEGER NOT NULL,
  speaks             INTEGER NOT NULL,
  text               TEXT    NOT NULL,
  source             TEXT,
  certainty          TEXT,
  visibility         TEXT    NOT NULL,
  target             INTEGER,
  -- The field that a correction is of, or happened_at, where it is not of the entry's own text alone.
  field              TEXT,
  visibility_of      INTEGER,
  corrected_text     TEXT,
  corrected_by       INTEGER,
  voided_by          INTEGER,
  unread             TEXT
) STRICT;
CREATE INDEX journal_stands ON journal (stands_at, lam, device, speaks, counts_from);
CREATE INDEX journal_counts_from ON journal (counts_from) WHERE counts_from IS NOT NULL;
-- The newest as of a moment of the past are found in it alone.
CREATE INDEX journal_noted ON journal (noted_at, lam, device, stands_at, speaks, counts_from);
-- What happened to records after they were created: what is not yet so at a moment of the past.
CREATE INDEX journal_steps ON journal (happened_at, subject) WHERE subject IS NOT NULL AND creates = 0;
CREATE INDEX journal_target ON journal (target) WHERE target IS NOT NULL;
CREATE INDEX journal_field ON journal (target) WHERE field IS NOT NULL;
CREATE INDEX journal_visibility_of ON journal (visibility_of) WHERE visibility_of IS NOT NULL;
-- What is known only by the day or its part.
CREATE INDEX journal_coarse ON journal (ends_at, happened_at) WHERE ends_at IS NOT NULL;
-- What speaks of other entries, and so holds whatever moment is asked for.
CREATE INDEX journal_speaks ON journal (stands_at) WHERE speaks = 1;
CREATE INDEX journal_shared ON journal (subject) WHERE visibility <> 'internal';
CREATE INDEX journal_unread ON journal (unread) WHERE unread IS NOT NULL;
-- The parts of the Lagebild that people write are few among many entries.
CREATE INDEX journal_assessment ON journal (lam, device) WHERE kind = 'assessment_written';
-- Notes that say how certain they are stand in the report.
CREATE INDEX journal_rated ON journal (happened_at, lam, device) WHERE kind = 'note_taken' AND certainty IS NOT NULL;

-- Which entries say that they are about a record.
CREATE TABLE about (
  subject TEXT    NOT NULL,
  entry   INTEGER NOT NULL,
  PRIMARY KEY (subject, entry)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE search USING fts5 (text, content = '', columnsize = 0, tokenize = "unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE search_word USING fts5vocab (search, row);
-- The words of the log once each: what holds some letters, or is one slip away, is found among them.
CREATE TABLE search_term (
  term TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- What each laptop had of the others: its entry seq knew the entries of laptop other up to upto.
CREATE TABLE seen (
  device INTEGER NOT NULL,
  seq    INTEGER NOT NULL,
  other  INTEGER NOT NULL,
  upto   INTEGER NOT NULL,
  PRIMARY KEY (device, seq, other)
) STRICT, WITHOUT ROWID;
