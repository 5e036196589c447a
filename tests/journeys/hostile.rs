//! Nothing that strangers send reaches the terminal as anything but text, whichever way it comes.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::{fs, thread};

use masthead::model::CleanText;

use crate::articles::library;
use crate::attacks::{ATTACKS, all, articles, in_a_name, lists};
use crate::clean::{
    clean_file, clean_lines, clean_log, gather, ids, is_clean, is_clean_text, misused, parse_all, show_all,
    shown, walk,
};
use crate::home::{Home, MASTHEAD};
use crate::sequences::{Writer, strangers, text_of};
use crate::terminal::Terminal;
use crate::tmux::leaves_out;

const SIZE: (u16, u16) = (120, 40);

/// A home with all attacks in its store, in every form, from files whose names are attacks.
fn attacked() -> (Home, Vec<String>) {
    let home = Home::new();
    let mut names = Vec::new();
    for (name, content) in articles() {
        let name = format!("in/{}{name}", in_a_name());
        home.write(&name, content);
        names.push(name);
    }
    (home, names)
}

#[test]
fn no_attack_reaches_the_terminal_from_a_command() {
    if leaves_out("what tmux makes of it is not what masthead wrote") {
        return;
    }
    let (home, names) = attacked();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let settled = home.run(&["config"]).out;
    for args in [&["import", "in"][..], &["import", "in", "--json"], &["refresh"]] {
        shown(&home, args);
    }
    assert!(ids(&home).len() > 10);
    parse_all(&home, &names);
    show_all(&home);
    shown(&home, &[&["recognize", "--json"], names.as_slice()].concat());
    let lists = lists();
    for (name, content) in &lists {
        home.write(&format!("{}{name}", in_a_name()), content);
        let name = format!("{}{name}", in_a_name());
        for args in [&["feeds", "import", &name][..], &["parse", &name], &["import", &name, "--json"]] {
            shown(&home, args);
        }
    }
    assert!(home.run(&["feeds", "list"]).out.contains("Feed"), "the lists were read");
    assert_eq!(home.run(&["config"]).out, settled, "what comes in settles nothing");
    let id = ids(&home).pop().expect("one");
    let (x, name) = (all().replace('\0', ""), in_a_name());
    for args in [
        &["search", "first", "--json"][..],
        &["search", "first"],
        &["search", &x],
        &["search", &format!("(\"{x}")],
        &["search", &format!("lang:{x} actor:{x} feed:{x}")],
        &["actors"],
        &["actors", "--json"],
        &["actor", "Russia"],
        &["actor", "Russia", "--json"],
        &["actor", "--markdown", "Russia"],
        &["actor", &x],
        &["next", "--json"],
        &["positions", ""],
        &["positions", "", "--json"],
        &["positions", "--markdown", ""],
        &["tags", "add", &id, &x],
        &["tags", "list"],
        &["note", &id, &x],
        &["note", &id],
        &["searches", "add", &x, "first"],
        &["searches", "list"],
        &["mute", "add", &x],
        &["mute", "list", "--json"],
        &["feeds", "list"],
        &["feeds", "list", "--json"],
        &["feeds", "export"],
        &["feeds", "export", "--format", "urls"],
        &["feeds", "add", "--unseen", &format!("https://e.example/{x}")],
        &["feeds", "add", &format!("{x}:nowhere")],
        &["feeds", "rename", "Feed", &x],
        &["feeds", "remove", &x],
        &["themes", &x],
        &["import", &name],
        &["import", &format!("https://127.0.0.1:1/{x}")],
        &["parse", &name],
        &["recognize", "--json", &name],
        &["refresh", &x],
        &["--store", &format!("in/{}plain.txt/{name}", in_a_name()), "search", "a"],
        &["--store", &name, "show", "1"],
        &["import-from", "newsboat", "--urls", &name],
        &["config"],
        &["export", "--all"],
        &["export", "--all", &format!("{name}.jsonl")],
        &["export", "--all", &format!("{name}.jsonl")],
        &["import", &format!("{name}.jsonl")],
        &["doctor"],
        &["doctor", "--json"],
        &["backup", &name, "--json"],
        &["restore", &name, "--force", "--json"],
        &["restore", &format!("in/{}plain.txt", in_a_name())],
    ] {
        shown(&home, args);
        if args.contains(&"--json") {
            let out = home.run(args).out;
            let read = serde_json::from_str::<serde_json::Value>(&out);
            assert!(out.is_empty() || read.is_ok(), "{args:?}: {out}");
        }
    }
    // What is wrong is said with what was typed.
    for args in [
        &[&*x][..],
        &["search", &format!("--{x}")],
        &["show", &x],
        &["show", "1", "--format", &x],
        &["--config", &format!("{name}.toml"), "refresh"],
        &["export"],
    ] {
        misused(&home, args);
    }
    // An export has the text as it was cleaned, here and where it is written to a file.
    let written = clean_file(&home.path(&format!("{name}.jsonl")));
    for export in [written, home.run(&["export", "--all"]).out] {
        assert!(export.lines().count() > 20 && export.contains("\"end\":"), "{export}");
        assert!(clean_lines(&export) > 100 && !export.contains("\\u00"), "{export}");
    }
}

