//! What lies over the panes for a while: prompts, the actor search, the outline, the palette, the help.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use tui_input::{Input, InputRequest};

use super::actor_screen::ActorScreen;
use super::command::{Command, SPECS, Scope, Spec};
use super::completion::Offers;
use super::dialog::{Ask, Choice, Removal, Whose};
use super::gathered::{AgendaScreen, PositionsScreen};
use super::health::HealthScreen;
use super::key::{Code, Key};
use super::keymap::Keymap;
use super::links::Links;
use super::list::List;
use super::output::ProgramList;
use super::reading::Bookmark;
use super::revisions::RevisionsScreen;
use super::state::Pane;
use super::tagging::Tagging;
use super::theme_list::ThemeList;
use crate::model::{Actor, QueryError};

/// What lies over the panes.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// A line to type into.
    Prompt(Prompt),
    /// Letters at the links on the screen.
    Links(Links),
    /// What to look for in the open article.
    Find(Find),
    /// The tags of an article, to be changed.
    Tagging(Tagging),
    /// The actors whom a name in a search may mean.
    Whom(Whom),
    /// The search by actor.
    ActorSearch(ActorSearch),
    /// The outline of the open article.
    Outline(OutlineList),
    /// The command palette.
    Palette(Palette),
    /// The help.
    Help(HelpScreen),
    /// The themes.
    Themes(ThemeList),
    /// A line to type, about a feed.
    Ask(Ask),
    /// The feeds to choose from.
    Choice(Choice),
    /// The programs to choose from.
    Programs(ProgramList),
    /// A feed to be removed, or not.
    Removal(Removal),
    /// How the feeds come.
    Health(HealthScreen),
    /// What changed in an article.
    Revisions(RevisionsScreen),
    /// The page of an actor.
    Actor(Box<ActorScreen>),
    /// What comes next in the articles of a list.
    Agenda(Box<AgendaScreen>),
    /// What the actors of a list want.
    Positions(Box<PositionsScreen>),
}

/// A line to type into, and what to go back to.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// What for.
    pub purpose: PromptFor,
    /// What was typed.
    pub input: Input,
    /// The list that was shown before, and which pane had the focus.
    pub before: Box<(List, Pane)>,
    /// What is wrong with what was typed.
    pub error: Option<QueryError>,
    /// What may be typed next.
    pub offers: Offers,
}

/// A line to type what is looked for in the open article, and where to come back to.
#[derive(Clone, Debug)]
pub struct Find {
    /// What was typed.
    pub input: Input,
    /// Where one was in the article.
    pub(super) before: Bookmark,
}

/// The actors whom a name in a search may mean, to choose from.
#[derive(Clone, Debug)]
pub struct Whom {
    /// The name.
    pub name: String,
    /// Who is called so.
    pub actors: Vec<Actor>,
    /// The number of the chosen one; one more than there are for all of them.
    pub cursor: usize,
}

/// What a prompt is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromptFor {
    /// Searching everything.
    Search,
    /// Filtering the list.
    Filter,
}

/// The search by actor.
#[derive(Clone, Debug, Default)]
pub struct ActorSearch {
    /// What for.
    pub purpose: ActorSearchFor,
    /// The actors that were picked so far: all of them are to be in an article.
    pub picked: Vec<Actor>,
    /// What was typed.
    pub input: Input,
    /// The actors that match.
    pub hits: Vec<Actor>,
    /// The number of the chosen one.
    pub cursor: usize,
    /// Whether one is done typing, and only the answer is still to come.
    pub accepted: bool,
}

/// What an actor is searched for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ActorSearchFor {
    /// Its articles.
    #[default]
    Articles,
    /// Its page.
    Page,
    /// Whom it is the same as.
    Merge(Whose),
}

/// The outline of the open article.
#[derive(Clone, Debug, Default)]
pub struct OutlineList {
    /// The number of the chosen row among the sections that can be folded.
    pub cursor: usize,
}

/// The command palette.
#[derive(Clone, Debug, Default)]
pub struct Palette {
    /// What was typed.
    pub input: Input,
    /// The number of the chosen command among those that match.
    pub cursor: usize,
    /// The commands that were chosen before, the last one first.
    pub recent: Vec<Command>,
}

/// The help.
#[derive(Clone, Debug, Default)]
pub struct HelpScreen {
    /// What was typed to find something.
    pub input: Input,
    /// Whether one types.
    pub typing: bool,
    /// The number of the row at the top of the screen.
    pub top: usize,
}

