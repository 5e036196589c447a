//! What leaves the reader as a file.

use super::web_feeds::ask;
use crate::app::dialog::AskFor;
use crate::app::msg::{Effect, Outside};
use crate::app::output::Output;
use crate::app::overlay::Overlay;
use crate::app::state::State;

/// Writes the open article to the file that was named, or asks for one.
pub(super) fn export_article(state: &mut State, file: &str) -> Vec<Effect> {
    let Some(reading) = state.open_article() else {
        state.tell("Open an article first");
        return Vec::new();
    };
    let what = Output::Article(Box::new(reading.article.clone()));
    if file.is_empty() { ask_where(state, what) } else { export(state, what, file) }
}

/// Asks which file to write to.
pub(super) fn ask_where(state: &mut State, what: Output) -> Vec<Effect> {
    let name = what.file_name();
    ask(state, AskFor::Export(what), name)
}

/// Writes to a file.
pub(super) fn export(state: &mut State, what: Output, file: &str) -> Vec<Effect> {
    reopen(state, what.clone());
    if file.is_empty() {
        return Vec::new();
    }
    vec![Effect::Outside(Outside::Save(what, file.to_owned()))]
}

/// Goes back to the page that was to be written.
pub(super) fn reopen(state: &mut State, what: Output) {
    state.overlay = match what {
        Output::Article(_) => None,
        Output::Agenda(screen) => Some(Overlay::Agenda(screen)),
        Output::Positions(screen) => Some(Overlay::Positions(screen)),
    };
}

#[cfg(test)]
mod tests {
    use crate::app::desk::Desk;
    use crate::app::{Effect, Output, Outside, Overlay};
    use crate::model::ArticleId;

    fn saved(desk: &Desk) -> Option<(&Output, &str)> {
        desk.done.iter().find_map(|effect| match effect {
            Effect::Outside(Outside::Save(what, file)) => Some((what, file.as_str())),
            _ => None,
        })
    }

    #[test]
    fn the_open_article_is_written_to_a_file_that_one_names() {
        let mut desk = Desk::open((160, 45));
        desk.press("enter e ctrl-u").type_in("a.html").press("enter");
        let Some((Output::Article(article), "a.html")) = saved(&desk) else { panic!("not written") };
        assert_eq!(article.headline.id, ArticleId(12));
        assert!(desk.state.overlay.is_none());
        let mut desk = Desk::open((160, 45));
        desk.press("enter :").type_in("export b.md").press("enter");
        assert!(matches!(saved(&desk), Some((_, "b.md"))));
    }

    #[test]
    fn a_page_of_many_articles_is_written_and_stays() {
        for (command, is_written) in [("next", true), ("positions", false)] {
            let mut desk = Desk::open((160, 45));
            desk.press(":").type_in(command).press("enter e");
            desk.press(if is_written { "enter" } else { "esc" });
            assert_eq!(saved(&desk).is_some(), is_written);
            assert!(
                matches!(desk.state.overlay, Some(Overlay::Agenda(_) | Overlay::Positions(_))),
                "{command}"
            );
        }
    }
}
