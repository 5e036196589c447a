//! Questions of the app, answered from the store.

use crate::app::{Answer, Event, Question, Ticket};
use crate::newsroom::KnownActors;
use crate::store::{Reader, StoreError};

/// Answers a question, or says what went wrong.
pub(super) fn answer(reader: &Reader, known: &KnownActors, ticket: Ticket, question: Question) -> Event {
    let kind = question.kind();
    match look_up(reader, known, question) {
        Ok(answer) => Event::Answered(ticket, answer),
        Err(error) => Event::Unanswered(kind, error.to_string()),
    }
}

fn look_up(reader: &Reader, known: &KnownActors, question: Question) -> Result<Answer, StoreError> {
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
        Question::ActorPage(key) => {
            let mut page = reader.actor_page(&key)?;
            page.iter_mut().for_each(|page| known.complete(page));
            Answer::ActorPage(page.map(Box::new))
        }
        Question::Actors { typed, limit } => Answer::Actors(known.offer(reader, &typed, limit)?),
    })
}
