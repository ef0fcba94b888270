help-root = The log of a crisis staff: incidents, tasks, decisions, services, situation report.
help-command-note = Write an entry into the log
help-command-journal = Read the log
help-command-show = Show an entry, or whatever else has a number (A-3), with all that belongs to it
help-command-correct = Correct the text, time or a part of an entry; the old one stays readable
help-command-void = Strike out an entry (NO, A-3 or last); it stays readable
help-command-report = Make the situation report, release it, show it again, print it
help-command-search = Search all entries
help-command-verify = Check that the log is unchanged and whole
help-command-init = Start a log in this folder
help-command-demo = Build an example and show its report
help-command-import = Read entries from a TOML file
help-command-completions = Print shell completions (bash, zsh, fish, powershell)
help-command-man = Print man pages
help-command-help = Help on a command, or with all forms of TIME: lage help times
help-noun-incident = Incidents: what happened
help-incident-add = Open an incident
help-incident-list = List incidents
help-incident-show = Show an incident with its history
help-incident-edit = Change an incident
help-incident-close = Close an incident
help-incident-reopen = Reopen an incident
help-noun-task = Tasks: who does what by when
help-task-add = Add a task
help-task-list = List tasks
help-task-show = Show a task with its history
help-task-edit = Change a task
help-task-start = Start a task
help-task-hold = Put a task on hold
help-task-done = Finish a task
help-task-cancel = Cancel a task
help-task-reopen = Reopen a task that was done or cancelled
help-noun-decision = Decisions: what, why, by whom
help-decision-add = Record a decision
help-decision-list = List decisions
help-decision-show = Show a decision in full
help-decision-supersede = Replace a decision by a new one
help-decision-revoke = Revoke a decision
help-noun-service = Services: what works, what does not, since when
help-service-add = Add a service
help-service-list = List services
help-service-show = Show a service with its history
help-service-edit = Change a service's details
help-service-set = Set the state of a service
help-noun-finding = Findings: what is known, presumed or asked
help-finding-add = Record a finding
help-finding-list = List findings
help-finding-show = Show a finding with earlier wordings
help-finding-replace = Replace a finding
help-finding-close = Close a finding: confirmed, refuted or settled
help-noun-notice = Notices: what we tell others
help-notice-add = Record a notice
help-notice-list = List notices
help-notice-show = Show a notice
help-notice-replace = Replace a notice
help-notice-withdraw = Withdraw a notice
help-heading-commands = Commands
help-heading-global = Everywhere
help-needed = { $said } (needed)
help-heading-first = First steps
help-first-steps =
    lage init "Power cut in the centre" --body "Town of Sampleton"
    lage note "Control centre reports a power cut" --as "Your name/function"
    lage task add "Check the generator" --to Facilities --due "in 2 hours"
    lage        (at a glance)        lage report        (situation report)
help-group-write = Write
help-group-records = Keep (each with add, list, show …)
help-group-read = Read
help-group-log = The log itself and the program
help-more = On each command: lage COMMAND --help   Times: lage help times
help-usage-label = Usage:
help-usage = lage COMMAND [OPTIONS]
help-also = also
help-template = {"{"}about{"}"}

    Usage: {"{"}usage{"}"}

    {"{"}all-args{"}"}{"{"}after-help{"}"}
