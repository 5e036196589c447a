//! Feeds, lists of feeds and JSON through the public face: each file in `fixtures/feeds` against its snapshot.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use masthead::ingest::{Content, Input, Labels, ParseError, Parsed, feed_item, parse, plain, sanitize};
use masthead::model::{Document, FeedDocument, Item, Markup};
use serde_json::{Value, json};

#[test]
fn files_give_what_the_snapshots_hold() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/feeds");
    let entries = fs::read_dir(&folder).expect("the fixtures");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ext| ext != "snap" && ext != "new"));
    paths.sort();
    assert!(paths.len() > 10);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(&folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for path in paths {
        let bytes = fs::read(&path).expect("a fixture");
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let parsed = parse(&Input::new(&bytes, None)).unwrap_or_else(|error| panic!("{name}: {error}"));
        let json = serde_json::to_string_pretty(&shown(&parsed)).expect("serialises");
        settings.bind(|| insta::assert_snapshot!(name, json));
    }
}

#[test]
fn a_document_comes_back_as_it_went_out() {
    let text = "Talks resume\n\nBy Ann Lee\n\nThe envoys of both states met on Tuesday.\n\nWhy It Matters\n\nIt does.";
    let first = document(text.as_bytes());
    let json = serde_json::to_vec(&first).expect("serialises");
    assert_eq!(document(&json), first);
}

#[test]
fn gzip_is_opened() {
    use std::io::Write;
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(b"<rss><channel><title>Packed</title></channel></rss>").expect("packs");
    let packed = packer.finish().expect("packs");
    assert_eq!(feed(&packed).head.title.map(|title| title.text.to_string()).as_deref(), Some("Packed"));
    let cut = parse(&Input::new(&packed[..packed.len() - 6], None)).expect("most of it");
    assert_eq!(cut.warnings.len(), 1);
    assert_eq!(parse(&Input::new(b"\x1f\x8b\x08", None)).err(), Some(ParseError::Packed));
}

#[test]
fn every_encoding_gives_the_same_feed() {
    let xml = "<?xml version=\"1.0\"?><rss><channel><title>caf\u{e9}</title></channel></rss>";
    let utf_16 = |big: bool| -> Vec<u8> {
        xml.encode_utf16()
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect()
    };
    let utf_32 = |big: bool| -> Vec<u8> {
        let bytes = |c: char| if big { (c as u32).to_be_bytes() } else { (c as u32).to_le_bytes() };
        xml.chars().flat_map(bytes).collect()
    };
    let marked = |mark: &[u8], rest: Vec<u8>| [mark, &rest].concat();
    let latin = xml.replace("\"1.0\"", "\"1.0\" encoding='iso_8859-1'");
    for bytes in [
        xml.as_bytes().to_vec(),
        marked(b"\xef\xbb\xbf", xml.as_bytes().to_vec()),
        utf_16(true),
        utf_16(false),
        marked(b"\xfe\xff", utf_16(true)),
        utf_32(true),
        utf_32(false),
        marked(b"\xff\xfe\0\0", utf_32(false)),
        latin.chars().map(|c| c as u8).collect(),
        xml.replace("<rss", "\0<rss").into_bytes(),
    ] {
        assert_eq!(
            feed(&bytes).head.title.map(|title| title.text.to_string()).as_deref(),
            Some("café"),
            "{bytes:?}"
        );
    }
}

#[test]
fn what_cannot_be_read_says_where() {
    let check = |bytes: &[u8], expect: &str| {
        let error = parse(&Input::new(bytes, None)).expect_err("nothing to read").to_string();
        assert!(error.contains(expect) && !error.contains('\n'), "{error}");
    };
    check(b"{\"version\": \"https://jsonfeed.org/version/1\",\n \"items\": [", "line 2, column 11");
    check(b"{\"a\": 1}", "JSON");
    check(b"<?xml version='1.0'?><svg/>", "XML");
    check("[".repeat(100_000).replace("[[", "[{").as_bytes(), "");
}

