//! A cast after it was settled anew whose the names in it are.

use std::collections::HashMap;

use super::{ActorKey, Cast, CleanText, Member, Mention, Method, Place, Spot};

/// Whose a name is: the key of the actor, and what to call it.
pub type Owner = (ActorKey, CleanText);

impl Cast {
    /// The same cast with its mentions given to other actors: `owner` says whose a name is now, by whose it was
    /// recognised to be (nobody's, where that was not certain) and by what the article writes. What is said of an actor
    /// goes with the name that it is said by.
    #[must_use]
    pub fn regrouped(self, owner: &dyn Fn(Option<&ActorKey>, &str) -> Option<Owner>) -> Self {
        let mut groups = Groups::default();
        for member in self.members {
            let before: Owner = (member.key.clone(), member.name.clone());
            let owners: Vec<Owner> = member
                .mentions
                .iter()
                .map(|mention| owner(Some(&member.key), &mention.surface).unwrap_or_else(|| before.clone()))
                .collect();
            // Who has no mentions of its own is known by its name.
            let whole = owners.first().cloned();
            let whole = whole.or_else(|| owner(Some(&member.key), &member.name)).unwrap_or(before);
            for statement in member.statements {
                let by =
                    member.mentions.iter().position(|mention| same_block(&mention.place, &statement.place));
                let owner = by.and_then(|nth| owners.get(nth)).unwrap_or(&whole);
                groups.member(owner).statements.push(statement);
            }
            for (mention, owner) in member.mentions.into_iter().zip(&owners) {
                groups.member(owner).mentions.push(mention);
            }
            let first = groups.member(&whole);
            first.salience = first.salience.saturating_add(member.salience);
            groups.moved.insert(member.key, whole.0);
        }
        let mut unresolved = Vec::new();
        for mention in self.unresolved {
            match owner(None, &mention.surface) {
                Some(owner) => {
                    let member = groups.member(&owner);
                    member.salience = member.salience.saturating_add(1);
                    member.mentions.push(Mention { method: Method::Edit, ..mention });
                }
                None => unresolved.push(mention),
            }
        }
        let mut quotes = self.quotes;
        for quote in &mut quotes {
            let named = quote.speaker.as_ref().and_then(|speaker| groups.named_at(speaker));
            let moved = || quote.actor.as_ref().and_then(|actor| groups.moved.get(actor)).cloned();
            quote.actor = named.or_else(moved);
        }
        let mut members = groups.members;
        members.retain(|member| !member.mentions.is_empty() || !member.statements.is_empty());
        for member in &mut members {
            member.mentions.sort_by_key(|mention| (mention.place.spot, mention.place.range.start));
            member.statements.sort_by_key(|statement| (statement.place.spot, statement.place.range.start));
        }
        members.sort_by_key(|member| std::cmp::Reverse(member.salience));
        Self { members, unresolved, quotes }
    }
}

/// The members so far, and where those went that were there before.
#[derive(Default)]
struct Groups {
    members: Vec<Member>,
    by_key: HashMap<ActorKey, usize>,
    moved: HashMap<ActorKey, ActorKey>,
}

impl Groups {
    fn member(&mut self, (key, name): &Owner) -> &mut Member {
        let nth = *self.by_key.entry(key.clone()).or_insert_with(|| {
            self.members.push(Member::new(key.clone(), name.clone()));
            self.members.len() - 1
        });
        &mut self.members[nth]
    }

    fn named_at(&self, place: &Place) -> Option<ActorKey> {
        let overlaps = |other: &Place| {
            other.spot == place.spot
                && other.range.start < place.range.end
                && place.range.start < other.range.end
        };
        let names = |member: &&Member| member.mentions.iter().any(|mention| overlaps(&mention.place));
        self.members.iter().find(names).map(|member| member.key.clone())
    }
}

/// Whether two places are in one block, a stakeholder line’s actor and its position among them.
fn same_block(one: &Place, other: &Place) -> bool {
    match (one.spot, other.spot) {
        (Spot::Block { section, block, .. }, Spot::Block { section: s, block: b, .. }) => {
            (section, block) == (s, b)
        }
        (one, other) => one == other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Label, Quote, Statement, StatementKind};

    fn at(block: usize, range: std::ops::Range<usize>) -> Place {
        Place { spot: Spot::Block { section: 0, block, part: 0 }, range }
    }

    fn mention(surface: &str, block: usize) -> Mention {
        let place = at(block, 0..surface.len());
        Mention { place, surface: surface.into(), label: Label::Per, method: Method::Table, confidence: 90 }
    }

    fn cast() -> Cast {
        let mut peskov = Member::new(ActorKey::from_stored("person:dmitry-peskov"), "Dmitry Peskov".into());
        peskov.mentions = vec![mention("Dmitry Peskov", 0), mention("Peskov", 1), mention("Peskova", 2)];
        peskov.statements = vec![Statement { kind: StatementKind::Role, place: at(2, 20..30) }];
        peskov.salience = 9;
        let mut talks = Member::new(ActorKey::of_name("Talks Group"), "Talks Group".into());
        talks.mentions = vec![mention("Talks Group", 3)];
        let quote = Quote {
            place: at(1, 10..20),
            verb: None,
            speaker: Some(at(1, 0..6)),
            actor: Some(peskov.key.clone()),
        };
        Cast { members: vec![peskov, talks], unresolved: vec![mention("Jordan", 4)], quotes: vec![quote] }
    }

    /// Key, mentions and statements of each member, and whom the quotation is of.
    fn check(
        owner: &dyn Fn(Option<&ActorKey>, &str) -> Option<Owner>,
        members: &[(&str, usize, usize)],
        quoted: &str,
    ) {
        let cast = cast().regrouped(owner);
        let found: Vec<(&str, usize, usize)> = cast
            .members
            .iter()
            .map(|member| (member.key.as_str(), member.mentions.len(), member.statements.len()))
            .collect();
        assert_eq!(found, members);
        assert_eq!(cast.quotes[0].actor.as_ref().map(ActorKey::as_str), Some(quoted));
    }

    fn owner(key: &str) -> Option<Owner> {
        Some((ActorKey::from_stored(key), key.into()))
    }

    #[test]
    fn mentions_go_where_their_names_go_and_take_along_what_is_said() {
        let peskov = "person:dmitry-peskov";
        check(&|_, _| None, &[(peskov, 3, 1), ("name:talks-group", 1, 0)], peskov);
        let merge = |key: Option<&ActorKey>, _: &str| key.and_then(|_| owner("org:other"));
        check(&merge, &[("org:other", 4, 1)], "org:other");
        let split = |_: Option<&ActorKey>, surface: &str| match surface {
            "Peskova" => owner("name:peskova"),
            _ => None,
        };
        check(&split, &[(peskov, 2, 0), ("name:peskova", 1, 1), ("name:talks-group", 1, 0)], peskov);
        let alias = |_: Option<&ActorKey>, surface: &str| match surface {
            "Jordan" => owner("state:JOR"),
            _ => None,
        };
        check(&alias, &[(peskov, 3, 1), ("state:JOR", 1, 0), ("name:talks-group", 1, 0)], peskov);
    }
}
