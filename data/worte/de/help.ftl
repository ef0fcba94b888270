help-root = Das Tagebuch des Krisenstabs: Vorfälle, Aufgaben, Entscheidungen, Dienste, Lagebericht.
help-command-note = Einen Eintrag ins Tagebuch schreiben
help-command-journal = Das Tagebuch lesen
help-command-show = Einen Eintrag, oder was sonst eine Nummer hat (A-3), mit allem dazu zeigen
help-command-correct = Text, Zeit oder eine Angabe eines Eintrags berichtigen; das Alte bleibt lesbar
help-command-void = Einen Eintrag streichen (NR, A-3 oder letzter); er bleibt lesbar
help-command-report = Den Lagebericht erstellen, freigeben, wieder zeigen, drucken
help-command-search = In allen Einträgen suchen
help-command-verify = Prüfen, ob das Tagebuch unverändert und vollständig ist
help-command-init = Ein Tagebuch in diesem Ordner beginnen
help-command-demo = Ein Beispiel bauen und seinen Lagebericht zeigen
help-command-import = Einträge aus einer TOML-Datei einlesen
help-command-completions = Ergänzungen für die Shell ausgeben (bash, zsh, fish, powershell)
help-command-man = Handbuchseiten (man) ausgeben
help-command-help = Hilfe zu einem Befehl, oder zu allen Formen von ZEIT: lage hilfe zeiten
help-noun-incident = Vorfälle: was passiert ist
help-incident-add = Einen Vorfall eröffnen
help-incident-list = Vorfälle auflisten
help-incident-show = Einen Vorfall mit Verlauf zeigen
help-incident-edit = Angaben eines Vorfalls ändern
help-incident-close = Einen Vorfall schließen
help-incident-reopen = Einen Vorfall wieder öffnen
help-noun-task = Aufgaben: wer macht was bis wann
help-task-add = Eine Aufgabe anlegen
help-task-list = Aufgaben auflisten
help-task-show = Eine Aufgabe mit Verlauf zeigen
help-task-edit = Eine Aufgabe ändern
help-task-start = Eine Aufgabe beginnen
help-task-hold = Eine Aufgabe zurückstellen
help-task-done = Eine Aufgabe erledigen
help-task-cancel = Eine Aufgabe absagen
help-task-reopen = Eine erledigte oder abgesagte Aufgabe wieder öffnen
help-noun-decision = Entscheidungen: was, warum, von wem
help-decision-add = Eine Entscheidung festhalten
help-decision-list = Entscheidungen auflisten
help-decision-show = Eine Entscheidung ganz zeigen
help-decision-supersede = Eine Entscheidung durch eine neue ersetzen
help-decision-revoke = Eine Entscheidung aufheben
help-noun-service = Dienste: was geht, was nicht, seit wann
help-service-add = Einen Dienst aufnehmen
help-service-list = Dienste auflisten
help-service-show = Einen Dienst mit Verlauf zeigen
help-service-edit = Angaben eines Dienstes ändern
help-service-set = Den Zustand eines Dienstes setzen
help-noun-finding = Erkenntnisse: was bekannt ist, vermutet oder gefragt
help-finding-add = Eine Erkenntnis festhalten
help-finding-list = Erkenntnisse auflisten
help-finding-show = Eine Erkenntnis mit früheren Fassungen zeigen
help-finding-replace = Eine Erkenntnis neu fassen
help-finding-close = Eine Erkenntnis schließen: bestätigt, widerlegt oder erledigt
help-noun-notice = Bekanntgaben: was wir anderen sagen
help-notice-add = Eine Bekanntgabe festhalten
help-notice-list = Bekanntgaben auflisten
help-notice-show = Eine Bekanntgabe zeigen
help-notice-replace = Eine Bekanntgabe ersetzen
help-notice-withdraw = Eine Bekanntgabe zurückziehen
help-heading-commands = Befehle
help-heading-global = Überall möglich
help-needed = { $said } (nötig)
help-heading-first = Erste Schritte
help-first-steps =
    lage init "Stromausfall Innenstadt" --behoerde "Stadt Musterhausen"
    lage notiz "Leitstelle meldet Ausfall" --als "Ihr Name/Funktion"
    lage aufgabe neu "Notstrom prüfen" --an Technik --frist "in 2 Stunden"
    lage        (Überblick)        lage bericht        (Lagebericht)
