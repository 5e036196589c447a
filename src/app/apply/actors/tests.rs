use crate::app::desk::Desk;
use crate::app::msg::{Effect, Event, Msg, Write};
use crate::app::overlay::Overlay;
use crate::app::{ActorTarget, Pane};
use crate::model::{ActorEdit, ActorKey, Scope};

fn key(desk: &Desk, name: &str) -> ActorKey {
    let members = desk.articles.iter().flat_map(|article| &article.cast.members);
    members.filter(|member| &*member.name == name).map(|member| member.key.clone()).next().expect("an actor")
}

fn last_write(desk: &Desk) -> &Write {
    let writes = desk.done.iter().rev().filter_map(|effect| match effect {
        Effect::Write(Write::Session(_) | Write::Place(..) | Write::Opened(_)) => None,
        Effect::Write(write) => Some(write),
        _ => None,
    });
    writes.into_iter().next().expect("a write")
}

#[test]
fn enter_twice_on_an_actor_opens_its_page() {
    let mut desk = Desk::open((200, 60));
    desk.press("enter a enter");
    assert!(desk.state.overlay.is_none(), "once goes to its words");
    desk.press("enter");
    let Some(Overlay::Actor(screen)) = &desk.state.overlay else { panic!("no page") };
    assert_eq!(screen.targets()[0], ActorTarget::Articles);
    let key = screen.page.actor.key.clone();
    assert_eq!(last_write(&desk), &Write::LookedAt(key));
    desk.press("esc enter j k enter");
    assert!(desk.state.overlay.is_none(), "not where something else was done between");
}

#[test]
fn what_a_page_says_leads_to_its_words() {
    let mut desk = Desk::open((120, 40));
    desk.press("enter a i j enter");
    assert!(desk.state.overlay.is_none());
    assert_eq!(desk.state.focus, Pane::Article);
    assert!(matches!(desk.state.list.listing.scope, Scope::Actor(_)));
    assert_eq!(desk.state.reading.as_ref().map(|reading| reading.article.headline.id.0), Some(12));
    desk.press("esc esc esc");
    assert_eq!(desk.state.list.listing.scope, Scope::All);
}

#[test]
fn actors_are_followed_and_no_more() {
    let mut desk = Desk::open((120, 40));
    desk.press("f");
    let told = desk.state.notice.as_ref().map(|notice| notice.text.to_string());
    assert_eq!(told.as_deref(), Some("Choose an actor first: in the sidebar (a), or by ga"));
    let lind = key(&desk, "Mara Lind");
    desk.press(": a c t o r space m a r a enter f");
    assert_eq!(last_write(&desk), &Write::Follow(lind.clone(), true));
    assert_eq!(desk.state.feeds.rows()[0].name, "★ Followed");
    desk.press("esc g a m a r a enter f");
    assert_eq!(last_write(&desk), &Write::Follow(lind, false));
}

#[test]
fn names_are_given_taken_and_joined() {
    let mut desk = Desk::open((120, 40));
    let (lind, russia) = (key(&desk, "Mara Lind"), key(&desk, "Russia"));
    desk.press("g a m a r a enter enter");
    let edit = |desk: &mut Desk, keys: &str, expected: ActorEdit| {
        desk.press(keys);
        assert_eq!(last_write(desk), &Write::EditActor(expected), "{keys}");
    };
    let alias = ActorEdit::Alias { surface: "the Envoy".into(), actor: lind.clone() };
    edit(&mut desk, ": a l i a s space t h e space E n v o y enter", alias.clone());
    edit(&mut desk, ": a l i a s enter t h e space E n v o y enter", alias);
    let rename = ActorEdit::Rename { actor: lind.clone(), name: "Mara Lind!".into() };
    edit(&mut desk, ": r e n a m e enter ! enter", rename);
    let split = ActorEdit::Split { surface: "Mara Lind".into(), from: lind.clone() };
    edit(&mut desk, ": s p l i t enter enter", split);
    let merge = ActorEdit::Merge { from: lind, into: russia };
    edit(&mut desk, ": m e r g e space r u s s enter", merge.clone());
    edit(&mut desk, ": m e r g e enter r u s s enter", merge);
}

