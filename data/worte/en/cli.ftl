input-severity-disruption = disruption
input-severity-emergency = emergency
input-severity-crisis = crisis
input-severity-disaster = disaster
input-priority-urgent = urgent
input-priority-high = high
input-priority-normal = normal, medium
input-priority-low = low
input-effect-effective = effective
input-effect-partial = partial, partly
input-effect-ineffective = ineffective
input-effect-unknown = unknown
input-mode-consensus = consensus
input-mode-lead = lead
input-service-state-unknown = unknown
input-service-state-unaffected = unaffected, not affected
input-service-state-normal = normal, available
input-service-state-degraded = degraded, restricted
input-service-state-emergency = emergency
input-service-state-down = down, closed
input-service-state-isolated = isolated, switched off
input-certainty-fact = fact
input-certainty-assumption = assumption
input-certainty-question = question
input-audience-public = public
input-audience-press = press, media
input-audience-staff = staff, employees
input-audience-authorities = authorities
input-group-citizen = citizen service
input-group-application = application
input-group-communication = communication
input-group-infrastructure = infrastructure
input-group-supply = supply
done-note-taken = Entry { $number }: { $text }
done-entry-corrected = Entry { $entry } corrected (entry { $number }): { $text }
done-entry-voided = Entry { $entry } struck out (entry { $number }); the old text stays readable.
done-incident-opened = Incident { $number } opened: { $text }
done-incident-changed = Incident { $number } changed: { $text }
done-incident-closed = Incident { $number } closed: { $text }
done-incident-false-alarm = Incident { $number } closed as false alarm: { $text }
done-incident-reopened = Incident { $number } reopened: { $text }
done-task-added = Task { $number } added: { $text }
done-task-changed = Task { $number } changed: { $text }
done-task-started = Task { $number } is in progress: { $text }
done-task-held = Task { $number } on hold: { $text }
done-task-done = Task { $number } done: { $text }
done-task-cancelled = Task { $number } cancelled: { $text }
done-decision-taken = Decision { $number } recorded: { $text }
done-decision-superseded = Decision { $number } recorded, it supersedes { $old }: { $text }
done-decision-revoked = Decision { $number } revoked: { $text }
done-service-added = Service { $number } added: { $text }
done-service-changed = Service { $number } changed: { $text }
done-service-set = Service { $number } { $name }: { $state }
done-finding-recorded = Finding { $number } recorded: { $text }
done-finding-replaced = Finding { $number } replaced: { $text }; the old wording stays readable.
done-notice-issued = Notice { $number } recorded: { $text }
done-notice-replaced = Notice { $number } recorded, it replaces { $old }.
done-notice-withdrawn = Notice { $number } withdrawn: { $text }
done-log-started = Log “{ $title }” started: { $path }
done-log-next = Next: lage note "…"   Help: lage --help
done-written = Written: { $path }
done-rebuilt = The derived tables were rebuilt from the log.
done-imported = { $count ->
    [one] { $count } entry read from { $path }.
   *[other] { $count } entries read from { $path }.
 }
warn-due-in-past = Note: the due date { $moment } is already past.
warn-review-in-past = Note: the review date { $moment } is already past.
warn-expected-in-past = Note: “expected back” { $moment } is already past.
warn-valid-until-in-past = Note: “valid until” { $moment } is already past.
warn-task-unassigned = Note: { $number } is assigned to nobody. Later: lage task edit { $number } --to WHO
warn-task-undated = Note: { $number } has no due date. Later: lage task edit { $number } --due TIME
demo-built = Example built: folder { $folder }
demo-is-there = The folder { $folder } with the example is already there; nothing was changed.
demo-next = To try next:
    { "  " }cd { $folder }
    { "  " }{ $program } --as-of "{ $stand }"
    { "  " }{ $program } service list
    { "  " }{ $program } note "A first note" --as "Your name/S2"
search-instead = Nothing for “{ $word }”; also searched for: { $found }
search-nothing = Nothing found for: { $words }. All entries are searched, also beginnings of words; fewer words find more.
verify-sound = { $count ->
    [one] Sound: { $count } entry checked. Chain, texts, references and tables agree.
   *[other] Sound: { $count } entries checked. Chain, texts, references and tables agree.
 }
verify-sound-entries = { $count ->
    [one] Sound: { $count } entry checked. Chain, texts and references agree.
   *[other] Sound: { $count } entries checked. Chain, texts and references agree.
 }
