use super::Reading;
use crate::app::page::Line;
use crate::app::testing::{article, seed};
use crate::model::{ActorKey, Query};

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
