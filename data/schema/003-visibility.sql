-- Schema step 3. Never edited once released: what comes later is a step of its own.

-- Who may read an entry is what its row says now, not what was said when it was written. A change of visibility names in
-- target the one entry it is about, or nothing where it is about all of its record.
CREATE INDEX journal_visibility ON journal (id) WHERE kind = 'visibility_changed';
UPDATE journal SET target = (
    SELECT other.id FROM payload p JOIN journal other ON other.number = p.body ->> '$.event.visibility_changed.entry'
    WHERE p.id = journal.id)
  WHERE kind = 'visibility_changed';
UPDATE journal SET visibility = coalesce(
  (SELECT v.visibility FROM journal v
     WHERE v.kind = 'visibility_changed' AND v.voided_by IS NULL
       AND (v.target = journal.id OR v.target IS NULL AND v.subject = journal.subject
         AND (v.recorded_at, v.id) > (journal.recorded_at, journal.id))
     ORDER BY v.recorded_at DESC, v.id DESC LIMIT 1),
  visibility)
  WHERE kind <> 'visibility_changed' AND EXISTS (SELECT 1 FROM journal WHERE kind = 'visibility_changed');
