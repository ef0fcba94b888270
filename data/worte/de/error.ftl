error-time-unreadable = Die Zeit „{ $input }“ ist nicht lesbar.
    Möglich: { $forms } · alle Formen: lage hilfe zeiten
error-time-no-date = Das Datum in „{ $input }“ gibt es nicht.
    Möglich: { $forms } · alle Formen: lage hilfe zeiten
error-time-forms-past = 14:30 · gestern 18:00 · fr 08:00 · 15.10. 07:30 · 15.10.2021 07:30 · 15.10.2021 abends · 2021-10-15T07:30 · gestern zwischen 7 und 8 Uhr · letzte Woche · -20m · jetzt
error-time-forms-due = 14:30 · morgen 12:00 · fr 08:00 · 24.12. 07:30 · 24.12.2027 07:30 · morgen früh · 2027-12-24T07:30 · nächste Woche · Monatsende · in 3 Tagen · +2h · sofort
error-time-no-clock = Die Uhrzeit in „{ $input }“ gibt es nicht. Möglich: 00:00 bis 24:00
error-time-skipped = Die Uhrzeit in „{ $input }“ gibt es an diesem Tag nicht: die Uhr wurde auf Sommerzeit vorgestellt. Bitte die Zeit davor oder danach angeben.
error-time-ambiguous = Die Uhrzeit in „{ $input }“ gibt es an diesem Tag zweimal (Ende der Sommerzeit).
    Bitte eine von beiden: „{ $input } { $first }“ (vor der Umstellung) oder „{ $input } { $second }“ (danach)
error-time-unclear = „{ $input }“ kann zweierlei heißen: { $first } oder { $second }. Bitte eines davon angeben.
error-time-not-yet = „{ $input }“: { $clock } Uhr war heute noch nicht. Für den Tag davor: „gestern { $clock }“
error-time-passed = „{ $input }“: { $clock } Uhr ist heute schon vorbei. Bitte mit Tag angeben: „morgen { $clock }“ oder „heute { $clock }“
error-time-contradicts = Die Zeit „{ $input }“ widerspricht sich. Bitte prüfen: Passt der Wochentag zum Datum, die Uhrzeit zur Tageszeit, das Ende zum Beginn?
error-time-other-zone = „{ $input }“: zu dieser Zeit gilt { $zone }. Bitte die Zeit in { $zone } angeben, oder mit ihrem Abstand zu UTC: 2021-10-15T07:30+01:00
error-time-range = Die Zeit „{ $input }“ liegt außerhalb der Jahre 1900 bis 2199.
error-text-missing = Es fehlt: { $field }. Bitte einen Text angeben.
error-text-too-long = { $field }: { $bytes } Bytes sind zu viel, höchstens { $most }. Bitte kürzen oder auf mehrere Einträge verteilen.
error-reason-missing = Es fehlt die Begründung. Bitte angeben: --grund "…"
error-decider-missing = Es fehlt, wer entschieden hat. Bitte angeben: --von "Name oder Funktion"
error-in-future = { $moment } liegt in der Zukunft; als Ereignis zählt nur, was schon war.
    Für Kommendes: lage aufgabe neu "…" --frist ZEIT. Stimmt die Uhr des Laptops?
error-ends-before = Das Ende { $end } liegt vor dem Beginn { $begin }.
error-duration = Die Dauer „{ $input }“ ist nicht lesbar. Möglich: 4h · 90min · 2 Tage
error-status-incident = { $number } ist { $status } (seit { $moment }, von { $author }); das geht so nicht. Ansehen: { $command }
error-status-task = { $number } ist { $status } (seit { $moment }, von { $author }); das geht so nicht. Ansehen: { $command }
error-status-decision = { $number } ist { $status } (seit { $moment }, von { $author }); das geht so nicht. Ansehen: { $command }
error-status-notice = { $number } ist { $status } (seit { $moment }, von { $author }); das geht so nicht. Ansehen: { $command }
error-status-finding = { $number } ist { $status } (seit { $moment }, von { $author }); das geht so nicht. Neu fassen: lage erkenntnis ersetzen { $number } AUSSAGE. Ansehen: { $command }
error-ended-task = { $number } ist { $status } (seit { $moment }, von { $author }); das geht so nicht. Wieder öffnen: lage aufgabe oeffnen { $number } --grund GRUND. Ansehen: { $command }
error-ended-incident = { $number } ist { $status } (seit { $moment }, von { $author }); das geht so nicht. Wieder öffnen: lage vorfall oeffnen { $number } --grund GRUND. Ansehen: { $command }
error-which-entry = { $count ->
    [0] { $number } hat keinen Eintrag, der sich berichtigen lässt. Ansehen: { $command }
   *[other] { $number } hat mehrere Einträge ({ $entries }). Bitte die Nummer des Eintrags angeben. Ansehen: { $command }
 }