#[test]
fn several_actors_are_searched_for_at_once() {
    let mut desk = Desk::open((120, 40));
    let (lind, russia) = (key(&desk, "Mara Lind"), key(&desk, "Russia"));
    desk.press("g a m a r a tab r u s s enter");
    let listing = &desk.state.list.listing;
    assert_eq!(listing.scope, Scope::Actor(lind));
    let filter = listing.filter.as_ref().map(ToString::to_string);
    assert_eq!(filter, Some(format!("actor:{}", russia.as_str())));
    assert_eq!(desk.state.list.title, "Actor: Mara Lind and Russia");
    desk.press("esc g a m a r a tab backspace esc");
    assert!(desk.state.overlay.is_none());
}

/// The names of the seed that are nobody's, made of one of its actors.
fn with_a_name(desk: &mut Desk) {
    let article = desk.articles.iter_mut().find(|article| article.headline.id.0 == 12).expect("the seed");
    let at = article.cast.members.iter().position(|member| &*member.name == "Steve Witkoff").expect("he");
    let member = article.cast.members.remove(at);
    article.cast.quotes.retain(|quote| quote.actor.as_ref() != Some(&member.key));
    let is_name = |mention: &crate::model::Mention| &*mention.surface == "Witkoff";
    article.cast.unresolved = member.mentions.iter().filter(|mention| is_name(mention)).cloned().collect();
    let mut first = article.cast.unresolved[0].clone();
    first.place = member.mentions[0].place.clone();
    article.cast.unresolved.insert(0, first);
}

fn told(desk: &Desk) -> String {
    desk.state.notice.as_ref().map(|notice| notice.text.to_string()).unwrap_or_default()
}

#[test]
fn a_name_that_may_be_anybodys_is_walked_searched_for_and_given() {
    let mut desk = Desk::open((200, 60));
    with_a_name(&mut desk);
    desk.send(Msg::Event(Event::ActorsChanged("Changed".to_owned())));
    desk.press("enter a G");
    let reading = |desk: &Desk| desk.state.reading.clone().expect("an article");
    assert_eq!(reading(&desk).chosen_name().map(|name| &**name), Some("Witkoff"));
    desk.press("] a");
    assert_eq!(told(&desk), "Witkoff: mention 1 of 2");
    desk.press("] a");
    assert_eq!((told(&desk).as_str(), reading(&desk).mention_number()), ("Witkoff: mention 2 of 2", Some(2)));
    desk.press("f");
    assert!(told(&desk).contains(":merge says whose name it is"), "{}", told(&desk));
    let lind = key(&desk, "Mara Lind");
    desk.press(": m e r g e space m a r a enter");
    let alias = ActorEdit::Alias { surface: "Witkoff".into(), actor: lind };
    assert_eq!(last_write(&desk), &Write::EditActor(alias));
    assert_eq!(reading(&desk).chosen_name().map(|name| &**name), Some("Witkoff"), "read anew, it stays");
    desk.press("enter");
    assert!(told(&desk).contains("mention 1"), "{}", told(&desk));
    desk.press("enter");
    assert_eq!((desk.state.list.title.as_str(), desk.state.focus), ("Named: Witkoff", Pane::Articles));
    assert_eq!(desk.state.list.rows().len(), 1);
    desk.press("esc enter a G esc");
    assert_eq!(desk.state.focus, Pane::Article);
    desk.press("esc");
    assert!(reading(&desk).chosen_name().is_none());
    desk.press("a G i");
    assert_eq!(desk.state.list.title, "Named: Witkoff");
}

#[test]
fn a_name_alone_in_an_article_is_chosen_at_once() {
    let mut desk = Desk::open((200, 60));
    let article = desk.articles.iter_mut().find(|article| article.headline.id.0 == 12).expect("the seed");
    article.cast.unresolved = article.cast.members.remove(0).mentions;
    article.cast.members.clear();
    desk.send(Msg::Event(Event::ActorsChanged("Changed".to_owned())));
    desk.press("enter a enter");
    assert!(told(&desk).contains("mention 1 of"), "{}", told(&desk));
}

#[test]
fn a_filter_names_actors_as_people_do() {
    let mut desk = Desk::open((120, 40));
    desk.press("g a m a r a tab r u s s enter =");
    let Some(Overlay::Prompt(prompt)) = &desk.state.overlay else { panic!("no prompt") };
    assert_eq!(prompt.input.value(), "actor:Russia");
    desk.press("enter");
    assert_eq!(desk.state.list.title, "Actor: Mara Lind and Russia = actor:Russia");
}

