label-severity-disruption = disruption
label-severity-emergency = emergency
label-severity-crisis = crisis
label-severity-disaster = disaster
label-incident-status-open = open
label-incident-status-closed = closed
label-incident-status-false-alarm = false alarm
label-task-status-open = open
label-task-status-in-progress = in progress
label-task-status-on-hold = on hold
label-task-status-done = done
label-task-status-cancelled = cancelled
label-priority-urgent = urgent
label-priority-high = high
label-priority-normal = normal
label-priority-low = low
label-effect-effective = effective
label-effect-partial = partly effective
label-effect-ineffective = ineffective
label-effect-unknown = effect not known yet
label-mode-consensus = by consensus
label-mode-lead = by the head of staff
label-decision-status-in-force = in force
label-decision-status-superseded = superseded
label-decision-status-revoked = revoked
label-service-state-unknown = unknown
label-service-state-unaffected = not affected
label-service-state-normal = normal operation
label-service-state-degraded = degraded
label-service-state-emergency = emergency operation
label-service-state-down = down
label-service-state-isolated = switched off
label-service-state-maintenance = maintenance
label-certainty-fact = fact
label-certainty-assumption = assumption
label-certainty-question = open question
label-finding-status-confirmed = confirmed
label-finding-status-refuted = refuted
label-finding-status-settled = settled
label-notice-status-in-force = in force
label-notice-status-replaced = replaced
label-notice-status-withdrawn = withdrawn
label-visibility-internal = internal
label-visibility-public = public
label-visibility-authorities = authorities
label-visibility-council = council
label-visibility-staff = employees
label-visibility-list = { $first }, { $others }
label-audience-public = public
label-audience-press = press
label-audience-staff = staff
label-audience-authorities = authorities
label-group-citizen = Citizen services
label-group-application = Applications
label-group-communication = Communication
label-group-infrastructure = Infrastructure
label-group-supply = Supply
column-number = No.
column-incident = Incident
column-severity = Severity
column-began = Began
column-status = Status
column-ended = Ended
column-description = Description
column-task = Task
column-assignee = Assigned to
column-due = Due
column-priority = Priority
column-issued-by = Issued by
column-issued-at = Issued at
column-waits-for = Waits for
column-about = About
column-result = Result
column-effect = Effect
column-outcome = Outcome
column-first-ended = Ended before
column-reopened = Reopened
column-decision = Decision
column-decided = Taken
column-decided-by = Decided by
column-mode = How decided
column-reason = Reason
column-knowledge = Known then
column-options = Options
column-risks = Risks
column-heard = Heard
column-review = Review
column-supersedes = Supersedes
column-superseded-by = Superseded by
column-revoked-by = Revoked by
column-revoked = Why revoked
column-service = Service
column-state = State
column-since = Since
column-source = Source
column-restriction = Restriction
column-cause = Cause
column-workaround = Workaround
column-expected = Expected back
column-visibility = Visibility
column-owner = Owner
column-contact = Contact
column-hotline = Hotline
column-details = Details
column-outage = Downtime
column-outages = Outages
column-down-for = Downtime
column-down-since = Down since
column-group = Group
column-place = Place
column-depends-on = Depends on
column-max-outage = Tolerable outage (MTA)
column-topic = Topic
column-statement = Statement
column-certainty = Certainty
column-notice = Notice
column-audience = To
column-channel = Channel
column-validity = Validity
column-valid-from = Valid from
column-valid-until = Valid until
column-released-by = Released by
column-time = Time
column-entry = Entry
column-author = By
head-body = Body
head-case = Case
head-as-of = As of
head-known-by = Known by
head-period = Reporting period
head-period-value = { $from } to { $until }
head-prepared-at = State of the data
head-prepared-by = Prepared by
head-released-by = Release
head-not-released = not released yet
head-next = Next report
head-next-open = not set
head-handling = Handling
mark-exercise = Exercise
mark-draft = Draft
mark-internal = For internal use only
section-summary = Summary
section-changes = Changes since { $moment }
section-damage = Damage situation
section-facts = Established facts
section-assumptions = Assumptions
section-questions = Open questions
section-unrated = Not rated yet
section-services = Services and applications
section-service-history = History of states
section-outages = Downtimes
section-tasks = Tasks
section-tasks-ended = Tasks done or cancelled
section-decisions = Decisions
section-decisions-weighed = What was weighed
section-notices = Notices
section-notices-ended = Notices replaced or withdrawn
section-staff = Staff
section-assessment = Assessment and forecast
section-log = Extract of the log
section-release = Release
section-linked = Belongs to it
link-waits-for = waits for it,{" "}
link-depends-on = depends on it,{" "}
link-same-topic = on the same topic,{" "}
section-history = History
report-title = Situation report: { $title }
report-title-short = Situation report (short): { $title }
report-foot = { $title } – { $entries ->
    [one] { $entries } entry
   *[other] { $entries } entries
 } in the log
