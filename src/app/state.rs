//! Everything that the screen shows.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

use super::Command;
use super::apply::close_quits;
use super::feeds::FeedList;
use super::found::{Hits, Total};
use super::gallery::Gallery;
use super::keymap::Keymap;
use super::layout::{Panes, WIDE, panes};
use super::list::List;
use super::look::{Look, ThemeName, ThemeSetting};
use super::mouse::Border;
use super::msg::{Effect, Question, QuestionKind, Write};
use super::notice::Notice;
use super::output::Program;
use super::overlay::Overlay;
use super::pressed::Pressed;
use super::reading::Reading;
use super::refreshing::Refreshing;
use super::roster::{Roster, RosterItem};
use super::tickets::Tickets;
use super::typesetting::Typesetting;
use crate::model::{
    ActorKey, ArticleId, CleanText, FeedOffer, Field, PaneWidths, Place, Query, Scope, Session, Timestamp,
    Totals,
};

/// The fewest lines of an article list whose rows have two.
const LEAST_WITH_HITS: u16 = 12;

/// A pane that can have the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the panes")]
pub enum Pane {
    #[default]
    Feeds,
    Articles,
    Article,
    Actors,
}

/// What the user settled in the config file.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The widest that the article's lines may be, in columns.
    pub measure: u16,
    /// Which theme, and which there are.
    pub theme: (ThemeSetting, Vec<ThemeName>),
    /// How running text is set.
    pub typesetting: Typesetting,
    /// Whether text that runs from right to left is put into the order in which it is read.
    pub bidi: bool,
    /// Whether to draw without lines and ornaments.
    pub plain: bool,
    /// Whether links are links of the terminal, too.
    pub hyperlinks: bool,
    /// The zone in which times are shown.
    pub zone: TimeZone,
    /// Which keys mean what.
    pub keymap: Keymap,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// The programs that articles can be given to.
    pub programs: Vec<Program>,
    /// Whether feeds that are due are refreshed on start.
    pub refresh_on_start: bool,
    /// After how many minutes feeds that are due are refreshed again, while the reader is open.
    pub refresh_every: Option<u16>,
}

/// Everything that the screen shows.
#[derive(Clone, Debug)]
pub struct State {
    /// What the user settled.
    pub settings: Settings,
    /// How everything looks.
    pub look: Look,
    /// Whether pictures are shown, and which are on their way.
    pub gallery: Gallery,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// How late it is.
    pub now: Timestamp,
    /// Which pane has the focus.
    pub focus: Pane,
    /// Whether the actor sidebar is shown, where the user chose; else a wide terminal shows it.
    pub sidebar: Option<bool>,
    /// How wide the user made the panes.
    pub widths: PaneWidths,
    /// The feed list.
    pub feeds: FeedList,
    /// Counts over the whole store.
    pub totals: Totals,
    /// Whether the store holds the sample articles.
    pub has_samples: bool,
    /// The article list.
    pub list: List,
    /// The open article.
    pub reading: Option<Reading>,
    /// The cursor of the actor sidebar.
    pub roster: Roster,
    /// The sentences that answer the search that is shown.
    pub hits: Hits,
    /// How many articles it finds.
    pub total: Option<Total>,
    /// What lies over the panes.
    pub overlay: Option<Overlay>,
    /// The message in the bottom line.
    pub notice: Option<Notice>,
    /// The refresh that runs.
    pub refreshing: Option<Refreshing>,
    /// The keys of a sequence so far.
    pub pressed: Pressed,
    /// Whether the program is to end.
    pub quit: bool,
    /// The list to go back to from a search.
    pub(super) before_search: Option<Box<List>>,
    pub(super) tickets: Tickets,
    /// When feeds were refreshed last, or the reader was opened.
    pub(super) refreshed: Timestamp,
    /// Whether feeds are to be refreshed as soon as it is known which there are.
    pub(super) refreshes_first: bool,
    /// The address at which feeds are looked for.
    pub(super) finding: Option<String>,
    /// Feeds that the user is to choose from, as soon as nothing else lies over the panes.
    pub(super) offered: Vec<FeedOffer>,
    /// The line between panes that is dragged.
    pub(super) dragging: Option<Border>,
    /// The commands that were chosen in the palette, the last one first.
    pub(super) recent: Vec<Command>,
    /// What the actors are called that lists were searched for by.
    pub(super) called: BTreeMap<ActorKey, CleanText>,
    /// The actor to choose in the next article that opens.
    pub(super) choose_next: Option<ActorKey>,
    /// The actor or name in the sidebar on which Enter was pressed last, and nothing after it.
    pub(super) entered: Option<RosterItem>,
    /// The words to show in an article as soon as it opens.
    pub(super) reveal_next: Option<(ArticleId, Place)>,
    /// The article that the article pane was last asked to show beside the list.
    pub(super) previewing: Option<ArticleId>,
    /// The article whose opening marks it read when it arrives.
    pub(super) opening: Option<ArticleId>,
}

