//! Names that stakeholder lines give.

use super::people::looks_like_person;
use super::reading::Part;
use super::resolve::Resolver;
use super::token::{Lines, tokens};
use crate::model::{ActorType, Label, Method};

impl Resolver<'_> {
    /// One line is enough to be in the cast: who is still nobody there gets a name of their own.
    pub(super) fn stakeholders(&mut self) {
        for nth in 0..self.names.len() {
            let name = &self.names[nth];
            let text = &self.reading.texts[name.text];
            if text.part != Part::Stakeholder || name.is_resolved() {
                continue;
            }
            let surface = text.text[name.range.clone()].trim_start_matches("The ").trim_start_matches("the ");
            // A tagger can tell a person by the name alone, and little else.
            let person = name.tagged == Some(Label::Per) && name.words.len() > 1;
            let kind = if person { ActorType::Person } else { ActorType::Unknown };
            let who = self.actors.named(self.table, surface);
            let who = who.unwrap_or_else(|| self.actors.of_name(self.table, kind, surface));
            self.give(nth, who, Method::StakeholderLine);
            let looks = tokens(surface, Lines::Apart);
            if kind == ActorType::Person || (kind == ActorType::Unknown && looks_like_person(surface, &looks))
            {
                self.names[nth].label = Label::Per;
                self.parts.add(&looks, who);
            }
        }
        self.lines_again();
        self.surnames_again();
    }

    /// Names that are somebody’s only because a stakeholder line gives them: *Korvania* is a place until then.
    fn lines_again(&mut self) {
        let whole = self.whole_names();
        for nth in 0..self.names.len() {
            let name = &self.names[nth];
            let words = &self.reading.texts[name.text].tokens[name.words.clone()];
            let known = words.first().and_then(|first| whole.get(&first.hash));
            if let Some((_, who)) = known.filter(|(whole, _)| {
                !name.is_resolved() && words.iter().map(|word| word.hash).eq(whole.iter().copied())
            }) {
                self.give(nth, *who, Method::FullName);
            }
        }
    }
}
