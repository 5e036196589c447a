//! Pages made of many articles: what comes next, and who wants what.

use jiff::Zoned;
use rusqlite::Connection;

use super::check::Checker;
use super::compile::{self, Way};
use super::set::Set;
use super::walk::{Course, walk};
use super::words::part_tag;
use super::{Reader, StoreError, body, complete, list, names};
use crate::model::{
    Actor, ActorKey, Agenda, Document, Listing, Part, Positions, Recent, Said, SaidKind, SectionKind,
    StatementKind,
};

/// Of how many articles, the newest ones that have such a section, a page is made.
const READ: usize = 300;

impl Reader {
    /// What the *What’s Next* sections of a list say, as of some time: what is still to come first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn agenda(&self, listing: &Listing, now: &Zoned) -> Result<Agenda, StoreError> {
        self.read("read the articles", |db| {
            let (sources, more) = having(db, listing, SectionKind::WhatsNext)?;
            let mut agenda = Agenda { more, ..Agenda::default() };
            let mut checker = Checker::new(db);
            for source in sources {
                if let Some(document) = checker.document(source.article.0)? {
                    agenda.add(&source, &document, now);
                }
            }
            agenda.sort(now.date());
            Ok(agenda)
        })
    }

    /// The stakeholder lines of a list, by actor.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn positions(&self, listing: &Listing) -> Result<Positions, StoreError> {
        self.read("read the articles", |db| {
            let (sources, more) = having(db, listing, SectionKind::Stakeholders)?;
            let mut positions = Positions { more, ..Positions::default() };
            let mut checker = Checker::new(db);
            for source in sources {
                if let Some(document) = checker.document(source.article.0)? {
                    add_positions(db, &mut positions, &source, &document)?;
                }
            }
            positions.sort();
            Ok(positions)
        })
    }
}

fn add_positions(
    db: &Connection,
    positions: &mut Positions,
    source: &Recent,
    document: &Document,
) -> rusqlite::Result<()> {
    let cast = names::regrouped(db, body::cast(db, source.article.0)?)?;
    for member in &cast.members {
        for statement in
            member.statements.iter().filter(|statement| statement.kind == StatementKind::Position)
        {
            let place = statement.place.clone();
            let Some(words) = document.text_at(place.spot).and_then(|text| text.get(place.range.clone()))
            else {
                continue;
            };
            let said = Said {
                kind: SaidKind::Position,
                words: crate::model::CleanText::line(words),
                article: source.article,
                title: source.title.clone(),
                feed: source.feed.clone(),
                time: source.time,
                place,
            };
            let known = complete::by_key(db, &member.key)?.map(|(_, actor)| actor);
            positions.add(|| known.unwrap_or_else(|| unknown(&member.key, &member.name)), &member.key, said);
        }
    }
    Ok(())
}

fn unknown(key: &ActorKey, name: &crate::model::CleanText) -> Actor {
    Actor {
        key: key.clone(),
        name: name.clone(),
        kind: key.kind(),
        role: None,
        articles: 0,
        unread: 0,
        followed: false,
        found_as: None,
    }
}

/// The newest articles of a list that have a section of a kind, and whether there are further ones.
fn having(db: &Connection, listing: &Listing, kind: SectionKind) -> rusqlite::Result<(Vec<Recent>, bool)> {
    let part = Set::any_word([part_tag(Part::Section(kind).name())]);
    let Some(plan) = compile::plan_within(db, listing, part)? else { return Ok((Vec::new(), false)) };
    let course = Course { way: Way::Older, from: None, limit: READ + 1 };
    let mut ids = Vec::new();
    walk(db, &plan, ("{id}", ""), course, &mut || true, &mut |row| {
        ids.push(row.get(0)?);
        Ok(())
    })?;
    let mut sources = Vec::new();
    for id in ids.iter().take(READ) {
        sources.extend(list::one(db, *id)?.map(|row| Recent {
            article: row.id,
            title: row.title,
            feed: row.feed,
            time: row.published.unwrap_or(row.received),
        }));
    }
    Ok((sources, ids.len() > READ))
}
