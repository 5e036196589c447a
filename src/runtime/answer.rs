//! Questions of the app, answered from the store.

use crate::app::{Answer, Event, Question, Ticket};
use crate::store::{Reader, StoreError};

/// Answers a question, or says what went wrong.
pub(super) fn answer(reader: &Reader, ticket: Ticket, question: Question) -> Event {
    let kind = question.kind();
    match look_up(reader, question) {
        Ok(answer) => Event::Answered(ticket, answer),
        Err(error) => Event::Unanswered(kind, error.to_string()),
    }
}

fn look_up(reader: &Reader, question: Question) -> Result<Answer, StoreError> {
    Ok(match question {
        Question::Session => Answer::Session(Box::new(reader.session()?)),
        Question::Feeds => Answer::Feeds(reader.feeds()?, reader.followed()?, reader.totals()?),
        Question::Headlines { listing, cursor, limit } => {
            Answer::Headlines(reader.headlines(&listing, cursor, limit)?, cursor)
        }
        Question::NextUnread { listing, from, older } => {
            Answer::NextUnread(reader.next_unread(&listing, from, older)?.map(Box::new))
        }
        Question::Article(id) => Answer::Article(reader.article(id)?.map(Box::new)),
        Question::WebFeeds => Answer::WebFeeds(reader.web_feeds()?),
        Question::Removal(feed) => {
            let (articles, starred) = reader.removal(feed)?;
            Answer::Removal(feed, articles, starred)
        }
        Question::Revisions(id) => {
            let (revisions, read) = reader.revisions(id)?;
            Answer::Revisions(revisions, read)
        }
        Question::ActorPage(key) => Answer::ActorPage(reader.actor_page(&key)?.map(Box::new)),
        Question::Actors { typed, limit } => Answer::Actors(reader.actors(&typed, limit)?),
    })
}