impl State {
    /// What is shown before anything is read.
    pub fn new(settings: Settings, size: (u16, u16), now: Timestamp) -> Self {
        let refreshes_first = settings.refresh_on_start;
        let (setting, themes) = settings.theme.clone();
        Self {
            look: Look::new(setting, themes),
            gallery: Gallery::default(),
            settings,
            size,
            now,
            focus: Pane::default(),
            sidebar: None,
            widths: PaneWidths::default(),
            feeds: FeedList::default(),
            totals: Totals::default(),
            has_samples: false,
            list: List::default(),
            reading: None,
            roster: Roster::default(),
            hits: Hits::default(),
            total: None,
            overlay: None,
            notice: None,
            refreshing: None,
            pressed: Pressed::default(),
            quit: false,
            before_search: None,
            tickets: Tickets::default(),
            refreshed: now,
            refreshes_first,
            finding: None,
            offered: Vec::new(),
            dragging: None,
            recent: Vec::new(),
            called: BTreeMap::new(),
            choose_next: None,
            reveal_next: None,
            entered: None,
            previewing: None,
            opening: None,
        }
    }

    /// Where the panes are; `None` where the terminal is too small.
    pub fn panes(&self) -> Option<Panes> {
        panes(self.size, self.focus, self.shows_sidebar(), self.widths)
    }

    /// Whether the actor sidebar stays on the screen when it has not the focus.
    pub fn shows_sidebar(&self) -> bool {
        self.sidebar.unwrap_or(self.size.0 >= WIDE)
    }

    /// Whether the article pane, or the sidebar beside it, has the focus.
    pub fn is_reading(&self) -> bool {
        matches!(self.focus, Pane::Article | Pane::Actors)
    }

    /// How many rows the article list has on the screen: a pane's height without its heading.
    pub fn list_height(&self) -> usize {
        let pane = self.panes().and_then(|panes| panes.articles);
        let lines = pane.map_or(usize::from(self.size.1), |pane| usize::from(pane.height)).saturating_sub(1);
        if self.shows_hits() { (lines / 2).max(1) } else { lines }
    }

    /// Whether each row of the article list has a second line: the sentence that answers the search.
    pub fn shows_hits(&self) -> bool {
        let pane = self.panes().and_then(|panes| panes.articles);
        let has_room = pane.is_some_and(|pane| pane.height >= LEAST_WITH_HITS);
        let says = |query: &Query| {
            query.has_words()
                || [Field::Quote, Field::Stance].into_iter().any(|field| query.actors(field).next().is_some())
        };
        has_room && self.query().as_ref().is_some_and(says)
    }

    /// How many rows the feed list has on the screen.
    pub fn feeds_height(&self) -> usize {
        let pane = self.panes().and_then(|panes| panes.feeds.or(panes.rail));
        pane.map_or(usize::from(self.size.1), |pane| usize::from(pane.height)).saturating_sub(1)
    }

    /// Columns and rows of the page: the article pane without its margins, and no wider than the measure.
    pub fn page_size(&self) -> (usize, usize) {
        let focus = if self.is_reading() { self.focus } else { Pane::Article };
        let panes = panes(self.size, focus, self.shows_sidebar(), self.widths);
        let pane = panes.and_then(|panes| panes.article).unwrap_or_default();
        let margins = if pane.width > 60 { 6 } else { 2 };
        let width = pane.width.saturating_sub(margins).min(self.settings.measure.max(20));
        (usize::from(width).max(8), usize::from(pane.height).max(1))
    }

    /// The article that commands concern: the open one where one reads, else the one under the cursor.
    pub fn current(&self) -> Option<ArticleId> {
        let shown = || self.reading.as_ref().map(|reading| reading.article.headline.id);
        let open = if self.is_reading() { self.opening.or_else(shown) } else { None };
        open.or_else(|| self.list.selected().map(|row| row.id))
    }

    /// The open article; `None` while the one that was opened last is still on its way.
    pub fn open_article(&self) -> Option<&Reading> {
        self.reading
            .as_ref()
            .filter(|reading| self.opening.is_none_or(|id| id == reading.article.headline.id))
    }

    /// The open article, to change where one is in it.
    pub(super) fn open_article_mut(&mut self) -> Option<&mut Reading> {
        let opening = self.opening;
        self.reading.as_mut().filter(|reading| opening.is_none_or(|id| id == reading.article.headline.id))
    }