error-nothing-to-void = Hier ist kein Eintrag, der sich streichen lässt. Ansehen: lage tagebuch
error-no-words = Eintrag { $entry } hat keinen Text, der sich berichtigen lässt. Die Zeit: lage berichtigen { $entry } --um ZEIT --grund GRUND. Den Eintrag zurücknehmen: lage streichen { $entry } --grund GRUND
error-beginning-fixed = Eintrag { $entry } ist der Beginn des Tagebuchs; seine Zeit bleibt. Der Titel lässt sich berichtigen: lage berichtigen { $entry } --feld titel "…" --grund GRUND
error-which-field = Eintrag { $entry } hat mehrere Angaben; bitte sagen, welche gemeint ist:
    { $fields }
    So: lage berichtigen { $entry } --feld { $example } "…" --grund GRUND
error-no-such-field = „{ $input }“ ist keine Angabe von Eintrag { $entry }. Möglich:
    { $fields }
error-field-value = { $label }: { $value }
field-outcome = Ausgang
error-tasks-open = { $number } hat noch offene Aufgaben: { $open }. Erst erledigen oder absagen; oder bewusst schließen mit --trotzdem.
error-waits-circle = Die Aufgaben würden im Kreis aufeinander warten: { $circle }.
error-depends-circle = Die Dienste würden im Kreis voneinander abhängen: { $circle }.
error-waits-open = { $number } wartet noch auf { $open }. Erst diese erledigen, oder das Warten ändern: lage aufgabe aendern { $number } --wartet-auf ""
error-nothing-to-change = { $number }: Es wurde nichts zum Ändern angegeben. Hilfe: { $command }
error-already-voided = Eintrag { $entry } ist schon gestrichen ({ $moment }). Die Streichung zurücknehmen: lage streichen { $void } --grund GRUND
error-cannot-void = Eintrag { $entry } kann nicht gestrichen werden: mit ihm beginnt das Tagebuch, oder er ist nicht lesbar.
error-cannot-correct = Eintrag { $entry } lässt sich nicht berichtigen: es ist eine Berichtigung, Streichung, Freigabe oder Veröffentlichung. Möglich: den ursprünglichen Eintrag berichtigen oder lage streichen { $entry } --grund GRUND
error-record-voided = { $number } wurde gestrichen ({ $moment }); bitte neu anlegen.
error-service-name = Den Dienst „{ $name }“ gibt es schon: { $number }. Zustand setzen: lage dienst setzen { $number } ZUSTAND; an einem anderen Ort: --ort ORT
error-no-record = { $number } gibt es nicht. Was es gibt: { $command }
error-no-entry = Den Eintrag { $number } gibt es nicht. Ansehen: lage tagebuch
error-log-exists = Hier gibt es schon ein Tagebuch: { $path }. Es bleibt unverändert. Für ein zweites bitte einen anderen Ordner nehmen.
error-no-log = Hier und in den Ordnern darüber gibt es kein Tagebuch: { $path }
    Neu anfangen: lage init "TITEL"   Anderer Ort: --log DATEI
error-not-a-log = { $path } ist kein Tagebuch dieses Programms. Nichts wurde verändert.
error-newer = { $path } wurde von einer neueren Programmversion geschrieben (Schema { $theirs }; dieses Programm, Version { $version }, kennt Schema { $ours }). Bitte die neuere Version benutzen; nichts wurde verändert.
error-unsafe-place = { $path } liegt auf { $place }; dort kann ein Stromausfall oder ein zweiter Zugriff das Tagebuch zerstören.
    Bitte auf die eingebaute Festplatte legen. Bewusst trotzdem: --trotzdem (wird im Tagebuch vermerkt)