report-approximate = approx. { $moment }
report-since = since { $moment }
report-not-rated = not rated
report-unknown = not known
report-undated = no due date
report-overdue-since = overdue since { $moment }
report-unassigned = not assigned
report-waits-for = waits for { $numbers }
report-superseded-by = superseded by { $number }
report-supersedes = supersedes { $number }
report-by = by { $who }
report-released-by = released by { $who }
report-review = review { $moment }
report-next-past = overdue since { $moment }
report-review-past = review overdue since { $moment }
report-notice-ends = runs out soon
call-review = { $number } “{ $text }”: review overdue since { $moment }
call-return = { $number } “{ $text }”: should work again since { $moment }, is { $state }
call-state-expired = { $number } “{ $text }”: { $state }, stated only until { $moment }
call-notice-expired = { $number } “{ $text }”: validity ended { $moment }, neither replaced nor withdrawn
call-notice-ends = { $number } “{ $text }”: runs out { $moment }
call-report = The report after { $number }{ $text } was promised for { $moment }
section-calls = Passed or soon to end
section-findings-closed = Closed findings
briefing-calls = Passed or soon to end:
report-cause = Cause: { $text }
report-state-expired = was said to hold until { $moment }
report-expected-passed = was expected { $moment }
report-not-named = not named
report-notice-expired = validity ended { $moment }
report-valid-from-until = { $from } to { $until }
report-valid-from = from { $from }
report-more = { $count } more, not shown here
report-omitted = { $count } more: { $command }
report-corrected = (corrected { $moment }, entry { $entry }: { $reason })
report-corrected-time = (time corrected, before { $before }: { $moment }, entry { $entry }: { $reason })
report-corrected-field = { $field }: “{ $before }” → “{ $text }” (corrected { $moment }, entry { $entry }: { $reason })
report-voided = (struck out { $moment }, entry { $entry }: { $reason })
report-altered = SOMETHING WAS CHANGED HERE: does not fit into the chain of entries
report-clock-held = (the laptop's clock went back; time held)
report-late = added later, recorded { $moment }
report-about = about { $numbers }
report-note = Entry { $entry }:{" "}
report-source = Source: { $text }
report-record-voided = struck out { $moment }
report-record-title = { $number } { $text }
report-beside = also said in entry { $entry }:{" "}
report-outage-exceeded-row = MTA { $most } exceeded
report-outage-exceeded = MTA { $most } exceeded since { $moment }
report-outages = { $count ->
    [one] { $count } outage, { $duration }
   *[other] { $count } outages, { $duration } in all
 }
report-down-since = goes on, since { $moment }
report-roughly = about { $duration }
report-duration = { $first } { $second }
report-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
 }
report-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
 }
report-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
 }
summary-all-ended = No incident and no task is open.
summary-incidents = { $count ->
    [0] No incident is open.
    [one] { $count } incident is open.
   *[other] { $count } incidents are open.
 }
summary-services = { $count ->
    [one] One service is on record, it is { $impaired ->
        [0] not impaired
       *[other] impaired or unknown
    }.
   *[other] Of { $count } services on record, { $impaired ->
        [one] { $impaired } is
       *[other] { $impaired } are
    } impaired or unknown.
 }
summary-tasks = { $count ->
    [0] No task is open.
    [one] { $count } task is open.
   *[other] { $count } tasks are open.
 }
summary-overdue = { $count ->
    [one] { $count } of them is overdue.
   *[other] { $count } of them are overdue.
 }
summary-unassigned = { $count ->
    [one] { $count } open task is assigned to nobody.
   *[other] { $count } open tasks are assigned to nobody.
 }
summary-undated = { $count ->
    [one] { $count } open task has no due date.
   *[other] { $count } open tasks have no due date.
 }
summary-next = Due next: { $number } “{ $text }” ({ $moment }).
summary-decisions = { $count ->
    [one] { $count } decision is in force.
   *[other] { $count } decisions are in force.
 }
summary-only-by-day = Not known to the minute, perhaps not yet so on { $moment }:
summary-unknown-kinds = { $count ->
    [one] { $count } entry is of a kind this version does not know; it is kept.
   *[other] { $count } entries are of a kind this version does not know; they are kept.
 }
