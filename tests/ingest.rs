//! Whole articles through the public face: each file in `fixtures/ingest` against its snapshot.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::Value;

use masthead::ingest::{Input, Labels, MAX_INPUT_BYTES, ParseError, parse};

#[test]
fn articles_give_the_documents_beside_them() {
    give_the_documents_beside_them("tests/fixtures/ingest");
}

/// Short articles, each called after what it shows.
#[test]
fn every_rule_of_structure_has_its_article() {
    give_the_documents_beside_them("tests/fixtures/ingest/rules");
}

fn give_the_documents_beside_them(folder: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(&folder).expect("the fixtures");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ext| ext != "snap"));
    paths.sort();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(&folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for path in paths {
        let bytes = fs::read(&path).expect("a fixture");
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let parsed = parse(&Input::new(&bytes, Some(&name))).expect("an article");
        let items = parsed.content.into_items(<&Labels>::default());
        let document = &items.first().expect("an article").document;
        let json = serde_json::to_string_pretty(document).expect("serialises");
        settings.bind(|| insta::assert_snapshot!(name, json));
    }
}

/// One article in three forms is one document, but for styles and for how its paragraphs are marked.
#[test]
fn every_form_of_an_article_gives_the_same_document() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/ingest/same");
    let document = |name: &str| {
        let bytes = fs::read(folder.join(name)).expect("a fixture");
        let parsed = parse(&Input::new(&bytes, Some(name))).expect("an article");
        let mut value =
            serde_json::to_value(parsed.content.article().expect("an article").document).expect("serialises");
        drop_spans(&mut value);
        serde_json::to_string_pretty(&value).expect("serialises")
    };
    for stem in ["canal", "referendum"] {
        let text = document(&format!("{stem}.txt"));
        insta::with_settings!({
            snapshot_path => &folder, prepend_module_to_snapshot => false, omit_expression => true,
        }, {
            insta::assert_snapshot!(stem, text);
        });
        for form in ["md", "html"] {
            assert_eq!(document(&format!("{stem}.{form}")), text, "{stem}.{form}");
        }
    }
}

fn drop_spans(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.remove("spans");
            fields.values_mut().for_each(drop_spans);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_spans),
        _ => {}
    }
}

#[test]
fn what_is_no_article_gives_one_clear_line() {
    let check = |bytes: &[u8], expect: &str| {
        let error = parse(&Input::new(bytes, None)).expect_err("no article");
        assert!(error.to_string().contains(expect), "{error}");
        assert!(!error.to_string().contains('\n'));
    };
    check(b"", "empty");
    check(b" \n\t\r\n", "empty");
    check("\u{feff}\u{200b}\n".as_bytes(), "empty");
    check(b"\x00\x01\x02", "binary");
    check(b"{\"title\": \"Talks\"}", "JSON");
    let large = vec![b'a'; MAX_INPUT_BYTES + 1];
    let error = parse(&Input::new(&large, None)).expect_err("too large");
    assert_eq!(error, ParseError::TooLarge { bytes: MAX_INPUT_BYTES + 1, limit: MAX_INPUT_BYTES });
}

#[test]
fn nothing_panics_and_nothing_takes_long() {
    let begin = Instant::now();
    let mut state = 0x2545_f491_u32;
    let pieces = [
        "# ",
        "> ",
        "- ",
        "**",
        "*",
        "[",
        "](",
        "Q: ",
        "A: ",
        "By Ann Lee",
        "\n",
        "\n\n",
        "Russia: wants it so.",
        "—",
        "(",
        ")",
        "Why it matters:",
        "---\n",
        "title: x\n",
        "Oct 25, 2025",
        "é",
        "北京",
        "ماذا بعد",
        "\u{202e}",
        "|",
        "1. ",
        "    ",
        "```",
        "<p>",
        "Related\n",
        "\u{1b}[31m",
        ".",
        "：",
    ];
    for _ in 0..500 {
        let mut text = String::new();
        for _ in 0..20 {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            text.push_str(pieces[state as usize % pieces.len()]);
        }
        for name in ["a.txt", "a.md"] {
            let _ = parse(&Input::new(text.as_bytes(), Some(name)));
        }
        let cut = (state >> 8) as usize % (text.len() + 1);
        let _ = parse(&Input::new(&text.as_bytes()[..cut], None));
    }
    for unit in [
        "Russia: wants it so.\n\n",
        "Why it matters: so.\n",
        "Q: a?\n",
        "a\n\n",
        "- a\n",
        "(",
        "By Ann Lee\n",
        "a: b ",
        "Related\n\n",
        "1\n",
        "Stakeholder A\n\nIt wants it to be so.\n\n",
        "FILE PHOTO: A hall.\n\n",
        "A/B/Reuters/",
        "Key points\na b\nc d\n",
        "1. a\n---\n",
    ] {
        let text = unit.repeat(50_000 / unit.len());
        let _ = parse(&Input::new(text.as_bytes(), None));
    }
    assert!(begin.elapsed() < Duration::from_secs(60), "{:?}", begin.elapsed());
}
