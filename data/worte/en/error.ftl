error-time-unreadable = The time “{ $input }” cannot be read.
    Possible: { $forms } · all forms: lage help times
error-time-no-date = The date in “{ $input }” does not exist.
    Possible: { $forms } · all forms: lage help times
error-time-forms-past = 14:30 · yesterday 18:00 · fri 08:00 · 15.10. 07:30 · 15 Oct 2021 7:30pm · 15.10.2021 evening · 2021-10-15T07:30 · yesterday between 7 and 8 pm · last week · -20m · now
error-time-forms-due = 14:30 · tomorrow 12:00 · fri 08:00 · 24.12. 07:30 · 24 Dec 2027 7:30pm · tomorrow morning · 2027-12-24T07:30 · next week · end of the month · in 3 days · +2h · immediately
error-time-no-clock = The clock time in “{ $input }” does not exist. Possible: 00:00 to 24:00
error-time-skipped = The clock time in “{ $input }” does not exist on that day: clocks went forward. Please give a time before or after.
error-time-ambiguous = The clock time in “{ $input }” occurs twice on that day (end of summer time).
    Please give one of both: “{ $input } { $first }” (before the change) or “{ $input } { $second }” (after it)
error-time-unclear = “{ $input }” can mean two things: { $first } or { $second }. Please give one of them.
error-time-not-yet = “{ $input }”: it has not been { $clock } today. For the day before: “yesterday { $clock }”
error-time-passed = “{ $input }”: { $clock } has passed today. Please give the day: “tomorrow { $clock }” or “today { $clock }”
error-time-contradicts = The time “{ $input }” contradicts itself. Please check: does the weekday fit the date, the clock time the part of the day, the end the beginning?
error-time-other-zone = “{ $input }”: at that time { $zone } is in force. Please give the time in { $zone }, or with its offset from UTC: 2021-10-15T07:30+01:00
error-time-range = The time “{ $input }” lies outside the years 1900 to 2199.
error-text-missing = Missing: { $field }. Please give a text.
error-text-too-long = { $field }: { $bytes } bytes are too many, at most { $most }. Please shorten it or use several entries.
error-reason-missing = The reason is missing. Please give: --reason "…"
error-decider-missing = Who decided is missing. Please give: --by "name or function"
error-in-future = { $moment } is in the future; only what has been counts as an event.
    For what is to come: lage task add "…" --due TIME. Is the laptop's clock right?
error-ends-before = The end { $end } lies before the beginning { $begin }.
error-duration = The duration “{ $input }” cannot be read. Possible: 4h · 90min · 2 days
error-status-incident = { $number } is { $status } (since { $moment }, by { $author }); this is not possible. See: { $command }
error-status-task = { $number } is { $status } (since { $moment }, by { $author }); this is not possible. See: { $command }
error-status-decision = { $number } is { $status } (since { $moment }, by { $author }); this is not possible. See: { $command }
error-status-notice = { $number } is { $status } (since { $moment }, by { $author }); this is not possible. See: { $command }
error-status-finding = { $number } is { $status } (since { $moment }, by { $author }); this is not possible. Word it anew: lage finding replace { $number } STATEMENT. See: { $command }
error-ended-task = { $number } is { $status } (since { $moment }, by { $author }); this is not possible. Open it again: lage task reopen { $number } --reason REASON. See: { $command }
error-ended-incident = { $number } is { $status } (since { $moment }, by { $author }); this is not possible. Open it again: lage incident reopen { $number } --reason REASON. See: { $command }
error-which-entry = { $count ->
    [0] { $number } has no entry that can be corrected. See: { $command }
   *[other] { $number } has several entries ({ $entries }). Please give the number of the entry. See: { $command }
 }
error-nothing-to-void = There is no entry here that can be struck out. See: lage journal
error-no-words = Entry { $entry } has no text that could be corrected. Its time: lage correct { $entry } --at TIME --reason REASON. To take the entry back: lage void { $entry } --reason REASON
error-beginning-fixed = Entry { $entry } is the beginning of the log; its time stays. The title can be corrected: lage correct { $entry } --field title "…" --reason REASON
error-which-field = Entry { $entry } holds several things; please say which is meant:
    { $fields }
    So: lage correct { $entry } --field { $example } "…" --reason REASON
