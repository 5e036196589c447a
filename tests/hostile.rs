//! What is made to hang or to fill the machine: every form takes it, and holds no more than an article may have.

use std::fmt::Write;

use masthead::ingest::{Content, Input, parse};
use masthead::model::{Document, Section};

/// How many bytes each input has: enough for anything that is not linear to take minutes.
const SIZE: usize = 150_000;
/// More paragraphs, items and cells than this no article has.
const MOST_PARTS: usize = 60_000;

fn check(what: &str, input: &str) {
    let Ok(parsed) = parse(&Input::new(input.as_bytes(), None)) else { return };
    match parsed.content {
        Content::Article(item) => assert!(parts(&item.document) <= MOST_PARTS, "{what}"),
        Content::Articles(items) => assert!(items.len() <= MOST_PARTS, "{what}"),
        Content::Feed(feed) => {
            assert!(feed.entries.len() <= MOST_PARTS, "{what}");
            assert!(feed.entries.iter().all(|entry| entry.authors.len() <= 500), "{what}");
        }
        Content::Subscriptions(list) => assert!(list.len() <= 100_000, "{what}"),
    }
}

fn parts(document: &Document) -> usize {
    let of = |section: &Section| section.blocks.iter().map(|block| block.parts().len().max(1)).sum::<usize>();
    document.sections.iter().map(of).sum()
}

#[test]
fn pages() {
    for unit in [
        "<p class=byline>By Ann Lee and Bo Day</p>",
        "<p class=date>2025 2 3 4 5 6 7 8</p>",
        "<time>Oct 25, 2025 and more</time>",
        "<meta property=og:site_name content=x><meta property=og:title content='Talks | x'>",
        "<link rel=canonical href='http://a/b'>",
        "<h1>Talks resume</h1>",
        "<h2>Related articles</h2>",
        "<li>x",
        "<tr><td></table><table>x<tr>",
        "<p><b>Russia:</b> Seeks legitimacy.</p>",
        "<svg><foreignObject>",
        "<math><annotation-xml encoding='text/html'>",
        "<select><option>",
        "<template>",
        "<script type=application/ld+json>[{},</script>",
        "<textarea>",
        "<![CDATA[",
        "<!--",
        "<style>",
        "&notit;",
        "e\u{301}",
        "👨‍👩‍👧",
    ] {
        let html = format!(
            "<html><title>Talks resume</title><h1>Talks resume</h1>{}",
            unit.repeat(SIZE / unit.len())
        );
        check(unit, &html);
    }
    let mut attributes = String::from("<html><title>Talks</title><p ");
    (0..SIZE / 9).for_each(|nth| write!(attributes, "a{nth}=1 ").expect("room"));
    check("attributes", &attributes);
    let authors = "\"Ann Lee\",".repeat(SIZE / 10);
    check(
        "authors",
        &format!(
            "<html><title>Talks</title><script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"author\":[{authors}1]}}</script>"
        ),
    );
}

#[test]
fn texts() {
    for unit in [
        "[",
        "*",
        "_",
        "|",
        "\n",
        "![",
        "\u{301}",
        "- a\n",
        "-\n",
        "A: b\n\n",
        "word\n\n",
        "# H\n\n",
        "|a|b|\n|-|-|\n",
        "By Ann Lee\n\n",
        "Updated: ",
        "Oct 25, 2025\n\n",
        "**a**\n\n",
        "[a](b) ",
        "[a]: b\n",
        "A\n: b\n",
        "<!--\n",
        "中。",
        "> ",
    ] {
        let text = format!("Talks resume in Vienna\n\n{}\n\nThe envoys met.", unit.repeat(SIZE / unit.len()));
        check(unit, &text);
    }
    check("front matter", &format!("---\ntitle: x\n{}", "key: value\n".repeat(SIZE / 11)));
}

#[test]
fn feeds_and_lists() {
    let rss =
        |inner: &str| format!("<?xml version='1.0'?><rss version='2.0'><channel><title>t</title>{inner}");
    for unit in
        ["<item>", "<item/>", "<a>", "<![CDATA[", "<!--", "&", "<", "</x>", "<item><description>&lt;div&gt;"]
    {
        check(unit, &rss(&unit.repeat(SIZE / unit.len())));
    }
    let mut authors = String::from("<item>");
    (0..SIZE / 33).for_each(|nth| write!(authors, "<author>a{nth}@b.c (Ann)</author>").expect("room"));
    check("authors", &rss(&authors));
    check("an attribute", &rss(&format!("<item a='{}'/>", "x".repeat(SIZE))));
    let name = "x".repeat(SIZE);
    let feeds = "<outline type='rss' xmlUrl='http://a/b'/>".repeat(5_000);
    check("a folder's name", &format!("<opml version='2.0'><body><outline text='{name}'>{feeds}"));
    check("outlines", &format!("<opml version='2.0'><body>{}", "<outline text='a'>".repeat(10_000)));
}

#[test]
fn json_of_more_values_than_news_has() {
    for (unit, count) in [("1,", 9_000_000), ("{},", 500_000), ("\"a\":1,", 3_000_000)] {
        let inner = unit.repeat(count);
        let json = if unit.contains(':') { format!("{{{inner}\"b\":1}}") } else { format!("[{inner}1]") };
        check(unit, &json);
    }
    check("brackets", &"[".repeat(SIZE));
}

#[test]
fn bytes_of_no_encoding() {
    for unit in [&b"\xff"[..], b"\xe2\x80", b"\x1b$B", b"\x81\x30\x81\x30", b"+AGE-", b"<\0", b"\xe9t\xe9 "] {
        for head in [&b"<html><p>"[..], b"<html><meta charset=gb18030><p>", b"\xff\xfe", b""] {
            let bytes = [head, &unit.repeat(SIZE / 8 / unit.len())].concat();
            let _ = parse(&Input::new(&bytes, None));
        }
    }
}
