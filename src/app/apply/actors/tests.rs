use crate::app::desk::Desk;
use crate::app::msg::{Effect, Write};
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