help-group-write = Schreiben
help-group-records = Führen (jeweils neu, liste, zeigen …)
help-group-read = Lesen
help-group-log = Das Tagebuch selbst und das Programm
help-more = Zu jedem Befehl: lage BEFEHL --hilfe   Zeiten: lage hilfe zeiten
help-usage-label = Aufruf:
help-usage = lage BEFEHL [ANGABEN]
help-also = auch
help-template = {"{"}about{"}"}

    Aufruf: {"{"}usage{"}"}

    {"{"}all-args{"}"}{"{"}after-help{"}"}
help-value-time = ZEIT
help-value-number = NR
help-value-file = DATEI
help-value-word = WORT
help-value-who = WER
help-value-count = ANZAHL
help-value-text = TEXT
help-value-command = BEFEHL
help-value-options = [ANGABEN]
help-positional-title = TITEL
help-positional-number = NR
help-positional-what = WAS
help-positional-name = NAME
help-positional-service = DIENST
help-positional-state = ZUSTAND
help-positional-topic = THEMA
help-positional-outcome = AUSGANG
help-positional-statement = AUSSAGE
help-positional-text = TEXT
help-positional-entry = EINTRAG
help-positional-words = WORTE
help-positional-reason = BEGRÜNDUNG
help-positional-result = ERGEBNIS
help-positional-example = NAME
help-positional-file = DATEI
help-positional-shell = SHELL
help-positional-path = BEFEHL
help-option-log = Das Tagebuch (sonst lage.db hier oder darüber)
help-option-as = Wer schreibt: Name oder "Name/Funktion"
help-option-at = Wann es geschah (sonst jetzt)
help-option-approx = Die Zeit ist ungefähr
help-option-source = Woher die Angabe stammt
help-option-public = öffentlich: beim Eintragen so markieren, beim Ansehen nur Öffentliches zeigen
help-option-json = Ergebnis als JSON
help-option-color = auto, immer oder nie
help-option-lang = de oder en
help-option-as-of = Lage zu diesem Zeitpunkt
help-option-known-by = Nur was bis dahin erfasst war
help-option-anyway = Bewusst trotzdem
help-option-help = Diese Hilfe
help-option-version = Die Version
help-option-severity = Störung, Notfall, Krise, Katastrophe
help-option-text = Beschreibung
help-option-since = Seit wann (Bericht: Zeit oder L-2)
help-option-title = Neuer Titel
help-option-reason = Begründung
help-option-false-alarm = Es war ein Fehlalarm
help-option-to = An wen: Funktion, Person oder "Funktion/Person"
help-option-due = Bis wann
help-option-prio = dringend, hoch, normal, niedrig
help-option-about = Worum es geht (V-1, A-2 …; bei Notizen auch ein Eintrag: 18)
help-option-waits-for = Worauf es wartet (A-2 …)
help-option-issued-by = Wer den Auftrag erteilt
help-option-what = Neuer Wortlaut
help-option-result = Was herauskam
help-option-effect = wirksam, teilweise, unwirksam, offen
help-option-by = Wer entschieden oder freigegeben hat
help-option-mode = einvernehmlich oder leitung
help-option-knowledge = Was zu dem Zeitpunkt bekannt war
help-option-option = Eine erwogene Möglichkeit
help-option-risk = Ein gesehenes Risiko
help-option-heard = Wer gehört wurde
help-option-review = Wann wieder darüber reden
help-option-certainty = fakt, vermutung oder frage
help-option-valid-until = Gilt bis
help-option-valid-from = Gilt ab
help-option-channel = Auf welchem Weg
help-option-format = tabelle, markdown, html, pdf oder json
help-option-out = In diese Datei oder diesen Ordner schreiben (- für die Ausgabe)
help-option-short = Kurzfassung auf zwei Seiten
help-option-all = Auch was beendet ist
help-option-group = Bürgerdienst, Fachverfahren, Kommunikation, Infrastruktur, Versorgung oder eigene
help-option-place = Ort oder Stelle
help-option-owner = Wer zuständig ist
help-option-contact = Wie der Stab die Zuständigen erreicht (bleibt intern)
help-option-hotline = Wie Bürgerinnen und Bürger den Dienst erreichen
help-option-depends-on = Wovon er abhängt
help-option-max-outage = Wie lange er ausfallen darf (4h, 2 Tage)
help-option-state = ungeklärt, "nicht betroffen", Normalbetrieb, eingeschränkt, Notbetrieb, ausgefallen, abgeschaltet, Wartung
help-option-cause = Warum
help-option-restriction = Was nicht geht
help-option-workaround = Wie es stattdessen geht
help-option-expected-back = Wann voraussichtlich wieder
help-option-name = Neuer Name
help-option-open = Nur offene
help-option-overdue = Nur überfällige
help-option-most = Wie viele Einträge
help-option-order = In welcher Reihenfolge: zeit oder eintrag (nach Nummern)
help-option-body = Die Behörde
help-option-exercise = Es ist eine Übung
help-option-zone = Zeitzone (sonst Europe/Berlin)
help-option-rebuild = Die Tabellen aus dem Tagebuch neu aufbauen
help-option-out-dir = In diesen Ordner
help-heading-options = Angaben
help-heading-examples = Beispiele
help-examples-noun-incident =
    lage vorfall neu "Verschlüsselung auf den Dateiservern" --seit "gestern 07:30"
    lage vorfall aendern V-1 --stufe krise
    lage vorfall schliessen V-1 --fehlalarm --grund "Wartung des Dienstleisters"