help-value-time = TIME
help-value-number = NO
help-value-file = FILE
help-value-word = WORD
help-value-who = WHO
help-value-count = COUNT
help-value-text = TEXT
help-value-command = COMMAND
help-value-options = [OPTIONS]
help-positional-title = TITLE
help-positional-number = NO
help-positional-what = WHAT
help-positional-name = NAME
help-positional-service = SERVICE
help-positional-state = STATE
help-positional-topic = TOPIC
help-positional-outcome = OUTCOME
help-positional-statement = STATEMENT
help-positional-text = TEXT
help-positional-entry = ENTRY
help-positional-words = WORDS
help-positional-reason = REASON
help-positional-result = RESULT
help-positional-example = NAME
help-positional-file = FILE
help-positional-shell = SHELL
help-positional-path = COMMAND
help-option-log = The log (else lage.db here or above)
help-option-as = Who writes: name or "name/function"
help-option-at = When it happened (else now)
help-option-approx = The time is approximate
help-option-source = Where it comes from
help-option-public = public: mark the entry so, or when reading show only what is public
help-option-json = Result as JSON
help-option-color = auto, always or never
help-option-lang = de or en
help-option-as-of = Situation at that moment
help-option-known-by = Only what was recorded by then
help-option-anyway = On purpose all the same
help-option-help = This help
help-option-version = The version
help-option-severity = disruption, emergency, crisis, disaster
help-option-text = Description
help-option-since = Since when (report: time or L-2)
help-option-title = New title
help-option-reason = Reason
help-option-false-alarm = It was a false alarm
help-option-to = To whom: function, person or "function/person"
help-option-due = By when
help-option-prio = urgent, high, normal, low
help-option-about = What it is about (V-1, A-2 …; for notes also an entry: 18)
help-option-waits-for = What it waits for (A-2 …)
help-option-issued-by = Who issues it
help-option-what = New wording
help-option-result = What came of it
help-option-effect = effective, partial, ineffective, unknown
help-option-by = Who decided or released it
help-option-mode = consensus or lead
help-option-knowledge = What was known at the time
help-option-option = An option considered
help-option-risk = A risk seen
help-option-heard = Who was heard
help-option-review = When to review
help-option-certainty = fact, assumption or question
help-option-valid-until = Valid until
help-option-valid-from = Valid from
help-option-channel = By which channel
help-option-format = table, markdown, html, pdf or json
help-option-out = Write to this file or folder (- for the output)
help-option-short = Short version on two pages
help-option-all = Also what has ended
help-option-group = citizen, application, communication, infrastructure, supply or own
help-option-place = Place or body
help-option-owner = Who is responsible
help-option-contact = How the staff reaches those responsible (stays inside)
help-option-hotline = How citizens reach the service
help-option-depends-on = What it depends on
help-option-max-outage = How long it may be down (4h, 2 days)
help-option-state = unknown, unaffected, normal, degraded, emergency, down, isolated, maintenance
help-option-cause = Why
help-option-restriction = What does not work
help-option-workaround = How it is done instead
help-option-expected-back = When expected back
help-option-name = New name
help-option-open = Only open ones
help-option-overdue = Only overdue ones
help-option-most = How many entries
help-option-order = In which order: time or entry (by numbers)
help-option-body = The public body
help-option-exercise = It is an exercise
help-option-zone = Time zone (else Europe/Berlin)
help-option-rebuild = Rebuild the tables from the log
help-option-out-dir = Into this folder
help-heading-options = Options
help-heading-examples = Examples
help-examples-noun-incident =
    lage incident add "File servers encrypted" --since "yesterday 07:30"
    lage incident edit V-1 --severity crisis
    lage incident close V-1 --false-alarm --reason "the provider's maintenance"
help-examples-noun-task =
    lage task add "Check the backup" --to "IT/Max Example" --due "tomorrow 12:00"
    lage task done A-1 "Yesterday's backup can be read"
    lage task list --overdue
help-examples-noun-decision =
    lage decision add "Cut the network" --reason "Stop the spread" --by "Mayor"
    lage decision supersede E-1 "Cut the servers only" --reason "Phones are needed" --by "Mayor"
    lage decision show E-1
help-examples-noun-service =
    lage service add "Residents' register" --owner "Citizens' office"
    lage service set register down --since "yesterday 07:30" --workaround "Forms on paper"
    lage service set register emergency --expected-back "in 3 days"
help-examples-noun-finding =
    lage finding add "Way in" "Remote maintenance was open" --certainty assumption
    lage finding replace K-1 "Remote maintenance was open, confirmed" --certainty fact
    lage finding show K-1
help-examples-noun-notice =
    lage notice add "The citizens' office is closed." --to public --channel Poster
    lage notice replace B-1 "The citizens' office opens at 10." --valid-until "in 7 days"
    lage notice withdraw B-2 --reason "Back to normal"
help-examples-command-note =
    lage note Police called, file number follows
    lage note "The provider reports encryption" --at "yesterday 23:40" --source Telephone
help-examples-command-journal =
    lage journal --since "yesterday 18:00"
    lage journal --all
    lage journal --all --order entry
help-examples-command-correct =
    lage correct 1 "Cyber attack on the town hall" --reason "Spelling"
    lage correct 1 "Cyber attack" --field title --reason "Spelling"
help-examples-command-report =
    lage report
    lage report --short --since yesterday
    lage report --format markdown --out report.md
    lage report release --by "Mayor" --next "tomorrow 10:00"
    lage report show 1
    lage report --public --format html --out info.html
help-examples-command-search =
    lage search Telephone
    lage search "Check backup"
help-examples-command-init =
    lage init "Cyber attack on the town hall" --body "Town of Sampleton"
help-command-assessment = The situation in words; PART: summary, general, assessment, outlook-short, outlook-medium, outlook-long, decision-needed
help-command-publish = Make something public (numbers or entries)
help-command-withhold = Make something internal again
help-positional-action = create|release|list|show NO
help-positional-part = PART
help-positional-numbers = NO
help-option-distribution = Distribution (release)
help-option-next = When the next report comes
help-option-meeting = Next staff meeting (release)
help-option-final = It is the final report (release)
help-option-briefing = As a briefing by staff function
help-option-archive = PDF/A-3a for keeping, with the data attached
help-option-print = Hand it to the printer as PDF
help-option-field = Which part of the entry (reason, workaround, due …)
help-option-time = When it happened instead (as --at)
help-option-outcome = confirmed, refuted or settled
help-examples-command-assessment =
    lage assessment summary "The encryption is stopped, emergency operation runs."
    lage assessment outlook-short "Telephones from Monday, applications in two weeks at the earliest."
    lage assessment decision-needed "Cancel the consultation days?" --option "yes, until Friday" --option "no"
    lage assessment