#[test]
fn a_filtered_list_is_still_that_of_its_feed_at_the_next_start() {
    let mut desk = Desk::open((120, 40));
    desk.press("h j j j l = w o r d s enter");
    let feed = desk.state.list.listing.scope.clone();
    assert_eq!(desk.state.list.title, "The Ledger = words");
    let mut desk = desk.reopen();
    assert_eq!(desk.state.feeds.selected().map(|row| &row.scope), Some(&feed));
    desk.press("esc");
    assert_eq!((desk.state.list.title.as_str(), &desk.state.list.listing), ("The Ledger", &feed.into()));
}

#[test]
fn who_is_picked_is_not_offered_again() {
    let mut desk = Desk::open((120, 40));
    let offered = |desk: &Desk, name: &str| match &desk.state.overlay {
        Some(Overlay::ActorSearch(search)) => search.hits.iter().any(|actor| &*actor.name == name),
        _ => panic!("no search"),
    };
    desk.press("g a m a r a tab");
    assert!(!offered(&desk, "Mara Lind") && offered(&desk, "Russia"));
    desk.press("backspace");
    assert!(offered(&desk, "Mara Lind"));
}

#[test]
fn the_cursor_of_the_feed_list_stays_while_one_follows_whom_one_searched_for() {
    let mut desk = Desk::open((120, 40));
    let here = |desk: &Desk| desk.state.feeds.selected().map(|row| row.name.clone()).expect("a row");
    desk.press("h j l g a m a r a enter");
    assert_eq!(here(&desk), "Unread");
    desk.press("f");
    assert_eq!(desk.state.feeds.rows()[0].name, "★ Followed");
    assert_eq!(here(&desk), "Unread");
    desk.press("f");
    assert_eq!(here(&desk), "Unread");
    // Its own row, while that is there.
    desk.press("f esc h k k");
    let lind = key(&desk, "Mara Lind");
    assert_eq!(desk.state.list.listing.scope, Scope::Actor(lind.clone()));
    desk.send(Msg::Event(Event::StoreChanged));
    assert_eq!(desk.state.feeds.selected().map(|row| &row.scope), Some(&Scope::Actor(lind)));
    let mut desk = desk.reopen();
    assert_eq!(
        desk.state.feeds.selected().map(|row| &row.scope),
        Some(&Scope::All),
        "nobody is followed here"
    );
    desk.press("l esc");
    assert_eq!(desk.state.list.listing.scope, Scope::All);
}

/// The seed with the names of one actor given to another.
fn give(desk: &mut Desk, from: &str, to: &str) {
    let article = desk.articles.iter_mut().find(|article| article.headline.id.0 == 12).expect("the seed");
    let member = article.cast.members.iter_mut().find(|member| &*member.name == from).expect("an actor");
    (member.key, member.name) = (ActorKey::of_name(to), to.into());
    desk.send(Msg::Event(Event::ActorsChanged("Changed".to_owned())));
}

#[test]
fn who_is_chosen_stays_so_whoever_the_words_are_given_to() {
    let mut desk = Desk::open((200, 60));
    desk.press("enter a j j");
    let chosen = |desk: &Desk| {
        let reading = desk.state.reading.as_ref().expect("an article");
        reading.chosen_member().map(|member| member.name.to_string()).expect("somebody is chosen")
    };
    let name = chosen(&desk);
    give(&mut desk, &name, "Another");
    assert_eq!(chosen(&desk), "Another");
    give(&mut desk, "Another", &name);
    assert_eq!(chosen(&desk), name);
    // A name that was given to nobody, too.
    with_a_name(&mut desk);
    desk.send(Msg::Event(Event::ActorsChanged("Changed".to_owned())));
    desk.press("G");
    let article = desk.articles.iter_mut().find(|article| article.headline.id.0 == 12).expect("the seed");
    let mentions = std::mem::take(&mut article.cast.unresolved);
    article.cast.members[0].mentions.extend(mentions);
    let first = article.cast.members[0].name.to_string();
    desk.send(Msg::Event(Event::ActorsChanged("Changed".to_owned())));
    assert_eq!(chosen(&desk), first);
    desk.press(": a l i a s space t h e space E n v o y enter");
    assert!(matches!(last_write(&desk), Write::EditActor(ActorEdit::Alias { .. })));
}

#[test]
fn that_nobody_is_called_so_is_told() {
    let mut desk = Desk::open((200, 60));
    desk.press("enter a : m e r g e space N o b o d y enter");
    assert_eq!(told(&desk), "No article has an actor called Nobody");
    assert!(desk.state.overlay.is_none());
}