help-examples-noun-task =
    lage aufgabe neu "Backup prüfen" --an "IT/Max Beispiel" --frist "morgen 12:00"
    lage aufgabe erledigen A-1 "Backup vom Vortag ist lesbar"
    lage aufgabe liste --ueberfaellig
help-examples-noun-decision =
    lage entscheidung neu "Netz trennen" --grund "Ausbreitung verhindern" --von "Bürgermeisterin"
    lage entscheidung ersetzen E-1 "Nur Server trennen" --grund "Telefon nötig" --von "Bürgermeisterin"
    lage entscheidung zeigen E-1
help-examples-noun-service =
    lage dienst neu "Meldewesen" --zustaendig "Bürgerbüro"
    lage dienst setzen Melde ausgefallen --seit "gestern 07:30" --ersatz "Formulare auf Papier"
    lage dienst setzen Melde Notbetrieb --wieder-ab "in 3 Tagen"
help-examples-noun-finding =
    lage erkenntnis neu "Einfallstor" "Fernwartung stand offen" --art vermutung
    lage erkenntnis ersetzen K-1 "Fernwartung stand offen, bestätigt" --art fakt
    lage erkenntnis zeigen K-1
help-examples-noun-notice =
    lage bekanntgabe neu "Das Bürgerbüro ist geschlossen." --an bevoelkerung --kanal Aushang
    lage bekanntgabe ersetzen B-1 "Das Bürgerbüro öffnet um 10 Uhr." --gilt-bis "in 7 Tagen"
    lage bekanntgabe zurueckziehen B-2 --grund "Normalbetrieb"
help-examples-command-note =
    lage notiz Polizei ruft an, Aktenzeichen folgt
    lage notiz "Dienstleister meldet Verschlüsselung" --um "gestern 23:40" --quelle Telefon
help-examples-command-journal =
    lage tagebuch --seit "gestern 18:00"
    lage tagebuch --alle
    lage tagebuch --alle --nach eintrag
help-examples-command-correct =
    lage berichtigen 1 "Cyberangriff auf das Rathaus" --grund "Schreibfehler"
    lage berichtigen 1 "Cyberangriff" --feld titel --grund "Schreibfehler"
help-examples-command-report =
    lage bericht
    lage bericht --kurz --seit gestern
    lage bericht --format markdown --aus lagebericht.md
    lage bericht freigeben --von "Bürgermeisterin" --naechster "morgen 10:00"
    lage bericht zeigen 1
    lage bericht --oeffentlich --format html --aus info.html
