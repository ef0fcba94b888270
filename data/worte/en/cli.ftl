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
input-service-state-normal = normal, available, running, working, up, back, back up, fixed, fine, restored
input-service-state-degraded = degraded, restricted, limited, ?disrupted, ?slow
input-service-state-emergency = emergency, ?disrupted
input-service-state-down = down, closed, outage, ?off, ?out, ?broken, ?dead, ?disrupted, ?unavailable
input-service-state-isolated = isolated, switched off, ?off, ?blocked
input-service-state-maintenance = maintenance, in maintenance
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
done-entry-voided = { $count ->
    [one] Entry { $entry } struck out (entry { $number }): { $text }; the old text stays readable.
   *[other] Entries { $entry } struck out together (entries { $number }): { $text }; the old text stays readable.
 }
done-void-taken-back = { $count ->
    [one] Cancellation (entry { $entry }) taken back (entry { $number }). It holds again: { $text }
   *[other] Cancellations (entries { $entry }) taken back together (entries { $number }). It holds again: { $text }
 }
corrected-text = { $text }
corrected-field = { $field }: { $text }
corrected-time = time { $before } → { $moment }
corrected-both = { $first }; { $second }
done-task-reopened = Task { $number } reopened (entry { $entries }): { $text } · reason: { $reason }
done-finding-closed = Finding { $number } closed (entry { $entries }): { $text } · outcome: { $outcome }
warn-task-waited = Note: { $number } was still waiting for { $open }; it is done all the same. Wrong? lage task reopen { $number } --reason REASON
warn-same-words = Note: the same text is in entry { $entry }, less than a minute ago. Twice? lage void { $new } --reason duplicate
warn-same-title = Note: { $other } is open and has the same name. Twice? lage void { $number } --reason duplicate
input-outcome-confirmed = confirmed
input-outcome-refuted = refuted
input-outcome-settled = settled
done-incident-opened = Incident { $number } opened (entry { $entries }): { $text }
done-incident-changed = Incident { $number } changed (entry { $entries }): { $text }
done-incident-closed = Incident { $number } closed (entry { $entries }): { $text } · reason: { $reason }
done-incident-false-alarm = Incident { $number } closed as a false alarm (entry { $entries }): { $text } · reason: { $reason }
done-incident-reopened = Incident { $number } reopened (entry { $entries }): { $text } · reason: { $reason }
done-task-added = Task { $number } added (entry { $entries }): { $text } · for: { $to } · due: { $due }
done-task-changed = Task { $number } changed (entry { $entries }): { $text }
done-task-started = Task { $number } is in progress (entry { $entries }): { $text }
done-task-held = Task { $number } put on hold (entry { $entries }): { $text } · reason: { $reason }
done-task-done = Task { $number } done (entry { $entries }): { $text } · result: { $result }
done-task-cancelled = Task { $number } cancelled (entry { $entries }): { $text } · reason: { $reason }
done-decision-taken = Decision { $number } recorded (entry { $entries }): { $text } · reason: { $reason } · decided by: { $by }
done-decision-superseded = Decision { $number } recorded, it supersedes { $old } (entry { $entries }): { $text } · reason: { $reason } · decided by: { $by }
done-decision-revoked = Decision { $number } revoked (entry { $entries }): { $text } · reason: { $reason } · decided by: { $by }
done-service-added = Service { $number } added (entry { $entries }): { $text }
done-service-changed = Service { $number } changed (entry { $entries }): { $text }
done-service-added-with = Service { $number } added (entry { $entries }): { $name } · { $state } since { $since }
done-service-set = Service { $number } { $name }: { $state } since { $since } (entry { $entries })
done-said-moment = { $field }: { $moment }
done-with-moment = { $done } · { $time }
done-goes-on = { $done } · Goes on to hold: { $what }
done-finding-recorded = Finding { $number } recorded (entry { $entries }): { $topic }: { $text } · certainty: { $certainty }
done-finding-replaced = Finding { $number } reworded (entry { $entries }): { $topic }: { $text } · certainty: { $certainty }; the old wording stays readable.
done-notice-issued = Notice { $number } recorded (entry { $entries }): { $text } · for: { $audience }
done-notice-replaced = Notice { $number } recorded, it replaces { $old } (entry { $entries }): { $text } · for: { $audience }
done-notice-withdrawn = Notice { $number } withdrawn (entry { $entries }): { $text } · reason: { $reason }
done-log-started = Log “{ $title }” started: { $path }
done-log-next = Next: lage note "…"   Help: lage --help
warn-log-above = Note: There is a log above this one already: { $path }. What you type in this folder goes into the new one from now on.
warn-settings-shut = Note: { $why } Your own settings do not count now.
done-in-exercise = Exercise: it is in the log “{ $title }”, { $path }
import-note = { $count ->
    [one] { $count } entry read in from { $file }
   *[other] { $count } entries read in from { $file }
 }
done-written = Written: { $path }
done-rebuilt = The derived tables were rebuilt from the log.
done-imported = { $count ->
    [one] { $count } entry read from { $path } (entry { $entry }).
   *[other] { $count } entries read from { $path } (entry { $entry }).
 }