error-no-such-field = “{ $input }” is nothing that entry { $entry } holds. Possible:
    { $fields }
error-field-value = { $label }: { $value }
field-outcome = outcome
error-tasks-open = { $number } still has open tasks: { $open }. Finish or cancel them first; or close it on purpose with --anyway.
error-waits-circle = The tasks would wait for each other in a circle: { $circle }.
error-depends-circle = The services would depend on each other in a circle: { $circle }.
error-waits-open = { $number } still waits for { $open }. Finish these first, or change the waiting: lage task edit { $number } --waits-for ""
error-nothing-to-change = { $number }: nothing to change was given. Help: { $command }
error-already-voided = Entry { $entry } is already struck out ({ $moment }). To take that back: lage void { $void } --reason REASON
error-cannot-void = Entry { $entry } cannot be struck out: the log begins with it, or it cannot be read.
error-cannot-correct = Entry { $entry } cannot be corrected: it is a correction, cancellation, release or publication. Possible: correct the original entry, or lage void { $entry } --reason REASON
error-record-voided = { $number } was struck out ({ $moment }); please add it anew.
error-service-name = The service “{ $name }” is there already: { $number }. Set its state: lage service set { $number } STATE; at another place: --place PLACE
error-no-record = There is no { $number }. What there is: { $command }
error-no-entry = There is no entry { $number }. See: lage log
error-log-exists = There is a log here already: { $path }. It stays unchanged. For a second one please use another folder.
error-no-log = There is no log here or in the folders above: { $path }
    Start one: lage init "TITLE"   Elsewhere: --log FILE
error-not-a-log = { $path } is no log of this program. Nothing was changed.
error-newer = { $path } was written by a newer version of the program (schema { $theirs }; this program, version { $version }, knows schema { $ours }). Please use the newer version; nothing was changed.
error-unsafe-place = { $path } lies on { $place }; a power cut or a second access can destroy the log there.
    Please put it on the built-in disk. On purpose all the same: --anyway (this is noted in the log)
error-locked = { $path } is in use by another program, even after waiting 10 seconds. Please try again.
error-disk-full = The disk is full: { $path }. Everything before is kept. Please free space and try again.
error-read-only = { $path } cannot be written or opened: a permission is missing, or the disk is write-protected.
error-damaged = { $path } is damaged ({ $detail }).
    Delete nothing. First copy the disk, then check the file system (fsck or chkdsk), then: lage verify
error-nothing-written = Nothing was recorded.
error-unsure = At the last step the disk reported an error ({ $detail }): { $path }. What was just entered may be in the log or not.
    Do not enter it again at once, look first: lage log --count 3   Then: lage verify
error-altered = { $path } has not the form that this program gives it ({ $objects }). Nothing was recorded, since it could be lost.
    What it is: lage verify   To restore it from the entries: lage verify --rebuild
error-not-kept = The database did not keep a row (table { $table }). Nothing was recorded. What it is: lage verify
error-wrong-version = The file says that it has form { $theirs }; its content has another one, or there is no such form. Nothing was changed.
    Make a copy of the file first, then go on working with an earlier backup.
error-unsound = { $count ->
    [one] Not released: checking the log found { $count } problem. What it is and what helps: lage verify
   *[other] Not released: checking the log found { $count } problems. What it is and what helps: lage verify
 }
error-setting = A safety setting of the database does not hold ({ $name }: { $got } instead of { $wanted }). The log is not used this way.
error-io = { $path }: { $detail }
error-sqlite = The log { $path } cannot be used: { $detail }. Check: lage verify
error-inconsistent = The log holds something this program cannot have written ({ $detail }). Check: lage verify
error-unknown-word = { $field }: “{ $input }” is not known. Possible: { $accepted }
error-unknown-word-near = { $field }: “{ $input }” is not clear or not known. Did you mean: { $near }? Possible: { $accepted }
error-not-a-number = “{ $input }” is no such number. One like { $example } is needed. What there is: { $command }
error-not-an-entry = “{ $input }” is no number. Entries have numbers like 12 (lage log), the rest like V-1, A-3, E-2.
error-no-service = No service “{ $input }” found. What there is: lage service list
error-no-service-near = No service “{ $input }” found. Did you mean: { $near }? What there is: lage service list
error-ambiguous-service = “{ $input }” fits several services:
    { $candidates }
    Please give the number or more of the name.