help-examples-command-search =
    lage suche Telefon
    lage suche "Backup prüfen"
help-examples-command-init =
    lage init "Cyberangriff auf das Rathaus" --behoerde "Stadt Musterhausen"
help-command-assessment = Das Lagebild in Worten; TEIL: zusammenfassung, allgemein, beurteilung, prognose-kurz, prognose-mittel, prognose-lang, entscheidungsbedarf
help-command-publish = Etwas öffentlich machen (Nummern oder Einträge)
help-command-withhold = Etwas wieder intern machen
help-positional-action = erstellen|freigeben|liste|zeigen NR
help-positional-part = TEIL
help-positional-numbers = NR
help-option-distribution = Verteiler (freigeben)
help-option-next = Wann der nächste Bericht kommt
help-option-meeting = Nächste Lagebesprechung (freigeben)
help-option-final = Es ist der Schlussbericht (freigeben)
help-option-briefing = Als Lagevortrag nach Sachgebieten
help-option-archive = PDF/A-3a zum Aufbewahren, mit den Daten als Anhang
help-option-print = Als PDF an den Drucker geben
help-option-field = Welche Angabe des Eintrags (grund, ersatz, frist …)
help-option-time = Wann es stattdessen geschah (wie --um)
help-option-outcome = bestätigt, widerlegt oder erledigt
help-examples-command-assessment =
    lage lagebild zusammenfassung "Die Verschlüsselung ist gestoppt, der Notbetrieb läuft."
    lage lagebild prognose-kurz "Telefonie ab Montag, Fachverfahren frühestens in zwei Wochen."
    lage lagebild entscheidungsbedarf "Sprechtage absagen?" --option "ja, bis Freitag" --option "nein"
    lage lagebild
help-examples-command-publish =
    lage notiz "Das Rathaus ist telefonisch erreichbar."
    lage oeffentlich 2
help-times-title = Zeiten: was jede Form jetzt bedeutet ({ $now })
help-times-column-typed = Eingabe
help-times-column-past = was war (--um, --seit)
help-times-column-due = was kommt (--frist, --gilt-bis)
help-times-either = { $first } oder { $second }?
help-times-heading-clock = Uhrzeiten
help-times-forms-clock =
    14:30
    7.30 Uhr
    18.00
    0730
    7h30
    8 Uhr
    8 Uhr 30
    8³⁰ Uhr
    14:30 h
    24:00
help-times-heading-spoken = Uhrzeiten, wie man sie sagt
help-times-forms-spoken =
    halb acht
    um 8
    Viertel nach 7
    dreiviertel acht
    fünf vor halb acht
    ca. 8 Uhr
    gegen 8 Uhr
    kurz nach 8
    Mitternacht
    12 Uhr mittags
help-times-heading-days = Tage
help-times-forms-days =
    heute
    gestern
    vorgestern
    morgen
    übermorgen
    gestern 18:00
    gestern um 18 Uhr
    fr 08:00
    Freitag
    am Freitag, um 8 Uhr
    nächsten Montag
    kommenden Montag
    letzten Montag
    bis Freitag
    seit gestern
help-times-heading-parts = Tageszeiten
help-times-forms-parts =
    heute früh
    heute Vormittag
    mittags
    gestern Nachmittag
    gestern Abend
    morgen früh
    morgen früh 8 Uhr
    gestern Abend um 8
    8 Uhr abends
    Montag morgen
    Mo morgen 08:00
    Montagabend
    15.10.2021 abends
help-times-heading-nights = Nächte
help-times-forms-nights =
    heute Nacht
    heute Nacht um 2
    in der Nacht
    letzte Nacht
    letzte Nacht um 3
    Nacht zum 15.10.2021
    Nacht auf Montag
    15.10.2021 nachts
help-times-heading-dates = Daten
help-times-forms-dates =
    15.10.2021
    15.10.
    15.10. 07:30
    15.10.21 7.30
    15. Oktober 2021
    Freitag, 15.10.2021, 07:30 Uhr
    2021/10/15
    24.12. 18 Uhr
