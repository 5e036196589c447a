use crate::app::desk::Desk;
use crate::app::testing::{article, document, now, seed};
use crate::app::{Answer, Effect, Event, List, Msg, Order, Outside, Overlay, Pane, QuestionKind, Write};
use crate::model::{ArticleId, FeedOrigin, Listing, Revision, Scope, Session, Status};

fn open() -> Desk {
    Desk::open((160, 45))
}

fn open_id(desk: &Desk) -> i64 {
    desk.state.reading.as_ref().expect("an open article").article.headline.id.0
}

fn writes(desk: &Desk) -> Vec<&Write> {
    let writes = desk.done.iter().filter_map(|effect| match effect {
        Effect::Write(write) => Some(write),
        _ => None,
    });
    writes.filter(|write| !matches!(write, Write::Session(_) | Write::Place(..))).collect()
}

fn notice(desk: &Desk) -> &str {
    desk.state.notice.as_ref().map_or("", |notice| &notice.text)
}

#[test]
fn the_newest_article_is_shown_at_once_and_read_when_opened() {
    let mut desk = open();
    assert_eq!((desk.state.focus, open_id(&desk)), (Pane::Articles, 12));
    assert!(writes(&desk).is_empty(), "looking at an article beside the list does not mark it read");
    desk.press("j");
    assert_eq!(open_id(&desk), 11);
    desk.press("k enter");
    assert_eq!((desk.state.focus, open_id(&desk)), (Pane::Article, 12));
    assert_eq!(writes(&desk), [&Write::Opened(ArticleId(12))]);
    assert!(desk.state.list.selected().expect("a row").status.read);
}

#[test]
fn where_there_is_one_pane_nothing_is_read_before_it_is_opened() {
    let mut desk = Desk::open((80, 24));
    assert!(desk.state.reading.is_none());
    desk.press("j enter");
    assert_eq!(open_id(&desk), 11);
    desk.press("q q");
    assert_eq!(desk.state.focus, Pane::Feeds);
    desk.press("q");
    assert!(desk.state.quit);
}

#[test]
fn of_several_failures_the_first_is_told() {
    let mut desk = open();
    desk.press("s");
    for what in ["The disk is full", "Nothing was written"] {
        desk.send(Msg::Event(Event::Failed(what.to_owned())));
        assert_eq!(notice(&desk), "The disk is full");
    }
}

#[test]
fn space_reads_on_to_the_next_unread_article() {
    let mut desk = open();
    desk.press("enter space");
    assert_eq!(open_id(&desk), 11, "the seed fits on the screen");
    desk.press("space space");
    assert_eq!(open_id(&desk), 9);
    desk.press("N");
    assert_eq!(notice(&desk), "No more unread articles in this list", "the newer ones are read");
}

#[test]
fn status_changes_at_once_and_can_be_undone() {
    let mut desk = open();
    desk.press("s m");
    let status = desk.state.list.selected().expect("a row").status;
    assert!(status.starred && status.read);
    desk.press("A");
    assert!(desk.state.list.rows().iter().all(|row| row.status.read));
    assert_eq!(notice(&desk), "Marked 12 articles read");
    desk.press("u");
    assert_eq!(notice(&desk), "Undone: marked 12 articles read");
    assert_eq!(desk.state.list.rows().iter().filter(|row| row.status.read).count(), 1);
    desk.press("u u");
    assert!(desk.state.list.rows().iter().all(|row| row.status == Status::default()));
    desk.press("u");
    assert_eq!(notice(&desk), "There is nothing to undo (of actors, from before: masthead actors edits)");
}

