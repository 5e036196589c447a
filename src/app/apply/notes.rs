//! Tags and notes on articles.

use crate::app::key::{Code, Key};
use crate::app::msg::{Effect, Outside, Question, Write};
use crate::app::overlay::{Overlay, move_cursor, type_key};
use crate::app::state::State;
use crate::app::tagging::Tagging;
use crate::model::{ArticleId, CleanText, Headline, tags_in};

/// Adds the tags that were typed to the article, or asks for them.
pub(super) fn tag(state: &mut State, typed: &str) -> Vec<Effect> {
    let Some((article, mut tags)) = current(state).map(|row| (row.id, row.tags.clone())) else {
        return Vec::new();
    };
    if typed.trim().is_empty() {
        state.overlay = Some(Overlay::Tagging(Tagging::new(article, &tags)));
        return vec![state.ask(Question::Tags)];
    }
    tags.extend(tags_in(typed));
    write_tags(state, article, tags_in(&tags.iter().map(|tag| format!("{tag} ")).collect::<String>()))
}

/// Opens the note of the article in the user’s editor.
pub(super) fn note(state: &mut State) -> Vec<Effect> {
    let article = current(state).map(|row| row.id);
    article.map(|article| state.ask(Question::Note(article))).into_iter().collect()
}

/// Has the note, which has been read, edited.
pub(in crate::app) fn edit(article: ArticleId, note: Option<CleanText>) -> Vec<Effect> {
    vec![Effect::Outside(Outside::EditNote(article, note.unwrap_or_default()))]
}

pub(super) fn key(state: &mut State, mut tagging: Tagging, key: Key) -> Vec<Effect> {
    let offered = tagging.offers.items.len();
    match key.code {
        Code::Esc => return Vec::new(),
        Code::Enter if tagging.offers.cursor.is_none() => {
            return write_tags(state, tagging.article, tags_in(tagging.input.value()));
        }
        Code::Tab | Code::Enter => {
            tagging.complete();
        }
        Code::Down | Code::Up if offered > 0 => match &mut tagging.offers.cursor {
            Some(cursor) => {
                move_cursor(cursor, offered, key);
            }
            none => *none = Some(if key.code == Code::Down { 0 } else { offered - 1 }),
        },
        _ => {
            type_key(&mut tagging.input, key);
            tagging.offer();
        }
    }
    state.overlay = Some(Overlay::Tagging(tagging));
    Vec::new()
}

/// Takes in which tags are in use.
pub(in crate::app) fn offer_tags(state: &mut State, known: Vec<(CleanText, u64)>) {
    if let Some(Overlay::Tagging(tagging)) = &mut state.overlay {
        tagging.learn(known);
    }
}

/// Shows the tags at once; the store follows.
fn write_tags(state: &mut State, article: ArticleId, tags: Vec<CleanText>) -> Vec<Effect> {
    state.list.change(article, |row| row.tags.clone_from(&tags));
    vec![Effect::Write(Write::Tags(article, tags))]
}

/// The article that commands concern, as the screen shows it.
fn current(state: &State) -> Option<&Headline> {
    let id = state.current()?;
    let open = || state.reading.as_ref().map(|reading| &reading.article.headline);
    state.list.rows().iter().find(|row| row.id == id).or_else(|| open().filter(|open| open.id == id))
}

#[cfg(test)]
mod tests {
    use crate::app::desk::Desk;
    use crate::app::msg::{Effect, Event, Msg, Outside};
    use crate::app::overlay::Overlay;
    use crate::model::tags_in;

    fn line(desk: &Desk) -> (String, Vec<String>) {
        let Some(Overlay::Tagging(tagging)) = &desk.state.overlay else { panic!("no line for tags") };
        let offered = tagging.offers.items.iter().map(|offer| offer.label.clone()).collect();
        (tagging.input.value().to_owned(), offered)
    }

    #[test]
    fn tags_are_typed_with_those_in_use_offered() {
        let mut desk = Desk::open((120, 40));
        desk.press("t");
        assert_eq!(line(&desk), (String::new(), vec!["gas".to_owned(), "grain".to_owned()]));
        desk.type_in("gr").press("tab").type_in("to-read");
        assert_eq!(line(&desk), ("grain to-read".to_owned(), Vec::new()));
        desk.press("enter");
        assert_eq!(desk.state.list.selected().expect("a row").tags, tags_in("grain to-read"));
        desk.press("t");
        assert_eq!(line(&desk), ("grain to-read ".to_owned(), vec!["gas".to_owned()]));
        desk.press("ctrl-u down enter enter");
        assert_eq!(desk.state.list.selected().expect("a row").tags, tags_in("gas"));
        desk.press("t").type_in("never").press("esc");
        assert_eq!(desk.state.list.selected().expect("a row").tags, tags_in("gas"));
    }

    #[test]
    fn a_note_is_written_in_the_editor_and_stands_at_the_end() {
        let mut desk = Desk::open((120, 40));
        desk.press("enter g n");
        let id = desk.state.current().expect("an article");
        let edits =
            |effect: &Effect| matches!(effect, Effect::Outside(Outside::EditNote(of, _)) if *of == id);
        assert!(desk.done.iter().any(edits));
        desk.send(Msg::Event(Event::Wrote(id, "Ask the embassy.".into())));
        let reading = desk.state.reading.as_ref().expect("an article");
        let last = reading.article.document.sections.last().expect("a section");
        assert_eq!(last.heading.as_deref(), Some("Your note"));
        assert!(desk.state.list.selected().expect("a row").status.noted);
    }
}