#[test]
fn no_attack_reaches_the_terminal_from_what_is_configured() {
    if leaves_out("what tmux makes of it is not what masthead wrote") {
        return;
    }
    let home = Home::new();
    let x = all().replace('\0', "");
    let quoted: String = x.chars().map(|c| format!("\\U{:08x}", u32::from(c))).collect();
    let configs = [
        format!(
            "theme = \"{quoted}\"\n\"{quoted}\" = 1\n[keys]\n\"{quoted}\" = \"{quoted}\"\n\"x\" = \"{quoted}\"\n"
        ),
        format!(
            "[network]\nproxy = \"{quoted}\"\n[labels]\nanalysis = [\"{quoted}\"]\n[[programs]]\nname = \"{quoted}\"\ncommand = [\"{quoted}\"]\n"
        ),
        format!("theme = \"{x}\"\n{x} = 1\n"),
    ];
    home.write(
        &format!("config/masthead/themes/{}.toml", in_a_name()),
        format!("base = \"{quoted}\"\n[{quoted}\n{x}"),
    );
    home.write(
        "config/masthead/actors.tsv",
        format!("id{x}\tname{x}\tkind{x}\nperson:a{x}\tAnn{x} Lee\tperson\n{x}\n"),
    );
    for config in configs {
        home.write("config/masthead/config.toml", config);
        for args in [
            &["config"][..],
            &["themes"],
            &["themes", &in_a_name()],
            &["actors", "--check"],
            &["search", "a"],
        ] {
            shown(&home, args);
        }
        let mut reader = Terminal::open(&home, SIZE);
        walk(&mut reader, &["?", "<esc>", ":theme<enter>", "j", "j", "<esc>", "<enter>", "|", "<esc>"]);
        is_clean(reader, Writer::Reader, &home);
    }
    // Help has styles, and nothing of the environment.
    let odd = [("MASTHEAD_STORE", in_a_name()), ("MASTHEAD_CONFIG", in_a_name())];
    let odd: Vec<(&str, &str)> = odd.iter().map(|(name, value)| (*name, value.as_str())).collect();
    for args in [&["--help"][..], &["help", "feeds", "add"], &["--version"]] {
        let mut help = Terminal::run(&home, SIZE, &[&[MASTHEAD], args].concat(), &odd);
        assert!(help.exit_status().success());
        let raw = help.raw();
        assert_eq!(strangers(&raw, Writer::Reader), [""; 0]);
        assert!(!String::from_utf8_lossy(&raw).contains("owned"));
    }
    let usage = |args: &[&str]| home.run(args);
    assert_eq!((usage(&["nonsense"]).code, usage(&["--help"]).code, usage(&["--version"]).code), (2, 0, 0));
    assert!(usage(&["nonsense"]).err.contains("nonsense") && usage(&["nonsense"]).out.is_empty());
    assert!(usage(&["--help"]).out.contains("Usage: masthead"));
}

