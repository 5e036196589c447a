//! Measures the parts of which everything else is made: reading, recognising, laying out, drawing, comparing.
//!
//! `cargo bench --bench parts`. Each works on an article of about 600 words, most on one of 10 MB too.

#[path = "parts/desk.rs"]
mod desk;
#[path = "articles/generator.rs"]
mod generator;

use divan::Bencher;
use divan::counter::BytesCount;
use masthead::actors::Recognizer;
use masthead::app::Key;
use masthead::ingest::{Input, parse};
use masthead::model::{Block, CleanText, Document, FeedId, Query, fold};

use desk::Desk;
use generator::{Generator, word};

/// The article of the usual length.
const USUAL: usize = 0;

/// A very long one.
const HUGE: usize = 10_000_000;

fn main() {
    divan::main();
}

/// An article of at least so many bytes.
fn document(bytes: usize) -> Document {
    let mut generator = Generator::new();
    let mut document = generator.article(0, &[FeedId(1)]).document;
    let (mut have, mut nth) = (text_bytes(&document), 1);
    while have < bytes {
        let more = generator.article(nth, &[FeedId(1)]).document;
        have += text_bytes(&more);
        document.sections.extend(more.sections);
        nth += 1;
    }
    document
}

fn text_bytes(document: &Document) -> usize {
    document.spots().map(|(_, text)| text.len()).sum()
}

/// The article as someone wrote it down, its headings marked as `mark` says.
fn written(document: &Document, mark: &str) -> String {
    let first = if mark.is_empty() { "" } else { "# " };
    let mut out = format!("{first}{}\n\n", document.title.as_str());
    for section in &document.sections {
        if let Some(heading) = &section.heading {
            out.push_str(&format!("{mark}{}\n\n", heading.as_str()));
        }
        for block in &section.blocks {
            match block {
                Block::Paragraph(text) => out.push_str(&format!("{}\n\n", text.as_str())),
                Block::Stakeholder { actor, text } => {
                    out.push_str(&format!("{}: {}\n\n", actor.as_str(), text.as_str()));
                }
                _ => {}
            }
        }
    }
    out
}

fn parse_written(bencher: Bencher<'_, '_>, name: &str, text: &str) {
    let input = Input::new(text.as_bytes(), Some(name));
    bencher.counter(BytesCount::of_str(text)).bench(|| parse(&input));
}

#[divan::bench(args = [USUAL, HUGE], sample_count = 10)]
fn parse_markdown(bencher: Bencher<'_, '_>, bytes: usize) {
    parse_written(bencher, "story.md", &written(&document(bytes), "## "));
}

#[divan::bench(args = [USUAL, HUGE], sample_count = 10)]
fn parse_plain_text(bencher: Bencher<'_, '_>, bytes: usize) {
    parse_written(bencher, "story.txt", &written(&document(bytes), ""));
}

#[divan::bench(args = [USUAL, HUGE], sample_count = 10)]
fn recognise(bencher: Bencher<'_, '_>, bytes: usize) {
    let (document, recognizer) = (document(bytes), Recognizer::default());
    bencher.counter(BytesCount::new(text_bytes(&document))).bench(|| recognizer.recognize(&document));
}

/// From the answer of the store to a page that can be drawn, at 160×50.
#[divan::bench(args = [USUAL, HUGE], sample_count = 10)]
fn lay_out(bencher: Bencher<'_, '_>, bytes: usize) {
    let document = document(bytes);
    let counter = BytesCount::new(text_bytes(&document));
    let desk = Desk::new(document);
    bencher.counter(counter).with_inputs(|| desk.before_the_article()).bench_values(|(mut state, msg)| {
        let _ = masthead::app::update(&mut state, msg);
        state
    });
}

/// The same page at another width.
#[divan::bench(args = [USUAL, HUGE], sample_count = 10)]
fn lay_out_again(bencher: Bencher<'_, '_>, bytes: usize) {
    let mut desk = Desk::new(document(bytes)).read();
    let mut columns = 80;
    bencher.bench_local(|| {
        columns = if columns == 80 { 70 } else { 80 };
        desk.resize(columns);
    });
}

/// Drawing a screen of 160×50, on which nothing has changed.
#[divan::bench(args = [USUAL, HUGE])]
fn draw(bencher: Bencher<'_, '_>, bytes: usize) {
    let mut desk = Desk::new(document(bytes)).read();
    bencher.bench_local(|| desk.draw());
}

/// A key in the article and the screen after it.
#[divan::bench(args = [USUAL, HUGE])]
fn scroll_and_draw(bencher: Bencher<'_, '_>, bytes: usize) {
    let mut desk = Desk::new(document(bytes)).read();
    let mut nth = 0_usize;
    bencher.bench_local(|| {
        nth += 1;
        desk.press(Key::char(if (nth / 20).is_multiple_of(2) { 'j' } else { 'k' }));
        desk.draw();
    });
}

#[divan::bench]
fn clean_text(bencher: Bencher<'_, '_>) {
    let text = written(&document(1_000_000), "");
    bencher.counter(BytesCount::of_str(&text)).bench(|| CleanText::new(&text));
}

#[divan::bench]
fn fold_text(bencher: Bencher<'_, '_>) {
    let text = written(&document(1_000_000), "");
    bencher.counter(BytesCount::of_str(&text)).bench(|| fold(&text));
}

#[divan::bench]
fn fold_a_name(bencher: Bencher<'_, '_>) {
    bencher.bench(|| fold(divan::black_box("Recep Tayyip Erdoğan")));
}

#[divan::bench]
fn parse_query(bencher: Bencher<'_, '_>) {
    let query = format!("{} gov* \"peace talks\" actor:\"Steve Witkoff\"", word(3));
    bencher.bench(|| Query::parse(divan::black_box(&query)));
}
