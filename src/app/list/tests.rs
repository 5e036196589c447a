use proptest::collection::{btree_set, vec};
use proptest::prelude::{ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::test_runner::RngSeed;

use super::*;
use crate::app::testing::headline;

/// Answers as a store with these articles would, which are in the list's order.
fn answer(ids: &[i64], question: &Question) -> Page {
    let Question::Headlines { listing, cursor, limit } = question else { panic!("not about headlines") };
    let order = Order::of(listing);
    let rank = |id: i64| order.rank(ArticleId(id));
    let (start, end) = match cursor {
        Cursor::Newest => (0, *limit),
        Cursor::Oldest => (ids.len().saturating_sub(*limit), ids.len()),
        Cursor::OlderThan(from) => {
            let start = ids.partition_point(|id| rank(*id) <= order.rank(*from));
            (start, start + limit)
        }
        Cursor::NewerThan(from) => {
            let end = ids.partition_point(|id| rank(*id) < order.rank(*from));
            (end.saturating_sub(*limit), end)
        }
    };
    let rows = ids[start..end.min(ids.len())].iter().copied().map(headline).collect();
    Page { rows, reached: None }
}

fn cursor_of(question: &Question) -> Cursor {
    let Question::Headlines { cursor, .. } = question else { panic!("not about headlines") };
    *cursor
}

fn settle(list: &mut List, count: i64) {
    let mut ids: Vec<i64> = (1..=count).collect();
    ids.sort_by_key(|id| list.order.rank(ArticleId(*id)));
    while let Some(question) = list.ask() {
        list.fill(answer(&ids, &question), cursor_of(&question), 20);
    }
}

fn selected(list: &List) -> i64 {
    list.selected().expect("a row").id.0
}

#[test]
fn the_window_moves_over_a_long_list_as_over_the_whole() {
    let count = 5000;
    let mut list = List::default();
    settle(&mut list, count);
    assert_eq!(selected(&list), count);
    let mut expected = count;
    for step in [1, 40, 40, 40, -7, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, -40, -40, -40, -40, -40, -3] {
        list.move_by(step, 20);
        settle(&mut list, count);
        expected -= i64::try_from(step).expect("small");
        assert_eq!(selected(&list), expected);
        assert!(list.rows().len() <= KEPT + WINDOW);
        let shown = list.top()..list.top() + 20;
        assert!(shown.contains(&list.cursor()));
    }
    list.move_to_end(true, 20);
    settle(&mut list, count);
    assert_eq!(selected(&list), 1);
    list.move_to_end(false, 20);
    settle(&mut list, count);
    assert_eq!(selected(&list), count);
}

#[test]
fn a_list_opens_where_one_left_it() {
    let mut list = List::new(Listing::default(), String::new(), Some(ArticleId(777)));
    settle(&mut list, 5000);
    assert_eq!(selected(&list), 777);
    list.move_by(-30, 20);
    settle(&mut list, 5000);
    assert_eq!(selected(&list), 807);
}

#[test]
fn a_reload_keeps_the_cursor_on_its_article() {
    let mut list = List::new(Listing::default(), String::new(), Some(ArticleId(777)));
    settle(&mut list, 5000);
    list.reload();
    assert!(!list.rows().is_empty(), "shown meanwhile");
    settle(&mut list, 5000);
    assert_eq!(selected(&list), 777);
    list.reload();
    settle(&mut list, 300);
    assert_eq!(selected(&list), 300, "its article is gone: the nearest there is");
}

#[test]
fn an_empty_list_and_a_gone_article_settle() {
    let mut list = List::default();
    settle(&mut list, 0);
    assert!(list.selected().is_none() && list.is_whole());
    let mut list = List::new(Listing::default(), String::new(), Some(ArticleId(-5)));
    settle(&mut list, 3);
    assert_eq!(selected(&list), 3);
}

#[test]
fn a_search_that_was_broken_off_goes_on_from_where_it_was() {
    let mut list = List::default();
    let Some(Question::Headlines { cursor, .. }) = list.ask() else { panic!("nothing asked") };
    let page = Page { rows: vec![headline(900)], reached: Some(ArticleId(700)) };
    list.fill(page, cursor, 20);
    let Some(Question::Headlines { cursor, .. }) = list.ask() else { panic!("it does not go on") };
    assert_eq!((cursor, list.looking()), (Cursor::OlderThan(ArticleId(700)), Some(ArticleId(700))));
    list.fill(Page { rows: Vec::new(), reached: Some(ArticleId(300)) }, cursor, 20);
    let Some(Question::Headlines { cursor, .. }) = list.ask() else { panic!("it does not go on") };
    assert_eq!(cursor, Cursor::OlderThan(ArticleId(300)));
    list.fill(Page { rows: vec![headline(200)], reached: None }, cursor, 20);
    assert!(list.ask().is_none() && list.looking().is_none() && list.is_whole());
    assert_eq!(list.rows().iter().map(|row| row.id.0).collect::<Vec<_>>(), [900, 200]);
}

#[test]
fn a_list_in_an_order_of_its_own_is_read_whole() {
    let filter = Some(crate::model::Query::parse("a sort:relevance").expect("a query"));
    let mut list = List::new(Listing { scope: Scope::All, filter }, String::new(), None);
    let Some(Question::Headlines { cursor, limit, .. }) = list.ask() else { panic!("nothing asked") };
    assert_eq!((cursor, limit), (Cursor::Newest, RATED));
    let rows = || [5, 9, 7].map(headline).to_vec();
    list.fill(Page { rows: rows(), reached: None }, cursor, 20);
    list.move_by(1, 20);
    assert!(list.ask().is_none() && selected(&list) == 9);
    list.reload();
    let Some(Question::Headlines { cursor, .. }) = list.ask() else { panic!("nothing asked") };
    list.fill(Page { rows: rows()[1..].to_vec(), reached: None }, cursor, 20);
    assert_eq!((selected(&list), list.cursor()), (9, 0));
}

#[test]
fn a_list_with_the_oldest_first_is_a_window_too() {
    let filter = Some(crate::model::Query::parse("a sort:oldest").expect("a query"));
    let mut list = List::new(Listing { scope: Scope::All, filter }, String::new(), None);
    settle(&mut list, 5000);
    let mut expected = 1;
    for step in [40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, -7, -40, -40, -40, -40, -40]
    {
        list.move_by(step, 20);
        settle(&mut list, 5000);
        expected += i64::try_from(step).expect("small");
        assert_eq!(selected(&list), expected);
        assert!(list.rows().len() <= KEPT + WINDOW);
    }
    list.renew();
    settle(&mut list, 5003);
    assert_eq!((selected(&list), list.new_above().0), (expected, 0));
    list.move_to_end(true, 20);
    settle(&mut list, 5003);
    assert_eq!(selected(&list), 5003);
    list.reload();
    settle(&mut list, 5003);
    assert_eq!(selected(&list), 5003);
    list.move_to_end(false, 20);
    settle(&mut list, 5003);
    assert_eq!(selected(&list), 1);
}

#[test]
fn rating_that_was_broken_off_is_done_again() {
    let filter = Some(crate::model::Query::parse("a sort:relevance").expect("a query"));
    let mut list = List::new(Listing { scope: Scope::All, filter }, String::new(), None);
    let Some(Question::Headlines { cursor, .. }) = list.ask() else { panic!("nothing asked") };
    list.fill(Page { rows: [5, 9].map(headline).to_vec(), reached: Some(ArticleId(5)) }, cursor, 20);
    assert_eq!(selected(&list), 5);
    let Some(Question::Headlines { cursor, .. }) = list.ask() else { panic!("it does not go on") };
    assert_eq!(cursor, Cursor::Newest);
    list.fill(Page { rows: [9, 5, 3].map(headline).to_vec(), reached: None }, cursor, 20);
    assert!(list.ask().is_none() && selected(&list) == 5 && list.is_whole());
}

#[test]
fn a_row_that_is_not_at_hand_is_gone_to_by_its_number() {
    for row in [1, 100, 777, 4999, 5000, 9000] {
        let mut list = List::new(Listing::default(), String::new(), Some(ArticleId(1200)));
        settle(&mut list, 5000);
        list.move_to_end(false, 20);
        list.move_by(row - 1, 20);
        settle(&mut list, 5000);
        assert_eq!(selected(&list), (5001 - i64::try_from(row).expect("small")).max(1), "{row}");
        assert!((list.top()..list.top() + 20).contains(&list.cursor()));
    }
    // As many single steps before anything has come are as far; and what is gone elsewhere is gone at once.
    let mut list = List::default();
    settle(&mut list, 5000);
    (0..500).for_each(|_| list.move_by(1, 20));
    settle(&mut list, 5000);
    assert_eq!(selected(&list), 4500);
    (0..300).for_each(|_| list.move_by(1, 20));
    list.select(0);
    let there = selected(&list);
    settle(&mut list, 5000);
    assert_eq!(selected(&list), there);
}

#[test]
fn of_a_list_that_is_only_seen_no_more_is_read_than_is_seen() {
    let mut list = List::default();
    list.glimpse(Some(20));
    settle(&mut list, 5000);
    assert_eq!((selected(&list), list.rows().len(), list.is_whole()), (5000, 20, false));
    list.glimpse(None);
    settle(&mut list, 5000);
    assert_eq!((selected(&list), list.rows().len()), (5000, 20 + WINDOW));
    let mut short = List::default();
    short.glimpse(Some(20));
    settle(&mut short, 19);
    assert!(short.is_whole() && short.rows().len() == 19);
}

/// Something that happens to a list.
#[derive(Clone, Debug)]
enum Step {
    /// One moves by so many rows, once or several times before anything is read.
    Move(Vec<u16>, bool),
    /// One goes to an article, so far down of a thousand.
    Find(usize),
    /// One goes to an end.
    End(bool),
    /// Articles come and go, by their ids, and the list is read anew, or what is still there is.
    Change { come: Vec<i64>, go: Vec<usize>, asked: bool },
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (vec(prop_oneof![1..4_u16, 20..200_u16, 1..900_u16], 1..4), any::<bool>())
            .prop_map(|(rows, up)| Step::Move(rows, up)),
        1 => (0..1000_usize).prop_map(Step::Find),
        1 => any::<bool>().prop_map(Step::End),
        2 => (vec(1..40_000_i64, 0..5), vec(0..1000_usize, 0..5), any::<bool>())
            .prop_map(|(come, go, asked)| Step::Change { come, go, asked }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None, rng_seed: RngSeed::Fixed(8), ..ProptestConfig::default()
    })]

    #[test]
    fn a_window_is_the_list_whatever_one_does(
        ids in btree_set(1..30_000_i64, 0..2500),
        oldest in any::<bool>(),
        steps in vec((step(), any::<u64>()), 1..40),
        height in 1..60_usize,
    ) {
        let filter = oldest.then(|| crate::model::Query::parse("a sort:oldest").expect("a query"));
        let mut list = List::new(Listing { scope: Scope::All, filter }, String::new(), None);
        let rank = |id: &i64| if oldest { *id } else { -*id };
        let mut all: Vec<i64> = ids.into_iter().collect();
        all.sort_by_key(rank);
        let mut at = 0;
        for (step, cuts) in std::iter::once((Step::End(false), 0)).chain(steps) {
            let nth = |of: usize, len: usize| (len * of / 1000).min(len.saturating_sub(1));
            let selected = all.get(at).copied();
            match &step {
                Step::Move(rows, up) => {
                    for rows in rows {
                        list.move_by(if *up { -(*rows as isize) } else { *rows as isize }, height);
                        let moved = if *up { at.saturating_sub((*rows).into()) } else { at + usize::from(*rows) };
                        at = moved.min(all.len().saturating_sub(1));
                    }
                }
                Step::Find(of) if !all.is_empty() => {
                    at = nth(*of, all.len());
                    list.move_to(ArticleId(all[at]), height);
                }
                Step::Find(_) => {}
                Step::End(last) => {
                    at = if *last { all.len().saturating_sub(1) } else { 0 };
                    list.move_to_end(*last, height);
                }
                Step::Change { come, go, asked } => {
                    let known: Vec<i64> = list.rows().iter().map(|row| row.id.0).collect();
                    for of in go {
                        if !all.is_empty() {
                            all.remove(nth(*of, all.len()));
                        }
                    }
                    all.extend(come);
                    all.sort_by_key(rank);
                    all.dedup();
                    let next = selected.map_or(0, |id| all.partition_point(|other| rank(other) < rank(&id)));
                    // Where nothing is left of what was at hand, it begins anew.
                    let is_left = known.iter().any(|id| all.contains(id));
                    at = if is_left { next.min(all.len().saturating_sub(1)) } else { 0 };
                    if *asked { list.reload() } else { list.renew() }
                }
            }
            settle_in_pieces(&mut list, &all, height, cuts);
            let rows: Vec<i64> = list.rows().iter().map(|row| row.id.0).collect();
            prop_assert_eq!(list.selected().map(|row| row.id.0), all.get(at).copied(), "{:?}", step);
            let start = rows.first().map_or(0, |first| all.iter().position(|id| id == first).expect("known"));
            prop_assert_eq!(&rows[..], &all[start..start + rows.len()], "{:?}", step);
            prop_assert!(!list.is_whole() || rows.len() == all.len());
            prop_assert!(rows.len() <= KEPT + WINDOW);
            prop_assert!(rows.is_empty() || (list.top()..list.top() + height).contains(&list.cursor()));
            let below = rows.len() - list.top().min(rows.len());
            prop_assert!(below >= height || rows.len() == below || start + rows.len() == all.len());
        }
    }
}

/// Answers until nothing more is asked; pages of the one after the other are broken off, by the bits of `cuts`.
fn settle_in_pieces(list: &mut List, all: &[i64], height: usize, mut cuts: u64) {
    while let Some(question) = list.ask() {
        let (mut page, cursor) = (answer(all, &question), cursor_of(&question));
        let is_downwards = matches!(cursor, Cursor::Newest | Cursor::OlderThan(_));
        if is_downwards && cuts % 4 == 1 && !page.rows.is_empty() {
            // It has been looked up to just before the first of those that are not found yet.
            let found = (cuts >> 2) as usize % page.rows.len();
            page.reached = Some(list.order.just_above(page.rows[found].id));
            page.rows.truncate(found);
        }
        cuts >>= 8;
        list.fill(page, cursor, height);
    }
}