#[test]
fn no_attack_reaches_the_terminal_from_the_reader() {
    if leaves_out("what tmux makes of it is not what masthead wrote") {
        return;
    }
    let (home, names) = attacked();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    assert!(home.run(&[&["import"], names.as_slice()].concat()).out.contains("new"));
    let x = all().replace(['\0', '\n'], "");
    home.write("shout", &x);
    let programs = "hyperlinks = \"on\"\n[[programs]]\nname = \"shout\"\ncommand = [\"cat\", \"shout\", \"-\"]\n[[programs]]\n\
                    name = \"fail\"\ncommand = [\"sh\", \"-c\", \"cat shout >&2; exit 1\"]\n";
    home.write("config/masthead/config.toml", programs);
    let mut reader = Terminal::open(&home, SIZE);
    walk(&mut reader, &["<enter>"]);
    for _ in ids(&home) {
        walk(
            &mut reader,
            &[
                "]]", "]]", "a", "]a", "a", "O", "<esc>", ";", "<esc>", "G", "gg", "|1", "|2", "v", "<esc>",
                "zM", "zR", "y", "n",
            ],
        );
    }
    let paste = format!("\x1b[200~{x}\x1b[201~");
    for (keys, then) in [
        ("/", "<enter>"),
        ("g/", "<enter>"),
        ("=", "<enter>"),
        ("t", "<enter>"),
        ("ga", "<enter>"),
        (":", "<enter>"),
        (":add ", "<enter>"),
    ] {
        walk(&mut reader, &[keys, &paste, then, "<esc>", "<esc>"]);
    }
    walk(
        &mut reader,
        &[
            "<esc>",
            "<enter>",
            ":theme nothing<enter>",
            ":next<enter>",
            "<esc>",
            ":positions<enter>",
            "j",
            "<esc>",
            ":feeds<enter>",
            "<esc>",
            "i",
            "<esc>",
        ],
    );
    let written = export_all(&mut reader, &home);
    assert!(written > 10, "{written}");
    walk(&mut reader, &["<esc>", "h", "j", "j", "k", "l", "<esc>"]);
    is_clean(reader, Writer::CopyingReader, &home);
}

/// Writes the open article and those after it to files, in each form, and expects that they are clean; how many lines there are.
fn export_all(reader: &mut Terminal, home: &Home) -> usize {
    let mut lines = 0;
    for form in ["md", "txt", "html", "json"] {
        let file = home.path(&format!("written.{form}"));
        // The name that is offered is made of the title.
        reader.play(&[
            ("e", "write to:"),
            ("<c-u>", ""),
            (&format!("{}<enter>", file.display()), "Written to"),
        ]);
        let text = clean_file(&file);
        if form == "json" {
            assert!(clean_lines(&text.replace('\n', " ")) > 2, "{text}");
        }
        lines += text.lines().count();
        reader.play(&[("n", "")]);
    }
    // And to the one that is offered.
    reader.play(&[("e<enter>", "Written to")]);
    lines
}

#[test]
fn no_attack_reaches_the_terminal_from_an_actor_of_ones_own() {
    if leaves_out("what tmux makes of it is not what masthead wrote") {
        return;
    }
    let home = Home::new();
    let x = all().replace(['\0', '\n'], "");
    // What parts one name of an actor from the next would tear the sequences, so that each is text.
    let whole: String = ATTACKS.iter().filter(|attack| !attack.contains([';', '\0'])).copied().collect();
    let row = format!(
        "person:ann-lee\tAnn{x} Lee\tAnn Lee; The Ferry{whole}woman\tferry{whole}man; Captain\torg:pier\n\
         org:pier\tThe{x} Pier\tPier Board; Pier{whole} Owners\n"
    );
    home.write("config/masthead/actors.tsv", row);
    let text = format!(
        "Talks on the Pier\n\nAnn Lee of the Pier Board spoke on Tuesday.\n\n“We wait,” said Ann{x} Lee.\n"
    );
    home.import(&[("talks.txt", &text)]);
    let page = home.run(&["actor", "person:ann-lee", "--json"]).out;
    let page: serde_json::Value = serde_json::from_str(&page).expect("JSON");
    let (name, role) =
        (CleanText::line(&format!("Ann{x} Lee")), CleanText::line(&format!("ferry{whole}man")));
    assert_eq!((&page["actor"]["name"], &page["roles"][0]), (&name.as_str().into(), &role.as_str().into()));
    for args in [
        &["actors"][..],
        &["actors", "--json"],
        &["actors", "--check"],
        &["actor", "person:ann-lee"],
        &["actor", "person:ann-lee", "--json"],
        &["actor", "person:ann-lee", "--markdown"],
        &["actor", "org:pier"],
        &["search", "actor:person:ann-lee"],
        &["positions", ""],
        &["recognize", "--json", "talks.txt"],
        &["export", "--all"],
    ] {
        shown(&home, args);
    }
    show_all(&home);
    let mut reader = Terminal::open(&home, SIZE);
    reader.play(&[("<enter>", "spoke on Tuesday"), ("a", "ACTORS"), ("", "1 quote")]);
    reader.play(&[
        ("<enter>", "mention 1"),
        ("a", "ACTORS"),
        ("<enter>", "POSITIONS AND WORDS"),
        ("", "Captain"),
    ]);
    walk(&mut reader, &["j", "j", "f", "<esc>", "<esc>", "h", "<esc>", "ga", "Ann", "<esc>"]);
    is_clean(reader, Writer::Reader, &home);
}

