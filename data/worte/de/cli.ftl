input-severity-disruption = Störung
input-severity-emergency = Notfall
input-severity-crisis = Krise
input-severity-disaster = Katastrophe
input-priority-urgent = dringend, eilig
input-priority-high = hoch
input-priority-normal = normal, mittel
input-priority-low = niedrig
input-effect-effective = wirksam
input-effect-partial = teilweise
input-effect-ineffective = unwirksam
input-effect-unknown = offen, unbekannt
input-mode-consensus = einvernehmlich, konsens
input-mode-lead = leitung
input-service-state-unknown = ungeklärt, unbekannt, unklar
input-service-state-unaffected = nicht betroffen, unbetroffen
input-service-state-normal = Normalbetrieb, verfügbar, läuft, läuft wieder, ok, okay, wieder da, wieder ok, wieder verfügbar, geht, geht wieder, in Betrieb, in Ordnung, behoben, wiederhergestellt, wieder in Betrieb
input-service-state-degraded = eingeschränkt, teilweise, ?gestört, ?Störung, ?langsam, ?wackelt
input-service-state-emergency = Notbetrieb, Notfallbetrieb, ?gestört, ?Störung, ?Notfall
input-service-state-down = ausgefallen, Ausfall, geschlossen, geht nicht, ?aus, ?gestört, ?Störung, ?weg, ?tot, ?kaputt, ?zu, ?offline, ?nicht verfügbar, ?nicht erreichbar
input-service-state-isolated = abgeschaltet, getrennt, isoliert, vom Netz, ?aus, ?offline, ?gesperrt
input-service-state-maintenance = Wartung, in Wartung, wird gewartet, geplante Wartung, Wartungsarbeiten
input-certainty-fact = Fakt, gesichert, gesicherte Erkenntnis
input-certainty-assumption = Vermutung, Annahme
input-certainty-question = Frage, offene Frage
input-audience-public = Bevölkerung, öffentlich, Bürger
input-audience-press = Presse, Medien
input-audience-staff = Beschäftigte, Mitarbeiter, intern
input-audience-authorities = Stellen, Behörden
input-group-citizen = Bürgerdienst, Bürgerdienste
input-group-application = Fachverfahren
input-group-communication = Kommunikation
input-group-infrastructure = Infrastruktur
input-group-supply = Versorgung
done-note-taken = Eintrag { $number }: { $text }
done-entry-corrected = Eintrag { $entry } berichtigt (Eintrag { $number }): { $text }
done-entry-voided = { $count ->
    [one] Eintrag { $entry } gestrichen (Eintrag { $number }): { $text }; der alte Text bleibt lesbar.
   *[other] Einträge { $entry } zusammen gestrichen (Einträge { $number }): { $text }; der alte Text bleibt lesbar.
 }
done-void-taken-back = { $count ->
    [one] Streichung (Eintrag { $entry }) zurückgenommen (Eintrag { $number }). Es gilt wieder: { $text }
   *[other] Streichungen (Einträge { $entry }) zusammen zurückgenommen (Einträge { $number }). Es gilt wieder: { $text }
 }
