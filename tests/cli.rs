//! The commands: exit codes, what goes to standard output and what to standard error, bad input.

mod harness;

use std::fs::{self, File};
use std::time::{Duration, Instant};

use harness::home::{Home, Ran};
use serde_json::Value;

const FERRY: &str = "Ferry Accord Nears\n\nBoth shores of the lake said an accord was near.\n\nWho Wants What\n\n\
                     Northshore: Wants the ferry back before the frost.\n\nTomáš Óravec: Wants both signatures on one page.\n";

#[test]
fn usage_errors_are_2_failures_1_and_help_0() {
    let home = Home::new();
    for (args, code) in [
        (&["--help"][..], 0),
        (&["--version"], 0),
        (&["import", "--help"], 0),
        (&["frobnicate"], 2),
        (&["import"], 2),
        (&["samples", "burn"], 2),
        (&["parse", "missing.txt"], 1),
        (&["import", "missing.txt"], 1),
        (&["search", "\"unended"], 1),
        (&[], 1),
    ] {
        let ran = home.run(args);
        assert_eq!(ran.code, code, "{args:?}: {ran:?}");
        let (silent, spoken) = if code == 0 { (&ran.err, &ran.out) } else { (&ran.out, &ran.err) };
        assert!(silent.is_empty() && !spoken.trim().is_empty(), "{args:?}: {ran:?}");
    }
}

