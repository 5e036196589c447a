//! The pages made of many articles, as a desk has them.

use jiff::tz::TimeZone;

use super::Desk;
use crate::app::testing::{self, now};
use crate::model::{
    Agenda, Article, ArticleId, Headline, Listing, Positions, Recent, Said, SaidKind, StatementKind,
};

impl Desk {
    pub(super) fn agenda(&self, listing: &Listing) -> Agenda {
        let mut agenda = Agenda::default();
        for row in self.listed(listing) {
            let (source, article) = self.source(row.id);
            agenda.add(&source, &article.document, &now().to_zoned(TimeZone::UTC));
        }
        agenda.sort(now().to_zoned(TimeZone::UTC).date());
        agenda
    }

    pub(super) fn positions(&self, listing: &Listing) -> Positions {
        let mut positions = Positions::default();
        for row in self.listed(listing) {
            let (Recent { article: id, title, feed, time }, article) = self.source(row.id);
            for member in &article.cast.members {
                let positioned = |said: &&crate::model::Statement| said.kind == StatementKind::Position;
                for statement in member.statements.iter().filter(positioned) {
                    let place = statement.place.clone();
                    let words = &article.document.text_at(place.spot).expect("a text")[place.range.clone()];
                    let (title, feed) = (title.clone(), feed.clone());
                    let kind = SaidKind::Position;
                    let said = Said { kind, words: words.into(), article: id, title, feed, time, place };
                    positions.add(|| testing::actor(member.key.as_str(), &member.name), &member.key, said);
                }
            }
        }
        positions.sort();
        positions
    }

    fn source(&self, id: ArticleId) -> (Recent, &Article) {
        let article = self.articles.iter().find(|article| article.headline.id == id).expect("an article");
        let Headline { title, feed, published, received, .. } = article.headline.clone();
        (Recent { article: id, title, feed, time: published.unwrap_or(received) }, article)
    }
}