corrected-text = { $text }
corrected-field = { $field }: { $text }
corrected-time = Zeit { $before } → { $moment }
corrected-both = { $first }; { $second }
done-task-reopened = Aufgabe { $number } wieder geöffnet (Eintrag { $entries }): { $text } · Begründung: { $reason }
done-finding-closed = Erkenntnis { $number } geschlossen (Eintrag { $entries }): { $text } · Ausgang: { $outcome }
warn-task-waited = Hinweis: { $number } wartete noch auf { $open }; erledigt ist sie trotzdem. Falsch? lage aufgabe oeffnen { $number } --grund GRUND
warn-same-words = Hinweis: Derselbe Text steht schon in Eintrag { $entry }, vor weniger als einer Minute. Doppelt? lage streichen { $new } --grund doppelt
warn-same-title = Hinweis: { $other } ist offen und heißt genauso. Doppelt? lage streichen { $number } --grund doppelt
input-outcome-confirmed = bestätigt
input-outcome-refuted = widerlegt
input-outcome-settled = erledigt
done-incident-opened = Vorfall { $number } eröffnet (Eintrag { $entries }): { $text }
done-incident-changed = Vorfall { $number } geändert (Eintrag { $entries }): { $text }
done-incident-closed = Vorfall { $number } geschlossen (Eintrag { $entries }): { $text } · Begründung: { $reason }
done-incident-false-alarm = Vorfall { $number } als Fehlalarm geschlossen (Eintrag { $entries }): { $text } · Begründung: { $reason }
done-incident-reopened = Vorfall { $number } wieder eröffnet (Eintrag { $entries }): { $text } · Begründung: { $reason }
done-task-added = Aufgabe { $number } angelegt (Eintrag { $entries }): { $text } · für: { $to } · Frist: { $due }
done-task-changed = Aufgabe { $number } geändert (Eintrag { $entries }): { $text }
done-task-started = Aufgabe { $number } ist in Arbeit (Eintrag { $entries }): { $text }
done-task-held = Aufgabe { $number } zurückgestellt (Eintrag { $entries }): { $text } · Begründung: { $reason }
done-task-done = Aufgabe { $number } erledigt (Eintrag { $entries }): { $text } · Ergebnis: { $result }
done-task-cancelled = Aufgabe { $number } entfällt (Eintrag { $entries }): { $text } · Begründung: { $reason }
done-decision-taken = Entscheidung { $number } festgehalten (Eintrag { $entries }): { $text } · Begründung: { $reason } · entschieden von: { $by }
done-decision-superseded = Entscheidung { $number } festgehalten, sie ersetzt { $old } (Eintrag { $entries }): { $text } · Begründung: { $reason } · entschieden von: { $by }
done-decision-revoked = Entscheidung { $number } aufgehoben (Eintrag { $entries }): { $text } · Begründung: { $reason } · entschieden von: { $by }
done-service-added = Dienst { $number } aufgenommen (Eintrag { $entries }): { $text }
done-service-changed = Dienst { $number } geändert (Eintrag { $entries }): { $text }
done-service-added-with = Dienst { $number } aufgenommen (Eintrag { $entries }): { $name } · { $state } seit { $since }
done-service-set = Dienst { $number } { $name }: { $state } seit { $since } (Eintrag { $entries })
done-said-moment = { $field }: { $moment }
done-with-moment = { $done } · { $time }
done-goes-on = { $done } · Es gilt weiter: { $what }
done-finding-recorded = Erkenntnis { $number } festgehalten (Eintrag { $entries }): { $topic }: { $text } · Art: { $certainty }
done-finding-replaced = Erkenntnis { $number } neu gefasst (Eintrag { $entries }): { $topic }: { $text } · Art: { $certainty }; der alte Wortlaut bleibt lesbar.
done-notice-issued = Bekanntgabe { $number } festgehalten (Eintrag { $entries }): { $text } · für: { $audience }
done-notice-replaced = Bekanntgabe { $number } festgehalten, sie ersetzt { $old } (Eintrag { $entries }): { $text } · für: { $audience }
done-notice-withdrawn = Bekanntgabe { $number } zurückgezogen (Eintrag { $entries }): { $text } · Begründung: { $reason }
done-log-started = Tagebuch „{ $title }“ begonnen: { $path }
done-log-next = Weiter mit: lage notiz "…"   Hilfe: lage --hilfe
warn-log-above = Hinweis: Darüber gibt es schon ein Tagebuch: { $path }. Was Sie in diesem Ordner tippen, kommt ab jetzt in das neue.
warn-settings-shut = Hinweis: { $why } Die eigenen Einstellungen gelten jetzt nicht.
done-in-exercise = Übung: steht im Tagebuch „{ $title }“, { $path }
import-note = { $count ->
    [one] { $count } Eintrag eingelesen aus { $file }
   *[other] { $count } Einträge eingelesen aus { $file }
 }
done-written = Geschrieben: { $path }
done-rebuilt = Die abgeleiteten Tabellen wurden aus dem Tagebuch neu aufgebaut.
done-imported = { $count ->
    [one] { $count } Eintrag aus { $path } eingelesen (Eintrag { $entry }).
   *[other] { $count } Einträge aus { $path } eingelesen (Eintrag { $entry }).
 }