#[test]
fn parse_prints_json_and_stores_nothing() {
    let home = Home::new();
    home.write("ferry.txt", FERRY);
    let ran = home.run(&["parse", "ferry.txt"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let document: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(document["title"], "Ferry Accord Nears");
    let kinds: Vec<&Value> =
        document["sections"].as_array().expect("sections").iter().map(|s| &s["kind"]).collect();
    assert_eq!(kinds, ["lead", "stakeholders"]);
    assert!(!home.store().exists());

    let piped = home.run_with(&["parse", "-"], FERRY.as_bytes());
    assert_eq!((piped.code, piped.out), (0, ran.out));

    home.write("other.txt", "Another Title\n\nAnother text.\n");
    let several = home.run(&["parse", "ferry.txt", "missing.txt", "other.txt"]);
    let lines: Vec<Value> =
        several.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(several.code, 1);
    assert_eq!(lines.len(), 3);
    assert!(lines[0]["title"].is_string() && lines[1]["error"].is_string() && lines[2]["title"].is_string());
}

#[test]
fn a_file_is_imported_once_and_revised_when_it_changes() {
    let home = Home::new();
    let ferry = home.write("ferry.txt", FERRY);
    assert_eq!(home.run(&["import", "ferry.txt"]).out, "1 new, 0 changed, 0 unchanged\n");
    assert_eq!(home.run(&["import", "ferry.txt"]).out, "0 new, 0 changed, 1 unchanged\n");
    let before = found(&home, "accord");
    fs::write(&ferry, FERRY.replace("was near", "was at hand")).expect("written");
    let revised = home.run(&["import", "--json", "ferry.txt"]);
    let report: Value = serde_json::from_str(&revised.out).expect("JSON");
    assert_eq!((&report["new"], &report["revised"]), (&Value::from(0), &Value::from(1)), "{report}");
    assert_eq!(found(&home, "accord")[0]["id"], before[0]["id"]);
    assert_eq!((found(&home, "hand").len(), found(&home, "\"was near\"").len()), (1, 0));

    let piped =
        home.run_with(&["import", "-", "--feed", "Piped"], b"A Piped Title\n\nWith some text in it.\n");
    assert_eq!(piped.out, "1 new, 0 changed, 0 unchanged\n");
    assert_eq!(found(&home, "piped")[0]["feed"], "Piped");
}

#[test]
fn search_finds_words_phrases_and_actors() {
    let home = Home::new();
    home.write("news/ferry.txt", FERRY);
    home.write(
        "news/toll.md",
        "# Tolls Put Off\n\nThe ferry waits.\n\n## Stakeholders\n\n**Tomáš Óravec:** Regrets the delay.\n",
    );
    assert_eq!(home.run(&["import", "news"]).code, 0);
    for (query, count) in [
        ("ferry", 2),
        ("tolls", 1),
        ("\"both shores\"", 1),
        ("\"shores both\"", 0),
        ("actor:\"Tomáš Óravec\"", 2),
        ("actor:\"tomas oravec\"", 2),
        ("actor:\"Northshore\" ferry", 1),
        ("nowhere", 0),
    ] {
        let found = found(&home, query);
        assert_eq!(found.len(), count, "{query}: {found:?}");
        assert!(found.iter().all(|article| article["feed"] == "news"));
    }
    let ran = home.run(&["search", "tolls"]);
    assert!(ran.out.contains("Tolls Put Off") && ran.err.is_empty());
}

#[test]
fn labels_of_the_config_name_sections() {
    let home = Home::new();
    let body = "Les délégations ont repris mardi leurs discussions sur le péage du lac.";
    let text = format!("Le bac attend\n\n{body}\n\nCe qui vient :\n\n{body}\n");
    home.write("text.txt", &text);
    home.write("marked.md", format!("# Le bac attend\n\n{body}\n\n**Ce qui vient :** {body}\n"));
    let feed = format!(
        "<rss version='2.0'><channel><title>Lac</title><item><title>Le bac attend toujours</title>\
         <description>&lt;p&gt;{body}&lt;/p&gt;&lt;h2&gt;Ce qui vient&lt;/h2&gt;&lt;p&gt;{body}&lt;/p&gt;\
         </description></item></channel></rss>"
    );
    home.write("feed.xml", &feed);
    home.write("own.toml", "[labels]\nwhats_next = ['CE QUI VIENT']\n");
    home.write("wrong.toml", "[labels]\nwhatsnext = ['Ce qui vient']\n");
    let kinds = |file: &str, config: &str| -> Vec<String> {
        let ran = home.run(&["parse", file, "--config", config]);
        assert_eq!(ran.code, 0, "{ran:?}");
        let value: Value = serde_json::from_str(&ran.out).expect("JSON");
        let document = value.get("articles").map_or(&value, |articles| &articles[0]);
        let sections = document["sections"].as_array().expect("sections");
        sections.iter().map(|section| section["kind"].as_str().expect("a kind").to_owned()).collect()
    };
    for file in ["text.txt", "marked.md", "feed.xml"] {
        assert_eq!(kinds(file, "own.toml"), ["lead", "whats_next"], "{file}");
        assert!(!kinds(file, "wrong.toml").contains(&"whats_next".to_owned()), "{file}");
    }
    let ran = home.run(&["parse", "text.txt", "--config", "wrong.toml"]);
    assert!(ran.err.contains("wrong.toml, line 2:") && ran.err.contains("nearest is whats_next"), "{ran:?}");

    // A section of another kind is another document.
    for (config, says) in [
        ("own.toml", "2 new, 0 changed, 0 unchanged\n"),
        ("own.toml", "0 new, 0 changed, 2 unchanged\n"),
        ("wrong.toml", "0 new, 2 changed, 0 unchanged\n"),
    ] {
        assert_eq!(home.run(&["import", "text.txt", "feed.xml", "--config", config]).out, says);
    }
}

#[test]
fn bad_input_gets_one_line_and_leaves_the_store_as_it_was() {
    let home = Home::new();
    home.write("good.txt", FERRY);
    home.write("empty.txt", "");
    home.write("blank.txt", " \n\n\t\n");
    home.write("binary.txt", [0_u8, 159, 146, 150, 0, 1, 2, 3].repeat(100));
    home.write("barren/readme.pdf", "no article");
    File::create(home.path("huge.txt")).and_then(|file| file.set_len(200 * 1024 * 1024)).expect("sparse");
    assert_eq!(home.run(&["import", "good.txt"]).code, 0);
    let before = home.run(&["search", "--json", "accord"]).out;
    for (name, says) in [
        ("empty.txt", "empty"),
        ("blank.txt", "empty"),
        ("binary.txt", "binary"),
        ("barren", "barren"),
        ("huge.txt", "32 MB"),
        ("missing.txt", "missing.txt"),
    ] {
        let started = Instant::now();
        let ran = home.run(&["import", name]);
        assert!(started.elapsed() < Duration::from_secs(20), "{name} took {:?}", started.elapsed());
        refused(&ran, says);
        let parsed = home.run(&["parse", name]);
        assert_eq!((parsed.code, parsed.err.lines().count()), (1, 1), "{parsed:?}");
    }
    assert_eq!(home.run(&["search", "--json", "accord"]).out, before);
    let mixed = home.run(&["import", "empty.txt", "good.txt"]);
    assert_eq!(mixed.code, 1);
    assert_eq!(mixed.out, "0 new, 0 changed, 1 unchanged, 1 failed\n");
}

#[test]
fn what_is_not_utf_8_is_read_with_a_warning() {
    let home = Home::new();
    let mut bytes = FERRY.as_bytes().to_vec();
    bytes.extend(b"\nA broken \xff byte at the end of it all.\n");
    home.write("broken.txt", &bytes);
    home.write(
        "latin.txt",
        b"Caf\xe9 d\xe9j\xe0 vu\n\nLe pr\xe9sident a \xe9t\xe9 r\xe9\xe9lu \xe0 l'\xe9t\xe9.\n",
    );
    let ran = home.run(&["import", "broken.txt", "latin.txt"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "2 new, 0 changed, 0 unchanged\n"), "{ran:?}");
    assert_eq!(ran.err.lines().filter(|line| line.contains("UTF-8")).count(), 2, "{ran:?}");
    assert_eq!(found(&home, "président").len(), 1);
}

#[test]
fn what_is_no_store_is_refused_and_left_alone() {
    let home = Home::new();
    home.write("good.txt", FERRY);
    let text = "I am no store, but a diary.\n".repeat(100);
    let file = home.write("store/masthead.db", &text);
    refused(&home.run(&["import", "good.txt"]), "not a masthead store");
    assert_eq!(home.run(&["search", "accord"]).code, 1);
    assert_eq!(fs::read_to_string(&file).expect("still there"), text);
    assert_eq!(fs::read_dir(home.store()).expect("a folder").count(), 1, "nothing was put beside it");

    home.write("plain", "a regular file");
    for place in ["plain", "plain/below"] {
        let place = home.path(place).to_string_lossy().into_owned();
        refused(&home.run(&["import", "good.txt", "--store", &place]), "plain");
    }
}

#[test]
fn samples_go_only_into_an_empty_store() {
    let home = Home::new();
    home.write("good.txt", FERRY);
    assert!(home.run(&["samples", "add"]).out.starts_with("added "));
    let ran = home.run(&["import", "good.txt"]);
    assert!(ran.out.contains("sample articles made room"), "{ran:?}");
    assert!(found(&home, "dravna").is_empty());
    refused(&home.run(&["samples", "add"]), "store that never had articles");
}

/// The articles that a search finds.
fn found(home: &Home, query: &str) -> Vec<Value> {
    let ran = home.run(&["search", "--json", query]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{query}");
    serde_json::from_str(&ran.out).expect("JSON")
}

/// Expects exit code 1, and one line on standard error that holds `says`.
fn refused(ran: &Ran, says: &str) {
    assert_eq!((ran.code, ran.err.lines().count()), (1, 1), "{ran:?}");
    assert!(ran.err.starts_with("masthead: ") && ran.err.contains(says), "{ran:?}");
}

/// Every fixture of an article or a feed, as `parse` prints it, read again: the same documents.
#[test]
fn what_parse_prints_it_reads_back() {
    let home = Home::new();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut list = String::new();
    for folder in ["feeds", "ingest", "pages"] {
        for entry in fs::read_dir(root.join(folder)).expect("the fixtures") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|ext| ext != "snap" && ext != "new") {
                list.push_str(&format!("{}\n", path.display()));
            }
        }
    }
    home.write("list", &list);
    let printed = home.run(&["parse", "--files-from", "list"]).out;
    let first = documents(&printed);
    assert!(first.len() > 30);
    for format in ["json", "ninjs"] {
        let ran = home.run(&["parse", "--files-from", "list", "--format", format]);
        home.write("lines.json", &ran.out);
        assert_eq!(documents(&home.run(&["parse", "lines.json"]).out), first, "{format}");
        for (nth, line) in ran.out.lines().enumerate().filter(|(_, line)| !line.contains("\"error\"")) {
            let alone = home.run_with(&["parse", "-"], line.as_bytes()).out;
            let alone = documents(&alone.replace('\n', " "));
            assert!(alone.iter().all(|document| first.contains(document)), "{format} {nth}");
        }
    }
}

/// The documents in lines of JSON, without the names of their files.
fn documents(lines: &str) -> Vec<Value> {
    let is_one = serde_json::from_str::<Value>(lines).is_ok();
    let lines: Vec<&str> = if is_one { vec![lines] } else { lines.lines().collect() };
    let mut found = Vec::new();
    for line in lines {
        let mut value: Value = serde_json::from_str(line).expect("JSON");
        match value.get_mut("articles").map(Value::take) {
            Some(Value::Array(articles)) => found.extend(articles),
            _ if value.get("sections").is_some() => found.push(value),
            _ => {}
        }
    }
    for document in &mut found {
        document.as_object_mut().expect("a document").remove("file");
    }
    found
}