changes-none = No changes since { $moment }.
change-new = New: { $number } { $text }
change-changed = Changed: { $number } { $text }
change-ended = Ended: { $number } { $text }
finding-since = (as of { $moment })
finding-since-source = (as of { $moment }; source: { $source })
finding-beside = on the same topic { $number } ({ $certainty }): { $text }
finding-beside-source = {""} (source: { $source })
finding-new = {""} – new
finding-changed = {""} – changed
finding-closed = { $outcome } on { $moment }
finding-before = before ({ $moment }):{" "}
services-sums = { $count ->
    [one] { $count } service is on record:
   *[other] { $count } services are on record:
 }
services-sum = { $count } { $state }
services-unowned = { $count ->
    [one] For { $count } service nobody is named as responsible.
   *[other] For { $count } services nobody is named as responsible.
 }
services-from = {""} from{" "}
services-more-row = added{" "}
services-more = , added{" "}
report-detail = { $label }: { $value }
report-details = { $first }; { $others }
services-group = { $group }: { $impaired ->
    [0] none of { $count } impaired
   *[other] { $impaired } of { $count } impaired or unknown
 }
services-no-group = Without a group
services-exceeded = { $count ->
    [one] { $count } service is down for longer than tolerable (MTA).
   *[other] { $count } services are down for longer than tolerable (MTA).
 }
services-down-sum = { $duration } in all in { $count } services.
log-imported = Entries { $first } to { $last } were read from a file ({ $moment }); their event times come from the file.
event-log-started = Log started
event-entry-corrected = Correction of entry { $entry }
event-entry-corrected-field = Correction of entry { $entry }, { $field }
event-entry-retimed = Correction of entry { $entry }, time { $moment }
event-entry-voided = Entry { $entry } struck out
event-incident-opened = Incident { $number }
event-incident-changed = Incident { $number } changed
event-incident-false-alarm = Incident { $number } closed as false alarm
event-incident-closed = Incident { $number } closed
event-incident-reopened = Incident { $number } reopened
event-task-assigned = Task { $number } to { $assignee }
event-task-added = Task { $number } (not assigned)
event-task-changed = Task { $number } changed
event-task-started = Task { $number } in progress
event-task-held = Task { $number } on hold
event-task-done = Task { $number } done
event-task-cancelled = Task { $number } cancelled
event-task-reopened = Task { $number } reopened
event-decision-taken = Decision { $number }
event-decision-superseded = Decision { $number } superseded by { $by }
event-decision-revoked = Decision { $number } revoked by { $by }
event-service-added = Service { $number } added
event-service-changed = Service { $number }: details changed
event-service-state-set = Service { $number }: { $state }
event-finding-recorded = Finding { $number }, { $topic }
event-finding-replaced = Finding { $number } replaced
event-finding-closed = Finding { $number } closed ({ $outcome })
event-in-words = { $event }: { $text }
event-note-about = { $count ->
    [one] On entry { $entries }
   *[other] On entries { $entries }
 }
event-notice-issued = Notice { $number }
event-notice-released = Notice { $number }, released by { $by }
event-notice-replaced = Notice { $number } replaced by { $by }
event-notice-withdrawn = Notice { $number } withdrawn
event-subject = { $number } “{ $name }”
event-rated = { $event } ({ $certainty })
event-with-text = { $event }:{" "}
glance-title = { $title } · Situation { $moment }
glance-overview = Overview
glance-summary = { $incidents ->
    [one] { $incidents } incident
   *[other] { $incidents } incidents
 } open · { $tasks ->
    [one] { $tasks } task
   *[other] { $tasks } tasks
 } open · { $impaired } of { $services ->
    [one] { $services } service
   *[other] { $services } services
 } impaired
