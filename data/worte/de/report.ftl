label-severity-disruption = Störung
label-severity-emergency = Notfall
label-severity-crisis = Krise
label-severity-disaster = Katastrophe
label-incident-status-open = offen
label-incident-status-closed = abgeschlossen
label-incident-status-false-alarm = Fehlalarm
label-task-status-open = offen
label-task-status-in-progress = in Arbeit
label-task-status-on-hold = zurückgestellt
label-task-status-done = erledigt
label-task-status-cancelled = entfällt
label-priority-urgent = dringend
label-priority-high = hoch
label-priority-normal = normal
label-priority-low = niedrig
label-effect-effective = wirksam
label-effect-partial = teilweise wirksam
label-effect-ineffective = unwirksam
label-effect-unknown = Wirkung offen
label-mode-consensus = einvernehmlich
label-mode-lead = durch die Leitung
label-decision-status-in-force = gilt
label-decision-status-superseded = ersetzt
label-decision-status-revoked = aufgehoben
label-service-state-unknown = ungeklärt
label-service-state-unaffected = nicht betroffen
label-service-state-normal = Normalbetrieb
label-service-state-degraded = eingeschränkt
label-service-state-emergency = Notbetrieb
label-service-state-down = ausgefallen
label-service-state-isolated = abgeschaltet
label-service-state-maintenance = Wartung
label-certainty-fact = gesichert
label-certainty-assumption = Vermutung
label-certainty-question = offene Frage
label-finding-status-confirmed = bestätigt
label-finding-status-refuted = widerlegt
label-finding-status-settled = erledigt
label-notice-status-in-force = gilt
label-notice-status-replaced = ersetzt
label-notice-status-withdrawn = zurückgezogen
label-visibility-internal = intern
label-visibility-public = öffentlich
label-visibility-authorities = Stellen
label-visibility-council = Rat
label-visibility-staff = Beschäftigte
label-visibility-list = { $first }, { $others }
label-audience-public = Bevölkerung
label-audience-press = Presse
label-audience-staff = Beschäftigte
label-audience-authorities = andere Stellen
label-group-citizen = Bürgerdienst
label-group-application = Fachverfahren
label-group-communication = Kommunikation
label-group-infrastructure = Infrastruktur
label-group-supply = Versorgung
column-number = Nr.
column-incident = Ereignis
column-severity = Stufe
column-began = Beginn
column-status = Status
column-ended = Ende
column-description = Beschreibung
column-task = Auftrag
column-assignee = Zuständig
column-due = Fällig
column-priority = Priorität
column-issued-by = Erteilt von
column-issued-at = Erteilt am
column-waits-for = Wartet auf
column-about = Betrifft
column-result = Ergebnis
column-effect = Wirkung
column-outcome = Ausgang
column-first-ended = Zuvor beendet
column-reopened = Wieder geöffnet
column-decision = Entscheidung
column-decided = Getroffen
column-decided-by = Entschieden von
column-mode = Art der Entscheidung
column-reason = Begründung
column-knowledge = Kenntnisstand
column-options = Optionen
column-risks = Risiken
column-heard = Gehört
column-review = Wiedervorlage
column-supersedes = Ersetzt
column-superseded-by = Ersetzt durch
column-revoked-by = Aufgehoben von
column-revoked = Grund der Aufhebung
column-service = Dienst
column-state = Zustand
column-since = Seit
column-source = Quelle
column-restriction = Einschränkung
column-cause = Ursache
column-workaround = Ausweichverfahren
column-expected = Vorauss. wieder
column-visibility = Sichtbarkeit
column-owner = Zuständig
column-contact = Kontakt
column-hotline = Hotline
column-details = Angaben
column-outage = Ausfallzeit
column-outages = Ausfälle
column-down-for = Ausfallzeit
column-down-since = Ausgefallen seit
column-group = Gruppe
column-place = Ort
column-depends-on = Hängt ab von
column-max-outage = Tolerierbare Ausfallzeit (MTA)
column-topic = Thema
column-statement = Aussage
column-certainty = Sicherheit
column-notice = Bekanntgabe
column-audience = An
column-channel = Kanal
column-validity = Gültigkeit
column-valid-from = Gilt ab
column-valid-until = Gilt bis
column-released-by = Freigegeben von
column-time = Zeit
column-entry = Eintrag
column-author = Wer
head-body = Behörde
head-case = Lage
head-as-of = Stand
head-known-by = Kenntnisstand bis
head-period = Berichtszeitraum
head-period-value = { $from } bis { $until }
head-prepared-at = Datenstand
head-prepared-by = Erstellt von
head-released-by = Freigabe
head-not-released = noch nicht freigegeben
head-next = Nächster Lagebericht
head-next-open = nicht festgelegt
head-handling = Kennzeichnung
mark-exercise = Übung
mark-draft = Entwurf
mark-internal = Nur für den internen Gebrauch
section-summary = Zusammenfassung
section-changes = Änderungen seit { $moment }
section-damage = Schadenlage
section-facts = Gesicherte Erkenntnisse
section-assumptions = Vermutungen
section-questions = Offene Fragen
section-unrated = Noch nicht eingestuft
section-services = Dienste und Fachverfahren
section-service-history = Verlauf
section-outages = Ausfallzeiten
section-tasks = Aufträge
section-tasks-ended = Erledigte und entfallene Aufträge
section-decisions = Entscheidungen
section-decisions-weighed = Was dabei abgewogen wurde
section-notices = Bekanntgaben
section-notices-ended = Ersetzte und zurückgezogene Bekanntgaben
section-staff = Stab
section-assessment = Beurteilung und Prognose
section-log = Tagebuchauszug
section-release = Freigabe
section-linked = Gehört dazu
link-waits-for = wartet darauf,{" "}
link-depends-on = hängt davon ab,{" "}
link-same-topic = zum selben Thema,{" "}
section-history = Verlauf
report-title = Lagebericht: { $title }
report-title-short = Lagebericht (Kurzfassung): { $title }
report-foot = { $title } – { $entries ->
    [one] { $entries } Eintrag
   *[other] { $entries } Einträge
 } im Tagebuch
