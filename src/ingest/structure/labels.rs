//! The headings that newsrooms use again and again, and what part each names.

use std::collections::HashMap;
use std::sync::OnceLock;

use thiserror::Error;

use super::label_table::{BEGINNINGS, LABELS, WORDS};
use crate::model::{SectionKind, fold};

/// The labels of sections that are known: the built-in ones, and those that the user adds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Labels {
    /// The user's, as they are compared.
    own: HashMap<String, SectionKind>,
}

/// Why something can be no label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LabelError {
    /// It has neither letters nor digits.
    #[error("is empty")]
    Empty,
    /// It has more bytes than a heading that is compared.
    #[error("is too long; a label has at most {MAX_LEN} bytes")]
    TooLong,
}

impl Default for &Labels {
    fn default() -> Self {
        static BUILT_IN: OnceLock<Labels> = OnceLock::new();
        BUILT_IN.get_or_init(Labels::default)
    }
}

impl Labels {
    /// Adds a label. What it names goes before what the built-in label of the same words names.
    ///
    /// # Errors
    /// Where no heading could ever be this label.
    pub fn add(&mut self, label: &str, kind: SectionKind) -> Result<(), LabelError> {
        if label.len() > MAX_LEN {
            return Err(LabelError::TooLong);
        }
        let bare = bare(label);
        if bare.is_empty() {
            return Err(LabelError::Empty);
        }
        self.own.insert(bare, kind);
        Ok(())
    }

    /// The part that a known label names; `None` where the text is no known label.
    pub(super) fn known(&self, text: &str) -> Option<SectionKind> {
        if text.len() > MAX_LEN {
            return None;
        }
        let bare = bare(text);
        self.own.get(&bare).or_else(|| built_in().get(&bare)).copied()
    }

    /// The part that a heading plays, known or not.
    pub(super) fn kind_of_heading(&self, text: &str) -> SectionKind {
        if let Some(kind) = self.known(text) {
            return kind;
        }
        let folded = bare(text);
        if folded.len() > MAX_LEN || folded.split(' ').count() > 9 {
            return SectionKind::Other;
        }
        let begins = |start: &&str| {
            folded.strip_prefix(*start).is_some_and(|rest| rest.starts_with([' ', ':', ',', '-']))
        };
        if let Some((_, kind)) = BEGINNINGS.iter().find(|(starts, _)| starts.iter().any(begins)) {
            return *kind;
        }
        let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).collect();
        WORDS.iter().find(|(word, _)| words.contains(word)).map_or(SectionKind::Other, |(_, kind)| *kind)
    }
}

/// No heading that is compared with labels has more bytes.
const MAX_LEN: usize = 90;

/// The label as it is compared: folded, without numbering and punctuation around it.
fn bare(text: &str) -> String {
    let folded = fold(text);
    let is_edge = |c: char| !c.is_alphanumeric();
    folded.trim_matches(is_edge).to_owned()
}

fn built_in() -> &'static HashMap<String, SectionKind> {
    static TABLE: OnceLock<HashMap<String, SectionKind>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let rows = LABELS.iter().flat_map(|(kind, labels)| labels.iter().map(|label| (bare(label), *kind)));
        rows.collect()
    })
}

#[cfg(test)]
mod tests {
    use super::{LabelError, Labels};
    use crate::model::SectionKind;

    fn check(text: &str, kind: SectionKind) {
        assert_eq!(Labels::default().kind_of_heading(text), kind, "{text}");
    }

    #[test]
    fn labels_name_parts() {
        check("WHY IT MATTERS:", SectionKind::WhyItMatters);
        check("What’s Next?", SectionKind::WhatsNext);
        check("What happens now", SectionKind::WhatsNext);
        check("What happens next in the talks", SectionKind::WhatsNext);
        check("International reactions to the deal", SectionKind::Reactions);
        check("なぜ重要か", SectionKind::WhyItMatters);
        check("ماذا بعد؟", SectionKind::WhatsNext);
        check("Hintergrund", SectionKind::Background);
        check("The deal in Vienna", SectionKind::Other);
        assert_eq!(Labels::default().known("Background music played"), None);
    }

    #[test]
    fn the_users_labels_go_first() {
        let mut labels = Labels::default();
        labels.add("Ce qui vient :", SectionKind::WhatsNext).expect("a label");
        labels.add("Background", SectionKind::Analysis).expect("a label");
        assert_eq!(labels.known("CE QUI VIENT"), Some(SectionKind::WhatsNext));
        assert_eq!(labels.known("background:"), Some(SectionKind::Analysis));
        assert_eq!(labels.known("What’s next"), Some(SectionKind::WhatsNext));
        assert_eq!(labels.add(" :! ", SectionKind::Lead), Err(LabelError::Empty));
        assert_eq!(labels.add(&"long ".repeat(40), SectionKind::Lead), Err(LabelError::TooLong));
    }
}
