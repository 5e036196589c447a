//! How fast feeds are read: `cargo bench --bench feeds` prints MB of XML a second, and how that compares with
//! quick-xml going through the same bytes and doing nothing.

#![allow(clippy::print_stdout, reason = "what it measures is what it prints")]

use std::fmt::Write;
use std::hint::black_box;
use std::time::Instant;

use masthead::ingest::{Content, Input, parse, sanitize};

fn main() {
    println!("{:<28} {:>8} {:>8} {:>8}", "feed", "MB", "MB/s", "of bare");
    for (name, xml) in
        [("short items", short()), ("bodies in CDATA", in_cdata()), ("bodies escaped", escaped())]
    {
        let bare = speed(&xml, tokens);
        row(name, &xml, speed(&xml, read), bare);
        row(&format!("{name}, sanitised"), &xml, speed(&xml, read_and_sanitise), bare);
    }
}

fn row(name: &str, xml: &str, speed: f64, bare: f64) {
    println!("{name:<28} {:>8.1} {speed:>8.0} {:>8.2}", xml.len() as f64 / 1e6, speed / bare);
}

/// MB a second, the best of many times: what the machine can do when nothing else runs.
fn speed(xml: &str, work: impl Fn(&str) -> usize) -> f64 {
    let seconds = (0..25).map(|_| {
        let begin = Instant::now();
        black_box(work(black_box(xml)));
        begin.elapsed().as_secs_f64()
    });
    xml.len() as f64 / 1e6 / seconds.fold(f64::MAX, f64::min)
}

fn tokens(xml: &str) -> usize {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut count = 0;
    while !matches!(reader.read_event().expect("XML"), quick_xml::events::Event::Eof) {
        count += 1;
    }
    count
}

fn read(xml: &str) -> usize {
    let Content::Feed(feed) = parse(&Input::new(xml.as_bytes(), None)).expect("a feed").content else {
        return 0;
    };
    feed.entries.len()
}

fn read_and_sanitise(xml: &str) -> usize {
    let Content::Feed(feed) = parse(&Input::new(xml.as_bytes(), None)).expect("a feed").content else {
        return 0;
    };
    let bodies = feed.entries.iter().filter_map(|entry| entry.content.as_ref().or(entry.summary.as_ref()));
    bodies.map(|body| sanitize(&body.text, None).len()).sum()
}

/// A feed of some 5 MB whose articles are written by `item`.
fn feed(count: usize, item: impl Fn(usize) -> String) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\"?>\n<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Wire</title>\n",
    );
    for nth in 0..count {
        let _ = write!(
            xml,
            "<item>\n  <title>Talks resume in the capital, round {nth}</title>\n  <link>https://wire.example/{nth}</link>\n  \
             <guid isPermaLink=\"false\">wire-{nth}</guid>\n  <pubDate>Sat, 25 Oct 2025 10:30:00 GMT</pubDate>\n  {}\n</item>\n",
            item(nth)
        );
    }
    xml + "</channel></rss>"
}

/// Items that say what the article is about, and no more.
fn short() -> String {
    feed(15_000, |_| {
        "<description>The envoys of both states met in a city that neither of them named.</description>"
            .to_owned()
    })
}

const PARAGRAPH: &str = "<p>The envoys of both states met on <a href=\"/day\">Tuesday</a> in a city that neither of them named, and said that they would meet again.</p>\n";

fn in_cdata() -> String {
    feed(1000, |_| format!("<content:encoded><![CDATA[{}]]></content:encoded>", PARAGRAPH.repeat(36)))
}

fn escaped() -> String {
    let text = PARAGRAPH.replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    feed(1000, |_| format!("<content:encoded>{}</content:encoded>", text.repeat(30)))
}