#[test]
fn nothing_panics_and_nothing_takes_long() {
    let begin = Instant::now();
    let mut state = 0x2545_f491_u32;
    let pieces = [
        "<rss>",
        "<channel>",
        "<item>",
        "</item>",
        "<title>",
        "</title>",
        "<link>",
        "<description>",
        "<![CDATA[",
        "]]>",
        "&amp;",
        "&",
        "&#x80;",
        "&#99999999;",
        "<",
        ">",
        "\"",
        "'",
        "<a href='",
        "<!--",
        "-->",
        "<?xml",
        "?>",
        "<!DOCTYPE",
        "<feed xmlns='http://www.w3.org/2005/Atom'>",
        "<content type='xhtml'>",
        "<div>",
        "</div>",
        "<entry>",
        "é",
        "北京",
        "\u{0}",
        "\u{1b}[31m",
        "<author>a@b.c",
        "“a@b.c”",
        "<pubDate>2025-06-31T25:61Z</pubDate>",
        "<pubDate>٣</pubDate>",
        "<li>",
        "<table>",
        "<td>",
        "<pre>",
        "<br>",
        "</p>",
        "xml:base='//'",
        "<category term='é'/>",
    ];
    for _ in 0..2_000 {
        let mut text = String::from("<rss><channel>");
        for _ in 0..25 {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            text.push_str(pieces[state as usize % pieces.len()]);
        }
        if let Ok(parsed) =
            parse(&Input { base: Some("http://a.org/b"), ..Input::new(text.as_bytes(), None) })
        {
            let _ = shown(&parsed);
        }
    }
    for unit in [
        "<item>",
        "<a>",
        "<a",
        "<",
        "&",
        "&#",
        "<!--",
        "<![CDATA[",
        "<a b='",
        "</a>",
        "<description>",
        "<div><p>",
        "<?",
        "<!",
        "<li><ul>",
        "<td><table>",
        "<b><i>",
        "<br>",
        "<content type='xhtml'><a>",
        "<item><title>a</title></item>",
        "\" ' <",
    ] {
        for wrap in ["<rss>", "<rss><channel><item><description>", "<rss><item><description><![CDATA["] {
            let text = format!("{wrap}{}", unit.repeat(400_000 / unit.len()));
            let each = Instant::now();
            if let Ok(parsed) = parse(&Input::new(text.as_bytes(), None)) {
                for item in parsed.content.into_items(<&Labels>::default()).iter().take(50) {
                    let _ = item.document.words();
                }
            }
            assert!(each.elapsed() < Duration::from_secs(20), "{wrap}{unit} {:?}", each.elapsed());
        }
    }
    assert!(begin.elapsed() < Duration::from_secs(120), "{:?}", begin.elapsed());
}

fn document(bytes: &[u8]) -> Document {
    parse(&Input::new(bytes, None)).expect("an article").content.article().expect("an article").document
}

fn feed(bytes: &[u8]) -> FeedDocument {
    match parse(&Input::new(bytes, None)).expect("a feed").content {
        Content::Feed(feed) => *feed,
        other => panic!("no feed: {other:?}"),
    }
}

fn shown(parsed: &Parsed) -> Value {
    let warnings: Vec<&str> = parsed.warnings.iter().map(|warning| warning.message.as_str()).collect();
    let content = match &parsed.content {
        Content::Article(item) => item_shown(item),
        Content::Subscriptions(list) => json!(list),
        Content::Feed(feed) => json!({
            "title": markup(feed.head.title.as_ref()), "link": feed.head.link, "image": feed.head.image,
            "description": markup(feed.head.description.as_ref()), "language": feed.head.language,
            "articles": feed.entries.iter().map(|entry| {
                let mut shown = item_shown(&feed_item(&feed.head, entry, <&Labels>::default()));
                shown["tags"] = json!(entry.tags);
                shown["enclosures"] = json!(entry.enclosures);
                shown["source"] = json!(markup(entry.source.as_ref()));
                shown
            }).collect::<Vec<_>>(),
        }),
    };
    json!({"form": format!("{:?}", parsed.form), "warnings": warnings, "content": content})
}

fn item_shown(item: &Item) -> Value {
    json!({"url": item.url, "key": item.key, "document": item.document})
}

fn markup(markup: Option<&Markup>) -> Option<String> {
    let markup = markup?;
    Some(if markup.is_html {
        format!("{} = {}", sanitize(&markup.text, None), plain(&markup.text))
    } else {
        markup.text.to_string()
    })
}