warn-due-in-past = Note: the due date { $moment } is already past.
warn-environment-lang = Note: LAGE_LANG={ $input } is not known and does not count. Possible: { $accepted }
warn-review-in-past = Note: the review date { $moment } is already past.
warn-expected-in-past = Note: “expected back” { $moment } is already past.
warn-valid-until-in-past = Note: “valid until” { $moment } is already past.
warn-maintenance-open = Note: No end of the maintenance is named. To add it: lage service set { $number } maintenance --expected-back TIME
warn-task-unassigned = Note: { $number } is assigned to nobody. Later: lage task edit { $number } --to WHO
warn-task-undated = Note: { $number } has no due date. Later: lage task edit { $number } --due TIME
done-holds-on = { $done } (This is not what holds now, which is still: { $what }, since { $since }, entry { $entry }.)
warn-only-by-day = Note: Not known to the minute, perhaps not yet so on { $moment }: { $items }
warn-clock-back = Note: The clock of this laptop is { $by } behind the log (since entry { $entry }). The time of recording is held there, all other times are meant by the clock of now. Please check the clock.
span-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
 }
span-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
 }
span-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
 }
span-seconds = { $count ->
    [one] { $count } second
   *[other] { $count } seconds
 }
demo-built = Example built: folder { $folder }
demo-is-there = The folder { $folder } with the example is already there; nothing was changed.
demo-next = To try next:
    { "  " }cd { $folder }
    { "  " }{ $program } --as-of "{ $stand }"
    { "  " }{ $program } service list
    { "  " }{ $program } note "A first note" --as "Your name/S2"
search-instead = Nothing for “{ $word }”; also searched for: { $found }
search-nothing = Nothing found for: { $words }. All entries are searched, also by parts of words; fewer words find more.
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
verify-reads-otherwise = Since this version of the program these read differently than before: { $items }. Mostly since a day or a part of one ("today", "evening") now follows all that was recorded before for that span. The entries themselves are unchanged, and so are released reports; all rules: docs/changelog.md, "What an older log shows otherwise today".
verify-read-before = { $name } (before: { $before })
verify-contacts-inside = The contact is for the staff only now; until this version it stood in the public notice too: { $items }. If the number shall go on being public: lage service edit NUMBER --hotline PHONE --public
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
finding-seen = Entry { $entry }: its laptop knew entry { $to } in another form than it has here.
finding-twice = Entry { $entry }: creates { $number } a second time.
finding-report = Entry { $entry }: the released report is not the one its checksum belongs to.
finding-stray = The table { $table } has a row without an entry that fits ({ $id }).
finding-table = The table { $table } differs from the log.
usage-not-utf8 = The argument “{ $argument }” is not valid UTF-8. Please type it again without pasted special characters.
usage-no-such-command = There is no command “{ $command }”. All commands: lage --help
usage-wrong-value = { $option }: “{ $input }” does not fit. Possible: { $accepted }
usage-formats = table, markdown, json, html, pdf
usage-colors = auto, always, never
usage-orders = time, entry
fault-syntax = “{ $line }” is no TOML
fault-unknown-key = there is no “{ $key }”
fault-wrong-type = “{ $key }” needs { $wanted }
fault-wrong-value = “{ $key }” cannot be “{ $input }”; possible: { $accepted }
wanted-text = a text in quotes
wanted-texts = texts in square brackets
wanted-switch = true or false
wanted-number = a number
wanted-section = a section in square brackets
fault-no-verb = what to do is missing: do = "task.add"
fault-unknown-verb = there is no do = “{ $name }”
fault-format = format = { $format }; this program reads format = { $ours }
usage-unknown-argument = “{ $argument }” does not belong to this command.
usage-missing = Missing: { $what }.
usage-twice = { $argument } was given twice; there is only one value.
usage-value-missing = { $argument } needs a value.
usage-takes-no-value = { $argument } has no value.
usage-together = { $one } and { $other } do not go together.
usage-options = What this command knows: { $options }
usage-quote-text = Is it part of the text? Then put the whole text in quotes.
usage-text-behind = Missing: { $what }. Words belong to the option before them: { $what } stands before { $option }, or behind --.
usage-text-apart = The text stands at two places, with an option between them.
usage-asks-in-text = Is this a text, or do you ask for help? A text with --help or -h in it belongs in quotes.
usage-numbers-or-text = Several numbers, or one with a text? Several numbers stand alone; { $option } takes the text.
usage-topic-or-statement = Where does the topic end and the statement begin? Two texts in quotes, or one: "topic: statement".
usage-not-dictated = { $argument }: “-” (the text from standard input) is for texts only.
usage-dictated-twice = “-” is there once a command: standard input is one text.
usage-no-author = { $author } says who writes. “{ $word }” belongs behind { $option }.
usage-no-config = Settings are in the file lage.toml beside the log: as, lang, color, [letterhead].
usage-no-backup = A backup is a copy of lage.db while nobody writes. Whether it is sound: lage verify --log COPY
usage-note-or-look = Is this to be a note, or do you want to look? To look: { $command }. For a note of these words please write a little more.
usage-quoted = Clear is: { $line }
error-typed = You typed: { $line }
error-dictated = The text from standard input was: { $text }
error-out-format = { $path }: the ending tells no format that there is. Possible: .txt, .md, .html, .pdf, .json; any other with --format before it.
usage-suggestion = Did you mean: { $text }?
usage-hint = Help: { $command }
input-assessment-part-summary = summary
input-assessment-part-general = general, general situation
input-assessment-part-assessment = assessment
input-assessment-part-outlook-short = outlook-short
input-assessment-part-outlook-medium = outlook-medium
input-assessment-part-outlook-long = outlook-long
input-assessment-part-decision-needed = decision-needed, decisions needed
done-assessment-written = Assessment, { $part } (entry { $number }): { $text }
done-published = Public (entry { $entries }): { $numbers }
done-withheld = Internal (entry { $entries }): { $numbers }
done-nobody = nobody
done-undated = none
done-unsaid = not given
done-said-at = Event time: { $moment }
done-said-by = Written by: { $author }
done-said-source = Source: { $source }
done-report-released = Report { $number } released (entry { $entries }) by: { $by } · checksum { $hash } · Show it: lage report show { $number }
done-report-checked = { $count ->
    [one] Checked before: { $count } entry; the log and its tables agree.
   *[other] Checked before: { $count } entries; the log and its tables agree.
 }