error-zone = The time zone “{ $input }” is not known. Example: --zone Europe/Berlin
error-example = There is no example “{ $input }”. Possible: { $known }
error-import-read = { $path } cannot be read: { $detail }
error-import-form = { $path }, line { $line }: { $detail }. Nothing was read in. The format is in docs/file-format.md.
error-import-step = { $path }, line { $line }: { $cause }
    Nothing was read in.
error-import = { $path }: { $count } faults. Nothing was read in. The format is in docs/file-format.md.
    { $lines }
error-import-line = line { $line }: { $cause }
error-import-more = … and { $count } more
error-settings-read = { $path } cannot be read: { $detail }
error-settings-form = { $path }, line { $line }: { $detail }. Possible are: als (as), sprache (lang), farbe (color); [briefkopf] with name, anschrift (address), logo.
error-out = { $path } cannot be written: { $detail }. An earlier file of that name is unchanged.
error-out-is-log = { $path } is the name of a log, a setting or a template, or would be taken for one, and is not written. Please use another name: --out report.md
error-stdout = The output cannot be written: { $detail }
error-stdin = The input cannot be read as UTF-8 text: { $detail }
error-not-for-public-eyes = --public is for writing and for lage report, lage log, lage search and lage assessment.
error-look-ahead = { $moment } lies in the future; only what was can be shown. Possible: --as-of now · --as-of "today 07:00" · --since yesterday
error-stand-ahead = The moment { $moment } lies in the future. What is released is what was: lage report release --as-of "today 07:00"
error-not-for-past = { $command } is for views and reports only, not for this command. For the event time of an entry: --at TIME
error-folder-gone = The current folder cannot be reached: { $detail }
place-fat = a FAT disk (USB stick, memory card)
place-network-share = a network share
place-user-space = a user-space file system (FUSE)
place-synchronised = a folder that a program synchronises
field-text = text
field-source = source
field-as = who writes (--as)
field-distribution = distribution
field-body = body
field-reason = reason
field-title = title
field-to = recipient (--to)
field-issued-by = issued by
field-what = task or decision
field-result = result
field-effect = effect
field-by = decided or released by (--by)
field-knowledge = knowledge
field-option = option
field-risk = risk
field-heard = heard
field-mode = mode
field-prio = priority
field-severity = severity
field-certainty = certainty
field-name = name
field-group = group
field-place = place
field-owner = owner
field-contact = contact
field-hotline = hotline
field-state = state
field-cause = cause
field-restriction = restriction
field-workaround = workaround
field-topic = topic
field-statement = statement
field-channel = channel
error-report-stays-internal = A released report stays internal. For the public: lage report --public
error-not-ready = Before it is signed: { $points }
    Release all the same: lage report release … --anyway
error-releaser-missing = Who releases the report is missing. Please give: lage report release --by "name, function"
error-compared-later = Changes since { $since } cannot be told: the report is as of { $as_of }, which is earlier.
    For the later one: lage report --as-of TIME --since TIME, with the earlier of both as --since.
error-not-for-public = The public notice has no { $option }.
error-no-pdf = This program was built without PDF. With PDF: cargo install --path . --features pdf
    Printing works all the same: lage report --format html --out report.html, open it in a browser and print.
error-template = The template { $template } has an error in line { $line }: { $detail }
    The built-in template is used again once the file is renamed.
error-logo = { $path } is no picture that can be printed. Accepted: PNG, JPEG, SVG
error-no-print-command = This machine has no print command (lp). Instead: lage report --format pdf --out report.pdf
error-print = The print command lp says: { $detail }
field-part = part of the assessment
field-number = number
io-not-found = there is no such file or folder
io-not-allowed = not permitted
io-is-a-folder = is a folder
io-no-folder = a part of the path is no folder
io-full = no space left
io-read-only = the medium is read-only
io-no-text = is no UTF-8 text
