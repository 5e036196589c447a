//! Finding in the open article: what is typed is found at once, `n` and `N` go on.

use tui_input::Input;

use super::prompt::mark_found;
use crate::app::key::{Code, Key};
use crate::app::msg::Effect;
use crate::app::overlay::{Find, Overlay, type_key};
use crate::app::state::State;

/// Asks what to look for.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    if let Some(reading) = state.open_article() {
        let before = reading.bookmark();
        state.overlay = Some(Overlay::Find(Find { input: Input::default(), before }));
    }
    Vec::new()
}

pub(super) fn key(state: &mut State, mut find: Find, key: Key) -> Vec<Effect> {
    match key.code {
        Code::Esc => return leave(state, find),
        Code::Backspace if find.input.value().is_empty() => return leave(state, find),
        Code::Enter => {
            accept(state, &find);
            return Vec::new();
        }
        Code::Down | Code::Up if !find.input.value().is_empty() => {
            step(state, key.code == Code::Down);
        }
        _ => {
            let before = find.input.value().to_owned();
            type_key(&mut find.input, key);
            if before != find.input.value()
                && let Some(reading) = state.open_article_mut()
            {
                // Always from where one read: a letter more may lead further, and one less back.
                reading.return_to(find.before.clone());
                reading.look_for(find.input.value());
            }
        }
    }
    state.overlay = Some(Overlay::Find(find));
    Vec::new()
}

/// Stays where it was found; with nothing typed, goes on to the next of what was looked for before.
fn accept(state: &mut State, find: &Find) {
    let typed = find.input.value().trim();
    let Some(reading) = state.open_article() else { return };
    match (typed.is_empty(), reading.found_count()) {
        (true, _) if reading.looked_for().is_some_and(|before| !before.trim().is_empty()) => {
            step(state, true);
        }
        (true, _) => mark_found(state),
        (false, 0) => state.tell(format!("This article does not say “{typed}”")),
        (false, _) => tell_which(state),
    }
}

/// Goes to the next or the previous of what is looked for in this article alone. Says whether anything is.
pub(super) fn step(state: &mut State, forward: bool) -> bool {
    let Some(reading) = state.open_article_mut().filter(|reading| reading.looked_for().is_some()) else {
        return false;
    };
    if reading.go_to_match(forward) {
        tell_which(state);
    } else {
        let typed = reading.looked_for().unwrap_or_default().to_owned();
        state.tell(format!("This article does not say “{typed}”"));
    }
    true
}

/// Looks for nothing any more. Says whether it looked for something.
pub(super) fn clear(state: &mut State) -> bool {
    let is_looking = state.open_article().is_some_and(|reading| reading.looked_for().is_some());
    if is_looking {
        mark_found(state);
    }
    is_looking
}

/// Says at which match one is, and of how many.
pub(super) fn tell_which(state: &mut State) {
    if let Some(reading) = state.open_article() {
        let nth = reading.found_at().map_or(0, |nth| nth + 1);
        state.tell(format!("Match {nth} of {}", reading.found_count()));
    }
}

fn leave(state: &mut State, find: Find) -> Vec<Effect> {
    mark_found(state);
    if let Some(reading) = state.open_article_mut() {
        reading.return_to(find.before);
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use crate::app::desk::Desk;
    use crate::app::{Overlay, Pane, Reading};

    fn reading(desk: &Desk) -> &Reading {
        desk.state.reading.as_ref().expect("an article")
    }

    fn open() -> Desk {
        let mut desk = Desk::open((100, 16));
        desk.press("enter");
        desk
    }

    #[test]
    fn what_is_typed_is_found_at_once_and_walked_round() {
        let mut desk = open();
        desk.press("/").type_in("with");
        let count = reading(&desk).found_count();
        assert!(count >= 2, "{count}");
        assert_eq!(reading(&desk).found_at(), Some(0));
        desk.type_in("k");
        assert!(reading(&desk).found_count() < count, "{}", reading(&desk).found_count());
        desk.press("backspace enter");
        assert!(desk.state.overlay.is_none());
        for nth in (1..count).chain([0]) {
            desk.press("n");
            assert_eq!(reading(&desk).found_at(), Some(nth));
        }
        desk.press("N");
        assert_eq!(reading(&desk).found_at(), Some(count - 1));
        desk.press("esc");
        assert_eq!((reading(&desk).found_count(), desk.state.focus), (0, Pane::Article));
    }

    #[test]
    fn what_is_folded_opens_where_it_is_found() {
        let mut desk = open();
        desk.press("z M");
        let folded = reading(&desk).place().folded;
        let last = reading(&desk).article.document.sections.len() - 1;
        let words = reading(&desk).article.document.sections[last].blocks[0].parts()[0].to_owned();
        desk.press("/").type_in(words.get(..12).expect("words"));
        assert!(!reading(&desk).place().folded.contains(&last));
        desk.press("esc");
        assert_eq!(reading(&desk).place().folded, folded, "as it was");
    }

    #[test]
    fn what_is_not_there_is_said() {
        let mut desk = open();
        desk.press("/").type_in("zebra").press("enter");
        assert_eq!(
            desk.state.notice.as_ref().map(|notice| &*notice.text),
            Some("This article does not say “zebra”")
        );
        desk.press("/ esc");
        assert_eq!(reading(&desk).looked_for(), None);
        desk.press("g /");
        assert!(
            matches!(desk.state.overlay, Some(Overlay::Prompt(_))),
            "everything is searched from here, too"
        );
    }
}