help-times-heading-away = Von jetzt aus gezählt
help-times-forms-away =
    jetzt
    eben
    sofort
    -20m
    +2h
    -1,5h
    +1 Tag
    +24h
    vor 20 Minuten
    vor einer Stunde
    vor einer halben Stunde
    in zwei Stunden
    in 3 Tagen
    in einer Woche
    vor 2 Monaten
help-times-heading-periods = Wochen, Monate, Jahreszeiten
help-times-forms-periods =
    KW 43
    KW 43/2021
    diese Woche
    nächste Woche
    letzte Woche
    Ende der Woche
    Anfang nächster Woche
    am Wochenende
    Juni
    Mitte Juni
    Monatsende
    Anfang nächsten Monats
    Frühjahr 2022
    Winter 2022/23
    1. Quartal 2022
    Ende 2022
help-times-heading-ranges = Von–bis
help-times-forms-ranges =
    zwischen 7 und 8 Uhr
    8-9 Uhr
    von 8 bis 9 Uhr
    gestern 07:30-08:15
    22:00-06:00
    05. bis 06.07.
    15. bis 17. Oktober 2021
    Montag bis Mittwoch
    Juni bis August 2022
help-times-heading-machines = Aus Programmen und taktisch
help-times-forms-machines =
    2021-10-15T07:30
    2021-10-15T07:30Z
    2021-10-15T07:30+01:00
    2021-10-15 07:30 UTC
    15.10.2021 07:30 MESZ
    150730okt21
    150730Zokt21
help-times-heading-notes = Hinweise
help-times-note-senses = Was war, zählt ab dem Anfang des Genannten; eine Frist läuft bis zu dessen Ende. Gedruckt wird, was gesagt wurde, nie eine Uhrzeit, die niemand nannte. „–“ passt jetzt nicht zu diesem Zweck.
help-times-note-parts = nachts 00–06 · morgens, früh 06–09 · vormittags 09–12 · mittags 12–14 · nachmittags 14–18 · abends 18–24 · Nacht zum … 22–06
help-times-note-periods = Monat: Anfang 1.–10., Mitte 11.–20., Ende ab 21. · Woche: Anfang Mo, Di, Mitte Mi, Do, Ende Fr–So · Frühjahr März–Mai, Sommer Juni–August, Herbst September–November, Winter Dezember–Februar
help-times-note-about = „ca.“, „gegen“, „etwa“, „kurz vor“, „kurz nach“ stehen als „ca.“ dabei, wie mit --ca.
help-times-note-refused = Nicht geraten wird: 7 · 10/15/2021 · 15-10-2021 · 2030 (Jahr oder 20:30 Uhr?) · Winter 2022. Die Stunde, die es am Ende der Sommerzeit zweimal gibt, braucht MESZ oder MEZ.
help-man-name = BEZEICHNUNG
help-man-synopsis = ÜBERSICHT
help-man-description = BESCHREIBUNG
help-man-exit = EXIT-STATUS
help-man-exit-lines =
    0: getan
    1: von einer Regel abgelehnt: keine solche Nummer, mehrdeutiger Name, in diesem Zustand nicht möglich
    2: falsch aufgerufen
    3: das Tagebuch ist nicht benutzbar: keines hier, keines von lage, neuer, lange gesperrt, Platte voll, schreibgeschützt, beschädigt
    4: eine Prüfung hat etwas gefunden
    70: ein Fehler im Programm
help-man-environment = UMGEBUNGSVARIABLEN
help-man-environment-lines =
    LAGE_LOG: das Tagebuch, wie --log
    LAGE_ALS: wer schreibt, wie --als
    LAGE_LANG: die Sprache, wie --sprache
    NO_COLOR, CLICOLOR, CLICOLOR_FORCE, TERM: ob in Farbe geschrieben wird
    COLUMNS: die Breite, wo die Ausgabe kein Bildschirm ist
help-man-files = DATEIEN
help-man-files-lines =
    lage.db: das Tagebuch, in diesem Ordner oder dem nächsten darüber
    lage.toml: Einstellungen neben dem Tagebuch: als, sprache, farbe, [briefkopf]
    ~/.config/lage/lage.toml: die eigenen Einstellungen; die neben dem Tagebuch gehen vor
