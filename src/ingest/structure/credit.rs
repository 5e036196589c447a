//! Credits: whose work an article also is.

use std::sync::LazyLock;

use crate::model::{Text, fold};

/// Whether all of `text` is a credit: `With information from Reuters.`, `(Reporting by …)`.
pub(super) fn is_credit(text: &str) -> bool {
    if text.len() > 400 {
        return false;
    }
    let folded = fold(text);
    let bare = folded.trim_matches(['(', ')', '[', ']', ' ', '.', '-', '*', '_', '|']);
    let begins = |starts: &[String]| {
        starts.iter().any(|start| {
            bare.strip_prefix(start.as_str())
                .is_some_and(|rest| start.ends_with(':') || rest.starts_with([' ', ':']))
        })
    };
    if begins(&ALWAYS_FOLDED) {
        return true;
    }
    let is_short = text.split_whitespace().count() <= 40;
    is_short && (begins(&SHORT_FOLDED) || CONTRIBUTED.iter().any(|words| bare.contains(words)))
}

/// Where the credit in brackets begins with which a paragraph ends: `… he said. (Reporting by …)`.
pub(super) fn trailing(text: &Text) -> Option<usize> {
    let whole = text.as_str();
    if !whole.trim_end().trim_end_matches('.').ends_with(')') {
        return None;
    }
    let at = whole.rfind('(')?;
    (at > 0 && is_credit(&whole[at..])).then_some(at)
}

static ALWAYS_FOLDED: LazyLock<Vec<String>> = LazyLock::new(|| ALWAYS.map(fold).to_vec());
static SHORT_FOLDED: LazyLock<Vec<String>> = LazyLock::new(|| SHORT.map(fold).to_vec());

const ALWAYS: [&str; 51] = [
    "con información de",
    "com informações de",
    "con informazioni di",
    "avec les agences",
    "avec l'afp",
    "avec afp",
    "avec reuters",
    "mit agenturmaterial",
    "redaktionelle mitarbeit:",
    "mitarbeit:",
    "по материалам",
    "с использованием материалов",
    "مع معلومات من",
    "with information from",
    "with inputs from",
    "with input from",
    "with reporting by",
    "with reporting from",
    "with additional reporting",
    "reporting by",
    "additional reporting by",
    "additional reporting",
    "editing by",
    "edited by",
    "writing by",
    "compiled by",
    "reporting and writing by",
    "with agencies",
    "with material from",
    "with files from",
    "source:",
    "sources:",
    "photo credit:",
    "photos by",
    "translated by",
    "translation by",
    "mit material von",
    "quelle:",
    "quellen:",
    "fuente:",
    "источник:",
    "来源：",
    "责任编辑：",
    "编辑：",
    "责编：",
    "責任編輯：",
    "編輯：",
    "审校：",
    "校对：",
    "redaktion:",
    "redaktor:",
];

const SHORT: [&str; 8] = [
    "this story was originally published",
    "this article was originally published",
    "originally published",
    "this story first appeared",
    "this article first appeared",
    "republished from",
    "reprinted with permission",
    "photo:",
];

const CONTRIBUTED: [&str; 5] = [
    "contributed to this report",
    "contributed to this story",
    "contributed reporting",
    "contributed to this article",
    "contributed from",
];

#[cfg(test)]
mod tests {
    use super::{is_credit, trailing};
    use crate::model::Text;

    fn check(text: &str, expect: bool) {
        assert_eq!(is_credit(text), expect, "{text}");
    }

    #[test]
    fn credits_are_told_from_prose() {
        check("With information from Reuters.", true);
        check("(Reporting by Ann Lee; Editing by Bo Day)", true);
        check("Additional reporting by Cy Fox in Kyiv.", true);
        check("Source: Agencies", true);
        check("AP writer Ann Lee contributed to this report.", true);
        check("Reporting from the front has become harder.", false);
        check("Sources said the talks would resume.", false);
        assert_eq!(trailing(&Text::from("He said so. (Reporting by Ann Lee)")), Some(12));
        assert_eq!(trailing(&Text::from("He said so (twice).")), None);
    }
}
