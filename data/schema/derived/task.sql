CREATE TABLE task (
  what                TEXT NOT NULL,
  assignee_function   TEXT,
  assignee_person     TEXT,
  issued_by           TEXT,
  issued_at           TEXT NOT NULL,
  issued_at_precision TEXT NOT NULL,
  due                 TEXT,
  due_precision       TEXT,
  priority            TEXT NOT NULL,
  priority_rank       INTEGER NOT NULL AS (CASE priority WHEN 'urgent' THEN 0 WHEN 'high' THEN 1 WHEN 'normal' THEN 2 ELSE 3 END) STORED,
  status              TEXT NOT NULL,
  waits_for           TEXT NOT NULL,
  about               TEXT NOT NULL,
  result              TEXT,
  effect              TEXT,
  ended_at            TEXT,
  ended_at_precision  TEXT,
  first_ended_at      TEXT,
  first_ended_at_precision TEXT,
  first_result        TEXT,
  reopened_at         TEXT,
  reopened_at_precision TEXT,
  reopened_reason     TEXT,
  @record
) STRICT;
CREATE INDEX task_open ON task (due, priority_rank) WHERE voided_at IS NULL AND status IN ('open', 'in_progress', 'on_hold');
CREATE INDEX task_unassigned ON task (assignee_function, due, priority_rank) WHERE voided_at IS NULL
  AND status IN ('open', 'in_progress', 'on_hold') AND assignee_function IS NULL AND assignee_person IS NULL;
CREATE INDEX task_there ON task (there_from) WHERE voided_at IS NULL;
CREATE INDEX task_ended ON task (ended_at, id, status) WHERE voided_at IS NULL AND ended_at IS NOT NULL;
CREATE INDEX task_waits ON task (waits_for) WHERE voided_at IS NULL AND waits_for <> '[]';
