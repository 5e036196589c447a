use std::collections::BTreeSet;

use super::{CellText, Line, Page, Sheet};
use crate::app::Outline;
use crate::app::pictures::Pictures;
use crate::app::testing::{article, seed};
use crate::model::{Article, Spot};

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