error-locked = { $path } wird gerade von einem anderen Programm benutzt; auch nach 10 Sekunden Warten. Bitte noch einmal versuchen.
error-disk-full = Die Festplatte ist voll: { $path }. Alles Frühere ist erhalten. Bitte Platz schaffen und noch einmal versuchen.
error-read-only = { $path } kann nicht geschrieben oder nicht geöffnet werden: es fehlt das Recht, oder der Datenträger ist schreibgeschützt.
error-damaged = { $path } ist beschädigt ({ $detail }).
    Nichts löschen. Zuerst eine Kopie des Datenträgers anlegen, dann das Dateisystem prüfen (fsck bzw. chkdsk), dann: lage pruefen
error-nothing-written = Nichts wurde eingetragen.
error-unsure = Beim letzten Schritt meldete der Datenträger einen Fehler ({ $detail }): { $path }. Was eben eingegeben wurde, kann im Tagebuch stehen oder nicht.
    Nicht gleich noch einmal eingeben, erst nachsehen: lage tagebuch --anzahl 3   Dann: lage pruefen
error-altered = { $path } hat nicht die Form, die dieses Programm ihm gibt ({ $objects }). Nichts wurde eingetragen, denn es könnte verloren gehen.
    Was es ist: lage pruefen   Wiederherstellen aus den Einträgen: lage pruefen --neu-aufbauen
error-not-kept = Die Datenbank hat eine Zeile nicht behalten (Tabelle { $table }). Nichts wurde eingetragen. Was es ist: lage pruefen
error-wrong-version = Die Datei sagt von sich, sie habe die Form { $theirs }; ihr Inhalt hat eine andere, oder es gibt diese nicht. Nichts wurde verändert.
    Zuerst eine Kopie der Datei anlegen, dann mit einer früheren Sicherung weiterarbeiten.
error-unsound = { $count ->
    [one] Nicht freigegeben: Beim Prüfen des Tagebuchs wurde { $count } Fehler gefunden. Was es ist und was hilft: lage pruefen
   *[other] Nicht freigegeben: Beim Prüfen des Tagebuchs wurden { $count } Fehler gefunden. Was es ist und was hilft: lage pruefen
 }
error-setting = Eine Sicherheitseinstellung der Datenbank wirkt nicht ({ $name }: { $got } statt { $wanted }). Das Tagebuch wird so nicht benutzt.
error-io = { $path }: { $detail }
error-sqlite = Das Tagebuch { $path } kann nicht benutzt werden: { $detail }. Prüfen: lage pruefen
error-inconsistent = Das Tagebuch enthält etwas, das dieses Programm nicht geschrieben haben kann ({ $detail }). Prüfen: lage pruefen
error-unknown-word = { $field }: „{ $input }“ ist nicht bekannt. Möglich: { $accepted }
error-unknown-word-near = { $field }: „{ $input }“ ist nicht eindeutig oder nicht bekannt. Meinten Sie: { $near }? Möglich: { $accepted }
error-not-a-number = „{ $input }“ ist keine solche Nummer. Gebraucht wird eine wie { $example }. Was es gibt: { $command }
error-not-an-entry = „{ $input }“ ist keine Nummer. Einträge haben Nummern wie 12 (lage tagebuch), anderes wie V-1, A-3, E-2.
error-no-service = Keinen Dienst „{ $input }“ gefunden. Was es gibt: lage dienst liste
error-no-service-near = Keinen Dienst „{ $input }“ gefunden. Meinten Sie: { $near }? Was es gibt: lage dienst liste
error-ambiguous-service = „{ $input }“ passt auf mehrere Dienste:
    { $candidates }
    Bitte die Nummer oder mehr vom Namen angeben.
error-zone = Die Zeitzone „{ $input }“ ist nicht bekannt. Beispiel: --zone Europe/Berlin
error-example = Das Beispiel „{ $input }“ gibt es nicht. Möglich: { $known }
error-import-read = { $path } kann nicht gelesen werden: { $detail }
error-import-form = { $path }, Zeile { $line }: { $detail }. Nichts wurde eingelesen. Das Format steht in docs/file-format.md.
error-import-step = { $path }, Zeile { $line }: { $cause }
    Nichts wurde eingelesen.
error-import = { $path }: { $count } Fehler. Nichts wurde eingelesen. Das Format steht in docs/file-format.md.
    { $lines }