report-approximate = ca. { $moment }
report-since = seit { $moment }
report-not-rated = nicht eingestuft
report-unknown = nicht bekannt
report-undated = ohne Frist
report-overdue-since = überfällig seit { $moment }
report-unassigned = nicht zugewiesen
report-waits-for = wartet auf { $numbers }
report-superseded-by = ersetzt durch { $number }
report-supersedes = ersetzt { $number }
report-by = von { $who }
report-released-by = freigegeben von { $who }
report-review = Wiedervorlage { $moment }
report-next-past = überfällig seit { $moment }
report-review-past = Wiedervorlage überfällig seit { $moment }
report-notice-ends = läuft bald ab
call-review = { $number } „{ $text }“: Wiedervorlage überfällig seit { $moment }
call-return = { $number } „{ $text }“: sollte seit { $moment } wieder gehen, ist { $state }
call-state-expired = { $number } „{ $text }“: { $state }, Angabe galt nur bis { $moment }
call-notice-expired = { $number } „{ $text }“: Gültigkeit abgelaufen { $moment }, weder ersetzt noch zurückgezogen
call-notice-ends = { $number } „{ $text }“: läuft ab { $moment }
call-report = Lagebericht nach { $number }{ $text } war angekündigt für { $moment }
section-calls = Verstrichen oder bald zu Ende
section-findings-closed = Abgeschlossene Erkenntnisse
briefing-calls = Verstrichen oder bald zu Ende:
report-cause = Ursache: { $text }
report-state-expired = Angabe galt bis { $moment }
report-expected-passed = war erwartet { $moment }
report-not-named = nicht benannt
report-notice-expired = Gültigkeit abgelaufen am { $moment }
report-valid-from-until = { $from } bis { $until }
report-valid-from = ab { $from }
report-omitted = Weitere { $count }: { $command }
report-more = Weitere { $count } hier nicht gezeigt
report-corrected = (berichtigt { $moment }, Eintrag { $entry }: { $reason })
report-corrected-time = (Zeit berichtigt, vorher { $before }: { $moment }, Eintrag { $entry }: { $reason })
report-corrected-field = { $field }: „{ $before }“ → „{ $text }“ (berichtigt { $moment }, Eintrag { $entry }: { $reason })
report-voided = (gestrichen { $moment }, Eintrag { $entry }: { $reason })
report-altered = HIER WURDE ETWAS VERÄNDERT: passt nicht in die Kette der Einträge
report-clock-held = (Uhr des Laptops ging zurück; Zeit gehalten)
report-late = nachgetragen, erfasst { $moment }
report-about = zu { $numbers }
report-note = Eintrag { $entry }:{" "}
report-source = Quelle: { $text }
report-record-voided = gestrichen am { $moment }
report-record-title = { $number } { $text }
report-beside = daneben gesagt in Eintrag { $entry }:{" "}
report-outage-exceeded-row = MTA { $most } überschritten
report-outage-exceeded = MTA { $most } überschritten seit { $moment }
report-outages = { $count ->
    [one] { $count } Ausfall, { $duration }
   *[other] { $count } Ausfälle, zusammen { $duration }
 }
