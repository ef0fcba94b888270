-- Schema step 3. Never edited once released: what comes later is a step of its own.

-- Who may read an entry is what its row says now, not what was said when it was written. A change of visibility names the
-- one entry it is about, or nothing where it is about all of its record.
ALTER TABLE journal ADD COLUMN visibility_of INTEGER;
CREATE INDEX journal_visibility ON journal (id) WHERE kind = 'visibility_changed';
UPDATE journal SET visibility_of = (
    SELECT other.id FROM payload p JOIN journal other ON other.number = p.body ->> '$.event.visibility_changed.entry'
    WHERE p.id = journal.id)
  WHERE kind = 'visibility_changed';
UPDATE journal SET visibility = coalesce(
  (SELECT v.visibility FROM journal v
     WHERE v.kind = 'visibility_changed' AND v.voided_by IS NULL
       AND (v.visibility_of = journal.id OR v.visibility_of IS NULL AND v.subject = journal.subject
         AND (v.recorded_at, v.id) > (journal.recorded_at, journal.id))
     ORDER BY v.recorded_at DESC, v.id DESC LIMIT 1),
  visibility)
  WHERE kind <> 'visibility_changed' AND (
    id IN (SELECT visibility_of FROM journal WHERE kind = 'visibility_changed')
    OR subject IN (SELECT subject FROM journal WHERE kind = 'visibility_changed' AND visibility_of IS NULL));