    /// Whether an answer is on its way that will change the screen, so that a frame drawn now would be stale at once.
    /// What one types is shown without waiting for what it finds.
    pub fn is_waiting(&self) -> bool {
        let asked =
            [QuestionKind::Article, QuestionKind::Actors].into_iter().any(|kind| self.tickets.is_open(kind));
        (asked || self.awaits_list()) && self.overlay.is_none()
    }

    /// Whether rows of the list are on their way, or the next unread one.
    pub(super) fn awaits_list(&self) -> bool {
        [QuestionKind::Headlines, QuestionKind::NextUnread].into_iter().any(|kind| self.tickets.is_open(kind))
    }

    /// The key of a command as it is shown, or its name after a colon.
    pub fn key(&self, command: Command) -> String {
        self.settings.keymap.key(command)
    }

    /// The query that the list is filtered by, or that it is the saved search of.
    pub fn query(&self) -> Option<Query> {
        let saved = match self.list.listing.scope {
            Scope::Saved(id) => {
                self.feeds.saved().iter().find(|saved| saved.id == id).map(|saved| &saved.query)
            }
            _ => None,
        };
        match (saved, &self.list.listing.filter) {
            (Some(saved), Some(filter)) => Some(saved.clone().and(filter.clone())),
            (query, other) => query.or(other.as_ref()).cloned(),
        }
    }

    /// What the list is filtered by, besides the search that found it, as one would type it: actors by their names.
    pub(super) fn query_as_typed(&self) -> String {
        self.as_typed(self.list.filter())
    }

    fn as_typed(&self, query: Query) -> String {
        self.called.iter().fold(query, |query, (key, name)| query.with_name(key.as_str(), name)).to_string()
    }

    /// The search of everything that the list is, as one would type it; nothing where it is none.
    pub(super) fn search_as_typed(&self) -> String {
        let search = self.list.wider().listing;
        let query = search.filter.filter(|_| search.scope == Scope::All).unwrap_or_default();
        self.as_typed(query)
    }

    /// Whether [`Command::Close`](super::Command::Close) would end the program here.
    pub fn close_quits(&self) -> bool {
        close_quits(self)
    }

    /// Whether the list is what a search found.
    pub fn is_searching(&self) -> bool {
        self.list.listing.filter.is_some() || matches!(self.list.listing.scope, Scope::Actor(_))
    }

    /// Whether the list is about an actor, which is chosen in every article of it.
    pub fn is_about_actor(&self) -> bool {
        let asks = |query: &Query| query.actors(Field::Actor).next().is_some();
        matches!(self.list.listing.scope, Scope::Actor(_)) || self.query().as_ref().is_some_and(asks)
    }

    /// Says something in the bottom line.
    pub(super) fn tell(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: CleanText::line(&text.into()), is_error: false });
    }

    /// Says in the bottom line that something went wrong.
    pub(super) fn complain(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: CleanText::line(&text.into()), is_error: true });
    }

    /// A question with its ticket; older ones of its kind are void.
    pub(super) fn ask(&mut self, question: Question) -> Effect {
        Effect::Ask(self.tickets.issue(question.kind()), question)
    }

    /// What the next start finds again.
    pub(super) fn session(&self) -> Session {
        let reading = self.reading.as_ref();
        Session {
            listing: self.list.listing.clone(),
            title: self.list.title.clone(),
            selected: self.list.selected().map(|row| row.id),
            open: reading.map(|reading| reading.article.headline.id),
            actor: reading.and_then(Reading::chosen_member).map(|member| member.key.clone()),
            sidebar: self.sidebar,
            focus: self.focus.name().to_owned(),
            folded: self.feeds.folded().cloned().collect(),
            widths: self.widths,
            theme: self.look.kept(),
            recent: self.recent.iter().map(|command| command.spec().name.to_owned()).collect(),
        }
    }

    /// The writes that keep where one is.
    pub(super) fn save(&mut self) -> Vec<Effect> {
        let session = Effect::Write(Write::Session(Box::new(self.session())));
        self.save_place().into_iter().chain([session]).collect()
    }

    /// The write that keeps where one is in the open article, where that has changed.
    pub(super) fn save_place(&mut self) -> Option<Effect> {
        let reading = self.reading.as_mut()?;
        let place = reading.place();
        let changed = place != reading.article.place;
        reading.article.place = place.clone();
        changed.then_some(Effect::Write(Write::Place(reading.article.headline.id, place)))
    }
}

impl Pane {
    /// Every pane, from left to right.
    pub const ALL: [Self; 4] = [Self::Feeds, Self::Articles, Self::Article, Self::Actors];

    /// Its name in the session.
    pub fn name(self) -> &'static str {
        match self {
            Self::Feeds => "feeds",
            Self::Articles => "articles",
            Self::Article => "article",
            Self::Actors => "actors",
        }
    }

    /// The pane of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|pane| pane.name() == name)
    }
}