warn-due-in-past = Hinweis: Die Frist { $moment } liegt schon in der Vergangenheit.
warn-environment-lang = Hinweis: LAGE_LANG={ $input } ist nicht bekannt und zählt nicht. Möglich: { $accepted }
warn-review-in-past = Hinweis: Die Wiedervorlage { $moment } liegt schon in der Vergangenheit.
warn-expected-in-past = Hinweis: „wieder ab“ { $moment } liegt schon in der Vergangenheit.
warn-valid-until-in-past = Hinweis: „gilt bis“ { $moment } liegt schon in der Vergangenheit.
warn-maintenance-open = Hinweis: Für die Wartung ist kein Ende genannt. Nachholen: lage dienst setzen { $number } Wartung --wieder-ab ZEIT
warn-task-unassigned = Hinweis: { $number } ist niemandem zugewiesen. Nachholen: lage aufgabe aendern { $number } --an WER
warn-task-undated = Hinweis: { $number } hat keine Frist. Nachholen: lage aufgabe aendern { $number } --frist ZEIT
done-holds-on = { $done } (Das ist nicht der jetzige Stand, es gilt weiter: { $what }, seit { $since }, Eintrag { $entry }.)
warn-only-by-day = Hinweis: Nicht auf die Minute bekannt, am { $moment } vielleicht noch nicht so: { $items }
warn-clock-back = Hinweis: Die Uhr dieses Laptops steht { $by } hinter dem Tagebuch zurück (seit Eintrag { $entry }). Die Erfassungszeit wird dort gehalten, alle anderen Zeiten gelten nach der Uhr von jetzt. Bitte die Uhr prüfen.
span-days = { $count ->
    [one] { $count } Tag
   *[other] { $count } Tage
 }
span-hours = { $count ->
    [one] { $count } Stunde
   *[other] { $count } Stunden
 }
span-minutes = { $count ->
    [one] { $count } Minute
   *[other] { $count } Minuten
 }
span-seconds = { $count ->
    [one] { $count } Sekunde
   *[other] { $count } Sekunden
 }
demo-built = Beispiel gebaut: Ordner { $folder }
demo-is-there = Der Ordner { $folder } mit dem Beispiel ist schon da; nichts wurde verändert.
demo-next = Zum Weiterprobieren:
    { "  " }cd { $folder }
    { "  " }{ $program } --stand "{ $stand }"
    { "  " }{ $program } dienst liste
    { "  " }{ $program } notiz "Erste eigene Notiz" --als "Ihr Name/S2"
search-instead = Nichts zu „{ $word }“; gesucht wurde auch nach: { $found }
search-nothing = Nichts gefunden zu: { $words }. Gesucht wird in allen Einträgen, auch mit Teilen von Wörtern; weniger Wörter finden mehr.
verify-sound = { $count ->
    [one] In Ordnung: { $count } Eintrag geprüft. Kette, Texte, Verweise und Tabellen stimmen.
   *[other] In Ordnung: { $count } Einträge geprüft. Kette, Texte, Verweise und Tabellen stimmen.
 }
verify-sound-entries = { $count ->
    [one] In Ordnung: { $count } Eintrag geprüft. Kette, Texte und Verweise stimmen.
   *[other] In Ordnung: { $count } Einträge geprüft. Kette, Texte und Verweise stimmen.
 }
verify-other-version = Nicht geprüft: die daraus abgeleiteten Tabellen. Sie haben die Form einer anderen Version des Programms; gelesen wird nur aus den Einträgen.
verify-proves = Das zeigt: Kein Eintrag wurde einzeln geändert, eingefügt, umgestellt oder aus der Mitte entfernt, und die Tabellen sagen dasselbe wie das Tagebuch.
verify-does-not-prove = Das zeigt nicht: ob am Ende Einträge abgeschnitten wurden, ob jemand das ganze Tagebuch neu geschrieben hat, wer an der Tastatur saß und ob die Uhr richtig ging. Dagegen hilft, den Kopf (unten) regelmäßig auf Papier festzuhalten und zu vergleichen.
verify-reads-otherwise = Seit dieser Fassung des Programms lesen sich anders als vorher: { $items }. Meist deshalb: Ein Tag oder eine Tageszeit („heute“, „abends“) folgt jetzt auf alles, was vorher für diesen Zeitraum eingetragen war. Die Einträge selbst sind unverändert, freigegebene Lageberichte auch; alle Regeln: Handbuch, „Ältere Tagebücher“.
verify-read-before = { $name } (vorher: { $before })
verify-contacts-inside = Der Kontakt ist jetzt nur für den Stab; bis zu dieser Fassung stand er auch in der Bürgerinformation: { $items }. Soll die Nummer weiter hinaus: lage dienst aendern NR --hotline NUMMER --oeffentlich
verify-broken = { $count ->
    [one] Fehler gefunden ({ $count }):
   *[other] Fehler gefunden ({ $count }):
 }
