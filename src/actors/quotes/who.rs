//! Whom a speaker is.

use super::marks::Quoted;
use super::{FoundQuote, NameInText};

/// Sets who speaks each quotation.
pub(super) fn resolve(_: &[&str], names: &[Vec<NameInText>], _: &[Vec<Quoted>], quotes: &mut [FoundQuote]) {
    for quote in quotes {
        let Some((text, range)) = &quote.speaker else { continue };
        let named =
            names[*text].iter().rfind(|name| name.range.start < range.end && range.start < name.range.end);
        quote.who = named.and_then(|name| name.who);
    }
}