help-examples-command-publish =
    lage note "The town hall can be reached by telephone."
    lage publish 2
help-times-title = Times: what each form means now ({ $now })
help-times-column-typed = Typed
help-times-column-past = what was (--at, --since)
help-times-column-due = what is due (--due, --valid-until)
help-times-either = { $first } or { $second }?
help-times-heading-clock = Clock times
help-times-forms-clock =
    14:30
    7:30pm
    7pm
    12:05 am
    8 a.m.
    0730
    8 o'clock
    8 in the morning
    24:00
help-times-heading-spoken = Clock times as they are said
help-times-forms-spoken =
    half past seven
    quarter past 7
    quarter to 8
    at 8
    about 8 am
    around 8 pm
    shortly after 8
    midnight
    12 noon
help-times-heading-days = Days
help-times-forms-days =
    today
    yesterday
    tomorrow
    yesterday 18:00
    yesterday at 7pm
    fri 08:00
    friday
    next monday
    last monday
    this friday
    by friday
    since yesterday
help-times-heading-parts = Parts of the day
help-times-forms-parts =
    this morning
    yesterday afternoon
    yesterday evening
    tomorrow morning
    tomorrow evening at 8
    8 in the evening
    monday morning
    15.10.2021 in the evening
help-times-heading-nights = Nights
help-times-forms-nights =
    tonight
    tonight at 11
    last night
    last night at 11
    night to 15 Oct 2021
help-times-heading-dates = Dates
help-times-forms-dates =
    15.10.2021
    15.10. 07:30
    15 October 2021
    15th October
    October 15, 2021
    Oct 15 2021 7:30pm
    2021-10-15
    2021/10/15
help-times-heading-away = Counted from now
help-times-forms-away =
    now
    just now
    immediately
    -20m
    +2h
    -1.5h
    +1 day
    +24h
    20 minutes ago
    an hour ago
    half an hour ago
    in two hours
    in 3 days
    in a week
    2 months ago
help-times-heading-periods = Weeks, months, seasons
help-times-forms-periods =
    week 43
    2021-W43
    this week
    next week
    last week
    end of the week
    early next week
    weekend
    June
    mid June
    end of the month
    next month
    spring 2022
    winter 2022/23
    Q1 2022
    end of 2022
help-times-heading-ranges = From–to
help-times-forms-ranges =
    between 7 and 8 am
    7-8pm
    from 8 to 9 am
    yesterday 07:30-08:15
    22:00-06:00
    5-6 July
    monday to wednesday
    June to August 2022
help-times-heading-machines = From programs, and tactical
help-times-forms-machines =
    2021-10-15T07:30
    2021-10-15T07:30Z
    2021-10-15T07:30+01:00
    2021-10-15 07:30 UTC
    15.10.2021 07:30 CEST
    150730oct21
    150730Zoct21
help-times-heading-notes = Notes
help-times-note-senses = What was counts from the beginning of what is named; a due time runs to its end. Print shows what was said, never a clock time that nobody gave. “–” does not fit this purpose now.
help-times-note-parts = night 00–06 · early morning 06–09 · morning 09–12 · noon 12–14 · afternoon 14–18 · evening 18–24 · night to … 22–06
help-times-note-periods = Month: early 1st–10th, mid 11th–20th, end from the 21st · Week: early Mon, Tue, middle Wed, Thu, end Fri–Sun · spring March–May, summer June–August, autumn September–November, winter December–February
help-times-note-about = “about”, “around”, “shortly before”, “shortly after” are printed as “approx.”, as with --approx.
help-times-note-refused = Not guessed: 7 · 10/15/2021 · 15-10-2021 · 2030 (year or 20:30?) · half seven · winter 2022. The hour that occurs twice when summer time ends needs CEST or CET.
help-man-name = NAME
help-man-synopsis = SYNOPSIS
help-man-description = DESCRIPTION
help-man-exit = EXIT STATUS
help-man-exit-lines =
    0: done
    1: refused by a rule: no such number, ambiguous name, not possible in this state
    2: called wrongly
    3: the log cannot be used: none here, none of lage, newer, locked for long, disk full, read-only, damaged
    4: a check found a problem
    70: a bug in the program
help-man-environment = ENVIRONMENT
help-man-environment-lines =
    LAGE_LOG: the log, as --log
    LAGE_ALS: who writes, as --as
    LAGE_LANG: the language, as --lang
    NO_COLOR, CLICOLOR, CLICOLOR_FORCE, TERM: whether colour is written
    COLUMNS: the width, where the output is no screen
help-man-files = FILES
help-man-files-lines =
    lage.db: the log, in this folder or the nearest above it
    lage.toml: settings beside the log: as, lang, color, [letterhead]
    ~/.config/lage/lage.toml: your own settings; those beside the log go before