impl Palette {
    /// The commands that match what was typed, the best first; of equal ones those chosen lately.
    pub fn hits(&self) -> Vec<&'static Spec> {
        if let Some((spec, _)) = self.with_argument() {
            return vec![spec];
        }
        let mut specs: Vec<&Spec> = SPECS.iter().filter(|spec| spec.command != Command::Palette).collect();
        let place = |command: Command| self.recent.iter().position(|recent| *recent == command);
        specs.sort_by_key(|spec| place(spec.command).unwrap_or(usize::MAX));
        matching(self.input.value(), specs.into_iter())
    }

    /// The chosen command, and what was typed for it to take.
    pub fn chosen(&self) -> Option<(Command, &str)> {
        let argument = self.with_argument().map_or("", |(_, argument)| argument);
        self.hits().get(self.cursor).map(|spec| (spec.command, argument))
    }

    /// The command whose name was typed, with what it takes after it.
    fn with_argument(&self) -> Option<(&'static Spec, &str)> {
        let (name, argument) = self.input.value().trim_start().split_once(' ')?;
        let spec = SPECS.iter().find(|spec| spec.name == name && spec.takes.is_some())?;
        Some((spec, argument.trim()))
    }
}

impl HelpScreen {
    /// The widest panel that it has, in columns, its edge with it.
    pub const WIDEST: u16 = 74;

    /// How many columns the keys have, the space around them with them.
    pub const KEYS: u16 = 19;

    /// How many rows the help shows on a terminal of this size, in columns and rows, where nothing is searched for.
    pub fn height(size: (u16, u16)) -> usize {
        usize::from(size.1.saturating_sub(6))
    }

    /// The lines of the help on a terminal of so many columns: keys and what they do, which goes on in lines without keys.
    pub fn lines(&self, keymap: &Keymap, reading: bool, columns: u16) -> Vec<(String, String)> {
        let room =
            usize::from(Self::WIDEST.min(columns.saturating_sub(2)).saturating_sub(2 + Self::KEYS + 1));
        let mut lines = Vec::new();
        for (keys, text) in self.rows(keymap, reading) {
            let mut keys = Some(keys);
            let wrapped = textwrap::wrap(&text, room.max(10)).into_iter();
            lines.extend(wrapped.map(|line| (keys.take().unwrap_or_default(), line.into_owned())));
        }
        lines
    }

    /// The rows of the help: keys and what they do; those that work in `reading` first, where one reads.
    pub fn rows(&self, keymap: &Keymap, reading: bool) -> Vec<(String, String)> {
        let plain = |keys: String, help: &str| (keys, help.to_owned(), Scope::Anywhere);
        let (down, bottom) = (keymap.key(Command::Down), keymap.key(Command::Bottom));
        let further = [
            plain(format!("5{down}  10{bottom}"), "a number before a key: how often, or which row"),
            plain("click".to_owned(), "select, fold, choose an actor; twice: open"),
            plain("wheel, drag".to_owned(), "scroll; move the lines between panes"),
            plain("shift-drag".to_owned(), "select text, as the terminal does"),
            plain("in a shell".to_owned(), "masthead import FILE… or import-from newsboat"),
        ];
        let rows = keymap.rows().into_iter().chain(further);
        let typed = self.input.value();
        if typed.trim().is_empty() {
            let here = rows.filter(|(.., scope)| reading || *scope == Scope::Anywhere);
            return here.map(|(keys, help, _)| (keys, help)).collect();
        }
        let words: Vec<String> = typed.split_whitespace().map(crate::model::fold).collect();
        let holds = |(keys, help): &(String, String)| {
            let text = crate::model::fold(&format!("{keys} {help}"));
            words.iter().all(|word| text.contains(word.as_str()))
        };
        rows.map(|(keys, help, _)| (keys, help)).filter(holds).collect()
    }
}

