use jiff::SignedDuration;

use crate::app::desk::Desk;
use crate::app::testing::{article, document, now, settings, web_feed};
use crate::app::{Effect, Event, Msg, Order, Overlay, Pane, Settings, State, Write};
use crate::model::{
    ArticleId, CleanText, Condition, FeedEdit, FeedId, FeedOffer, RefreshProgress, RefreshSummary, Scope,
    Session, Which,
};

/// A reader with feeds in folders, just opened as one settled it.
fn open_with(settings: Settings) -> Desk {
    let mut web = vec![
        web_feed(2, "Basin", &["World/Europe"]),
        web_feed(3, "Coast", &["World"]),
        web_feed(4, "Delta", &[]),
        web_feed(5, "Estuary", &["World"]),
    ];
    web[3].feed.condition = Condition::Paused;
    let articles = (1..=40).map(|id| {
        let mut article = article(document(&format!("Article number {id}"), &["Words of it."]));
        article.headline.id = ArticleId(id);
        article.feed_id = FeedId(2 + id % 3);
        article
    });
    let state = State::new(settings, (160, 45), now());
    Desk::open_state(state, articles.collect(), Session::default(), web)
}

fn open() -> Desk {
    open_with(settings())
}

fn orders(desk: &Desk) -> Vec<&Order> {
    let orders = desk.done.iter().filter_map(|effect| match effect {
        Effect::Fetch(order) => Some(order),
        _ => None,
    });
    orders.collect()
}

fn notice(desk: &Desk) -> &str {
    desk.state.notice.as_ref().map_or("", |notice| &notice.text)
}

fn offer(title: &str) -> FeedOffer {
    let url = format!("https://site.example/{title}");
    FeedOffer { title: Some(title.into()), url: CleanText::new(&url), trusted: "https://site.example".into() }
}

fn ids(ids: &[i64]) -> Which {
    Which::Feeds(ids.iter().copied().map(FeedId).collect())
}

fn summary(new: u64) -> RefreshSummary {
    RefreshSummary { feeds: 3, new, with_new: 1, ..RefreshSummary::default() }
}

#[test]
fn r_refreshes_what_the_cursor_is_on_and_esc_stops_it() {
    for (keys, which) in [
        ("h r", Which::All),
        ("h j j j r", ids(&[2, 3])),
        ("h j j j j r", ids(&[2])),
        ("h j j j j l r", ids(&[2])),
        ("h j j j R", Which::All),
    ] {
        let mut desk = open();
        desk.press(keys);
        assert_eq!(orders(&desk), [&Order::Refresh(which)], "{keys}");
    }
    let mut desk = open();
    desk.press("R R");
    assert_eq!((orders(&desk).len(), notice(&desk)), (1, "A refresh is running; esc stops it"));
    let progress = RefreshProgress { done: 1, total: 3, ..RefreshProgress::default() };
    desk.send(Msg::Event(Event::Refreshing(progress)));
    desk.press("esc");
    assert_eq!((orders(&desk).last(), desk.state.focus), (Some(&&Order::Stop), Pane::Articles));
    desk.press("esc");
    assert_eq!(desk.state.focus, Pane::Feeds, "only the first one stops");
    desk.send(Msg::Event(Event::Refreshed(RefreshSummary { stopped: true, ..summary(1) })));
    assert_eq!((desk.state.refreshing, notice(&desk)), (None, "Stopped: 1 new article"));
}

#[test]
fn without_feeds_of_the_web_nothing_is_asked_and_one_is_told_how_to_add_one() {
    let mut desk = Desk::open((80, 24));
    for keys in ["r", "R", ": f e e d s enter"] {
        desk.press(keys);
        assert!(notice(&desk).contains(":add URL"), "{keys}: {}", notice(&desk));
    }
    assert!(orders(&desk).is_empty());
    desk.press("h j j j r");
    assert!(notice(&desk).contains("came from files"));
}