glance-overdue = Overdue ({ $shown } of { $count }: lage task list --overdue)
glance-calls = Passed or soon to end ({ $shown } of { $count })
glance-unclear = Without owner or due date ({ $shown } of { $count }: lage task list)
glance-services = Impaired services ({ $shown } of { $count }: lage service list)
glance-next = Due next ({ $shown } of { $count })
glance-decisions = Last decisions ({ $shown } of { $count }: lage decision list)
glance-since = {""} since { $moment }
glance-exceeded = , MTA exceeded
glance-empty = Nothing recorded yet
glance-first-steps = First: lage note "…" · lage incident add "…" · lage task add "…" --to … --due …
list-incidents = Incidents
list-tasks = Tasks
list-decisions = Decisions
list-services = Services and applications
list-findings = Findings
list-notices = Notices
list-log = Log
list-search = Entries found
literal = { $text }
label-report-kind-first = first report
label-report-kind-followup = follow-up report
label-report-kind-final = final report
label-assessment-part-summary = Summary
label-assessment-part-general = General situation
label-assessment-part-assessment = Assessment
label-assessment-part-outlook-short = Outlook, short term
label-assessment-part-outlook-medium = Outlook, medium term
label-assessment-part-outlook-long = Outlook, long term
label-assessment-part-decision-needed = Decisions needed
column-part = Part
column-released-at = Released at
column-from = From
column-until = Until
column-day = Day
column-open = open
column-done = done
head-number = Report no.
head-kind = Kind
head-newest-entry = Last entry
head-released-value = { $by }, { $moment }
head-distribution = Distribution
head-meeting = Next staff meeting
section-changes-report = Changes since report no. { $number } (as of { $moment })
section-task-days = Open and done tasks over time
section-deadlines = Next deadlines
report-title-numbered = Situation report { $number }: { $title }
report-foot-numbered = { $title } – situation report { $number }
report-foot-hash = Checksum of the released version: { $hash }
release-by = Released by { $by } at { $moment }.
change-again = {""}again{" "}
change-since = {""} since{" "}
change-late = {""}entered later:{" "}
change-available = Available again: { $number } { $text }
change-rewritten = Written anew:{" "}
change-voided = Cancelled: { $number } { $text }
change-nothing = –
change-renamed = Wording:{" "}
deadline-task = { $moment }: { $number } { $text }
deadline-review = { $moment }: review of { $number } { $text }
deadline-notice = { $moment }: { $number } runs out ({ $text })
assessment-since = As of { $moment }
assessment-since-by = As of { $moment }, { $author }
assessment-unchanged = { $stands }; unchanged since the last report ({ $number })
assessment-older = { $stands }; older than the last report ({ $number }), please check
event-assessment-written = Assessment, { $part }
event-visibility-entry = Entry { $entry }
event-visibility-public = { $subject } is public
event-visibility-internal = { $subject } is internal
event-visibility-audiences = { $subject } can be read by { $audiences }
event-unknown = unknown kind “{ $kind }” (version { $app })
event-unknown-about = unknown kind “{ $kind }” about { $record } (version { $app })
event-blackened = Entry redacted
event-blackened-about = Entry about { $record } redacted
event-report-released = Situation report { $number } released by { $by }
list-reports = Situation reports
list-assessments = Assessment
public-title = Information for citizens
public-title-case = Information for citizens: { $title }
public-next = Next information
public-happened = What has happened?
public-notices = What applies now?
public-services = Which services can be reached?
public-alternative = Alternative
public-contacts = Whom can I reach?
public-coming = What comes next?
public-valid-until = valid until { $moment }
public-assumptions = We presume, but do not know for certain:
public-questions = Still open:
public-unrated = Reported to us, but not assessed yet:
public-next-at = The next information appears on { $moment }.
public-foot = As of { $moment }
briefing-title = Briefing: { $title }
briefing-s1 = S1 Personnel
briefing-s2 = S2 Situation
briefing-s3 = S3 Operations: tasks and measures
briefing-s4 = S4 Logistics
briefing-s5 = S5 Press and public
briefing-s6 = S6 IT and communication
briefing-lead = Head of staff: decisions
public-goes-on = goes on
public-is-over = over
public-as-of = as of { $moment }
public-updating = being updated
public-is-over-since = over { $moment }
public-false-alarm = was a false alarm
public-false-alarm-since = was a false alarm, over { $moment }
public-refuted = This was not confirmed:
label-field-to = to whom
label-field-since = beginning
label-field-body = body
label-field-channel = channel
label-field-contact = contact
label-field-by = by whom
label-field-text = text
label-field-due = due
label-field-effect = effect
label-field-expected-back = expected back
label-field-group = group
label-field-heard = heard
label-field-hotline = hotline
label-field-issued-by = issued by
label-field-knowledge = knowledge
label-field-mode = mode
label-field-name = name
label-field-option = option
label-field-outcome = outcome
label-field-owner = owner
label-field-place = place
label-field-prio = priority
label-field-reason = reason
label-field-restriction = restriction
label-field-review = review
label-field-risk = risk
label-field-severity = severity
label-field-state = state
label-field-title = title
label-field-topic = topic
label-field-valid-from = valid from
label-field-valid-until = valid until
label-field-what = wording
label-field-workaround = workaround
label-field-result = result
label-field-cause = cause
label-field-statement = statement
label-field-source = source
label-field-certainty = certainty