#[test]
fn a_search_shows_what_it_finds_as_one_types_and_goes_back() {
    let mut desk = open();
    desk.press("j j /").type_in("basin");
    assert_eq!(desk.state.list.rows().len(), 1);
    desk.press("enter");
    assert_eq!(desk.state.list.title, "Search: basin");
    assert!(desk.state.overlay.is_none() && desk.state.is_searching());
    desk.press("enter");
    let reading = desk.state.open_article().expect("an article");
    assert_eq!(
        (reading.found_at(), reading.found_count()),
        (Some(1), 2),
        "it opens at the match in the text"
    );
    desk.press("esc /");
    let Some(crate::app::Overlay::Prompt(prompt)) = &desk.state.overlay else { panic!("no prompt") };
    assert_eq!(
        (prompt.input.value(), prompt.input.cursor()),
        ("basin", 5),
        "the search is there to be changed"
    );
    desk.press("esc");
    assert_eq!(desk.state.list.title, "Search: basin");
    desk.press("/ ctrl-u enter");
    assert_eq!(desk.state.list.title, "All articles");
    assert_eq!(
        desk.state.list.selected().map(|row| row.id),
        Some(ArticleId(10)),
        "the cursor is where it was"
    );
}

#[test]
fn a_search_that_is_left_or_wrong_changes_nothing() {
    let mut desk = open();
    desk.press("/").type_in("basin").press("esc");
    assert_eq!((desk.state.list.rows().len(), desk.state.focus), (12, Pane::Articles));
    desk.press("/").type_in("actr:x").press("enter");
    let Some(crate::app::Overlay::Prompt(prompt)) = &desk.state.overlay else { panic!("the prompt stays") };
    assert!(prompt.error.as_ref().expect("an error").to_string().contains("actr"));
}

#[test]
fn fields_and_names_are_completed() {
    let mut desk = open();
    let typed = |desk: &Desk| match &desk.state.overlay {
        Some(crate::app::Overlay::Prompt(prompt)) => prompt.input.value().to_owned(),
        _ => panic!("no prompt"),
    };
    desk.press("/").type_in("basin act").press("tab").type_in("lin").press("tab");
    assert_eq!(typed(&desk), "basin actor:\"Mara Lind\" ");
    desk.type_in("in:").press("down down enter").type_in("x");
    assert_eq!(typed(&desk), "basin actor:\"Mara Lind\" in:standfirst x");
    desk.press("esc / tab");
    let Some(crate::app::Overlay::Prompt(prompt)) = &desk.state.overlay else { panic!("no prompt") };
    assert_eq!(prompt.offers.items.len(), crate::model::FIELDS.len());
}

#[test]
fn a_name_that_may_mean_several_offers_a_choice() {
    let mut desk = open();
    desk.press("/").type_in("actor:i").press("enter");
    assert!(matches!(desk.state.overlay, Some(crate::app::Overlay::Whom(_))));
    desk.press("j enter");
    let filter = desk.state.list.listing.filter.as_ref().map(ToString::to_string);
    assert_eq!(filter.as_deref(), Some("actor:person:mara-lind"));
    assert_eq!(desk.state.list.title, "Search: actor:Mara Lind");
}

#[test]
fn a_search_is_kept_renamed_and_removed() {
    let mut desk = open();
    desk.press("S");
    assert!(desk.saved.is_empty() && desk.state.notice.is_some(), "there is no search");
    desk.press("/").type_in("basin").press("enter S enter");
    assert_eq!(desk.saved[0].query.to_string(), "basin");
    let names = |desk: &Desk| -> Vec<(String, u64)> {
        desk.state
            .feeds
            .rows()
            .iter()
            .filter(|row| row.depth == 1)
            .map(|row| (row.name.clone(), row.count))
            .collect()
    };
    assert_eq!(names(&desk), [("basin".to_owned(), 1)]);
    desk.press("esc h j j j j");
    assert_eq!(desk.state.list.rows().len(), 1);
    desk.press(": r e n a m e - f e e d space x y enter");
    assert_eq!((names(&desk)[0].0.as_str(), desk.state.list.title.as_str()), ("xy", "xy"));
    desk.press(": r e m o v e - f e e d enter");
    assert!(desk.saved.is_empty() && desk.state.list.listing.scope == Scope::All);
}