/// The program that people get does not fail when it is asked to.
#[cfg(debug_assertions)]
#[test]
fn a_fault_gives_the_terminal_back_and_is_told_in_clean_text() {
    if leaves_out("the modes of the terminal are those of tmux") {
        return;
    }
    let (home, names) = attacked();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    assert!(home.run(&[&["import"], names.as_slice()].concat()).out.contains("new"));
    let asked = all().replace('\0', "");
    let mut reader = Terminal::run(&home, SIZE, &[MASTHEAD], &[("MASTHEAD_TEST_PANIC", &asked)]);
    // It fails when it has drawn what came of something, and a key waits for it.
    reader.press("j");
    let code = reader.exit_status().exit_code();
    assert_eq!(code, 1);
    let screen = reader.screen();
    assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
    let modes = reader.modes();
    assert!(modes.contains("ICANON") && modes.contains("ECHO"), "{modes}");
    let raw = reader.raw();
    assert_eq!(strangers(&raw, Writer::Reader), [""; 0]);
    let written = String::from_utf8(raw).expect("UTF-8");
    let (before, after) = written.split_once("\x1b[?1049l").expect("its own screen is left");
    assert!(before.contains("\x1b[?1049h") && before.contains("title"), "{before:?}");
    let said = text_of(after.as_bytes());
    is_clean_text(&said, "what is said");
    for text in [&said, &clean_log(&home)] {
        assert!(text.contains("asked for by MASTHEAD_TEST_PANIC"), "{text}");
    }
    assert!(!said.contains("owned") && !said.contains("aGVsbG8="), "{said}");
    assert!(said.contains("masthead ended by a fault of its own") && said.contains("masthead.log"), "{said}");
}

#[test]
fn no_attack_reaches_the_terminal_from_what_the_user_writes_elsewhere() {
    if leaves_out("what tmux makes of it is not what masthead wrote") {
        return;
    }
    let home = library();
    home.write("editor.sh", "cat attacks >> \"$1\"");
    home.write("attacks", format!("Note{}here", all()));
    let editor = format!("sh {}", home.path("editor.sh").display());
    let mut reader = Terminal::open_with(&home, SIZE, &[("EDITOR", &editor)]);
    reader.play(&[("<enter>", "3 unread"), ("gn", "Note written"), ("G", "Your note")]);
    is_clean(reader, Writer::Reader, &home);
}

/// A server that answers anything with this, byte for byte; its address.
fn server(answer: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let mut request = [0; 4096];
            let _ = stream.read(&mut request);
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    format!("http://{address}/feed")
}