#[test]
fn a_feed_is_added_by_its_address() {
    let mut desk = open();
    desk.press(":").type_in("add site.example").press("enter");
    assert_eq!(orders(&desk), [&Order::Find("site.example".to_owned())]);
    desk.send(Msg::Event(Event::Found("other.example".to_owned(), Ok(vec![offer("Old")]))));
    assert_eq!(desk.state.list.title, "All articles", "nobody looks for that any more");
    desk.send(Msg::Event(Event::Found("site.example".to_owned(), Ok(vec![offer("News")]))));
    assert_eq!(desk.state.list.listing.scope, Scope::Feed(FeedId(20)));
    assert_eq!(orders(&desk).last(), Some(&&Order::Refresh(ids(&[20]))));
    desk.press("h").send(Msg::Paste(" https://a.example/feed\n".into()));
    assert_eq!(orders(&desk).last(), Some(&&Order::Find("https://a.example/feed".to_owned())));
    let failed = Err("there is none".to_owned());
    desk.send(Msg::Event(Event::Found("https://a.example/feed".to_owned(), failed)));
    assert!(desk.state.notice.as_ref().is_some_and(|notice| notice.is_error));
    let before = orders(&desk).len();
    desk.send(Msg::Paste("two words".into()));
    desk.press("l").send(Msg::Paste("https://a.example/feed".into()));
    assert_eq!(orders(&desk).len(), before);
}

#[test]
fn of_several_feeds_one_is_chosen_when_nothing_else_is_asked() {
    for (keys, chosen) in [("enter", "News"), ("j k j enter", "Sport"), ("2", "Sport")] {
        let mut desk = open();
        desk.press(":").type_in("add").press("enter").type_in("site.example").press("enter /");
        let offers = Ok(vec![offer("News"), offer("Sport")]);
        desk.send(Msg::Event(Event::Found("site.example".to_owned(), offers)));
        assert!(matches!(desk.state.overlay, Some(Overlay::Prompt(_))), "one types");
        desk.press("esc").press(keys);
        assert!(desk.done.contains(&Effect::Write(Write::AddFeed(offer(chosen)))), "{keys}");
    }
    let mut desk = open();
    desk.press(":").type_in("add site.example").press("enter");
    let offers = Ok(vec![offer("News"), offer("Sport")]);
    desk.send(Msg::Event(Event::Found("site.example".to_owned(), offers)));
    desk.press("3 esc");
    assert!(desk.state.overlay.is_none() && orders(&desk).len() == 1);
}

#[test]
fn a_feed_is_renamed_moved_paused_and_removed() {
    let mut desk = open();
    desk.press("h G k");
    assert_eq!(desk.state.list.title, "Delta");
    desk.press(":").type_in("rename-feed").press("enter");
    desk.type_in(" News").press("enter");
    assert_eq!(desk.state.list.title, "Delta News");
    desk.press(":").type_in("move-feed World/Asia").press("enter");
    let row = desk.state.feeds.selected().expect("a row");
    assert_eq!((row.name.as_str(), row.depth), ("Delta News", 2));
    desk.press(":").type_in("pause-feed").press("enter");
    desk.press(":").type_in("remove-feed").press("enter n");
    desk.press(":").type_in("remove-feed").press("enter");
    let Some(Overlay::Removal(removal)) = &desk.state.overlay else { panic!("it asks") };
    assert!(removal.question("u").starts_with("Remove Delta News with 12 articles, 3 of them starred?"));
    desk.press("y");
    assert_eq!((desk.web.len(), desk.state.list.title.as_str()), (3, "All articles"));
    let folder = vec!["World".into(), "Asia".into()];
    let edits: Vec<_> =
        desk.done.iter().filter(|effect| matches!(effect, Effect::Write(Write::EditFeed(..)))).collect();
    let edit = |edit| Effect::Write(Write::EditFeed(FeedId(4), edit));
    assert_eq!(
        edits,
        [
            &edit(FeedEdit::Rename("Delta News".into())),
            &edit(FeedEdit::Folders(vec![folder])),
            &edit(FeedEdit::Pause(true))
        ]
    );
}

#[test]
fn a_folder_has_a_list_and_a_fold_that_is_kept() {
    let mut desk = open();
    desk.press("h j j j");
    assert_eq!((desk.state.list.title.as_str(), desk.state.list.rows().len()), ("World", 27));
    desk.press("j");
    assert_eq!(desk.state.list.title, "World/Europe");
    desk.press("j z a");
    assert_eq!((desk.state.list.title.as_str(), desk.state.feeds.rows().len()), ("World/Europe", 9));
    let desk = desk.reopen();
    assert_eq!((desk.state.list.title.as_str(), desk.state.feeds.rows().len()), ("World/Europe", 9));
}