warn-entries-altered = { $count ->
    [one] Warning: entry { $entries } does not fit into the chain of entries: it, or one beside it, was changed. More: lage verify
   *[other] Warning: { $count } entries do not fit into the chain of entries ({ $entries }): they, or entries beside them, were changed. More: lage verify
}
warn-journal-uneven = Warning: the journal has another number of lines than entries: not all of it is shown. More: lage verify
warn-altered = Note: the file has not the form that this program gives it ({ $objects }). Shown is what the entries say; nothing can be recorded. Restore it: lage verify --rebuild
done-printed = Handed to the printer.
warn-finding-unrated = Note: { $number } is not rated. To do so: lage finding replace { $number } STATEMENT --certainty fact|assumption|question
warn-finding-beside = Note: on the same topic { $number } says: “{ $text }”. Both stand. If that is out of date: lage finding replace { $number } STATEMENT
warn-finding-other-source = Note: { $number } came from “{ $source }” until now and counts as replaced. Where two sources disagree, both stand side by side with: lage finding add "{ $topic }" STATEMENT
warn-number-unknown = Note: the text names { $numbers }, which is not in this log.
warn-entry-internal = Note: { $number } is public, this entry is not. To publish it: lage publish { $entry }
warn-part-internal = Note: “{ $part }” was public and is now missing from the public notice. To publish it: lage publish { $entry }
warn-notice-internal = Note: { $number } is not yet in the public notice. To publish it: lage publish { $number }
warn-never-public = Note: { $number } stays internal all the same; nothing of its kind is in a public view. For the public: lage notice add "…" --public
warn-not-for-public = Note: { $number } is not meant for the population and so is not in the public notice.
warn-nothing-public = Note: nothing is public as of then. To publish: lage publish NO (numbers: lage log)
warn-public-untold = Note: { $number } “{ $text }” is public but was changed inside, and so is missing. To publish: lage publish { $number }
warn-public-words-changed = Note: { $number } “{ $text }” was changed inside; the public reads “being updated”. To publish it: lage publish { $number }
warn-public-note-untold = Note: entry { $entry } “{ $text }” is public but was corrected inside, and so is missing. To publish it: lage publish { $entry } and the correction
warn-public-part-untold = Note: “{ $part }” was public but was written anew inside, and so is missing. Its number: lage assessment
warn-public-replaced = Note: { $number } replaces { $old }, which was public, but is internal, and so is missing. To publish it: lage publish { $number }
warn-public-passed = Note: { $call }
warn-public-words-older = Note: { $words }
ask-publish = { $what } is public, this entry not yet. Publish it too? [y/N]
warn-next-in-past = Note: { $moment } is already past.
warn-after-final = Note: { $number } was the final report.
warn-released-all-the-same = { $number } is released all the same. To put it out again: lage report show { $number }
usage-archive-is-pdf = --archive is a PDF; another format does not go with it.
usage-release-hint = To release: lage report release --by "name, function"
warn-public-state-older = Note: { $number } “{ $text }” has a newer state inside than in public. To publish it: lage publish { $entry }
usage-one-edition = Only one of --short, --briefing, --public.
usage-edition-of-draft = A report is released whole and shown again as it was. --short, --briefing and --public are for drafts: lage report --short
ask-release-anyway = Before it is signed: { $points }
    Release all the same? [y/N]
unready-and = { $before } { $next }
unready-words-older = “{ $part }” ({ $moment }) is older than changes of { $numbers }.
unready-incidents = Incidents still open: { $numbers }.
unready-tasks = Tasks still open: { $numbers }.
unready-notices = Notices still in force: { $numbers }.
unready-questions = Questions still open: { $numbers }.