#[test]
fn no_attack_reaches_the_terminal_from_a_server() {
    if leaves_out("what tmux makes of it is not what masthead wrote") {
        return;
    }
    let home = Home::new();
    let x = all().replace(['\0', '\n'], "");
    let feed = format!(
        "<rss><channel><title>Wire{x}</title><item><title>Item{x}</title><link>http://127.0.0.1:1/{x}</link></item></channel></rss>"
    );
    let answers = [
        format!("HTTP/1.1 404 Gone{x}\r\nContent-Length: 0\r\n\r\n"),
        format!(
            "HTTP/1.1 200 {x}\r\nContent-Length: {}\r\nETag: \"{x}\"\r\nServer: {x}\r\nContent-Type: {x}\r\n\r\n{feed}",
            feed.len()
        ),
        format!(
            "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nContent-Type: text/xml; charset={x}\r\nRetry-After: {x}\r\n\r\n{feed}",
            feed.len()
        ),
        format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{feed}", feed.len()),
        format!("HTTP/1.1 302 Found\r\nLocation: http://a.example/{x}\r\nContent-Length: 0\r\n\r\n"),
        "HTTP/1.1 302 Found\r\nLocation: javascript\u{9b}31m:owned\r\nContent-Length: 0\r\n\r\n".to_owned(),
        "HTTP/1.1 302 Found\r\nLocation: //\u{9b}31m%1b[6n/\u{202e}\r\nContent-Length: 0\r\n\r\n".to_owned(),
        format!("HTTP/1.1 429 Slow{x}\r\nRetry-After: 60\r\nContent-Length: 0\r\n\r\n"),
        format!("{x}\r\n\r\n"),
        "HTTP/1.1 200 OK\r\nContent-Encoding: \u{9b}31m\r\nContent-Length: 2\r\n\r\nab".to_owned(),
    ];
    for answer in answers {
        let url = server(answer);
        for args in [&["feeds", "add", &url][..], &["import", &url], &["feeds", "add", "--unseen", &url]] {
            shown(&home, args);
        }
    }
    for args in [
        &["refresh", "--all"][..],
        &["refresh", "--all", "--json"],
        &["feeds", "list"],
        &["feeds", "list", "--json"],
    ] {
        shown(&home, args);
    }
    let mut reader = Terminal::open(&home, SIZE);
    walk(
        &mut reader,
        &["R", "h", "j", "j", "j", "l", "<enter>", "x", "<esc>", ":feeds<enter>", "j", "j", "<esc>"],
    );
    is_clean(reader, Writer::Reader, &home);
    is_within_the_store(&home);
}

/// Whatever comes from the network lies in the store’s folder, whose files have names of masthead’s own.
fn is_within_the_store(home: &Home) {
    let names = |folder: &Path| -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder").flatten();
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
    };
    assert_eq!(names(&home.path("")), ["store"]);
    for name in names(&home.store()) {
        assert!(name.starts_with("masthead."), "{name}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_address_is_one_argument_of_what_opens_it() {
    use std::os::unix::fs::PermissionsExt;
    use std::process::Command;

    let home = Home::new();
    let pipe = home.path("opened");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("run").success());
    let program = home
        .write("bin/xdg-open", format!("#!/bin/sh\nprintf '%s\\n' \"$#\" \"$@\" > '{}'\n", pipe.display()));
    fs::set_permissions(program, PermissionsExt::from_mode(0o755)).expect("set");
    let url = "https://a.example/$(touch owned)`id`;id|cat --help \"q\" 'r'&x";
    home.import(&[("a.md", &format!("---\ntitle: Ferry Accord\nurl: {url}\n---\n\nWords of it.\n"))]);
    let path = format!("{}:{}", home.path("bin").display(), std::env::var("PATH").unwrap_or_default());
    let mut reader = Terminal::open_with(&home, SIZE, &[("PATH", &path)]);
    reader.play(&[("", "Ferry Accord"), ("<enter>", "all read"), ("o", "Opened https://a.example/")]);
    // Waits until somebody has written.
    let opened = fs::read_to_string(&pipe).expect("read");
    let expected = "1\nhttps://a.example/$(touch%20owned)%60id%60;id|cat%20--help%20%22q%22%20'r'&x\n";
    assert_eq!(opened, expected);
    assert!(!home.path("owned").exists());
    reader.quit();
}

#[test]
fn our_own_fixtures_leave_no_sequence() {
    if leaves_out("what tmux makes of it is not what masthead wrote") {
        return;
    }
    let home = Home::new();
    let mut files = Vec::new();
    for folder in ["tests/fixtures", "assets/samples"] {
        gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut files);
    }
    let names: Vec<&str> = files.iter().filter_map(|file| file.to_str()).collect();
    assert!(names.len() > 100);
    shown(&home, &[&["import"], names.as_slice()].concat());
    parse_all(&home, &names);
    show_all(&home);
    let mut reader = Terminal::open(&home, SIZE);
    walk(&mut reader, &["<enter>", "a"]);
    for _ in ids(&home) {
        walk(&mut reader, &["n"]);
    }
    is_clean(reader, Writer::Reader, &home);
}
