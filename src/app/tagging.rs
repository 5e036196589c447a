//! The line into which one types the tags of an article.

use tui_input::Input;

use super::completion::{Offer, Offers, Slot};
use crate::model::{ArticleId, CleanText, count, tags_in};

/// How many tags are offered at once.
const OFFERED: usize = 8;

/// The tags of an article, as one changes them.
#[derive(Clone, Debug)]
pub struct Tagging {
    /// The article.
    pub article: ArticleId,
    /// What was typed: all tags that it is to have.
    pub input: Input,
    /// What may be typed next.
    pub offers: Offers,
    /// The tags in use, with how many articles have each.
    known: Vec<(CleanText, u64)>,
}

impl Tagging {
    /// The line for an article that has some tags.
    pub(super) fn new(article: ArticleId, tags: &[CleanText]) -> Self {
        let present: String = tags.iter().map(|tag| format!("{tag} ")).collect();
        Self { article, input: Input::new(present), offers: Offers::default(), known: Vec::new() }
    }

    /// Takes in the tags in use.
    pub(super) fn learn(&mut self, known: Vec<(CleanText, u64)>) {
        self.known = known;
        self.known.sort_by_key(|(_, articles)| std::cmp::Reverse(*articles));
        self.offer();
    }

    /// Offers the tags that the word at the text cursor may become: the most frequent first.
    pub(super) fn offer(&mut self) {
        let text = self.input.value();
        let end = text.char_indices().nth(self.input.cursor()).map_or(text.len(), |(at, _)| at);
        let before = text.get(..end).unwrap_or_default();
        let start = before.rfind([' ', ',']).map_or(0, |at| at + 1);
        let typed = before.get(start..).unwrap_or_default();
        let present = tags_in(text);
        let beginning = tags_in(typed).pop().unwrap_or_default();
        let fits = |tag: &CleanText| tag.starts_with(beginning.as_str()) && !present.contains(tag);
        let offered = self.known.iter().filter(|(tag, _)| fits(tag)).take(OFFERED);
        let items = offered.map(|(tag, articles)| Offer {
            insert: format!("{tag} "),
            label: tag.to_string(),
            beside: count(*articles, "article"),
        });
        let items = items.collect();
        let slot = Some(Slot { start, end, field: None, typed: typed.to_owned() });
        self.offers = Offers { slot, items, cursor: None };
    }

    /// Puts the chosen tag, or the first that is offered, in the place of the word. Says whether there was one.
    pub(super) fn complete(&mut self) -> bool {
        let chosen = self.offers.items.get(self.offers.cursor.unwrap_or(0));
        let (Some(offer), Some(slot)) = (chosen, &self.offers.slot) else { return false };
        let text = self.input.value();
        let before = format!("{}{}", text.get(..slot.start).unwrap_or_default(), offer.insert);
        let rest = text.get(slot.end..).unwrap_or_default().trim_start_matches(|c| c != ' ' && c != ',');
        let cursor = before.chars().count();
        self.input = Input::new(format!("{before}{}", rest.trim_start())).with_cursor(cursor);
        self.offer();
        true
    }
}