report-down-since = dauert an, seit { $moment }
report-roughly = etwa { $duration }
report-duration = { $first } { $second }
report-days = { $count ->
    [one] { $count } Tag
   *[other] { $count } Tage
 }
report-hours = { $count ->
    [one] { $count } Stunde
   *[other] { $count } Stunden
 }
report-minutes = { $count ->
    [one] { $count } Minute
   *[other] { $count } Minuten
 }
summary-all-ended = Kein Ereignis und kein Auftrag ist offen.
summary-incidents = { $count ->
    [0] Kein Ereignis ist offen.
    [one] { $count } Ereignis ist offen.
   *[other] { $count } Ereignisse sind offen.
 }
summary-services = { $count ->
    [one] Ein Dienst ist erfasst, er ist { $impaired ->
        [0] nicht beeinträchtigt
       *[other] beeinträchtigt oder ungeklärt
    }.
   *[other] Von { $count } erfassten Diensten { $impaired ->
        [one] ist { $impaired }
       *[other] sind { $impaired }
    } beeinträchtigt oder ungeklärt.
 }
summary-tasks = { $count ->
    [0] Kein Auftrag ist offen.
    [one] { $count } Auftrag ist offen.
   *[other] { $count } Aufträge sind offen.
 }
summary-overdue = { $count ->
    [one] Davon ist { $count } überfällig.
   *[other] Davon sind { $count } überfällig.
 }
summary-unassigned = { $count ->
    [one] { $count } offener Auftrag ist niemandem zugewiesen.
   *[other] { $count } offene Aufträge sind niemandem zugewiesen.
 }
summary-undated = { $count ->
    [one] { $count } offener Auftrag hat keine Frist.
   *[other] { $count } offene Aufträge haben keine Frist.
 }
summary-next = Als Nächstes fällig: { $number } „{ $text }“ ({ $moment }).
summary-decisions = { $count ->
    [one] { $count } Entscheidung gilt.
   *[other] { $count } Entscheidungen gelten.
 }
summary-only-by-day = Nicht auf die Minute bekannt, am { $moment } vielleicht noch nicht so:
summary-unknown-kinds = { $count ->
    [one] { $count } Eintrag ist von einer Art, die diese Programmversion nicht kennt; er bleibt erhalten.
   *[other] { $count } Einträge sind von einer Art, die diese Programmversion nicht kennt; sie bleiben erhalten.
 }
changes-none = Keine Änderungen seit { $moment }.
change-new = Neu: { $number } { $text }
change-changed = Geändert: { $number } { $text }
change-ended = Beendet: { $number } { $text }
finding-since = (Stand { $moment })
finding-since-source = (Stand { $moment }; Quelle: { $source })
finding-beside = zum selben Thema { $number } ({ $certainty }): { $text }
finding-beside-source = {""} (Quelle: { $source })
finding-new = {""} – neu
finding-changed = {""} – geändert
finding-closed = { $outcome } am { $moment }
finding-before = zuvor ({ $moment }):{" "}
services-sums = { $count ->
    [one] { $count } Dienst ist erfasst:
   *[other] { $count } Dienste sind erfasst:
 }
services-sum = { $count } { $state }
services-unowned = { $count ->
    [one] Für { $count } Dienst ist niemand als zuständig benannt.
   *[other] Für { $count } Dienste ist niemand als zuständig benannt.
 }
services-from = {""} ab{" "}
services-more-row = ergänzt{" "}
services-more = , ergänzt{" "}
report-detail = { $label }: { $value }
report-details = { $first }; { $others }
services-group = { $group }: { $impaired ->
    [0] keiner von { $count } beeinträchtigt
   *[other] { $impaired } von { $count } beeinträchtigt oder ungeklärt
 }
services-no-group = Ohne Gruppe
services-exceeded = { $count ->
    [one] Bei { $count } Dienst ist die tolerierbare Ausfallzeit (MTA) überschritten.
   *[other] Bei { $count } Diensten ist die tolerierbare Ausfallzeit (MTA) überschritten.
 }
