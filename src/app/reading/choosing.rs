//! Who is chosen in the open article.

use super::Reading;
use crate::model::{ActorKey, Cast, CleanText, Member, Mention, Place, fold, words};

/// Who was chosen, to be chosen again where the article is read anew.
#[derive(Clone, Debug)]
pub(in crate::app) struct Choice {
    key: Option<ActorKey>,
    name: Option<CleanText>,
    places: Vec<Place>,
}

/// Whether `name` means an actor of a cast, as far as the article itself tells: by its key, or by words of one of the
/// names that it has there.
pub(super) fn is_called(cast: &Cast, name: &str, key: &ActorKey) -> bool {
    let is_so = |member: &Member| {
        let names = member.mentions.iter().map(|mention| &mention.surface).chain([&member.name]);
        fold(name) == fold(key.as_str()) || names.into_iter().any(|own| has_words(own, name))
    };
    cast.members.iter().filter(|member| member.key == *key).any(is_so)
}

/// Whether a name has all words of another.
fn has_words(own: &str, name: &str) -> bool {
    let own: Vec<String> = words(own).map(|(_, word)| fold(word)).collect();
    words(name).all(|(_, word)| own.contains(&fold(word)))
}

impl Reading {
    /// The chosen actor.
    pub fn chosen(&self) -> Option<usize> {
        self.chosen
    }

    /// The chosen actor's part in the article.
    pub fn chosen_member(&self) -> Option<&Member> {
        self.article.cast.members.get(self.chosen?)
    }

    /// The chosen name of which it is not certain whose it is.
    pub fn chosen_name(&self) -> Option<&CleanText> {
        self.name.as_ref()
    }

    /// The mentions of the chosen actor, or name.
    pub fn chosen_mentions(&self) -> Vec<&Mention> {
        match (&self.name, self.chosen_member()) {
            (Some(name), _) => {
                let unresolved = self.article.cast.unresolved.iter();
                unresolved.filter(|mention| mention.surface == *name).collect()
            }
            (None, Some(member)) => member.mentions.iter().collect(),
            (None, None) => Vec::new(),
        }
    }

    /// The number, from 1, of the chosen actor's mention last gone to.
    pub fn mention_number(&self) -> Option<usize> {
        self.mention.map(|nth| nth + 1)
    }

    /// The chosen actor's mention last gone to.
    pub fn mention(&self) -> Option<&Place> {
        let nth = self.mention?;
        self.chosen_mentions().get(nth).map(|mention| &mention.place)
    }

    /// Chooses an actor by its number in the cast, or none.
    pub fn choose(&mut self, member: Option<usize>) {
        if self.chosen != member || self.name.is_some() {
            self.mention = None;
        }
        self.name = None;
        self.chosen = member.filter(|nth| *nth < self.article.cast.members.len());
    }

    /// Chooses a name of which it is not certain whose it is, where the article has it.
    pub fn choose_name(&mut self, name: &CleanText) {
        if self.name.as_ref() != Some(name)
            && self.article.cast.unresolved.iter().any(|mention| mention.surface == *name)
        {
            self.choose(None);
            (self.name, self.mention) = (Some(name.clone()), None);
        }
    }

    /// Chooses an actor by its key, where the article has it.
    pub fn choose_key(&mut self, key: &ActorKey) {
        let member = self.article.cast.members.iter().position(|member| member.key == *key);
        if member.is_some() {
            self.choose(member);
        }
    }

    /// Chooses the first actor whose name has all of these words, where the article has one.
    pub fn choose_named(&mut self, name: &str) {
        let has_all = |member: &Member| has_words(&member.name, name);
        let member = self.article.cast.members.iter().position(has_all);
        if member.is_some() {
            self.choose(member);
        }
    }

    /// Who is chosen, where anybody is.
    pub(in crate::app) fn choice(&self) -> Option<Choice> {
        let key = self.chosen_member().map(|member| member.key.clone());
        let places = self.chosen_mentions().into_iter().map(|mention| mention.place.clone()).collect();
        let is_any = key.is_some() || self.name.is_some();
        is_any.then(|| Choice { key, name: self.name.clone(), places })
    }

    /// Chooses who was chosen before; where that actor or name is gone, whoever's the same words are now.
    pub(in crate::app) fn choose_again(&mut self, before: &Choice) {
        let cast = &self.article.cast;
        let is_there = |mention: &Mention| before.places.contains(&mention.place);
        let by_key = cast.members.iter().position(|member| before.key.as_ref() == Some(&member.key));
        let by_words = || cast.members.iter().position(|member| member.mentions.iter().any(is_there));
        let is_name = |mention: &&Mention| before.name.as_ref() == Some(&mention.surface);
        let by_name = cast.unresolved.iter().find(is_name);
        match (by_key, by_name) {
            (Some(member), _) => self.choose(Some(member)),
            (None, Some(mention)) => self.choose_name(&mention.surface.clone()),
            (None, None) => match (by_words(), cast.unresolved.iter().find(|mention| is_there(mention))) {
                (None, Some(mention)) => self.choose_name(&mention.surface.clone()),
                // Where nothing is left of it, the first has the cursor.
                (member, _) => self.choose(Some(member.unwrap_or(0))),
            },
        }
    }
}