#[test]
fn what_comes_next_leads_to_its_sentence() {
    let mut desk = open();
    desk.press(": n e x t enter j enter");
    assert_eq!((open_id(&desk), desk.state.focus), (12, Pane::Article));
    desk.press(": n e x t enter y");
    assert!(
        matches!(desk.done.last(), Some(Effect::Outside(Outside::Copy(text))) if text.contains("## Coming"))
    );
    desk.press("esc : p o s i t i o n s enter l enter");
    assert_eq!(open_id(&desk), 12);
}

#[test]
fn a_filter_narrows_the_list_and_an_empty_one_widens_it() {
    let mut desk = open();
    desk.press("=").type_in("number").press("enter");
    assert_eq!((desk.state.list.rows().len(), desk.state.list.title.as_str()), (11, "All articles = number"));
    desk.press("= ctrl-u enter");
    assert_eq!((desk.state.list.rows().len(), desk.state.list.title.as_str()), (12, "All articles"));
}

#[test]
fn a_filter_of_a_search_narrows_what_it_found() {
    let mut desk = open();
    let shown = |desk: &Desk| (desk.state.list.rows().len(), desk.state.list.title.clone());
    let filter = |desk: &Desk| desk.state.list.listing.filter.as_ref().map(ToString::to_string);
    desk.press("/").type_in("number").press("enter =").type_in("1").press("enter");
    assert_eq!(filter(&desk).as_deref(), Some("number 1"));
    assert_eq!(shown(&desk).1, "Search: number = 1");
    desk.press("= esc = backspace").type_in("2").press("enter");
    assert_eq!(filter(&desk).as_deref(), Some("number 2"), "the prompt has the filter alone");
    desk.press("esc");
    assert_eq!(shown(&desk), (11, "Search: number".to_owned()));
    desk.press("=").type_in("2").press("esc");
    assert_eq!(shown(&desk), (11, "Search: number".to_owned()));
    desk.press("esc");
    assert_eq!(shown(&desk), (12, "All articles".to_owned()));
}

#[test]
fn an_actor_is_searched_for_and_chosen_in_the_article() {
    let mut desk = open();
    desk.press("j g a").type_in("witk").press("enter");
    assert!(matches!(desk.state.list.listing.scope, Scope::Actor(_)));
    assert_eq!(open_id(&desk), 12);
    desk.press("enter");
    let reading = desk.state.reading.as_ref().expect("open");
    assert_eq!(reading.chosen_member().expect("chosen").name, "Steve Witkoff");
    desk.press("] a");
    assert_eq!(notice(&desk), "Steve Witkoff: mention 1 of 3");
    desk.press("n");
    assert_eq!(notice(&desk), "Steve Witkoff: mention 2 of 3");
}

#[test]
fn the_sidebar_chooses_and_leads_to_the_sentence() {
    let mut desk = open();
    desk.press("enter a j enter");
    assert_eq!(desk.state.focus, Pane::Actors, "a wide terminal keeps the sidebar in hand");
    let reading = desk.state.reading.as_ref().expect("open");
    assert_eq!(reading.section(), Some(2), "at the stakeholder line");
    let mut narrow = Desk::open((80, 24));
    narrow.press("enter a enter");
    assert_eq!(narrow.state.focus, Pane::Article, "a drawer makes way for what it leads to");
    assert!(notice(&narrow).contains("mention 1 of"));
}

#[test]
fn everything_is_where_one_left_it() {
    let mut desk = Desk::open((80, 24));
    desk.press("enter 2 z a > >");
    desk.state.reading.as_mut().expect("open").scroll_by(1);
    let place = desk.state.reading.as_ref().expect("open").place();
    let desk = desk.reopen();
    assert_eq!((desk.state.focus, open_id(&desk)), (Pane::Article, 12));
    assert_eq!(desk.state.reading.as_ref().expect("open").place(), place);
    let mut desk = open();
    desk.press("G < <");
    let width = desk.state.widths.articles;
    assert!(width.is_some());
    let desk = desk.reopen();
    assert_eq!(desk.state.list.selected().map(|row| row.id), Some(ArticleId(1)));
    assert_eq!(desk.state.widths.articles, width);
}

