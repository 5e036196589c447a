use super::Reading;
use crate::app::page::Line;
use crate::app::testing::{article, seed};
use crate::model::{ActorKey, Article, Place, Query};

fn open(width: usize, height: usize) -> Reading {
    Reading::new(article(seed()), width, height, &jiff::tz::TimeZone::UTC)
}

fn first_words(reading: &Reading) -> String {
    let line = reading.lines().find(|line| !line.cells.is_empty()).expect("a line");
    line.cells.iter().map(|cell| reading.words(&cell.text)).collect()
}

#[test]
fn sections_are_walked_and_folded() {
    let mut reading = open(60, 12);
    reading.go_to_neighbour(true);
    assert!(first_words(&reading).contains("Why It Matters"), "{}", first_words(&reading));
    reading.go_to_neighbour(true);
    assert_eq!(reading.section(), Some(2));
    assert!(reading.toggle_fold() && reading.is_folded(2));
    assert!(first_words(&reading).starts_with("▸ 2"));
    reading.toggle_fold();
    reading.scroll_by(3);
    reading.go_to_neighbour(false);
    assert!(first_words(&reading).starts_with("▾ 2"), "back to the heading of the same section first");
    reading.go_to_neighbour(false);
    assert_eq!(reading.section(), Some(1));
    reading.fold_all(true);
    assert!(reading.is_folded(1) && reading.is_folded(3));
    reading.fold_all(false);
    assert!(!reading.is_folded(1));
}

#[test]
fn folding_and_unfolding_are_inverses() {
    let mut reading = open(60, 8);
    for section in 1..4 {
        reading.go_to_section(section);
        let before = first_words(&reading);
        reading.toggle_fold();
        reading.toggle_fold();
        assert_eq!(first_words(&reading), before);
    }
}

#[test]
fn a_resize_keeps_the_first_sentence() {
    let mut reading = open(72, 10);
    reading.go_to_section(3);
    reading.scroll_by(2);
    let first = |reading: &Reading| reading.lines().find_map(Line::origin).expect("words");
    let (spot, at) = first(&reading);
    for width in [30, 100, 40, 72] {
        reading.resize(width, 10, &jiff::tz::TimeZone::UTC);
        let held = reading.lines().take(2).any(|line| line.holds(spot, at));
        assert!(held || reading.is_at_end(), "at {width}");
    }
}

#[test]
fn mentions_go_round_and_unfold() {
    let mut reading = open(60, 10);
    reading.choose_key(&ActorKey::from_stored("state:RUS"));
    let count = reading.chosen_member().expect("in the cast").mentions.len();
    assert!(count >= 2);
    reading.fold_all(true);
    for nth in 1..=count {
        assert!(reading.go_to_mention(true));
        assert_eq!(reading.mention_number(), Some(nth));
        let place = reading.mention().expect("a mention").clone();
        assert!(
            reading.lines().any(|line| line.holds(place.spot, place.range.start)),
            "mention {nth} on screen"
        );
    }
    reading.go_to_mention(true);
    assert_eq!(reading.mention_number(), Some(1));
    reading.go_to_mention(false);
    assert_eq!(reading.mention_number(), Some(count));
}

#[test]
fn matches_are_found_and_walked() {
    let mut reading = open(60, 10);
    let query = Query::parse("witkoff").expect("a query");
    reading.find(Some(&query));
    assert!(reading.found_count() >= 2);
    assert!(reading.go_to_match(true) && reading.found_at() == Some(0));
    reading.find(None);
    assert!(!reading.go_to_match(true));
}

/// The seed a hundred times over, once more as one long section.
fn long() -> Reading {
    let mut document = seed();
    let sections = document.sections.clone();
    for _ in 0..100 {
        document.sections.extend(sections.iter().cloned());
    }
    let mut whole = sections[1].clone();
    whole.blocks = document.sections.iter().flat_map(|section| section.blocks.clone()).collect();
    document.sections.insert(7, whole);
    Reading::new(article(document), 60, 20, &jiff::tz::TimeZone::UTC)
}

#[test]
fn what_is_laid_out_only_when_somebody_comes_near_looks_the_same() {
    let (mut lazy, mut eager) = (long(), long());
    let total = lazy.page.len();
    eager.lay_out(0, usize::MAX);
    assert!(total.abs_diff(eager.page.len()) < total / 5, "{total} or rather {}", eager.page.len());
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed >> 33) as usize % below
    };
    let sections = lazy.article.document.sections.len();
    let spots: Vec<_> = lazy.article.document.spots().map(|(spot, _)| spot).collect();
    for nth in 0..600 {
        let (what, section, by) = (next(16), next(sections), next(45) as isize);
        let place = Place { spot: spots[next(spots.len())], range: 0..1 };
        for reading in [&mut lazy, &mut eager] {
            match what {
                0 => reading.scroll_to_end(true),
                1 => reading.scroll_to_end(false),
                2 => reading.go_to_section(section),
                3 => reading.reveal(&place),
                4 => reading.go_to_neighbour(by % 2 == 0),
                5 => drop(reading.toggle_fold()),
                6 => reading.fold_all(by % 2 == 0),
                7 => reading.resize(50 + section % 40, 20 + section % 9, &jiff::tz::TimeZone::UTC),
                8..12 => reading.scroll_by(by),
                _ => reading.scroll_by(-by),
            }
        }
        eager.lay_out(usize::MAX, usize::MAX);
        let shown = |reading: &Reading| reading.lines().cloned().collect::<Vec<_>>();
        assert_eq!(shown(&lazy), shown(&eager), "after step {nth}, of kind {what}");
        assert_eq!((lazy.is_at_end(), lazy.section()), (eager.is_at_end(), eager.section()), "{nth}");
    }
}

