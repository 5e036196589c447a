//! Whose a surname is: by the office or the title before it, by the article, by the table.

use super::cues::{CALLINGS, GIVEN_TO_WOMEN, HEADS, has};
use super::name::{Claim, Name};
use super::office;
use super::resolve::Resolver;
use super::seeming::age;
use super::token::Gap;
use crate::model::{Label, Method};

/// Who bears a surname.
pub(super) enum Bearer {
    /// Somebody whom the article names in full.
    Here(usize),
    /// Somebody of the table.
    OfTable(Claim),
    /// It may be anybody’s.
    Nobody,
    /// It is not known to be a surname.
    Unknown,
}

/// Nobody is in the table so young.
const YOUNGEST: u8 = 30;

impl Resolver<'_> {
    /// Surnames that one actor of the table has without doubt, unless the article knows another of that name.
    pub(super) fn sure_surnames(&mut self) {
        for nth in 0..self.names.len() {
            let name = &self.names[nth];
            let sure = name.sure().filter(|claim| name.words.len() == 1 && self.is_person(*claim));
            if name.is_resolved() || sure.is_none() {
                continue;
            }
            match self.bearer(nth) {
                Bearer::Here(who) => self.give(nth, who, Method::Surname),
                Bearer::OfTable(claim) => self.give_claim(nth, claim, Method::Table),
                _ => {}
            }
        }
    }

    /// Whose surname a name is.
    pub(super) fn bearer(&self, nth: usize) -> Bearer {
        let name = &self.names[nth];
        let words = &self.reading.texts[name.text].tokens[name.words.clone()];
        let sure = name.sure().filter(|claim| name.words.len() == 1 && self.is_person(*claim));
        let person = name.is_person() || name.claims.iter().any(|claim| self.is_person(*claim));
        if sure.is_none() && !(person && name.tagged.is_none_or(|label| label == Label::Per)) {
            // *Ontario Premier Ford*, whom the tagger takes for the company.
            let holder = office::holder(self, nth).filter(|_| name.words.len() == 1 && self.is_titled(name));
            return holder.map_or(Bearer::Unknown, |(claim, _)| Bearer::OfTable(claim));
        }
        let here = self.parts.bearers(words);
        let stranger = self.is_stranger(name);
        if here.is_empty()
            && let Some(claim) = self.soldier(name)
        {
            return Bearer::OfTable(claim);
        }
        if !stranger && let Some((claim, head)) = office::holder(self, nth) {
            return match here {
                [who] if self.is_said(*who, head) => Bearer::Here(*who),
                _ => Bearer::OfTable(claim),
            };
        }
        if let Some(woman) = self.is_woman_by_title(name) {
            let mut fitting = here.iter().filter(|who| is_woman(&self.actors.list[**who].name) == woman);
            if let (Some(who), None) = (fitting.next(), fitting.next()) {
                return Bearer::Here(*who);
            }
            if woman || !here.is_empty() {
                return self.by_title(name, woman).map_or(Bearer::Nobody, Bearer::OfTable);
            }
        }
        match (here, sure) {
            ([_], _) if name.words.len() == 1 && self.parts.is_doubted(words) => Bearer::Nobody,
            ([who], Some(sure)) if self.is_named_before(*who, sure, name) => Bearer::Here(*who),
            (_, Some(_)) if stranger => Bearer::Nobody,
            (_, Some(sure)) => Bearer::OfTable(sure),
            ([who], None) => Bearer::Here(*who),
            ([], None) => match self.parts.before_suffix(words) {
                Some(who) => Bearer::Here(who),
                None if stranger => Bearer::Nobody,
                None => Bearer::Unknown,
            },
            _ => Bearer::Nobody,
        }
    }

    /// Whether somebody is named in full before a surname that the table gives to another, who is not named yet.
    fn is_named_before(&self, who: usize, sure: Claim, name: &Name) -> bool {
        let place = (name.text, name.words.start);
        let earlier = self.parts.since(who).is_some_and(|(text, words)| (*text, words.start) < place);
        let other = self.actors.number_of(sure.actor);
        other == Some(who) || (earlier && other.is_none())
    }

    /// Whether the article gives somebody an office where it first names them in full.
    fn is_said(&self, who: usize, head: &str) -> bool {
        self.parts.since(who).is_some_and(|(text, words)| office::is_said(self, *text, words, head))
    }

    /// Whether a woman is meant, or a man, where a title tells.
    fn is_woman_by_title(&self, name: &Name) -> Option<bool> {
        let tokens = &self.reading.texts[name.text].tokens;
        let before =
            name.words.start.checked_sub(1).filter(|_| tokens[name.words.start].gap == Gap::Space)?;
        let title = self.reading.word(name.text, before);
        let woman = has(&["Mrs", "Ms", "Miss", "Lady", "Dame", "Madame"], title);
        (woman || has(&["Mr", "Sir"], title)).then_some(woman)
    }

    /// The one man or woman of the table who has a surname and is in office, or whom the article speaks for.
    fn by_title(&self, name: &Name, woman: bool) -> Option<Claim> {
        let words = &self.reading.texts[name.text].tokens[name.words.clone()];
        let words: Vec<u64> = words.iter().map(|token| token.hash).collect();
        let fits = |actor: &u32| {
            let entry = self.table.entry(*actor);
            let lady = entry.roles.iter().any(|role| role.text.starts_with("First Lady"));
            let holds = entry
                .roles
                .iter()
                .any(|role| role.term.from.is_some() && role.term.holds_on(self.reading.day));
            let claimed = name.claims.iter().any(|claim| claim.actor == *actor);
            let spoken_for = self.table.of(*actor).iter().any(|whole| self.evidence.is_for(*whole));
            (lady || is_woman(&entry.name)) == woman && (holds || (claimed && spoken_for))
        };
        let mut fitting = self.table.with_surname(&words).filter(fits);
        let actor = fitting.next().filter(|_| fitting.next().is_none())?;
        let kind = super::table::AliasKind::Name;
        Some(Claim { actor, kind, ambiguous: true })
    }

    /// Whether an office stands right before a name: *Premier Ford*.
    fn is_titled(&self, name: &Name) -> bool {
        let tokens = &self.reading.texts[name.text].tokens;
        name.words.start.checked_sub(1).is_some_and(|at| {
            tokens[name.words.start].gap == Gap::Space
                && tokens[at].is_capital()
                && has(HEADS, self.reading.word(name.text, at))
        })
    }

    /// The one soldier of the table whose surname follows a rank, where the article speaks for whose soldier it is:
    /// *Gen. Salami*.
    fn soldier(&self, name: &Name) -> Option<Claim> {
        const RANKS: &[&str] = &[
            "gen",
            "general",
            "adm",
            "admiral",
            "col",
            "colonel",
            "marshal",
            "maj",
            "major",
            "brig",
            "brigadier",
            "lt",
        ];
        let tokens = &self.reading.texts[name.text].tokens;
        let before =
            name.words.start.checked_sub(1).filter(|_| tokens[name.words.start].gap == Gap::Space)?;
        let ranked = tokens[before].is_capital() && has(RANKS, self.reading.word(name.text, before));
        let words: Vec<u64> = tokens[name.words.clone()].iter().map(|token| token.hash).collect();
        let fits = |actor: &u32| {
            let entry = self.table.entry(*actor);
            let soldier = entry.cameo.is_some_and(|code| code.ends_with("MIL"));
            let holds = || entry.roles.iter().any(|role| role.term.holds_on(self.reading.day));
            let spoken_for = || self.table.of(*actor).iter().any(|whole| self.evidence.is_for(*whole));
            soldier && holds() && spoken_for()
        };
        let mut fitting = self.table.with_surname(&words).filter(|actor| ranked && fits(actor));
        let actor = fitting.next().filter(|_| fitting.next().is_none())?;
        Some(Claim { actor, kind: super::table::AliasKind::Name, ambiguous: true })
    }

    /// Whether what is said of a surname fits nobody of the table: *midfielder Rubio*, *Starmer, 16,*.
    fn is_stranger(&self, name: &Name) -> bool {
        let tokens = &self.reading.texts[name.text].tokens;
        let word = |nth: usize| self.reading.word(name.text, nth);
        let near = |nth: usize| matches!(tokens[nth].gap, Gap::Space | Gap::Joined | Gap::Comma);
        let mut before = name.words.start;
        if before > 0
            && tokens[before].gap == Gap::Space
            && has(&["Mr", "Mrs", "Ms", "Miss"], word(before - 1))
        {
            before -= 1;
        }
        let called = before > 0 && near(before) && has(CALLINGS, word(before - 1));
        let end = name.words.end;
        let apart = tokens.get(end).is_some_and(|token| token.gap == Gap::Comma)
            && has(&["a", "an", "the", "his", "her", "their"], word(end));
        let after = apart
            && (end + 1..end + 5)
                .take_while(|nth| {
                    tokens.get(*nth).is_some_and(|token| matches!(token.gap, Gap::Space | Gap::Joined))
                })
                .any(|nth| has(CALLINGS, word(nth)));
        called || after || age(self.reading, name.text, end).is_some_and(|age| age < YOUNGEST)
    }
}

/// Whether a full name is a woman’s, as far as its first word tells.
fn is_woman(name: &str) -> bool {
    name.split([' ', '-']).next().is_some_and(|first| has(GIVEN_TO_WOMEN, first))
}
