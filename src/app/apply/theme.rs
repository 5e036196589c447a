//! Choosing a theme: by name, or from the list, which shows each as one moves.

use super::show;
use crate::app::key::{Code, Key};
use crate::app::msg::Effect;
use crate::app::overlay::{Overlay, move_cursor, type_key};
use crate::app::state::State;
use crate::app::theme_list::ThemeList;
use crate::model::nearest;

/// Takes the theme of that name; without one, shows which there are.
pub(super) fn theme(state: &mut State, name: &str) -> Vec<Effect> {
    if name.is_empty() {
        let list = ThemeList::new(&state.look);
        return show(state, Overlay::Themes(list));
    }
    if state.look.has(name) {
        state.look.choose(name);
        return told(state);
    }
    let meant = nearest(name, state.look.choices()).map(|meant| format!("; the nearest is {meant}"));
    state.complain(format!("{name} is no theme{}", meant.unwrap_or_default()));
    Vec::new()
}

pub(super) fn key(state: &mut State, mut list: ThemeList, key: Key) -> Vec<Effect> {
    let count = list.hits(&state.look).len();
    match key.code {
        Code::Enter if count > 0 => return told(state),
        Code::Esc | Code::Enter => {
            state.look.choose(&list.before);
            return Vec::new();
        }
        _ if move_cursor(&mut list.cursor, count, key) => {}
        _ => {
            if type_key(&mut list.input, key) {
                list.cursor = 0;
            }
        }
    }
    state.overlay = Some(Overlay::Themes(list));
    preview(state);
    Vec::new()
}

/// What one is at in the list is what one sees.
pub(super) fn preview(state: &mut State) {
    let Some(Overlay::Themes(list)) = &state.overlay else { return };
    let here = list.hits(&state.look).get(list.cursor).map(|name| (*name).to_owned());
    let shown = here.unwrap_or_else(|| list.before.clone());
    state.look.choose(&shown);
}

fn told(state: &mut State) -> Vec<Effect> {
    let choice = state.look.choice().to_owned();
    let theme = state.look.theme().to_owned();
    state.tell(if choice == theme {
        format!("Theme: {theme}")
    } else {
        format!("Theme: {choice}, here {theme}")
    });
    state.save()
}

#[cfg(test)]
mod tests {
    use crate::app::desk::Desk;
    use crate::app::{Ground, Look, Msg, ThemeName, ThemeSetting};

    fn desk() -> Desk {
        let mut desk = Desk::open((80, 24));
        let names = ["dark", "light", "nord", "dracula"];
        let themes = names.map(|name| ThemeName { name: name.to_owned(), ground: None, is_own: false });
        desk.state.look = Look::new(ThemeSetting::default(), themes.to_vec());
        desk
    }

    #[test]
    fn themes_are_seen_as_one_moves_and_kept_by_enter_only() {
        let mut desk = desk();
        desk.press(": t h e m e enter");
        assert_eq!(desk.state.look.choice(), "auto");
        desk.press("down down down");
        assert_eq!(desk.state.look.theme(), "nord");
        desk.press("esc");
        assert_eq!(desk.state.look.choice(), "auto", "Esc goes back");
        desk.press(": t h e m e enter d r a enter");
        assert_eq!(desk.state.look.theme(), "dracula");
        let mut later = desk.reopen();
        later.state.look.themes = vec![];
        assert_eq!(later.session.theme, Some(("dracula".to_owned(), "auto".to_owned())));
    }

    #[test]
    fn a_theme_is_taken_by_name_or_the_nearest_is_named() {
        let mut desk = desk();
        desk.press(": t h e m e space n o r d enter");
        assert_eq!(desk.state.look.theme(), "nord");
        desk.press(": t h e m e space n o r t enter");
        let notice = desk.state.notice.clone().expect("a complaint");
        assert!(notice.is_error && notice.text.contains("nearest is nord"), "{notice:?}");
    }

    #[test]
    fn what_the_terminal_says_of_its_ground_is_followed() {
        let mut desk = desk();
        assert_eq!(desk.state.look.theme(), "terminal");
        desk.send(Msg::Ground(Ground::Light));
        assert_eq!(desk.state.look.theme(), "light");
    }
}
