//! A crisis day as whole screens: every command once, with what a tired person types wrong.

use std::collections::BTreeSet;

use crate::bed::Bed;
use crate::help::shell_words;

/// Commands whose screens are looked at elsewhere, with the place.
const ELSEWHERE: [(&str, &str); 2] = [
    (
        "completions",
        "help::completions_and_man_pages_come_out_for_every_shell",
    ),
    (
        "man",
        "help::completions_and_man_pages_come_out_for_every_shell",
    ),
];

/// Runs a chapter: each line is a clock time and a command.
fn chapter(bed: &Bed, script: &str, seen: &mut BTreeSet<String>) -> String {
    let mut screens = String::new();
    for line in script
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
    {
        let (time, command) = line.split_once(' ').unwrap();
        let words = shell_words(command.strip_prefix("lage").unwrap());
        let args: Vec<&str> = words.iter().map(String::as_str).collect();
        seen.extend(leaf(&args));
        bed.at(&format!("2021-10-15 {time}"));
        screens.push_str(&format!("{time} {}\n", bed.screen(&args)));
    }
    screens
}

/// The command that arguments name, by its German names.
fn leaf(args: &[&str]) -> Option<String> {
    let tree = lage::cli::args::command(None);
    let command = tree.find_subcommand(args.first()?)?;
    let verb = args.get(1).and_then(|verb| command.find_subcommand(verb));
    Some(match verb {
        Some(verb) => format!("{} {}", command.get_name(), verb.get_name()),
        None => command.get_name().to_owned(),
    })
}

/// Every command of the command line, by its German names.
fn leaves() -> BTreeSet<String> {
    let tree = lage::cli::args::command(None);
    let mut leaves = BTreeSet::new();
    for command in tree.get_subcommands() {
        let name = command.get_name();
        let verbs = command.get_subcommands();
        leaves.extend(verbs.map(|verb| format!("{name} {}", verb.get_name())));
        if !command.has_subcommands() {
            leaves.insert(name.to_owned());
        }
    }
    leaves
}

const BEGINNING: &str = r#"
07:35 lage
07:36 lage init "Cyberangriff auf das Rathaus" --behoerde "Stadt Musterhausen"
07:37 lage
07:40 lage vorfall neu "Verschlüsselung auf den Dateiservern" --seit 06:30 --stufe Notfall
07:42 lage vorfall aendern V-1 --stufe Krise --text "Fachverfahren und Dateiablage"
07:44 lage vorfall liste
07:50 lage notiz "Dienstleister meldet Lösegeldforderung" --quelle Telefon --zu V-1 --als "Weber/S2"
07:52 lage vorfall zeigen V-1
07:55 lage hilfe notiz
"#;

const SERVICES: &str = r#"
08:00 lage dienst neu "Telefon Stadthaus" --gruppe Kommunikation --zustaendig Haustechnik --zustand ausgefallen --seit 06:45 --mta 4h --ersatz "Mobiltelefone"
08:01 lage dienst neu "Telefon Feuerwehr" --gruppe Kommunikation --zustand "nicht betroffen"
08:03 lage dienst neu Meldewesen --haengt-ab-von "Telefon Stadthaus"
08:05 lage dienst setzen Telefon ausgefallen
08:06 lage dienst setzen Meldewesen Notbetreib
08:07 lage dienst setzen Meldewesen Notbetrieb --ersatz "Formulare auf Papier" --wieder-ab "in 3 Tagen"
08:09 lage dienst aendern Meldewesen --zustaendig Bürgerbüro --kontakt "Apparat 120"
08:10 lage dienst liste
08:11 lage dienst zeigen Meldewesen
"#;

