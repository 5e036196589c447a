use std::collections::BTreeSet;

use super::{CellText, Line, Page, Sheet};
use crate::app::Outline;
use crate::app::pictures::Pictures;
use crate::app::testing::{article, document, seed};
use crate::model::{Article, Block, ListItem, Spot, Text};

fn page(article: &Article, width: usize) -> Page {
    folded_page(article, width, BTreeSet::new())
}

fn folded_page(article: &Article, width: usize, folded: BTreeSet<usize>) -> Page {
    let outline = Outline::new(&article.document);
    let sheet = Sheet {
        document: &article.document,
        outline: &outline,
        width,
        typesetting: Default::default(),
        pictures: &Pictures::default(),
        shows_notes: true,
    };
    let mut page = Page::new(article, sheet, &jiff::tz::TimeZone::UTC, BTreeSet::new());
    page.fold(folded);
    page.lay_out(sheet, 0, 0..usize::MAX);
    page
}

fn text(article: &Article, line: &Line) -> String {
    let mut out = String::new();
    for cell in &line.cells {
        let words = match &cell.text {
            CellText::Words(spot, range) | CellText::Name(spot, range) => {
                &article.document.text_at(*spot).expect("a spot")[range.clone()]
            }
            CellText::Picture(..) => "",
            CellText::Added(added) => added,
        };
        let gap =
            usize::from(cell.column).saturating_sub(unicode_width::UnicodeWidthStr::width(out.as_str()));
        out.push_str(&" ".repeat(gap));
        out.push_str(words);
    }
    out
}

fn shown(article: &Article, page: &Page) -> String {
    page.lines(0).map(|line| text(article, line) + "\n").collect()
}

#[test]
fn an_article_as_lines() {
    let article = article(seed());
    let page = page(&article, 44);
    insta::assert_snapshot!(shown(&article, &page));
}

#[test]
fn folding_hides_and_says_what() {
    let article = article(seed());
    let page = folded_page(&article, 44, BTreeSet::from([1, 2]));
    insta::assert_snapshot!(shown(&article, &page));
}

#[test]
fn every_line_is_found_again_by_its_origin() {
    let article = article(seed());
    for width in [20, 44, 72] {
        let page = page(&article, width);
        assert_eq!(page.lines(0).count(), page.len());
        for (nth, line) in page.lines(0).enumerate() {
            let Some((spot, at)) = line.origin() else { continue };
            assert_eq!(page.line_of(spot, at), Some(nth));
            assert_eq!(page.lines(nth).next(), Some(line));
        }
    }
}

#[test]
fn sections_begin_at_their_headings() {
    let article = article(seed());
    let page = page(&article, 60);
    for section in 1..article.document.sections.len() {
        let line = page.lines(page.section_start(section)).next().expect("a line");
        assert!(text(&article, line).starts_with(&format!("▾ {section} ")));
        assert_eq!(page.section_at(page.section_start(section)), Some(section));
    }
    assert_eq!(page.line_of(Spot::Title, 0), Some(2));
}

/// The lines of a body of these blocks.
fn check(blocks: &[Block], width: usize, expected: &[&str]) {
    let mut written = document("Talks", &[]);
    written.sections[0].blocks = blocks.to_vec();
    let article = article(written);
    let shown = shown(&article, &page(&article, width));
    let body = shown.split("\nTalks\n\n").nth(1).unwrap_or_default();
    assert_eq!(body.lines().collect::<Vec<_>>(), expected, "at {width}");
}

fn items(of: &[(u8, Option<u32>, &str)]) -> Block {
    let item = |(depth, number, text): &(u8, Option<u32>, &str)| ListItem {
        depth: *depth,
        number: *number,
        text: Text::from(*text),
    };
    Block::List { ordered: of[0].1.is_some(), items: of.iter().map(item).collect() }
}

#[test]
fn code_keeps_its_spaces_and_goes_on_where_it_is_too_wide() {
    let code = "if ready {\n    open(the lock,  slowly)\n}";
    check(
        &[Block::Preformatted { text: code.into() }],
        32,
        &["  if ready {", "      open(the lock,  slowly)", "  }"],
    );
    check(
        &[Block::Preformatted { text: code.into() }],
        20,
        &["  if ready {", "      open(the lock,", "  slowly)", "  }"],
    );
}

#[test]
fn numbers_of_a_list_end_in_one_column_and_begin_where_it_says() {
    let list = items(&[
        (0, Some(8), "The locks at Dale, and those below"),
        (0, Some(9), "The pumps"),
        (0, Some(10), "The bridge"),
    ]);
    check(&[list], 22, &[" 8. The locks at Dale,", "    and those below", " 9. The pumps", "10. The bridge"]);
    check(
        &[items(&[(0, Some(5), "The locks"), (0, Some(6), "The pumps")])],
        22,
        &["5. The locks", "6. The pumps"],
    );
}

#[test]
fn items_of_a_list_stand_under_what_they_belong_to() {
    let list = items(&[
        (0, None, "The locks"),
        (1, None, "at Dale, which are the oldest"),
        (2, None, "both"),
        (3, None, "once"),
        (1, Some(1), "below"),
        (0, None, "The pumps"),
    ]);
    check(
        &[list],
        20,
        &[
            "• The locks",
            "    ◦ at Dale, which",
            "      are the oldest",
            "      ▪ both",
            "         ▪ once",
            "   1. below",
            "• The pumps",
        ],
    );
}

#[test]
fn a_note_hangs_from_its_mark_and_its_mark_from_a_word() {
    let text = |text| Block::Paragraph(Text::from(text));
    check(
        &[
            text("They asked for a loan.[1] And more."),
            text("[1] The papers were shown to us."),
            text("[…] Or not."),
        ],
        22,
        &[
            "They asked for a",
            "loan.[1] And more.",
            "",
            "[1] The papers were",
            "    shown to us.",
            "",
            "[…] Or not.",
        ],
    );
}

#[test]
fn a_quotation_has_its_bar_beside_every_paragraph_of_it() {
    let quotation =
        Block::Quotation(Text::from("We shall build what we promised.\n• The locks\nAnd nothing else."));
    check(
        &[quotation, Block::Quotation(Text::from("Nobody pays.")), Block::Paragraph(Text::from("She left."))],
        24,
        &[
            "  │ We shall build what",
            "  │ we promised.",
            "  │ • The locks",
            "  │ And nothing else.",
            "",
            "  │ Nobody pays.",
            "",
            "She left.",
        ],
    );
}