#[test]
fn an_answer_that_is_not_the_newest_is_dropped() {
    let mut desk = open();
    desk.hold().press("j j");
    let asked = desk.take_held();
    desk.press("j").deliver();
    assert_eq!(open_id(&desk), 9);
    asked.into_iter().for_each(|event| desk.send(Msg::Event(event)));
    assert_eq!(open_id(&desk), 9, "the articles passed by come too late");
}

#[test]
fn a_reload_does_not_take_back_what_one_moved_meanwhile() {
    let mut desk = far_down();
    desk.hold().press("ctrl-l g g").deliver();
    assert_eq!(desk.state.list.selected().map(|row| row.id), Some(ArticleId(300)));
    desk.press("j j j").hold().press("ctrl-l j j").deliver();
    assert_eq!(desk.state.list.selected().map(|row| row.id), Some(ArticleId(295)));
}

#[test]
fn rows_that_were_read_before_a_mark_do_not_take_it_back() {
    let mut desk = open();
    desk.hold().send(Msg::Event(Event::StoreChanged));
    desk.press("s").deliver();
    assert!(desk.state.list.selected().expect("a row").status.starred);
}

/// In a long list, further down than what is read of it at once.
fn far_down() -> Desk {
    let articles: Vec<_> = (1..=300)
        .map(|id| {
            let mut article = article(document("Title", &["Words."]));
            article.headline.id = ArticleId(id);
            article
        })
        .collect();
    let mut desk = Desk::open_on((80, 24), articles, Default::default());
    for _ in 0..80 {
        desk.press("j");
    }
    desk
}

#[test]
fn an_article_may_be_opened_before_its_row_is_there() {
    for (keys, focus) in [("G enter", Pane::Article), ("G enter k", Pane::Articles)] {
        let mut desk = far_down();
        assert!(desk.hold().press(keys).state.list.selected().is_none());
        desk.deliver();
        assert_eq!(desk.state.focus, focus, "{keys}: another key puts it aside");
    }
}

#[test]
fn a_command_right_after_enter_concerns_the_article_that_was_opened() {
    let mut desk = Desk::open((80, 24));
    desk.press("enter q j").hold().press("enter s z M o").deliver();
    assert_eq!(
        writes(&desk),
        [&Write::Opened(ArticleId(12)), &Write::Star(ArticleId(11), true), &Write::Opened(ArticleId(11))]
    );
    let reading = desk.state.reading.as_ref().expect("open");
    assert!(!reading.is_folded(1) && desk.state.is_reading());
}

#[test]
fn an_actor_typed_fast_is_the_one_that_was_typed() {
    let mut desk = open();
    desk.press("g a").hold().type_in("lind").press("enter").deliver();
    assert_eq!(desk.state.list.title, "Actor: Mara Lind");
}

#[test]
fn going_back_to_where_one_began_is_kept_too() {
    let mut desk = Desk::open((80, 24));
    desk.press("enter ctrl-d h l g g h");
    let desk = desk.reopen();
    assert_eq!(desk.articles.last().expect("the seed").place, crate::model::ReadingPlace::default());
}

#[test]
fn an_open_article_that_is_gone_leaves_one_in_the_list() {
    let session = Session { open: Some(ArticleId(99)), focus: "article".to_owned(), ..Session::default() };
    let desk = Desk::open_on((80, 24), Vec::new(), session);
    assert_eq!(desk.state.focus, Pane::Articles);
    let session = Session { listing: Scope::Feed(crate::model::FeedId(9)).into(), ..Session::default() };
    let desk = Desk::open_on((80, 24), vec![article(seed())], session);
    assert_eq!((desk.state.list.title.as_str(), desk.state.list.rows().len()), ("All articles", 1));
}

#[test]
fn a_paste_types_where_text_is_taken_and_nowhere_else() {
    let mut desk = open();
    desk.press("enter O").send(Msg::Paste("3q".into()));
    assert!(desk.state.overlay.is_some());
    desk.press("esc g /").send(Msg::Paste("basin".into()));
    assert_eq!(desk.state.list.rows().len(), 1);
}