services-down-sum = Zusammen { $duration } in { $count } Diensten.
log-imported = Die Einträge { $first } bis { $last } wurden aus einer Datei eingelesen ({ $moment }); ihre Ereigniszeiten stammen aus der Datei.
event-log-started = Tagebuch begonnen
event-entry-corrected = Berichtigung zu Eintrag { $entry }
event-entry-corrected-field = Berichtigung zu Eintrag { $entry }, { $field }
event-entry-retimed = Berichtigung zu Eintrag { $entry }, Zeit { $moment }
event-entry-voided = Eintrag { $entry } gestrichen
event-incident-opened = Ereignis { $number }
event-incident-changed = Ereignis { $number } geändert
event-incident-false-alarm = Ereignis { $number } als Fehlalarm geschlossen
event-incident-closed = Ereignis { $number } abgeschlossen
event-incident-reopened = Ereignis { $number } wieder eröffnet
event-task-assigned = Auftrag { $number } an { $assignee }
event-task-added = Auftrag { $number } (nicht zugewiesen)
event-task-changed = Auftrag { $number } geändert
event-task-started = Auftrag { $number } in Arbeit
event-task-held = Auftrag { $number } zurückgestellt
event-task-done = Auftrag { $number } erledigt
event-task-cancelled = Auftrag { $number } entfällt
event-task-reopened = Auftrag { $number } wieder geöffnet
event-decision-taken = Entscheidung { $number }
event-decision-superseded = Entscheidung { $number } ersetzt durch { $by }
event-decision-revoked = Entscheidung { $number } aufgehoben von { $by }
event-service-added = Dienst { $number } aufgenommen
event-service-changed = Dienst { $number }: Angaben geändert
event-service-state-set = Dienst { $number }: { $state }
event-finding-recorded = Erkenntnis { $number }, { $topic }
event-finding-replaced = Erkenntnis { $number } neu gefasst
event-finding-closed = Erkenntnis { $number } geschlossen ({ $outcome })
event-in-words = { $event }: { $text }
event-note-about = { $count ->
    [one] Zu Eintrag { $entries }
   *[other] Zu Einträgen { $entries }
 }
event-notice-issued = Bekanntgabe { $number }
event-notice-released = Bekanntgabe { $number }, freigegeben von { $by }
event-notice-replaced = Bekanntgabe { $number } ersetzt durch { $by }
event-notice-withdrawn = Bekanntgabe { $number } zurückgezogen
event-subject = { $number } „{ $name }“
event-rated = { $event } ({ $certainty })
event-with-text = { $event }:{" "}
glance-title = { $title } · Lage { $moment }
glance-overview = Überblick
glance-summary = { $incidents ->
    [one] { $incidents } Ereignis
   *[other] { $incidents } Ereignisse
 } offen · { $tasks ->
    [one] { $tasks } Auftrag
   *[other] { $tasks } Aufträge
 } offen · { $impaired } von { $services ->
    [one] { $services } Dienst
   *[other] { $services } Diensten
 } gestört