/// The commands whose name or help match `typed` fuzzily, the best first.
fn matching(typed: &str, specs: impl Iterator<Item = &'static Spec>) -> Vec<&'static Spec> {
    let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut scored: Vec<(u32, &Spec)> = specs
        .filter_map(|spec| {
            let mut score = |text: &str| pattern.score(Utf32Str::new(text, &mut buffer), &mut matcher);
            let by_name = score(spec.name).map(|score| score * 2);
            by_name.max(score(&format!("{} {}", spec.name, spec.help))).map(|score| (score, spec))
        })
        .collect();
    scored.sort_by_key(|(score, spec)| (spec.name != typed.trim(), std::cmp::Reverse(*score)));
    scored.into_iter().map(|(_, spec)| spec).collect()
}

/// Types a key into a line. Says whether the key is one that a line takes.
pub(super) fn type_key(input: &mut Input, key: Key) -> bool {
    let request = match (key.code, key.ctrl, key.alt) {
        (Code::Char(c), false, false) => InputRequest::InsertChar(c),
        (Code::Backspace, false, false) | (Code::Char('h'), true, false) => InputRequest::DeletePrevChar,
        (Code::Delete, ..) | (Code::Char('d'), true, false) => InputRequest::DeleteNextChar,
        (Code::Char('w'), true, false) | (Code::Backspace, ..) => InputRequest::DeletePrevWord,
        (Code::Char('u'), true, false) => InputRequest::DeleteLine,
        (Code::Char('k'), true, false) => InputRequest::DeleteTillEnd,
        (Code::Left, false, false) => InputRequest::GoToPrevChar,
        (Code::Right, false, false) => InputRequest::GoToNextChar,
        (Code::Left, ..) => InputRequest::GoToPrevWord,
        (Code::Right, ..) => InputRequest::GoToNextWord,
        (Code::Home, ..) | (Code::Char('a'), true, false) => InputRequest::GoToStart,
        (Code::End, ..) | (Code::Char('e'), true, false) => InputRequest::GoToEnd,
        _ => return false,
    };
    input.handle(request);
    true
}

/// Moves a cursor over `count` rows by the keys that move in every overlay. Says whether it was one of them.
pub(super) fn move_cursor(cursor: &mut usize, count: usize, key: Key) -> bool {
    let last = count.saturating_sub(1);
    *cursor = match (key.code, key.ctrl) {
        (Code::Down | Code::Tab, _) | (Code::Char('n'), true) => (*cursor + 1).min(last),
        (Code::Up | Code::BackTab, _) | (Code::Char('p'), true) => cursor.saturating_sub(1).min(last),
        (Code::PageDown, _) => (*cursor + 10).min(last),
        (Code::PageUp, _) => cursor.saturating_sub(10).min(last),
        _ => return false,
    };
    true
}

/// The same, where letters need not be typed: by `j`, `k`, `g`, `G`, `Ctrl-f` and `Ctrl-b` too.
pub(super) fn move_cursor_by_letters(cursor: &mut usize, count: usize, key: Key) -> bool {
    let code = match (key.code, key.ctrl) {
        (Code::Char('j'), false) => Code::Down,
        (Code::Char('k'), false) => Code::Up,
        (Code::Char('g'), false) => Code::Home,
        (Code::Char('G'), false) => Code::End,
        (Code::Char('f'), true) => Code::PageDown,
        (Code::Char('b'), true) => Code::PageUp,
        (code, _) => code,
    };
    move_cursor(cursor, count, Key { code, ..key })
}

/// The number that a digit picks from a list, from 1.
pub(super) fn digit(c: char) -> Option<usize> {
    c.to_digit(10).and_then(|digit| usize::try_from(digit).ok()).filter(|digit| *digit > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_palette_finds_commands_by_any_part() {
        let hits = |typed: &str| Palette { input: Input::new(typed.to_owned()), ..Palette::default() }.hits();
        assert_eq!(hits("mark all")[0].command, Command::MarkAllRead);
        assert_eq!(hits("undo")[0].command, Command::Undo);
        let typed =
            Palette { input: Input::new("add  https://a.example/ ".to_owned()), ..Palette::default() };
        assert_eq!(typed.chosen(), Some((Command::AddFeed, "https://a.example/")));
        assert_eq!(hits("add")[0].command, Command::AddFeed);
        assert!(hits("zzzz").is_empty());
        assert_eq!(hits("").len(), SPECS.len() - 1);
        let recent = Palette { recent: vec![Command::Undo, Command::Quit], ..Palette::default() };
        let first: Vec<Command> = recent.hits()[..3].iter().map(|spec| spec.command).collect();
        assert_eq!(first, [Command::Undo, Command::Quit, Command::Down]);
    }

    #[test]
    fn the_help_is_searched_in_every_scope() {
        let mut help = HelpScreen::default();
        let everywhere = help.rows(&Keymap::default(), true).len();
        assert!(help.rows(&Keymap::default(), false).len() < everywhere);
        for columns in [40, 80] {
            let lines = help.lines(&Keymap::default(), true, columns);
            let room = usize::from(columns.min(76) - 4 - 20);
            assert!(lines.iter().all(|(_, line)| super::super::page::columns(line) <= room), "{columns}");
            assert_eq!(lines.iter().filter(|(keys, _)| !keys.is_empty()).count(), everywhere, "{columns}");
        }
        help.input = Input::new("fold".to_owned());
        assert!(help.rows(&Keymap::default(), false).iter().any(|(keys, _)| keys == "za"));
    }
}