#[test]
fn a_long_article_is_laid_out_where_one_reads() {
    let mut reading = long();
    let laid = |reading: &Reading| reading.page.lines(0).count();
    assert!(laid(&reading) < 300, "{}", laid(&reading));
    reading.scroll_to_end(true);
    assert!(reading.is_at_end() && reading.percent() == 100 && laid(&reading) < 300);
}

#[test]
fn tables_that_are_wider_than_the_page_are_scrolled_until_their_end() {
    use crate::model::{Block, Section, Text};
    let row = |word: &str| (0..9).map(|_| Text::from(word)).collect::<Vec<_>>();
    let table = Block::Table { header: row("a heading of words"), rows: vec![row("1,234")] };
    let mut document = crate::app::testing::document("Wide", &["Words."]);
    document.sections.push(Section { level: 1, blocks: vec![table], ..Section::default() });
    let mut reading = Reading::new(article(document), 60, 20, &jiff::tz::TimeZone::UTC);
    assert!(reading.shift_by(8));
    assert_eq!(reading.shift(), 8);
    assert!(reading.shift_by(1000));
    assert_eq!(reading.shift(), 9 * 18 + 8 * 2 - 60);
    reading.shift_by(-1000);
    assert_eq!(reading.shift(), 0);
    assert!(!open(60, 20).shift_by(8), "nothing here is wide");
}

fn shown(reading: &Reading) -> String {
    let cells = reading.lines().flat_map(|line| &line.cells);
    cells.map(|cell| reading.words(&cell.text).to_owned()).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_is_looked_for_is_brought_across_a_wide_table() {
    use crate::model::{Block, Section, Text};
    let row = |words: &[&str]| words.iter().map(|word| Text::from(*word)).collect::<Vec<_>>();
    let words = ["first of the row", "a heading of words", "a heading of more words", "what is last"];
    let table = Block::Table { header: row(&words), rows: vec![row(&["1", "2", "3", "a toll"])] };
    let mut document = crate::app::testing::document("Wide", &["Words."]);
    document.sections.push(Section { level: 1, blocks: vec![table], ..Section::default() });
    let mut reading = Reading::new(article(document), 40, 20, &jiff::tz::TimeZone::UTC);
    reading.look_for("first of");
    assert_eq!(reading.shift(), 0, "it is on the screen");
    for typed in ["last", "toll", "more words"] {
        reading.shift_by(-1000);
        reading.look_for(typed);
        let place = reading.found[0].clone();
        let cell = reading.lines().flat_map(|line| &line.cells).find(|cell| match &cell.text {
            crate::app::page::CellText::Words(spot, range) => {
                *spot == place.spot && range.contains(&place.range.start)
            }
            _ => false,
        });
        let cell = cell.expect("a cell");
        let begins = usize::from(cell.column) + place.range.start;
        let shown = reading.shift() + 1..reading.shift() + 39;
        assert!(shown.contains(&begins) && begins + typed.len() <= reading.shift() + 40, "{typed}");
    }
    reading.look_for("first of");
    assert_eq!(reading.shift(), 0, "back to where it stands");
}

#[test]
fn what_is_looked_for_is_found_in_credits_and_in_notes_that_are_folded() {
    let mut reading = open(72, 20);
    let before = reading.bookmark();
    for typed in ["information from", "about rivers"] {
        assert!(!shown(&reading).contains(typed));
        reading.look_for(typed);
        assert!(reading.found_count() == 1 && shown(&reading).contains(typed), "{typed}");
        reading.return_to(before.clone());
    }
    assert!(!reading.shows_notes, "as it was");
}

#[test]
fn every_section_that_has_what_is_looked_for_is_unfolded() {
    let mut reading = open(72, 60);
    reading.fold_all(true);
    let before = reading.bookmark();
    reading.look_for("witkoff");
    assert!(reading.is_folded(1) && !reading.is_folded(2) && reading.is_folded(3));
    reading.return_to(before);
    reading.look_for("delegations");
    assert!(reading.is_folded(2) && !reading.is_folded(3));
}

#[test]
fn the_notes_on_the_authors_are_folded_until_one_asks() {
    let mut reading = open(72, 60);
    reading.scroll_to_end(true);
    assert!(
        shown(&reading).contains("\u{25b8} About Ada Berg")
            && !shown(&reading).contains("Writes about rivers")
    );
    assert!(reading.toggle_notes());
    assert!(shown(&reading).contains("Writes about rivers"));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig {
        cases: 60, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(8),
        ..proptest::prelude::ProptestConfig::default()
    })]

    #[test]
    fn what_is_folded_and_unfolded_in_any_order_is_as_it_was(
        before in proptest::collection::vec(0..5_usize, 0..4),
        folds in proptest::collection::vec(0..5_usize, 1..9),
        width in 24..100_usize,
    ) {
        let mut reading = open(width, 12);
        let mut toggle = |sections: &[usize]| {
            for section in sections {
                reading.go_to_section(*section);
                reading.toggle_fold();
            }
            reading.go_to_section(0);
            reading.lines().cloned().collect::<Vec<_>>()
        };
        let was = toggle(&before);
        toggle(&folds);
        let back: Vec<usize> = folds.iter().rev().copied().collect();
        proptest::prop_assert_eq!(toggle(&back), was);
    }
}

#[test]
fn the_note_is_a_section_of_the_page_and_none_of_the_stored_article() {
    for note in [None, Some("Ask them.".into())] {
        let stored = Article { note: note.clone(), ..article(seed()) };
        let reading = Reading::new(stored.clone(), 60, 12, &jiff::tz::TimeZone::UTC);
        let shown = reading.article.document.sections.len();
        assert_eq!(shown, stored.document.sections.len() + usize::from(note.is_some()));
        assert_eq!(reading.as_stored(), stored);
    }
}