verify-rebuild = Das Tagebuch selbst ist heil, nur was daraus abgeleitet ist oder dazukam, weicht ab. Abhilfe: lage pruefen --neu-aufbauen
verify-keep = Nichts löschen und nichts überschreiben. Zuerst eine Kopie der Datei anlegen, dann mit einer früheren Sicherung vergleichen.
verify-head = Kopf: Eintrag { $number }, Prüfsumme { $hash }
finding-file = Die Datei ist beschädigt: { $detail }
finding-header-changed = Eintrag { $entry }: Kopfdaten wurden verändert.
finding-header-wrong = Eintrag { $entry }: Kopfdaten passen nicht zum Eintrag.
finding-chain-broken = Eintrag { $entry }: schließt nicht an den vorigen an.
finding-gap = Zwischen Eintrag { $after } und { $before } fehlen Einträge.
finding-foreign = Eintrag { $entry }: gehört zu einem anderen Tagebuch.
finding-payload-missing = Eintrag { $entry }: der Text fehlt.
finding-payload-changed = Eintrag { $entry }: der Text wurde verändert.
finding-reference = Eintrag { $entry }: verweist auf { $to }, das es nicht gibt.
finding-form-missing = Der Datei fehlt, was zu ihr gehört: { $object }
finding-form-foreign = In der Datei ist etwas, das nicht zu ihr gehört: { $object }
finding-form-changed = In der Datei ist etwas anders gebaut: { $object }
finding-order = Eintrag { $entry }: steht nicht hinter dem, was ihm vorausging.
finding-reference-ahead = Eintrag { $entry }: verweist auf Eintrag { $to }, den es da noch nicht gab.
finding-laptop = Eintrag { $entry }: stammt von einem Laptop, von dem hier nichts eingetroffen ist.
finding-seen = Eintrag { $entry }: sein Laptop kannte Eintrag { $to } in einer anderen Fassung, als sie hier steht.
finding-twice = Eintrag { $entry }: legt { $number } ein zweites Mal an.
finding-report = Eintrag { $entry }: der freigegebene Lagebericht ist nicht der, zu dem seine Prüfsumme gehört.
finding-stray = Die Tabelle { $table } hat eine Zeile ohne passenden Eintrag ({ $id }).
finding-table = Die Tabelle { $table } weicht vom Tagebuch ab.
usage-not-utf8 = Das Argument „{ $argument }“ ist kein gültiges UTF-8. Bitte noch einmal eintippen, ohne kopierte Sonderzeichen.
usage-no-such-command = Den Befehl „{ $command }“ gibt es nicht. Alle Befehle: lage --hilfe
usage-wrong-value = { $option }: „{ $input }“ passt nicht. Möglich: { $accepted }
usage-formats = tabelle, markdown, json, html, pdf
usage-colors = auto, immer, nie
usage-orders = zeit, eintrag
fault-syntax = „{ $line }“ ist kein TOML
fault-unknown-key = „{ $key }“ gibt es nicht
fault-wrong-type = „{ $key }“ braucht { $wanted }
fault-wrong-value = „{ $key }“ kann nicht „{ $input }“ sein; möglich: { $accepted }
wanted-text = einen Text in Anführungszeichen
wanted-texts = Texte in eckigen Klammern
wanted-switch = true oder false
wanted-number = eine Zahl
wanted-section = einen Abschnitt in eckigen Klammern
fault-no-verb = es fehlt, was geschehen soll: do = "task.add"
fault-unknown-verb = do = „{ $name }“ gibt es nicht
fault-format = format = { $format }; dieses Programm liest format = { $ours }
usage-unknown-argument = „{ $argument }“ gehört nicht zu diesem Befehl.
usage-missing = Es fehlt: { $what }.
usage-twice = { $argument } wurde zweimal angegeben; es gibt nur einen Wert.
usage-value-missing = { $argument } braucht einen Wert.
usage-takes-no-value = { $argument } hat keinen Wert.
usage-together = { $one } und { $other } gehen nicht zusammen.
usage-options = Was dieser Befehl kennt: { $options }
usage-quote-text = Gehört es zum Text? Dann den ganzen Text in Anführungszeichen.
usage-text-behind = Es fehlt: { $what }. Wörter gehören zu der Angabe davor: { $what } steht vor { $option }, oder hinter --.
usage-text-apart = Der Text steht an zwei Stellen, mit einer Angabe dazwischen.
usage-asks-in-text = Ist das ein Text oder die Frage nach Hilfe? Ein Text mit --hilfe oder -h darin gehört in Anführungszeichen.
usage-numbers-or-text = Mehrere Nummern oder eine mit einem Text? Mehrere Nummern stehen allein; den Text nimmt { $option }.
usage-topic-or-statement = Wo endet das Thema, wo beginnt die Aussage? Zwei Texte in Anführungszeichen, oder einer: "Thema: Aussage".
usage-not-dictated = { $argument }: „-“ (der Text aus der Eingabe) gibt es nur für Texte.
usage-dictated-twice = „-“ gibt es einmal je Befehl: die Eingabe ist ein Text.
usage-no-author = { $author } sagt, wer schreibt. „{ $word }“ gehört hinter { $option }.
usage-no-config = Einstellungen stehen in der Datei lage.toml neben dem Tagebuch: als, sprache, farbe, [briefkopf].
usage-no-backup = Eine Sicherung ist eine Kopie von lage.db, solange niemand schreibt. Ob sie heil ist: lage pruefen --log KOPIE
usage-note-or-look = Soll das eine Notiz sein, oder wollen Sie nachsehen? Nachsehen: { $command }. Eine Notiz mit diesen Worten bitte länger fassen.
usage-quoted = Eindeutig ist: { $line }
error-typed = Getippt war: { $line }
error-dictated = Der Text aus der Eingabe war: { $text }
error-out-format = { $path }: Die Endung sagt kein Format, das es gibt. Möglich: .txt, .md, .html, .pdf, .json; jede andere mit --format davor.
usage-suggestion = Meinten Sie: { $text }?
usage-hint = Hilfe: { $command }
input-assessment-part-summary = Zusammenfassung
input-assessment-part-general = allgemein, allgemeine Lage
input-assessment-part-assessment = Beurteilung
input-assessment-part-outlook-short = prognose-kurz, Prognose kurzfristig
input-assessment-part-outlook-medium = prognose-mittel, Prognose mittelfristig
input-assessment-part-outlook-long = prognose-lang, Prognose langfristig
input-assessment-part-decision-needed = Entscheidungsbedarf
done-assessment-written = Lagebild, { $part } (Eintrag { $number }): { $text }
done-published = Öffentlich (Eintrag { $entries }): { $numbers }
done-withheld = Intern (Eintrag { $entries }): { $numbers }
done-nobody = niemand
done-undated = keine
done-unsaid = nicht angegeben
done-said-at = Ereigniszeit: { $moment }
done-said-by = Geschrieben von: { $author }
done-said-source = Quelle: { $source }
done-report-released = Lagebericht { $number } freigegeben (Eintrag { $entries }) von: { $by } · Prüfsumme { $hash } · Ansehen: lage bericht zeigen { $number }
done-report-checked = { $count ->
    [one] Vorher geprüft: { $count } Eintrag; Tagebuch und Tabellen stimmen überein.
   *[other] Vorher geprüft: { $count } Einträge; Tagebuch und Tabellen stimmen überein.
 }