glance-overdue = Überfällig ({ $shown } von { $count }: lage aufgabe liste --ueberfaellig)
glance-calls = Verstrichen oder bald zu Ende ({ $shown } von { $count })
glance-unclear = Ohne Zuständige oder Frist ({ $shown } von { $count }: lage aufgabe liste)
glance-services = Gestörte Dienste ({ $shown } von { $count }: lage dienst liste)
glance-next = Als Nächstes fällig ({ $shown } von { $count })
glance-decisions = Letzte Entscheidungen ({ $shown } von { $count }: lage entscheidung liste)
glance-since = {""} seit { $moment }
glance-exceeded = , MTA überschritten
glance-empty = Noch nichts eingetragen
glance-first-steps = Zuerst: lage notiz "…" · lage vorfall neu "…" · lage aufgabe neu "…" --an … --frist …
list-incidents = Ereignisse
list-tasks = Aufträge
list-decisions = Entscheidungen
list-services = Dienste und Fachverfahren
list-findings = Erkenntnisse
list-notices = Bekanntgaben
list-log = Tagebuch
list-search = Gefundene Einträge
literal = { $text }
label-report-kind-first = Erstbericht
label-report-kind-followup = Folgebericht
label-report-kind-final = Schlussbericht
label-assessment-part-summary = Zusammenfassung
label-assessment-part-general = Allgemeine Lage
label-assessment-part-assessment = Beurteilung der Lage
label-assessment-part-outlook-short = Prognose kurzfristig
label-assessment-part-outlook-medium = Prognose mittelfristig
label-assessment-part-outlook-long = Prognose langfristig
label-assessment-part-decision-needed = Entscheidungsbedarf
column-part = Teil
column-released-at = Freigegeben am
column-from = Von
column-until = Bis
column-day = Tag
column-open = offen
column-done = erledigt
head-number = Lagebericht Nr.
head-kind = Art
head-newest-entry = Letzter Eintrag
head-released-value = { $by }, { $moment }
head-distribution = Verteiler
head-meeting = Nächste Lagebesprechung
section-changes-report = Änderungen seit Lagebericht Nr. { $number } (Stand { $moment })
section-task-days = Offene und erledigte Aufträge im Verlauf
section-deadlines = Nächste Fristen
report-title-numbered = Lagebericht { $number }: { $title }
report-foot-numbered = { $title } – Lagebericht { $number }
report-foot-hash = Prüfsumme der freigegebenen Fassung: { $hash }
release-by = Freigegeben von { $by } am { $moment }.
change-again = {""}wieder{" "}
change-since = {""} seit{" "}
change-late = {""}nachgetragen:{" "}
change-available = Wieder verfügbar: { $number } { $text }
change-rewritten = Neu gefasst:{" "}
change-voided = Gestrichen: { $number } { $text }
change-nothing = –
change-renamed = Wortlaut:{" "}
deadline-task = { $moment }: { $number } { $text }
deadline-review = { $moment }: Wiedervorlage { $number } { $text }
deadline-notice = { $moment }: Gültigkeit von { $number } endet ({ $text })
assessment-since = Stand { $moment }
assessment-since-by = Stand { $moment }, { $author }
assessment-unchanged = { $stands }; unverändert seit dem letzten Lagebericht ({ $number })
assessment-older = { $stands }; älter als der letzte Lagebericht ({ $number }), bitte prüfen
event-assessment-written = Lagebild, { $part }
event-visibility-entry = Eintrag { $entry }
event-visibility-public = { $subject } ist öffentlich
event-visibility-internal = { $subject } ist intern
event-visibility-audiences = { $subject } ist lesbar für { $audiences }
event-unknown = unbekannte Art „{ $kind }“ (Version { $app })
event-unknown-about = unbekannte Art „{ $kind }“ zu { $record } (Version { $app })
event-blackened = Eintrag geschwärzt
event-blackened-about = Eintrag zu { $record } geschwärzt
event-report-released = Lagebericht { $number } freigegeben von { $by }
list-reports = Lageberichte
list-assessments = Lagebild
public-title = Information für Bürgerinnen und Bürger
public-title-case = Information für Bürgerinnen und Bürger: { $title }
public-next = Nächste Information
public-happened = Was ist passiert?
public-notices = Was gilt jetzt?
public-services = Welche Dienste sind erreichbar?
public-alternative = Alternative
public-contacts = Wo erreiche ich jemanden?
public-coming = Wie geht es weiter?
public-valid-until = gilt bis { $moment }
public-assumptions = Wir vermuten, wissen es aber noch nicht sicher:
public-questions = Das ist noch offen:
public-unrated = Das liegt uns vor, ist aber noch nicht bewertet:
public-next-at = Die nächste Information erscheint am { $moment }.
public-foot = Stand { $moment }
briefing-title = Lagevortrag: { $title }
briefing-s1 = S1 Personal
briefing-s2 = S2 Lage
briefing-s3 = S3 Einsatz: Aufträge und Maßnahmen
briefing-s4 = S4 Versorgung
briefing-s5 = S5 Presse- und Öffentlichkeitsarbeit
briefing-s6 = S6 IT und Kommunikation
briefing-lead = Leitung: Entscheidungen
public-goes-on = dauert an
public-is-over = beendet
public-as-of = Stand { $moment }
public-updating = wird aktualisiert
public-is-over-since = beendet { $moment }
public-false-alarm = war ein Fehlalarm
public-false-alarm-since = war ein Fehlalarm, beendet { $moment }
public-refuted = Das hat sich nicht bestätigt:
label-field-to = an wen
label-field-since = Beginn
label-field-body = Behörde
label-field-channel = Kanal
label-field-contact = Kontakt
label-field-by = von wem
label-field-text = Text
label-field-due = Frist
label-field-effect = Wirkung
label-field-expected-back = wieder ab
label-field-group = Gruppe
label-field-heard = gehört
label-field-hotline = Hotline
label-field-issued-by = erteilt von
label-field-knowledge = Kenntnisstand
label-field-mode = Modus
label-field-name = Name
label-field-option = Option
label-field-outcome = Ausgang
label-field-owner = zuständig
label-field-place = Ort
label-field-prio = Priorität
label-field-reason = Begründung
label-field-restriction = Einschränkung
label-field-review = Wiedervorlage
label-field-risk = Risiko
label-field-severity = Stufe
label-field-state = Zustand
label-field-title = Titel
label-field-topic = Thema
label-field-valid-from = gilt ab
label-field-valid-until = gilt bis
label-field-what = Wortlaut
label-field-workaround = Ausweichverfahren
label-field-result = Ergebnis
label-field-cause = Ursache
label-field-statement = Aussage
label-field-source = Quelle
label-field-certainty = Sicherheit