const TASKS: &str = r#"
08:20 lage aufgabe neu "Backup prüfen" --an "IT/Max Beispiel" --frist 12:00 --prio dringend --zu V-1
08:21 lage aufgabe neu "Server neu aufsetzen" --an IT --frist "morgen 12:00" --wartet-auf A-1 --zu V-1
08:22 lage aufgabe neu "Essen für die Nachtschicht besorgen"
08:23 lage aufgabe neu "Händler anrufen" --an S4 --frist gestern
08:25 lage aufgabe beginnen A-1 "Band liegt im Tresor"
08:26 lage aufgabe beginnen A-2
08:28 lage aufgabe aendern A-3 --an S4 --frist 18:00
08:30 lage aufgabe zurueckstellen A-4 "Händler erst ab Montag erreichbar"
08:40 lage aufgabe absagen A-4 "erledigt sich"
09:10 lage aufgabe erledigen A-1 "Backup vom Vortag ist lesbar" --wirkung wirksam
09:11 lage aufgabe erledigen A-1
12:30 lage aufgabe liste
12:31 lage aufgabe liste --alle
12:32 lage aufgabe zeigen A-1
"#;

const STAFF: &str = r#"
09:30 lage entscheidung neu "Netz trennen" --von "Bürgermeisterin"
09:31 lage entscheidung neu "Netz trennen" --von "Bürgermeisterin" --grund "Ausbreitung verhindern" --option abwarten --risiko "Telefon fällt aus" --gehoert IT --wiedervorlage "morgen 09:00"
09:40 lage entscheidung ersetzen E-1 "Nur Server trennen" --von "Bürgermeisterin" --grund "Telefon nötig"
09:45 lage entscheidung neu "Schulen schließen" --von "Bürgermeisterin" --grund "Heizung unklar"
09:50 lage entscheidung aufheben E-3 "Heizung läuft" --von "Bürgermeisterin"
09:51 lage entscheidung aufheben E-1 "überholt" --von "Bürgermeisterin"
09:52 lage entscheidung liste
09:53 lage entscheidung zeigen E-2
10:00 lage erkenntnis neu Einfallstor "Fernwartung stand offen" --art Vermutung
10:05 lage erkenntnis ersetzen K-1 "Fernwartung stand offen, bestätigt" --art Fakt
10:06 lage erkenntnis liste
10:07 lage erkenntnis zeigen K-1
10:15 lage bekanntgabe neu "Das Bürgerbüro ist geschlossen." --an Bevölkerung --kanal Aushang --von Presse
10:20 lage bekanntgabe ersetzen B-1 "Das Bürgerbüro öffnet um 14 Uhr." --gilt-bis "heute 20:00"
10:25 lage bekanntgabe neu "Die Fähre fährt nicht."
10:30 lage bekanntgabe zurueckziehen B-3 "Irrtum"
10:31 lage bekanntgabe liste
10:32 lage bekanntgabe zeigen B-2
"#;

const JOURNAL: &str = r#"
10:40 lage berichtigen 4 "Dienstleister meldet Forderung, keine Summe genannt" --grund Hörfehler
10:41 lage notiz "Versehentlich eingetragen"
10:42 lage streichen 34 "gehört nicht hierher"
10:43 lage streichen 34 "noch einmal"
10:45 lage oeffentlich B-2 D-1 V-1
10:46 lage intern V-1 --grund "erst nach der Pressekonferenz"
10:50 lage lagebild zusammenfassung "Die Verschlüsselung ist gestoppt, der Notbetrieb läuft."
10:51 lage lagebild entscheidungsbedarf "Sprechtage absagen?" --option "ja, bis Freitag" --option nein
10:52 lage lagebild
10:53 lage lagebild zusammenfassung
10:54 lage suche Dienstleister
10:55 lage suche Dienstleitser
10:56 lage suche Wetterbericht
10:58 lage tagebuch
10:59 lage tagebuch --anzahl 5
"#;

