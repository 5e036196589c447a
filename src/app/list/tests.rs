use super::*;
use crate::app::testing::headline;

/// Answers as a store with articles 1 to `count` would.
fn answer(count: i64, question: Question) -> (Vec<Headline>, Cursor) {
    let Question::Headlines { cursor, limit, .. } = question else { panic!("not about headlines") };
    let limit = i64::try_from(limit).expect("small");
    let ids = match cursor {
        Cursor::Newest => (count - limit + 1).max(1)..=count,
        Cursor::Oldest => 1..=limit.min(count),
        Cursor::OlderThan(ArticleId(id)) => (id - limit).max(1)..=(id - 1).min(count),
        Cursor::NewerThan(ArticleId(id)) => id + 1..=(id + limit).min(count),
    };
    (ids.rev().map(headline).collect(), cursor)
}

fn settle(list: &mut List, count: i64) {
    while let Some(question) = list.ask() {
        let (rows, cursor) = answer(count, question);
        list.fill(Page { rows, reached: None }, cursor, 20);
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

/// Answers as a store with articles 1 to `count` would, the oldest first.
fn oldest_first(count: i64, question: Question) -> (Vec<Headline>, Cursor) {
    let Question::Headlines { cursor, limit, .. } = question else { panic!("not about headlines") };
    let limit = i64::try_from(limit).expect("small");
    let ids = match cursor {
        Cursor::Newest => 1..=limit.min(count),
        Cursor::Oldest => (count - limit + 1).max(1)..=count,
        Cursor::OlderThan(ArticleId(id)) => (id + 1).max(1)..=(id + limit).min(count),
        Cursor::NewerThan(ArticleId(id)) => (id - limit).max(1)..=id - 1,
    };
    (ids.map(headline).collect(), cursor)
}

#[test]
fn a_list_with_the_oldest_first_is_a_window_too() {
    let filter = Some(crate::model::Query::parse("a sort:oldest").expect("a query"));
    let mut list = List::new(Listing { scope: Scope::All, filter }, String::new(), None);
    let settle = |list: &mut List, count| {
        while let Some(question) = list.ask() {
            let (rows, cursor) = oldest_first(count, question);
            list.fill(Page { rows, reached: None }, cursor, 20);
        }
    };
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