#[test]
fn matches_lead_on_to_the_next_article_of_the_search() {
    let mut desk = open();
    desk.press("/").type_in("number").press("enter enter n");
    assert_eq!((open_id(&desk), notice(&desk)), (11, "Match 1 of 1"));
    desk.press("n");
    assert_eq!((open_id(&desk), desk.state.focus), (10, Pane::Article));
    desk.press("n n N");
    assert_eq!(notice(&desk), "Match 1 of 1");
}

#[test]
fn links_are_opened_and_copied() {
    let mut desk = open();
    desk.press("o y");
    let url = crate::model::CleanText::new("https://example.org/river");
    assert_eq!(
        desk.done,
        [Effect::Outside(Outside::Browse(url.clone())), Effect::Outside(Outside::Copy(url))]
    );
}

#[test]
fn the_outline_palette_and_help_lead_somewhere() {
    let mut desk = open();
    desk.press("enter O j enter");
    assert_eq!(desk.state.reading.as_ref().expect("open").section(), Some(2));
    desk.press(":").type_in("fold-all").press("enter");
    assert!(desk.state.reading.as_ref().expect("open").is_folded(1));
    desk.press("? / u n d o enter esc");
    assert!(desk.state.overlay.is_none());
    desk.press("?").press("q");
    assert!(desk.state.overlay.is_none() && !desk.state.quit);
}

#[test]
fn a_key_in_no_sequence_does_nothing_and_time_passes() {
    let mut desk = open();
    desk.press("enter g x z");
    assert_eq!(desk.state.pressed.keys.len(), 1);
    desk.press("esc");
    assert!(desk.state.pressed.keys.is_empty());
    let later = now() + jiff::SignedDuration::from_mins(5);
    desk.send(Msg::Tick(later));
    assert_eq!(desk.state.now, later);
}

#[test]
fn the_palette_has_what_was_chosen_lately_first_over_sessions_too() {
    let mut desk = open();
    desk.press(":").type_in("toggle-star").press("enter :").type_in("outline").press("enter");
    let mut desk = desk.reopen();
    desk.press(":");
    let Some(crate::app::Overlay::Palette(palette)) = &desk.state.overlay else { panic!("no palette") };
    let first: Vec<&str> = palette.hits()[..3].iter().map(|spec| spec.name).collect();
    assert_eq!(first, ["outline", "toggle-star", "down"]);
}

#[test]
fn any_keys_in_any_size_do_no_harm() {
    let keys: Vec<&str> = crate::app::SPECS.iter().flat_map(|spec| spec.keys).copied().collect();
    let mut seed: u64 = 7;
    let mut next = |bound: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).expect("fits") % bound
    };
    for _ in 0..40 {
        let mut desk = open();
        for _ in 0..150 {
            match next(12) {
                0 => desk.send(Msg::Resized(
                    u16::try_from(20 + next(200)).expect("small"),
                    u16::try_from(5 + next(60)).expect("small"),
                )),
                1 => {
                    desk.press("esc");
                }
                _ => {
                    desk.press(keys[next(keys.len())]);
                }
            }
            let rows = desk.state.list.rows().len();
            assert!(rows == 0 || desk.state.list.cursor() < rows);
        }
    }
}

/// What is held as an answer about the list or the feeds is changed before it is delivered.
fn deliver_changed(desk: &mut Desk, change: impl Fn(&mut Answer)) {
    let mut held = desk.take_held();
    for event in &mut held {
        if let Event::Answered(_, answer) = event {
            change(answer);
        }
    }
    desk.deliver();
    held.into_iter().for_each(|event| desk.send(Msg::Event(event)));
}

