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
    assert!(paths.len() > 30);
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

/// Every label of the Encoding Standard, the names of the encodings among them, stated by a feed that is
/// written in it. Those that are no encodings of text in themselves are at the end of the standard: `replacement`
/// stands for what is not to be read, `x-user-defined` for bytes.
#[test]
fn every_label_of_the_encoding_standard_is_read() {
    let samples = [
        "café",
        "Привет",
        "Γειά σου",
        "שלום",
        "سلام",
        "สวัสดี",
        "日本語",
        "中文",
        "한국어",
        "Łódź",
        "Ħġieġ",
        "Ţară",
    ];
    for label in LABELS.split_whitespace() {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).expect(label);
        let xml = |title: &str| {
            format!(
                "<?xml version=\"1.0\" encoding=\"{label}\"?><rss><channel><title>{title}</title></channel></rss>"
            )
        };
        let (title, bytes) = samples
            .iter()
            .map(|title| (title, encoding.encode(&xml(title)).0.into_owned()))
            .find(|(title, bytes)| encoding.decode_without_bom_handling(bytes).0.contains(*title))
            .expect(label);
        let read = feed(&bytes).head.title.map(|title| title.text.to_string());
        assert_eq!(read.as_deref(), Some(*title), "{label}");
    }
}

const LABELS: &str = "utf-8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf8 x-unicode20utf8
    ibm866 866 cp866 csibm866 iso-8859-2 csisolatin2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2
    iso-8859-3 csisolatin3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3
    iso-8859-4 csisolatin4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4
    iso-8859-5 csisolatincyrillic cyrillic iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988
    iso-8859-6 arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6-e iso-8859-6-i iso-ir-127
    iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987
    iso-8859-7 csisolatingreek ecma-118 elot_928 greek greek8 iso-ir-126 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987
    sun_eu_greek iso-8859-8 csiso88598e csisolatinhebrew hebrew iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8
    iso_8859-8:1988 visual iso-8859-8-i csiso88598i logical iso-8859-10 csisolatin6 iso-ir-157 iso8859-10 iso885910 l6
    latin6 iso-8859-13 iso8859-13 iso885913 iso-8859-14 iso8859-14 iso885914
    iso-8859-15 csisolatin9 iso8859-15 iso885915 iso_8859-15 l9 iso-8859-16
    koi8-r cskoi8r koi koi8 koi8_r koi8-u koi8-ru macintosh csmacintosh mac x-mac-roman
    windows-874 dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-1250 cp1250 x-cp1250
    windows-1251 cp1251 x-cp1251 windows-1252 ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100
    iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii x-cp1252 windows-1253 cp1253 x-cp1253
    windows-1254 cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 x-cp1254
    windows-1255 cp1255 x-cp1255 windows-1256 cp1256 x-cp1256 windows-1257 cp1257 x-cp1257 windows-1258 cp1258 x-cp1258
    x-mac-cyrillic x-mac-ukrainian gbk chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 iso-ir-58 x-gbk gb18030
    big5 big5-hkscs cn-big5 csbig5 x-x-big5 euc-jp cseucpkdfmtjapanese x-euc-jp iso-2022-jp csiso2022jp
    shift_jis csshiftjis ms932 ms_kanji shift-jis sjis windows-31j x-sjis
    euc-kr cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949";

#[test]
fn what_cannot_be_read_says_where() {
    let check = |bytes: &[u8], expect: &str| {
        let error = parse(&Input::new(bytes, None)).expect_err("nothing to read").to_string();
        assert!(error.contains(expect) && !error.contains('\n'), "{error}");
    };
    check(b"{\"version\": \"https://jsonfeed.org/version/1\",\n \"items\": [", "line 2, column 11");
    check(b"{\"a\": 1}", "JSON");
    check(b"<?xml version='1.0'?>\n  <svg/>", "<svg> begins it at line 2, column 3");
    check(b"<?xml version='1.0'?>", "XML");
    check(b"Talks\x01\x02\x03", "byte 5");
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
        Content::Articles(items) => items.iter().map(item_shown).collect(),
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