const REPORTS: &str = r#"
11:00 lage bericht
11:05 lage bericht freigeben
11:06 lage bericht freigeben --von "Bürgermeisterin" --verteiler Rat --naechster 18:00 --besprechung 17:00
11:07 lage bericht liste
11:08 lage bericht zeigen L-1 --aus l-1.html
11:30 lage dienst setzen "Telefon Stadthaus" Notbetrieb --ersatz "Zwei Leitungen"
11:31 lage aufgabe neu "Bürgertelefon besetzen" --an S5 --frist 15:00
11:40 lage bericht kurz
11:41 lage bericht vortrag
11:42 lage bericht öffentlich
"#;

const EVENING: &str = r#"
15:30 lage
15:31 lage aufgabe liste --ueberfaellig
15:40 lage vorfall schliessen V-1 "Systeme laufen wieder"
15:41 lage vorfall schliessen V-1 "Systeme laufen wieder" --trotzdem
15:50 lage vorfall oeffnen V-1 "Neue Verschlüsselung gefunden"
15:55 lage dienst liste --stand 09:00
15:56 lage tagebuch --seit 15:00
15:57 lage aufgabe oeffnen A-1 "Band ist doch defekt"
15:57 lage aufgabe zeigen A-1
15:57 lage zeigen 2
15:58 lage berichtigen 21 "Netz sofort trennen" --grund Hörfehler
15:58 lage berichtigen 21 "Ausbreitung stoppen" --feld grund --grund Hörfehler
15:58 lage berichtigen 34 --um 10:20 --grund "Uhr abgelesen"
15:58 lage berichtigen 4 --um 07:20 --grund "Uhr abgelesen"
15:59 lage streichen E-2 "doch nicht"
15:59 lage streichen letzter "auch nicht"
15:59 lage erkenntnis schliessen K-1 --als bestaetigt --grund Gutachten
15:59 lage erkenntnis schliessen K-1 widerlegt
15:59 lage erkenntnis liste
15:59 lage erkenntnis liste --alle
15:59 lage tagebuch --anzahl 12
16:00 lage import nachtrag.toml
16:01 lage demo
16:05 lage pruefen
"#;

const TIRED: &str = r#"
22:00 lage notitz "Strom ist wieder da"
22:01 lage notiz
22:02 lage notiz ""
22:03 lage notiz "Strom ist wieder da" --um "morgen 06:00"
22:04 lage notiz "Strom ist wieder da" --um halbsieben
22:05 lage notiz "Strom ist wieder da" --zeit 21:00
22:06 lage aufgabe A-2 erledigen
22:07 lage aufgabe erledigen
22:08 lage aufgabe erledigen V-1
22:09 lage aufgabe erledigen 99
22:10 lage aufgabe neu "Schlafen" --frist nachher
22:11 lage dienst setzen Fax ausgefallen
22:12 lage dienst neu "telefon stadthaus"
22:13 lage dienst Meldewesen Normalbetrieb
22:14 lage berichtigen "Strom" "Strom ist da"
22:15 lage streichen 1 "alles weg"
22:16 lage oeffentlich L-1
22:17 lage bericht --format word
22:18 lage bericht --aus lage.db
22:19 lage bericht zeigen L-7
22:20 lage init "Noch eine Lage"
22:21 lage import gibtesnicht.toml
22:22 lage tagebuch --anzahl 2 --stand übermorgen
22:23 lage notiz "x" --stand gestern
22:24 lage aufgabe liste --oeffentlich
"#;

#[test]
fn a_crisis_day_screen_by_screen() {
    let bed = Bed::new();
    bed.ok(&["demo"]);
    std::fs::write(
        bed.path().join("nachtrag.toml"),
        "format = 1\n[[entry]]\ndo = \"note.add\"\ntext = \"Wachdienst sieht Licht im Serverraum\"\nat = \"15.10.2021 05:10\"\n",
    )
    .unwrap();
    let mut seen = BTreeSet::new();
    for (name, script) in [
        ("day_1_beginning", BEGINNING),
        ("day_2_services", SERVICES),
        ("day_3_tasks", TASKS),
        ("day_4_staff", STAFF),
        ("day_5_journal", JOURNAL),
        ("day_6_reports", REPORTS),
        ("day_7_evening", EVENING),
        ("day_8_tired", TIRED),
    ] {
        insta::assert_snapshot!(name, chapter(&bed, script, &mut seen));
    }
    let elsewhere = ELSEWHERE.map(|(command, _)| command.to_owned());
    let shown: BTreeSet<String> = seen.into_iter().chain(elsewhere).collect();
    let missing: Vec<_> = leaves().difference(&shown).cloned().collect();
    assert!(missing.is_empty(), "no screen of {missing:?}");
}

