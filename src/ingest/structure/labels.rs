//! The headings that newsrooms use again and again, and what part each names.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::label_table::{BEGINNINGS, LABELS, WORDS};
use crate::model::{SectionKind, fold};

/// The part that a known label names; `None` where the text is no known label.
pub(super) fn known(text: &str) -> Option<SectionKind> {
    if text.len() > 90 {
        return None;
    }
    table().get(&bare(text)).copied()
}

/// The part that a heading plays, known or not.
pub(super) fn kind_of_heading(text: &str) -> SectionKind {
    if let Some(kind) = known(text) {
        return kind;
    }
    let folded = bare(text);
    if folded.len() > 90 || folded.split(' ').count() > 9 {
        return SectionKind::Other;
    }
    let begins =
        |start: &&str| folded.strip_prefix(*start).is_some_and(|rest| rest.starts_with([' ', ':', ',', '-']));
    if let Some((_, kind)) = BEGINNINGS.iter().find(|(starts, _)| starts.iter().any(begins)) {
        return *kind;
    }
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).collect();
    WORDS.iter().find(|(word, _)| words.contains(word)).map_or(SectionKind::Other, |(_, kind)| *kind)
}

/// The label as it is compared: folded, without numbering and punctuation around it.
fn bare(text: &str) -> String {
    let folded = fold(text);
    let is_edge = |c: char| !c.is_alphanumeric();
    folded.trim_matches(is_edge).to_owned()
}

fn table() -> &'static HashMap<String, SectionKind> {
    static TABLE: OnceLock<HashMap<String, SectionKind>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let rows = LABELS.iter().flat_map(|(kind, labels)| labels.iter().map(|label| (bare(label), *kind)));
        rows.collect()
    })
}

#[cfg(test)]
mod tests {
    use super::{kind_of_heading, known};
    use crate::model::SectionKind;

    fn check(text: &str, kind: SectionKind) {
        assert_eq!(kind_of_heading(text), kind, "{text}");
    }

    #[test]
    fn labels_name_parts() {
        check("WHY IT MATTERS:", SectionKind::WhyItMatters);
        check("What’s Next?", SectionKind::WhatsNext);
        check("What happens next in the talks", SectionKind::WhatsNext);
        check("International reactions to the deal", SectionKind::Reactions);
        check("なぜ重要か", SectionKind::WhyItMatters);
        check("ماذا بعد؟", SectionKind::WhatsNext);
        check("Hintergrund", SectionKind::Background);
        check("The deal in Vienna", SectionKind::Other);
        assert_eq!(known("Background music played"), None);
    }
}