#[test]
fn what_cannot_be_read_is_asked_for_again_when_one_moves_and_shows_nothing_else() {
    let mut desk = open();
    desk.hold().send(Msg::Event(Event::StoreChanged));
    desk.take_held();
    desk.send(Msg::Event(Event::Unanswered(QuestionKind::Headlines, "The disk is gone".into())));
    assert_eq!(notice(&desk), "The disk is gone");
    let asks = |desk: &mut Desk| {
        let held = desk.take_held();
        held.iter().any(|event| matches!(event, Event::Answered(_, Answer::Headlines(..))))
    };
    assert!(!asks(&mut desk), "asking again would only fail again");
    desk.press("j");
    assert!(asks(&mut desk));

    let mut desk = Desk::open((80, 24));
    desk.hold().press("enter");
    desk.take_held();
    desk.send(Msg::Event(Event::Unanswered(QuestionKind::Article, "The disk is gone".into())));
    assert_eq!((desk.state.focus, desk.state.opening), (Pane::Articles, None));
    let mut desk = open();
    desk.press("enter").send(Msg::Event(Event::Unanswered(QuestionKind::Article, "It is gone".into())));
    assert_eq!((desk.state.focus, open_id(&desk)), (Pane::Article, 12), "the open article stays");
}

#[test]
fn the_feeds_say_what_waits_and_where_samples_are() {
    let mut desk = open();
    assert!(!desk.state.has_samples);
    let analyses =
        |desk: &Desk| desk.done.iter().any(|effect| matches!(effect, Effect::Fetch(Order::Analyse)));
    assert!(!analyses(&desk));
    desk.hold().send(Msg::Event(Event::StoreChanged));
    deliver_changed(&mut desk, |answer| {
        if let Answer::Feeds(feeds, _, _, totals) = answer {
            totals.waiting = 3;
            feeds[0].origin = FeedOrigin::Samples;
        }
    });
    assert!(desk.state.has_samples && analyses(&desk));
}

#[test]
fn a_list_of_whom_nobody_follows_gives_way_and_a_search_in_a_feed_keeps_its_name() {
    let followed = || List::new(Scope::Followed.into(), "Followed".into(), None);
    let mut desk = open();
    desk.state.list = followed();
    desk.send(Msg::Event(Event::StoreChanged));
    assert_eq!(desk.state.list.listing.scope, Scope::All);
    desk.followed = vec![crate::model::ActorKey::from_stored("state:RUS")];
    desk.send(Msg::Event(Event::StoreChanged));
    desk.state.list = followed();
    desk.send(Msg::Event(Event::StoreChanged));
    assert_eq!(desk.state.list.listing.scope, Scope::Followed);

    let scope = Scope::Feed(crate::model::FeedId(1));
    let filter = crate::model::Query::parse("basin").ok();
    for (filter, title) in [(None, "The Ledger"), (filter, "Basin")] {
        desk.state.list = List::new(Listing { scope: scope.clone(), filter }, "Basin".into(), None);
        desk.send(Msg::Event(Event::StoreChanged));
        assert_eq!(desk.state.list.title, title);
    }
}

#[test]
fn the_status_of_the_open_article_is_what_the_store_says() {
    let mut desk = open();
    desk.press("j enter").hold().send(Msg::Event(Event::StoreChanged));
    deliver_changed(&mut desk, |answer| {
        if let Answer::Headlines(page, _) = answer {
            page.rows.iter_mut().for_each(|row| row.status.starred = row.id == ArticleId(11));
        }
    });
    assert!(desk.state.open_article().expect("open").article.headline.status.starred);
}

#[test]
fn what_changed_is_shown_where_nothing_lies_over_the_article() {
    let revision = |number, replaced| Revision { number, replaced, document: document("Title", &["Words."]) };
    for (keys, shows) in [("", true), ("?", false)] {
        let mut desk = open();
        desk.revisions = vec![revision(2, None), revision(1, Some(now()))];
        desk.hold().press("v");
        let held = desk.take_held();
        desk.deliver().press(keys);
        held.into_iter().for_each(|event| desk.send(Msg::Event(event)));
        assert_eq!(matches!(desk.state.overlay, Some(Overlay::Revisions(_))), shows);
    }
}