const ENGLISH: &str = r#"
07:36 lage init "Cyber attack on the town hall" --body "Town of Sample" --lang en
07:40 lage incident add "Encryption on the file servers" --since 06:30 --severity crisis
07:45 lage service add "Town hall phones" --group communication --state down --workaround "Mobile phones"
07:46 lage service set phones restord
07:50 lage task add "Check the backup" --to IT --due "today 12:00" --about V-1
07:51 lage task add "Order food"
07:55 lage decision add "Cut the network" --reason "Stop the spread" --by Mayor
08:00 lage finding add Entry "Remote maintenance was open" --certainty assumption
08:05 lage notice add "The citizens' office is closed." --to public --channel Poster
08:10 lage task done A-1 "Yesterday's backup can be read"
08:11 lage task start A-1
08:15 lage log
08:16 lage task list --all
08:17 lage service show phones
08:20 lage note "Power is back" --at tomorrow
08:21 lage task do A-2
08:30 lage report
08:40 lage
08:41 lage verify
"#;

#[test]
fn a_morning_in_english_screen_by_screen() {
    let text = chapter(&Bed::new(), ENGLISH, &mut BTreeSet::new());
    insta::assert_snapshot!("morning_in_english", text);
}

const WIDE: &str = r#"
12:30 lage
12:31 lage aufgabe liste --alle
12:32 lage dienst liste
12:33 lage entscheidung liste
12:34 lage tagebuch --anzahl 12
12:35 lage aufgabe zeigen A-1
12:36 lage bericht kurz
"#;

#[test]
fn the_day_on_a_wide_screen() {
    let bed = Bed::new().width(120);
    for script in [BEGINNING, SERVICES, TASKS, STAFF] {
        chapter(&bed, script, &mut BTreeSet::new());
    }
    let text = chapter(&bed, WIDE, &mut BTreeSet::new());
    insta::assert_snapshot!("day_on_a_wide_screen", text);
}

#[test]
fn colour_follows_the_surroundings_and_what_the_user_says_goes_before() {
    let bed = Bed::with_log();
    let home = bed.path().join("home");
    std::fs::create_dir_all(home.join(".config/lage")).unwrap();
    let setting = home.join(".config/lage/lage.toml");
    let colored = |option: &[&str], surroundings: &[(&str, &str)]| {
        let mut command = bed.command(option);
        command.env_remove("NO_COLOR").env("HOME", &home);
        command.envs(surroundings.iter().copied());
        let output = command.output().unwrap();
        assert!(output.status.success(), "{output:?}");
        output.stdout.contains(&0x1b)
    };
    let forced = [("CLICOLOR_FORCE", "1"), ("TERM", "dumb")];
    let refused = [("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")];
    assert!(!colored(&[], &[]), "no terminal");
    assert!(!colored(&[], &[("CLICOLOR", "1")]), "no terminal");
    assert!(colored(&[], &forced));
    assert!(!colored(&[], &refused));
    assert!(!colored(&["--farbe", "nie"], &forced));
    assert!(colored(&["--farbe", "immer"], &refused));
    std::fs::write(&setting, "farbe = \"nie\"\n").unwrap();
    assert!(!colored(&[], &forced));
    std::fs::write(&setting, "farbe = \"immer\"\n").unwrap();
    assert!(colored(&[], &refused));
}