#[test]
fn the_feeds_in_trouble_come_first_and_lead_to_their_articles() {
    let mut desk = open();
    desk.web[2].health.failures = 2;
    desk.press(":").type_in("feeds").press("enter");
    let names = |desk: &Desk| match &desk.state.overlay {
        Some(Overlay::Health(screen)) => screen.feeds.iter().map(|feed| feed.feed.name.to_string()).collect(),
        _ => Vec::new(),
    };
    assert_eq!(names(&desk), ["Delta", "Basin", "Coast", "Estuary"]);
    desk.press("j r");
    assert_eq!(orders(&desk), [&Order::Refresh(ids(&[2]))]);
    desk.web[0].health.fetched = Some(now() + SignedDuration::from_mins(1));
    desk.send(Msg::Event(Event::Refreshed(summary(0))));
    assert_eq!(names(&desk), ["Delta", "Coast", "Estuary", "Basin"]);
    desk.press("enter");
    assert_eq!((desk.state.list.title.as_str(), desk.state.focus), ("Basin", Pane::Articles));
}

#[test]
fn what_is_due_is_refreshed_as_one_settled_it() {
    let due = &Order::Refresh(Which::Due);
    let mut desk = open_with(Settings { refresh_on_start: true, refresh_every: Some(30), ..settings() });
    assert_eq!(orders(&desk), [due]);
    desk.send(Msg::Event(Event::Refreshed(summary(0))));
    assert_eq!(notice(&desk), "", "nobody asked, and nothing came");
    for (minutes, expected) in [(29, 1), (30, 2), (61, 2)] {
        desk.send(Msg::Tick(now() + SignedDuration::from_mins(minutes)));
        assert_eq!(orders(&desk).len(), expected, "after {minutes} minutes");
    }
    desk.send(Msg::Event(Event::Refreshed(summary(4))));
    assert_eq!(notice(&desk), "4 new articles in 1 feed");
    let mut desk = open();
    desk.send(Msg::Tick(now() + SignedDuration::from_hours(48)));
    assert!(orders(&desk).is_empty());
}

/// Adds an article to the store, and says that it has changed.
fn arrive(desk: &mut Desk, id: i64) {
    let mut article = article(document(&format!("Article number {id}"), &["Words of it."]));
    article.headline.id = ArticleId(id);
    desk.articles.push(article);
    desk.send(Msg::Event(Event::StoreChanged));
}

#[test]
fn one_reads_on_undisturbed_while_articles_come_in() {
    let mut desk = open();
    desk.press("j j enter");
    let reading = |desk: &Desk| desk.state.reading.as_ref().map(|reading| reading.article.headline.id);
    for id in 41..=43 {
        arrive(&mut desk, id);
    }
    let list = &desk.state.list;
    assert_eq!(list.selected().map(|row| row.id), Some(ArticleId(38)));
    assert_eq!((list.cursor() - list.top(), list.new_above()), (2, (3, false)));
    assert_eq!((reading(&desk), desk.state.totals.articles), (Some(ArticleId(38)), 43));
    desk.press("q k k k");
    assert_eq!(desk.state.list.new_above(), (0, false), "they are on the screen now");
    desk.press("j j j j").send(Msg::Event(Event::StoreChanged));
    assert_eq!(desk.state.list.new_above(), (0, false), "and are new no more");
    arrive(&mut desk, 44);
    desk.press("g g");
    assert_eq!(desk.state.list.selected().map(|row| row.id), Some(ArticleId(44)));
    assert_eq!(desk.state.list.new_above(), (0, false));
}

#[test]
fn what_one_has_just_read_stays_among_the_unread() {
    let mut desk = open();
    desk.press("h j l j enter");
    desk.send(Msg::Event(Event::StoreChanged));
    assert_eq!(desk.state.list.rows().len(), 40);
    assert_eq!(desk.state.list.selected().map(|row| row.id), Some(ArticleId(39)));
    desk.articles
        .iter_mut()
        .find(|article| article.headline.id == ArticleId(38))
        .expect("it")
        .headline
        .status
        .read = true;
    desk.send(Msg::Event(Event::StoreChanged));
    assert_eq!(desk.state.list.rows().len(), 39, "what is read elsewhere goes");
    desk.press("ctrl-l");
    assert_eq!(desk.state.list.rows().len(), 38);
}
