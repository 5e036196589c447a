//! What leaves the reader, as a file or to a program.

use super::web_feeds::ask;
use crate::app::dialog::AskFor;
use crate::app::key::{Code, Key};
use crate::app::msg::{Effect, Outside};
use crate::app::output::{Output, Program, ProgramList};
use crate::app::overlay::{Overlay, digit, move_cursor_by_letters};
use crate::app::state::State;
use crate::model::fold;

/// Writes the open article to the file that was named, or asks for one.
pub(super) fn export_article(state: &mut State, file: &str) -> Vec<Effect> {
    let Some(reading) = state.open_article() else {
        state.tell("Open an article first");
        return Vec::new();
    };
    let what = Output::Article(Box::new(reading.as_stored()));
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

/// Gives the open article to the program that was named, to the only one, or asks which.
pub(super) fn pipe(state: &mut State, name: &str) -> Vec<Effect> {
    let programs = &state.settings.programs;
    if programs.is_empty() {
        state.tell("[[programs]] in the config names programs to give an article to; there is none yet");
        return Vec::new();
    }
    let typed = fold(name);
    let mut named = programs.iter().filter(|program| typed.is_empty() || fold(&program.name) == typed);
    match (named.next().cloned(), named.next()) {
        (Some(program), None) => give(state, program),
        (None, _) => {
            state.complain(format!("There is no program {name} in the config"));
            Vec::new()
        }
        _ => {
            state.overlay = Some(Overlay::Programs(ProgramList::default()));
            Vec::new()
        }
    }
}

pub(super) fn programs_key(state: &mut State, mut list: ProgramList, key: Key) -> Vec<Effect> {
    let programs = &state.settings.programs;
    let chosen = match key.code {
        Code::Esc | Code::Char('q') => return Vec::new(),
        Code::Enter => programs.get(list.cursor),
        Code::Char(c) => digit(c).and_then(|digit| programs.get(digit - 1)),
        _ => None,
    };
    if let Some(program) = chosen.cloned() {
        return give(state, program);
    }
    move_cursor_by_letters(&mut list.cursor, programs.len(), key);
    state.overlay = Some(Overlay::Programs(list));
    Vec::new()
}

fn give(state: &mut State, program: Program) -> Vec<Effect> {
    let Some(reading) = state.open_article() else {
        state.tell("Open an article first");
        return Vec::new();
    };
    let article = Box::new(reading.as_stored());
    vec![Effect::Outside(Outside::Give(article, program))]
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
    use crate::app::{Effect, Output, Outside, Overlay, Program};
    use crate::model::{ArticleId, OutputFormat};

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
    fn an_article_is_given_to_the_one_program_or_to_the_chosen_one() {
        let program = |name: &str| Program {
            name: name.into(),
            command: vec![name.to_owned()],
            format: OutputFormat::Text,
            terminal: false,
        };
        let given = |names: &[&str], keys: &str| {
            let mut desk = Desk::open((160, 45));
            desk.state.settings.programs = names.iter().map(|name| program(name)).collect();
            desk.press(keys);
            let given = desk.done.iter().find_map(|effect| match effect {
                Effect::Outside(Outside::Give(_, program)) => Some(program.name.to_string()),
                _ => None,
            });
            (given, desk.state.overlay.is_some())
        };
        assert_eq!(given(&[], "enter |"), (None, false));
        assert_eq!(given(&["lp"], "enter |"), (Some("lp".to_owned()), false));
        assert_eq!(given(&["lp", "wc"], "enter |"), (None, true));
        assert_eq!(given(&["lp", "wc"], "enter | j enter"), (Some("wc".to_owned()), false));
        assert_eq!(given(&["lp", "wc"], "enter | 1"), (Some("lp".to_owned()), false));
        assert_eq!(given(&["lp", "wc"], "enter : p i p e space w c enter"), (Some("wc".to_owned()), false));
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
