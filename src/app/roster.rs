//! The actor sidebar: the actors of the open article, what it says of each, and names of which it is not certain whose
//! they are.

use std::cell::LazyCell;
use std::collections::{BTreeSet, HashMap};

use crate::model::{ActorKey, Cast, Label, Member, Mention, Method, Place, Quote, folded_name};

/// The cursor of the actor sidebar, and whose quotations it shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    cursor: usize,
    quoted: BTreeSet<usize>,
}

/// One entry of the sidebar. Actors go by their number in the cast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RosterItem {
    /// An actor.
    Member(usize),
    /// Something said of it, by its number among what is said of that actor.
    Statement(usize, usize),
    /// How often it is quoted; opens and closes the quotations.
    Quotes(usize),
    /// A quotation of it, by its number in the cast.
    Quote(usize, usize),
    /// A name of which it is not certain whose it is, by the number of its first mention.
    Unresolved(usize),
}

impl Roster {
    /// The entries of the sidebar, from top to bottom.
    pub fn items(&self, cast: &Cast) -> Vec<RosterItem> {
        let mut items = Vec::new();
        let mut quoted: HashMap<&ActorKey, Vec<usize>> = HashMap::new();
        for (nth, quote) in cast.quotes.iter().enumerate() {
            quote.actor.iter().for_each(|actor| quoted.entry(actor).or_default().push(nth));
        }
        for (nth, member) in cast.members.iter().enumerate() {
            items.push(RosterItem::Member(nth));
            items.extend((0..member.statements.len()).map(|statement| RosterItem::Statement(nth, statement)));
            if let Some(quotes) = quoted.get(&member.key) {
                items.push(RosterItem::Quotes(nth));
                let shown = quotes.iter().filter(|_| self.quoted.contains(&nth));
                items.extend(shown.map(|quote| RosterItem::Quote(nth, *quote)));
            }
        }
        let mut seen = BTreeSet::new();
        // Places where something merely happens are nobody's names; what may be a body is often a mere word.
        let is_asked = |name: &Mention| name.method != Method::Setting && name.label != Label::Org;
        let names = cast.unresolved.iter().enumerate().filter(|(_, name)| is_asked(name));
        let once = names.filter(|(_, mention)| seen.insert(mention.surface.as_str()));
        items.extend(once.map(|(nth, _)| RosterItem::Unresolved(nth)));
        items
    }

    /// The number of the entry under the cursor.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The entry under the cursor.
    pub fn selected(&self, cast: &Cast) -> Option<RosterItem> {
        self.items(cast).get(self.cursor).copied()
    }

    /// The name under the cursor of which it is not certain whose it is.
    pub fn unresolved<'a>(&self, cast: &'a Cast) -> Option<&'a Mention> {
        match self.selected(cast)? {
            RosterItem::Unresolved(nth) => cast.unresolved.get(nth),
            _ => None,
        }
    }

    /// Moves the cursor by entries.
    pub fn move_by(&mut self, cast: &Cast, entries: isize) {
        let last = self.items(cast).len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(entries).min(last);
    }

    /// Puts the cursor on an actor.
    pub fn select(&mut self, cast: &Cast, member: usize) {
        let item = self.items(cast).iter().position(|item| *item == RosterItem::Member(member));
        self.cursor = item.unwrap_or(0);
    }

    /// Puts the cursor on a name of which it is not certain whose it is.
    pub fn select_name(&mut self, cast: &Cast, name: &str) {
        let is_it = |item: &RosterItem| match item {
            RosterItem::Unresolved(nth) => &*cast.unresolved[*nth].surface == name,
            _ => false,
        };
        self.cursor = self.items(cast).iter().position(is_it).unwrap_or(self.cursor);
    }

    /// Shows or hides the quotations of an actor.
    pub fn toggle_quotes(&mut self, member: usize) {
        if !self.quoted.remove(&member) {
            self.quoted.insert(member);
        }
    }

    /// Forgets the article: another one is shown.
    pub fn reset(&mut self) {
        *self = Self::default();
    }
}