warn-entries-altered = { $count ->
    [one] Warnung: Eintrag { $entries } passt nicht in die Kette der Einträge: Er oder einer daneben wurde verändert. Näheres: lage pruefen
   *[other] Warnung: { $count } Einträge passen nicht in die Kette der Einträge ({ $entries }): Sie oder Einträge daneben wurden verändert. Näheres: lage pruefen
}
warn-journal-uneven = Warnung: Das Tagebuch hat eine andere Zahl von Zeilen als Einträge: Es wird nicht alles gezeigt. Näheres: lage pruefen
warn-altered = Hinweis: Die Datei hat nicht die Form, die dieses Programm ihr gibt ({ $objects }). Gezeigt wird, was die Einträge sagen; eingetragen werden kann nichts. Wiederherstellen: lage pruefen --neu-aufbauen
done-printed = An den Drucker gegeben.
warn-finding-unrated = Hinweis: { $number } ist nicht eingestuft. Nachholen: lage erkenntnis ersetzen { $number } AUSSAGE --art fakt|vermutung|frage
warn-finding-beside = Hinweis: Zum selben Thema sagt { $number }: „{ $text }“. Beide bleiben stehen. Ist das überholt: lage erkenntnis ersetzen { $number } AUSSAGE
warn-finding-other-source = Hinweis: { $number } war bisher von „{ $source }“ und gilt nun als ersetzt. Sagen zwei Quellen Verschiedenes, stehen beide nebeneinander mit: lage erkenntnis neu "{ $topic }" AUSSAGE
warn-number-unknown = Hinweis: Im Text steht { $numbers }; das gibt es in diesem Tagebuch nicht.
warn-entry-internal = Hinweis: { $number } ist öffentlich, dieser Eintrag nicht. Veröffentlichen: lage oeffentlich { $entry }
warn-part-internal = Hinweis: „{ $part }“ war öffentlich und fehlt jetzt in der Bürgerinformation. Veröffentlichen: lage oeffentlich { $entry }
warn-notice-internal = Hinweis: { $number } steht noch nicht in der Bürgerinformation. Veröffentlichen: lage oeffentlich { $number }
warn-never-public = Hinweis: { $number } bleibt trotzdem intern; so etwas steht in keiner öffentlichen Ansicht. Für die Öffentlichkeit: lage bekanntgabe neu "…" --oeffentlich
warn-not-for-public = Hinweis: { $number } richtet sich nicht an die Bevölkerung und steht deshalb nicht in der Bürgerinformation.
warn-nothing-public = Hinweis: Zu diesem Stand ist nichts öffentlich. Veröffentlichen: lage oeffentlich NR (die Nummern: lage tagebuch)
warn-public-untold = Hinweis: { $number } „{ $text }“ ist öffentlich, wurde aber intern geändert und fehlt deshalb. Veröffentlichen: lage oeffentlich { $number }
warn-public-words-changed = Hinweis: { $number } „{ $text }“ wurde intern geändert; öffentlich steht „wird aktualisiert“. Veröffentlichen: lage oeffentlich { $number }
warn-public-note-untold = Hinweis: Eintrag { $entry } „{ $text }“ ist öffentlich, wurde aber intern berichtigt und fehlt deshalb. Veröffentlichen: lage oeffentlich { $entry } und die Berichtigung
warn-public-part-untold = Hinweis: „{ $part }“ war öffentlich, wurde aber intern neu geschrieben und fehlt deshalb. Die Nummer zum Veröffentlichen: lage lagebild
warn-public-replaced = Hinweis: { $number } ersetzt die öffentliche { $old }, ist aber intern und fehlt deshalb. Veröffentlichen: lage oeffentlich { $number }
warn-public-passed = Hinweis: { $call }
warn-public-words-older = Hinweis: { $words }
ask-publish = { $what } ist öffentlich, dieser Eintrag noch nicht. Auch ihn veröffentlichen? [j/N]
warn-next-in-past = Hinweis: { $moment } liegt schon in der Vergangenheit.
warn-after-final = Hinweis: { $number } war der Schlussbericht.
warn-released-all-the-same = { $number } ist trotzdem freigegeben. Noch einmal ausgeben: lage bericht zeigen { $number }
usage-archive-is-pdf = --archiv ist ein PDF; ein anderes Format passt nicht dazu.
usage-release-hint = Freigeben: lage bericht freigeben --von "Name, Funktion"
warn-public-state-older = Hinweis: { $number } „{ $text }“ hat intern einen neueren Zustand als öffentlich. Veröffentlichen: lage oeffentlich { $entry }
usage-one-edition = Nur eines von --kurz, --vortrag, --oeffentlich.
usage-edition-of-draft = Ein Lagebericht wird ganz freigegeben und so wieder gezeigt. --kurz, --vortrag und --oeffentlich gibt es vom Entwurf: lage bericht --kurz
ask-release-anyway = Vor der Unterschrift: { $points }
    Trotzdem freigeben? [j/N]
unready-and = { $before } { $next }
unready-words-older = „{ $part }“ ({ $moment }) ist älter als Änderungen an { $numbers }.
unready-incidents = Noch offene Ereignisse: { $numbers }.
unready-tasks = Noch offene Aufträge: { $numbers }.
unready-notices = Noch geltende Bekanntgaben: { $numbers }.
unready-questions = Noch offene Fragen: { $numbers }.
