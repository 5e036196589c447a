//! `masthead recognize` and `masthead parse --actors`: who is named, who is quoted, and where.

mod harness;

use harness::home::Home;
use serde_json::Value;

const TALKS: &str = "“Très bien” at the lake\n\nKremlin spokesman Dmitry Peskov told reporters: “We are ready for talks.” \
                     He added that “nothing at all is settled”.\n\nTomáš Óravec disagreed.\n";

/// The characters of `text` from where a value begins to where it ends, in code points.
fn cut(text: &str, value: &Value) -> String {
    let at = |name: &str| value[name].as_u64().expect("a place") as usize;
    text.chars().skip(at("start")).take(at("end") - at("start")).collect()
}

#[test]
fn recognize_prints_a_line_for_each_raw_text() {
    let home = Home::new();
    home.write("talks.txt", TALKS);
    home.write("empty.txt", "");
    home.write("list", "talks.txt\nempty.txt\n");
    let ran = home.run(&["recognize", "--json", "--files-from", "list"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let lines: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let paths: Vec<&Value> = lines.iter().map(|line| &line["path"]).collect();
    assert_eq!(paths, ["talks.txt", "empty.txt"]);
    assert!(lines[1]["mentions"].as_array().expect("mentions").is_empty());

    let talks = &lines[0];
    for mention in talks["mentions"].as_array().expect("mentions") {
        assert_eq!(cut(TALKS, mention), mention["surface"].as_str().expect("a surface"), "{mention}");
        assert!((0.0..=1.0).contains(&mention["confidence"].as_f64().expect("a number")), "{mention}");
    }
    let quotes: Vec<(String, &str, String, &str)> = talks["quotes"]
        .as_array()
        .expect("quotes")
        .iter()
        .map(|quote| {
            let text = |value: &'static str| quote[value].as_str().unwrap_or_default();
            (cut(TALKS, quote), text("verb"), cut(TALKS, &quote["speaker"]), text("actor"))
        })
        .collect();
    let peskov = "person:dmitry-peskov";
    assert_eq!(
        quotes,
        [
            ("We are ready for talks.".to_owned(), "told", "Dmitry Peskov".to_owned(), peskov),
            ("nothing at all is settled".to_owned(), "added", "He".to_owned(), peskov),
        ]
    );
    let first = &talks["actors"][0];
    assert_eq!(
        (&first["id"], &first["label"], &first["type"]),
        (&peskov.into(), &"Dmitry Peskov".into(), &"person".into())
    );
    assert!(first["salience"].as_u64() > Some(0));

    let piped = home.run_with(&["recognize", "--json", "--files-from", "-"], b"talks.txt\nempty.txt\n");
    assert_eq!((piped.code, piped.out), (0, ran.out));
}

#[test]
fn what_cannot_be_read_does_not_keep_the_others() {
    let home = Home::new();
    home.write("talks.txt", TALKS);
    let ran = home.run(&["recognize", "--json", "missing.txt", "talks.txt", "also-missing.txt", "talks.txt"]);
    assert_eq!((ran.code, ran.out.lines().count(), ran.err.lines().count()), (1, 2, 2), "{ran:?}");
    assert!(ran.err.contains("missing.txt"));
    assert_eq!(home.run(&["recognize", "talks.txt"]).code, 2);
    assert_eq!(home.run(&["recognize", "--json"]).code, 2);
    assert!(!home.store().exists());
}

#[test]
fn parse_adds_the_cast_where_it_is_asked_to() {
    let home = Home::new();
    home.write("talks.txt", TALKS);
    let plain: Value = serde_json::from_str(&home.run(&["parse", "talks.txt"]).out).expect("JSON");
    assert!(plain.get("cast").is_none());
    let ran = home.run(&["parse", "--actors", "talks.txt"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let mut document: Value = serde_json::from_str(&ran.out).expect("JSON");
    let cast = document.as_object_mut().expect("a document").remove("cast").expect("a cast");
    assert_eq!(document, plain);
    let peskov = &cast["members"][0];
    assert_eq!(peskov["id"], "person:dmitry-peskov");
    let mention = &peskov["mentions"][0];
    let (section, block) = (&mention["spot"]["block"]["section"], &mention["spot"]["block"]["block"]);
    let nth = |value: &Value| value.as_u64().expect("a number") as usize;
    let text = document["sections"][nth(section)]["blocks"][nth(block)]["text"].as_str().expect("a text");
    assert_eq!(
        (cut(text, mention), mention["surface"].as_str()),
        ("Dmitry Peskov".to_owned(), Some("Dmitry Peskov"))
    );
    assert_eq!(cut(text, &cast["quotes"][0]), "We are ready for talks.");
    assert_eq!(cut(text, &cast["quotes"][0]["speaker"]), "Dmitry Peskov");
    assert!(cast["unresolved"].is_array());
    // The cast is no part of the document: what is printed reads back without it.
    home.write("document.json", &ran.out);
    let back: Value = serde_json::from_str(&home.run(&["parse", "document.json"]).out).expect("JSON");
    assert_eq!(back["sections"], plain["sections"]);
}
