//! A reader at work without a store: its questions are answered from one article.

use jiff::tz::TimeZone;
use masthead::actors::Recognizer;
use masthead::app::{
    Answer, Code, Effect, Event, Key, Keymap, Msg, Question, Settings, State, Ticket, start, update,
};
use masthead::model::{
    Article, ArticleId, CleanText, Document, FeedId, Headline, Page, ReadingPlace, Status, Timestamp, Totals,
};
use masthead::runtime::Canvas;
use masthead::ui::{self, Theme};

/// Columns and rows of the screen.
pub(crate) const SIZE: (u16, u16) = (160, 50);

/// A reader at work.
pub(crate) struct Desk {
    state: State,
    article: Article,
    theme: Theme,
    canvas: Canvas,
    /// Under which the article was asked for last.
    asked: Ticket,
}

impl Desk {
    /// A reader that waits for its one article.
    pub(crate) fn new(document: Document) -> Self {
        let now = Timestamp::from_second(1_760_450_400).unwrap_or_default();
        let headline = Headline {
            id: ArticleId(1),
            title: document.title.clone(),
            feed: CleanText::new("Agency"),
            published: Some(now),
            received: now,
            status: Status::default(),
            tags: Vec::new(),
        };
        let article = Article {
            text_from: None,
            note: None,
            headline,
            feed_id: FeedId(1),
            url: None,
            revision: 1,
            cast: Recognizer::default().recognize(&document),
            document,
            place: ReadingPlace::default(),
        };
        let mut desk = Self {
            state: State::new(settings(), SIZE, now),
            article,
            theme: Theme::coloured(),
            canvas: Canvas::default(),
            asked: Ticket(0),
        };
        let effects = start(&mut desk.state);
        desk.answer(effects);
        desk
    }

    /// The reader as it waits, and the answer that it waits for.
    pub(crate) fn before_the_article(&self) -> (State, Msg) {
        (self.state.clone(), self.arrival())
    }

    /// The reader with its article open.
    pub(crate) fn read(mut self) -> Self {
        let arrival = self.arrival();
        let _ = update(&mut self.state, arrival);
        self.press(Key { code: Code::Enter, ctrl: false, alt: false });
        self.draw();
        self
    }

    /// Presses a key.
    pub(crate) fn press(&mut self, key: Key) {
        let _ = update(&mut self.state, Msg::Key(key));
    }

    /// Gives it another width.
    pub(crate) fn resize(&mut self, columns: u16) {
        let _ = update(&mut self.state, Msg::Resized(columns, SIZE.1));
    }

    /// Draws it.
    pub(crate) fn draw(&mut self) {
        self.canvas.frame(SIZE, |buffer| ui::draw(buffer, &self.state, &self.theme));
    }

    fn arrival(&self) -> Msg {
        let article = Answer::Article(Some(Box::new(self.article.clone())));
        Msg::Event(Event::Answered(self.asked, article))
    }

    /// Answers every question but the one for the article.
    fn answer(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let Effect::Ask(ticket, question) = effect else { continue };
            let answer = match question {
                Question::WebFeeds
                | Question::Removal(_)
                | Question::Revisions(_)
                | Question::ActorPage(_)
                | Question::Hits(..)
                | Question::Values { .. }
                | Question::Meant(_)
                | Question::Agenda(_)
                | Question::Positions(_)
                | Question::Tags
                | Question::Note(_) => {
                    panic!("not asked here")
                }
                Question::Session => Answer::Session(Box::default()),
                Question::Feeds => Answer::Feeds(
                    Vec::new(),
                    Vec::new(),
                    Vec::new(),
                    Totals { articles: 1, unread: 1, ..Totals::default() },
                ),
                Question::Headlines { cursor, .. } => Answer::Headlines(
                    Page { rows: vec![self.article.headline.clone()], reached: None },
                    cursor,
                ),
                Question::Count { counted, unread_of, .. } => Answer::Count(counted, None, unread_of),
                Question::NextUnread { .. } => Answer::NextUnread(None),
                Question::Actors { .. } => Answer::Actors(Vec::new()),
                Question::Article(_) => {
                    self.asked = ticket;
                    continue;
                }
            };
            let effects = update(&mut self.state, Msg::Event(Event::Answered(ticket, answer)));
            self.answer(effects);
        }
    }
}

/// What nobody has settled otherwise.
pub(crate) fn settings() -> Settings {
    Settings {
        measure: 72,
        theme: Default::default(),
        typesetting: Default::default(),
        bidi: true,
        plain: false,
        hyperlinks: false,
        zone: TimeZone::UTC,
        keymap: Keymap::default(),
        mouse: false,
        programs: Vec::new(),
        refresh_on_start: false,
        refresh_every: None,
    }
}
