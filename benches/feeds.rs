//! How fast feeds are read: bytes of XML a second.

use std::fmt::Write;
use std::hint::black_box;

use divan::Bencher;
use divan::counter::BytesCount;
use masthead::ingest::{Content, Input, parse, sanitize};

fn main() {
    divan::main();
}

/// A feed of some 5 MB whose articles are written by `body`.
fn feed(body: impl Fn(usize) -> String) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\"?>\n<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Wire</title>\n",
    );
    for nth in 0..1000 {
        let _ = write!(
            xml,
            "<item>\n  <title>Talks, round {nth}</title>\n  <link>https://wire.example/{nth}</link>\n  \
             <pubDate>Sat, 25 Oct 2025 10:30:00 GMT</pubDate>\n  <content:encoded>{}</content:encoded>\n</item>\n",
            body(nth)
        );
    }
    xml + "</channel></rss>"
}

const PARAGRAPH: &str = "<p>The envoys of both states met on <a href=\"/day\">Tuesday</a> in a city that neither of them named, and said that they would meet again.</p>\n";

fn in_cdata() -> String {
    feed(|_| format!("<![CDATA[{}]]>", PARAGRAPH.repeat(36)))
}

fn escaped() -> String {
    let text = PARAGRAPH.replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    feed(|_| text.repeat(30))
}

fn read(bencher: Bencher<'_, '_>, xml: &str) {
    let input = Input::new(xml.as_bytes(), None);
    bencher.counter(BytesCount::of_str(xml)).bench(|| parse(black_box(&input)).expect("a feed"));
}

#[divan::bench]
fn cdata(bencher: Bencher<'_, '_>) {
    read(bencher, &in_cdata());
}

#[divan::bench]
fn escaped_html(bencher: Bencher<'_, '_>) {
    read(bencher, &escaped());
}

#[divan::bench]
fn cdata_and_sanitised(bencher: Bencher<'_, '_>) {
    let xml = in_cdata();
    let input = Input::new(xml.as_bytes(), None);
    bencher.counter(BytesCount::of_str(&xml)).bench(|| {
        let Content::Feed(feed) = parse(black_box(&input)).expect("a feed").content else { return 0 };
        feed.entries
            .iter()
            .filter_map(|e| e.content.as_ref())
            .map(|c| sanitize(&c.text, None).len())
            .sum::<usize>()
    });
}