impl RosterItem {
    /// The actor that the entry is about.
    pub fn member(self) -> Option<usize> {
        match self {
            Self::Member(member)
            | Self::Statement(member, _)
            | Self::Quotes(member)
            | Self::Quote(member, _) => Some(member),
            Self::Unresolved(_) => None,
        }
    }

    /// The words that the entry comes from, where they are not the actor's mentions.
    pub fn place(self, cast: &Cast) -> Option<&Place> {
        match self {
            Self::Statement(member, nth) => Some(&cast.members.get(member)?.statements.get(nth)?.place),
            Self::Quote(_, quote) => Some(&cast.quotes.get(quote)?.place),
            Self::Unresolved(nth) => Some(&cast.unresolved.get(nth)?.place),
            Self::Member(_) | Self::Quotes(_) => None,
        }
    }
}

/// What an actor is quoted with, each with its number in the cast.
pub fn quotes<'a>(cast: &'a Cast, member: &'a Member) -> impl Iterator<Item = (usize, &'a Quote)> {
    cast.quotes.iter().enumerate().filter(|(_, quote)| quote.actor.as_ref() == Some(&member.key))
}

/// The further names that the article has for an actor, in the order in which it has them: *Kremlin* and *Moscow*, for
/// Russia. Surnames, and other parts of its name, are none, nor are words for what it is.
pub fn also(member: &Member) -> Vec<&str> {
    let whole = LazyCell::new(|| folded_name(&member.name));
    let (mut names, mut seen, mut written) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    let named = member.mentions.iter().filter(|mention| mention.method != Method::Role);
    let named = named.filter(|mention| mention.surface != member.name);
    for mention in named.filter(|mention| written.insert(mention.surface.as_str())) {
        let folded = folded_name(&mention.surface);
        let is_part = whole.contains(&folded) || folded.contains(&*whole);
        if !is_part && seen.insert(folded) {
            names.push(mention.surface.as_str());
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Spot;

    fn mention(surface: &str) -> Mention {
        let place = Place { spot: Spot::Title, range: 0..surface.len() };
        let (label, method) = (Label::Per, Method::Table);
        Mention { place, surface: surface.into(), label, method, confidence: 90 }
    }

    fn cast() -> Cast {
        let key = ActorKey::from_stored("state:RUS");
        let mut russia = Member::new(key.clone(), "Russia".into());
        russia.mentions = ["Russia", "Kremlin", "Moscow", "KREMLIN", "RUSSIA"].map(mention).to_vec();
        let quote = |key: &ActorKey| Quote {
            place: Place { spot: Spot::Title, range: 0..4 },
            verb: None,
            speaker: None,
            actor: Some(key.clone()),
        };
        Cast {
            members: vec![russia],
            unresolved: ["Jordan", "Chad", "Jordan"].map(mention).to_vec(),
            quotes: vec![quote(&ActorKey::of_name("Lind")), quote(&key)],
        }
    }

    #[test]
    fn quotations_are_shown_on_demand_and_names_once() {
        use RosterItem::{Member, Quote, Quotes, Unresolved};
        let (cast, mut roster) = (cast(), Roster::default());
        assert_eq!(roster.items(&cast), [Member(0), Quotes(0), Unresolved(0), Unresolved(1)]);
        roster.toggle_quotes(0);
        assert_eq!(roster.items(&cast), [Member(0), Quotes(0), Quote(0, 1), Unresolved(0), Unresolved(1)]);
        roster.move_by(&cast, 4);
        assert_eq!(roster.unresolved(&cast).map(|mention| &*mention.surface), Some("Chad"));
    }

    #[test]
    fn what_an_actor_is_also_called() {
        let mut russia = cast().members.remove(0);
        russia.mentions.push(Mention { method: Method::Role, ..mention("federation") });
        assert_eq!(also(&russia), ["Kremlin", "Moscow"]);
    }
}