verify-other-version = Not checked: the tables derived from them. They have the form of another version of the program; only the entries are read.
verify-proves = This shows: no single entry was changed, inserted, moved or taken out of the middle, and the tables say the same as the log.
verify-does-not-prove = This does not show: whether entries were cut off at the end, whether somebody wrote the whole log anew, who sat at the keyboard and whether the clock was right. Against that, keep the head (below) on paper regularly and compare.
verify-broken = { $count ->
    [one] Problems found ({ $count }):
   *[other] Problems found ({ $count }):
 }
verify-rebuild = The log itself is whole, only what is derived from it or was added differs. Remedy: lage verify --rebuild
verify-keep = Delete nothing and overwrite nothing. Make a copy of the file first, then compare with an earlier backup.
verify-head = Head: entry { $number }, checksum { $hash }
finding-file = The file is damaged: { $detail }
finding-header-changed = Entry { $entry }: its header was changed.
finding-header-wrong = Entry { $entry }: its header does not fit the entry.
finding-chain-broken = Entry { $entry }: does not follow the one before it.
finding-gap = Entries are missing between { $after } and { $before }.
finding-foreign = Entry { $entry }: belongs to another log.
finding-payload-missing = Entry { $entry }: its text is missing.
finding-payload-changed = Entry { $entry }: its text was changed.
finding-reference = Entry { $entry }: refers to { $to }, which is not there.
finding-form-missing = The file lacks what belongs to it: { $object }
finding-form-foreign = The file holds what does not belong to it: { $object }
finding-form-changed = Something in the file is made otherwise: { $object }
finding-order = Entry { $entry }: does not stand behind what came before it.
finding-reference-ahead = Entry { $entry }: points at entry { $to }, which was not there yet.
finding-laptop = Entry { $entry }: is of a laptop of which nothing arrived here.
finding-twice = Entry { $entry }: creates { $number } a second time.
finding-report = Entry { $entry }: the released report is not the one its checksum belongs to.
finding-stray = The table { $table } has a row without an entry that fits ({ $id }).
finding-table = The table { $table } differs from the log.
usage-not-utf8 = The argument “{ $argument }” is not valid UTF-8. Please type it again without pasted special characters.
usage-no-such-command = There is no command “{ $command }”. All commands: lage --help
usage-wrong-value = { $option }: “{ $input }” does not fit. Possible: { $accepted }
usage-formats = table, markdown, json, html, pdf
usage-unknown-argument = “{ $argument }” does not belong to this command.
usage-missing = Something is missing.
usage-twice = { $argument } was given twice or does not go with another argument.
usage-value-missing = { $argument } needs a value.
usage-wrong = The input was not understood.
usage-suggestion = Did you mean: { $text }?
usage-hint = Help: { $command }
input-assessment-part-summary = summary
input-assessment-part-general = general, general situation
input-assessment-part-assessment = assessment
input-assessment-part-outlook-short = outlook-short
input-assessment-part-outlook-medium = outlook-medium
input-assessment-part-outlook-long = outlook-long
input-assessment-part-decision-needed = decision-needed, decisions needed
done-assessment-written = Assessment, { $part }: recorded (entry { $number })
done-published = Public: { $numbers }
done-withheld = Internal: { $numbers }
done-report-released = Report { $number } released, checksum { $hash }. Show it: lage report show { $number }
done-report-checked = { $count ->
    [one] Checked before: { $count } entry; the log and its tables agree.
   *[other] Checked before: { $count } entries; the log and its tables agree.
 }
warn-altered = Note: the file has not the form that this program gives it ({ $objects }). Shown is what the entries say; nothing can be recorded. Restore it: lage verify --rebuild
done-printed = Handed to the printer.
warn-entry-internal = Note: { $number } is public, this entry is not. To publish it: lage publish { $entry }
warn-notice-internal = Note: { $number } is not yet in the public notice. To publish it: lage publish { $number }
warn-nothing-public = Note: nothing is public as of then. To publish: lage publish NO (numbers: lage log)
warn-public-untold = Note: { $number } “{ $text }” is public but was changed inside, and so is missing. To publish: lage publish { $number }
warn-next-in-past = Note: { $moment } is already past.
warn-after-final = Note: { $number } was the final report.
warn-released-all-the-same = { $number } is released all the same. To put it out again: lage report show { $number }
usage-archive-is-pdf = --archive is a PDF; another format does not go with it.
usage-release-hint = To release: lage report release --by "name, function"
warn-public-state-older = Note: { $number } “{ $text }” has a newer state inside than in public. To publish it: lage publish { $entry }
usage-one-edition = Only one of --short, --briefing, --public.
usage-edition-of-draft = A report is released whole and shown again as it was. --short, --briefing and --public are for drafts: lage report --short
