//! The text of an article from its page, because the user wants it now.

use crate::app::msg::{Effect, Order, Question, Write};
use crate::app::state::State;
use crate::model::ArticleId;

/// Has the page of the article that is meant fetched.
pub(super) fn fetch(state: &mut State) -> Vec<Effect> {
    let Some(article) = state.current() else { return Vec::new() };
    state.tell("Fetching the article’s page …");
    vec![Effect::Fetch(Order::FullText(article))]
}

/// Says what came of it, and shows the article anew where it is still the one that is shown.
pub(in crate::app) fn fetched(
    state: &mut State,
    article: ArticleId,
    taken: Result<(), String>,
) -> Vec<Effect> {
    if let Err(why) = taken {
        state.complain(format!("No text from the article’s page: {why}"));
        return Vec::new();
    }
    state.tell("The text is now the page’s");
    let is_shown = state.reading.as_ref().is_some_and(|reading| reading.article.headline.id == article);
    if !is_shown || state.opening.is_some() || state.previewing.is_some() {
        return Vec::new();
    }
    let mut effects = vec![state.ask(Question::Article(article))];
    if state.is_reading() {
        // What one reads on in is no change since one read it.
        effects.insert(0, Effect::Write(Write::Opened(article)));
    }
    effects
}

#[cfg(test)]
mod tests {
    use crate::app::desk::Desk;
    use crate::app::testing::document;
    use crate::app::{Effect, Event, Msg, Order};
    use crate::model::{ArticleId, CleanText};

    fn notice(desk: &Desk) -> String {
        desk.state.notice.as_ref().map(|notice| notice.text.to_string()).unwrap_or_default()
    }

    #[test]
    fn the_open_article_is_shown_anew_where_one_is_in_it() {
        let mut desk = Desk::open((40, 12));
        desk.press("enter j j x");
        assert_eq!(desk.done.last(), Some(&Effect::Fetch(Order::FullText(ArticleId(12)))));
        let top = |desk: &Desk| desk.state.reading.as_ref().and_then(|reading| reading.place().top);
        let before = top(&desk);
        assert!(before.is_some());
        desk.articles[11].text_from = Some(CleanText::new("https://www.example.org/river"));
        desk.send(Msg::Event(Event::FullText(ArticleId(12), Ok(()))));
        assert_eq!((notice(&desk).as_str(), top(&desk)), ("The text is now the page’s", before));
        desk.press("G");
        let reading = desk.state.reading.as_ref().expect("an article");
        let lines = reading.lines().flat_map(|line| &line.cells).map(|cell| reading.words(&cell.text));
        assert!(lines.last().is_some_and(|line| line == "Text from example.org"));
    }

    #[test]
    fn what_is_shown_by_then_stays() {
        let mut desk = Desk::open((40, 12));
        desk.press("enter x q j enter");
        desk.articles[11].document = document("Other", &["Words."]);
        desk.send(Msg::Event(Event::FullText(ArticleId(12), Ok(()))));
        let shown = desk.state.reading.as_ref().map(|reading| reading.article.headline.id);
        assert_eq!(shown, Some(ArticleId(11)));
        desk.send(Msg::Event(Event::FullText(ArticleId(11), Err("there is nothing".to_owned()))));
        assert_eq!(notice(&desk), "No text from the article’s page: there is nothing");
    }
}