error-import-line = Zeile { $line }: { $cause }
error-import-more = … und { $count } weitere
error-settings-read = { $path } kann nicht gelesen werden: { $detail }
error-settings-form = { $path }, Zeile { $line }: { $detail }. Möglich sind: als, sprache, farbe; [briefkopf] mit name, anschrift, logo.
error-out = { $path } kann nicht geschrieben werden: { $detail }. Eine frühere Datei dieses Namens ist unverändert.
error-out-is-log = { $path } ist der Name für ein Tagebuch, eine Einstellung oder eine Vorlage, oder würde dafür gehalten, und wird nicht geschrieben. Bitte einen anderen Namen: --aus lagebericht.md
error-stdout = Die Ausgabe kann nicht geschrieben werden: { $detail }
error-stdin = Die Eingabe kann nicht als UTF-8-Text gelesen werden: { $detail }
error-not-for-public-eyes = --oeffentlich gibt es beim Eintragen und bei lage bericht, lage tagebuch, lage suche und lage lagebild.
error-look-ahead = { $moment } liegt in der Zukunft; zeigen lässt sich nur, was war. Möglich: --stand jetzt · --stand "heute 07:00" · --seit gestern
error-stand-ahead = Der Stand { $moment } liegt in der Zukunft. Freigegeben wird, was war: lage bericht freigeben --stand "heute 07:00"
error-not-for-past = { $command } gilt nur für Ansichten und Berichte, nicht für diesen Befehl. Für die Ereigniszeit eines Eintrags: --um ZEIT
error-folder-gone = Der aktuelle Ordner ist nicht erreichbar: { $detail }
place-fat = einem FAT-Datenträger (USB-Stick, Speicherkarte)
place-network-share = einem Netzlaufwerk
place-user-space = einem Laufwerk in einem Benutzer-Dateisystem (FUSE)
place-synchronised = einem Ordner, den ein Programm synchronisiert
field-text = Text
field-source = Quelle
field-as = wer schreibt (--als)
field-distribution = Verteiler
field-body = Behörde
field-reason = Begründung
field-title = Titel
field-to = Empfänger (--an)
field-issued-by = erteilt von
field-what = Auftrag oder Entscheidung
field-result = Ergebnis
field-effect = Wirkung
field-by = entschieden oder freigegeben von (--von)
field-knowledge = Kenntnisstand
field-option = Option
field-risk = Risiko
field-heard = gehört
field-mode = Modus
field-prio = Priorität
field-severity = Stufe
field-certainty = Art (--art)
field-name = Name
field-group = Gruppe
field-place = Ort
field-owner = zuständig
field-contact = Kontakt
field-hotline = Hotline
field-state = Zustand
field-cause = Grund
field-restriction = Einschränkung
field-workaround = Ersatz
field-topic = Thema
field-statement = Aussage
field-channel = Kanal
error-report-stays-internal = Ein freigegebener Lagebericht bleibt intern. Für die Öffentlichkeit: lage bericht --oeffentlich
error-not-ready = Vor der Unterschrift: { $points }
    Trotzdem freigeben: lage bericht freigeben … --trotzdem
error-releaser-missing = Es fehlt, wer den Lagebericht freigibt. Bitte angeben: lage bericht freigeben --von "Name, Funktion"
error-compared-later = Der Vergleich mit { $since } geht nicht: Der Stand des Berichts ist { $as_of }, also früher.
    Für den späteren Stand: lage bericht --stand ZEIT --seit ZEIT, bei --seit der frühere von beiden.
error-not-for-public = { $option } gibt es bei der Bürgerinformation nicht.
error-no-pdf = Dieses Programm wurde ohne PDF gebaut. Mit PDF: cargo install --path . --features pdf
    Drucken geht auch so: lage bericht --format html --aus lagebericht.html, im Browser öffnen und drucken.
error-template = Die Vorlage { $template } hat in Zeile { $line } einen Fehler: { $detail }
    Die eingebaute Vorlage gilt wieder, wenn die Datei umbenannt ist.
error-logo = { $path } ist kein Bild, das gedruckt werden kann. Möglich: PNG, JPEG, SVG
error-no-print-command = Auf diesem Rechner gibt es keinen Druckbefehl (lp). Stattdessen: lage bericht --format pdf --aus lagebericht.pdf
error-print = Der Druckbefehl lp meldet: { $detail }
field-part = Teil des Lagebilds
field-number = Nummer
io-not-found = die Datei oder den Ordner gibt es nicht
io-not-allowed = keine Berechtigung
io-is-a-folder = ist ein Ordner
io-no-folder = ein Teil des Pfades ist kein Ordner
io-full = kein Platz mehr
io-read-only = der Datenträger ist schreibgeschützt
io-no-text = ist kein Text in UTF-8
