//! What a copied page has around and within an article that is no part of it: menus, buttons, cookie notes.

use super::labels::Labels;
use super::shape::{ends_sentence, words};
use super::{captions, meta_line};
use crate::ingest::raw::RawBlock;
use crate::model::fold;

/// Takes the furniture off the head of `blocks`, and single lines of it from anywhere.
pub(super) fn clear(blocks: &mut Vec<RawBlock>, labels: &Labels) {
    if blocks.iter().all(|block| block.as_paragraph().is_some_and(|text| is_line(text.as_str()))) {
        return;
    }
    let head = leading(blocks, labels);
    blocks.drain(..head);
    let lines: Vec<bool> = blocks.iter().map(|block| as_line(block).is_some()).collect();
    let mut is_caption = false;
    let mut at: usize = 0;
    blocks.retain_mut(|block| {
        let beside = at.checked_sub(1).is_some_and(|above| lines[above]) || lines.get(at + 1) == Some(&true);
        at += 1;
        let RawBlock::Paragraph(paragraph) = block else {
            is_caption = false;
            return true;
        };
        // A word alone is a button only beside others.
        if is_line(paragraph.text.as_str()) && (beside || words(paragraph.text.as_str()) > 1) {
            return false;
        }
        if paragraph.text.as_str().len() > MAX_LEN {
            is_caption = false;
            return true;
        }
        let folded = fold(paragraph.text.as_str());
        let label = ["image caption", "photo caption", "video caption"]
            .iter()
            .find(|label| folded.strip_prefix(**label).is_some_and(|rest| rest.starts_with([',', ':'])));
        if let Some(label) = label {
            let text = paragraph.text.as_str();
            let rest = text.get(label.len()..).unwrap_or(text).trim_start_matches([',', ':', ' ']);
            let start = text.len() - rest.len();
            is_caption = rest.is_empty();
            if is_caption {
                return false;
            }
            *block = captions::without_picture(&text[start..]);
        } else if is_caption {
            *block = captions::without_picture(paragraph.text.as_str());
            is_caption = false;
        }
        true
    });
}

/// The text of a block that may be furniture.
fn as_line(block: &RawBlock) -> Option<&str> {
    block.as_paragraph().map(|text| text.as_str()).filter(|text| is_line(text))
}

/// Whether a line between the headline and the body is a button or a label of the page.
pub(super) fn is_button(text: &str) -> bool {
    if text.len() > 120 {
        return false;
    }
    let folded = fold(text);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let is_one = |part: &str| BUTTONS.contains(&part.trim());
    is_one(bare)
        || (bare.contains(['|', '·', '•']) && bare.split(['|', '·', '•']).all(is_one))
        || BUTTONS_AT_START.iter().any(|start| bare.starts_with(start) && words(bare) <= 9)
        || is_vague_time(bare)
}

/// `last updated 18.42 bst`, `updated 2 hours ago`, `2 hours ago`: a time without its day.
fn is_vague_time(bare: &str) -> bool {
    if bare.starts_with(|c: char| c.is_ascii_digit()) && words(bare) <= 3 && bare.ends_with(" ago") {
        return true;
    }
    let rest = ["last updated", "updated", "published", "modifie", "posted"]
        .iter()
        .find_map(|label| bare.strip_prefix(label));
    rest.is_some_and(|rest| {
        rest.contains(|c: char| c.is_ascii_digit())
            && words(rest) <= 4
            && (rest.ends_with(" ago") || has_time(rest.split_whitespace()))
    })
}

/// Whether words are those of a time of day: numbers, zones, *a.m.*
pub(super) fn has_time<'a>(words: impl IntoIterator<Item = &'a str>) -> bool {
    words.into_iter().all(|word| {
        word.starts_with(|c: char| c.is_ascii_digit())
            || matches!(word, "at" | "a" | "um" | "am" | "pm" | "a.m." | "p.m." | "uhr")
            || (word.len() <= 5 && crate::ingest::calendar::zone(word).is_some())
    })
}

/// Whether a line is furniture wherever it stands.
pub(super) fn is_line(text: &str) -> bool {
    if text.len() > MAX_LEN {
        return false;
    }
    let count = words(text);
    if count > 45 {
        return false;
    }
    let folded = fold(text);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let is_menu = folded.contains('|') && folded.split('|').all(|part| STRONG.contains(&part.trim()));
    let is_pitch = count <= 35
        && bare.contains("newsletter")
        && (bare.ends_with("sign up here")
            || bare.starts_with("sign up for")
            || bare.starts_with("subscribe to"));
    is_menu
        || is_pitch
        || STRONG.contains(&bare)
        || is_vague_time(bare)
        || LONE_BUTTONS.contains(&bare)
        || STRONG_STARTS.iter().any(|start| bare.starts_with(start))
        || (count <= 16
            && !ends_as_statement(text)
            && LINKS.iter().any(|start| folded.starts_with(start) && folded.len() > start.len()))
}

fn ends_as_statement(text: &str) -> bool {
    ends_sentence(text) && !text.trim_end().ends_with(['?', '!', '…', ':'])
}

/// How many blocks at the head are a page's menu: lines of one or two words around lines that are sure.
fn leading(blocks: &[RawBlock], labels: &Labels) -> usize {
    let (mut end, mut is_sure) = (0, false);
    for block in blocks.iter().take(60) {
        let RawBlock::Paragraph(paragraph) = block else { break };
        let text = paragraph.text.as_str();
        if is_line(text) || is_cookie_note(text) {
            is_sure = true;
        } else if !is_menu_item(text) || meta_line::read(text).is_some() || labels.known(text).is_some() {
            break;
        }
        end += 1;
    }
    if !is_sure {
        return 0;
    }
    let follows = blocks.get(end);
    let has_headline = match follows {
        Some(RawBlock::Heading { .. }) => true,
        Some(RawBlock::Paragraph(next)) => {
            let next = next.text.as_str();
            words(next) >= 3
                && next.len() <= 200
                && !ends_as_statement(next)
                && meta_line::read(next).is_none()
        }
        _ => false,
    };
    if has_headline {
        return end;
    }
    // The last short line is the headline itself.
    let last_sure = blocks[..end].iter().rposition(|block| {
        block.as_paragraph().is_some_and(|text| is_line(text.as_str()) || is_cookie_note(text.as_str()))
    });
    last_sure.map_or(0, |last| if last + 1 == end { end } else { end - 1 })
}

fn is_menu_item(text: &str) -> bool {
    words(text) <= 2 && !ends_sentence(text)
        || text.contains(" | ") && text.split('|').all(|part| words(part) <= 2)
}

fn is_cookie_note(text: &str) -> bool {
    if text.len() > MAX_LEN {
        return false;
    }
    let folded = fold(text);
    words(text) <= 80
        && folded.contains("cookie")
        && [
            "we use ",
            "we and our partners",
            "this site uses",
            "this website uses",
            "by clicking",
            "by continuing",
            "we value your privacy",
        ]
        .iter()
        .any(|start| folded.starts_with(start))
}

const STRONG: [&str; 40] = [
    "skip to main content",
    "skip to content",
    "skip to navigation",
    "skip to footer",
    "skip navigation",
    "jump to content",
    "accept all",
    "accept all cookies",
    "accept cookies",
    "reject all",
    "manage preferences",
    "manage cookies",
    "cookie settings",
    "cookie preferences",
    "sign in",
    "log in",
    "sign in / register",
    "create account",
    "view in browser",
    "view this email in your browser",
    "view online",
    "unsubscribe",
    "privacy policy",
    "terms of use",
    "manage your preferences",
    "update your preferences",
    "copy link",
    "link copied",
    "share on facebook",
    "share on x",
    "share on twitter",
    "share on facebook share on x",
    "share on facebook share on twitter",
    "share this article",
    "share this story",
    "your email address",
    "enter your email",
    "open in app",
    "add as preferred source on google",
    "back to top",
];

/// No line of furniture has more bytes.
const MAX_LEN: usize = 600;

/// Buttons that are nothing else, where one word stands alone.
const LONE_BUTTONS: [&str; 11] = [
    "live",
    "share",
    "save",
    "save article",
    "facebook",
    "whatsapp",
    "linkedin",
    "print",
    "gift this article",
    "share full article",
    "bookmark",
];

const STRONG_STARTS: [&str; 8] = [
    "image source, ",
    "image source: ",
    "listen to this article",
    "our standards: the ",
    "did someone forward this email to you",
    "purchase licensing rights",
    "view this email in your browser",
    "opens new tab",
];

/// What links to other articles begin with, on lines of their own.
const LINKS: [&str; 12] = [
    "read more: ",
    "read more | ",
    "read also: ",
    "also read: ",
    "read next: ",
    "go deeper: ",
    "see also: ",
    "lire aussi : ",
    "lire aussi: ",
    "lesen sie auch: ",
    "mehr zum thema: ",
    "lee tambien: ",
];

const BUTTONS: [&str; 41] = [
    "share",
    "facebook",
    "x",
    "twitter",
    "whatsapp",
    "telegram",
    "linkedin",
    "reddit",
    "messenger",
    "threads",
    "bluesky",
    "email",
    "e-mail",
    "mail",
    "print",
    "copy link",
    "copy",
    "save",
    "save article",
    "saved",
    "gift",
    "gift this article",
    "bookmark",
    "comment",
    "comments",
    "listen",
    "follow",
    "subscribe",
    "published",
    "updated",
    "last updated",
    "text size",
    "resize",
    "flipboard",
    "pocket",
    "more",
    "share full article",
    "share options",
    "partager",
    "teilen",
    "compartir",
];

const BUTTONS_AT_START: [&str; 9] = [
    "listen to this article",
    "listen to article",
    "presented by ",
    "sponsored by ",
    "brought to you by ",
    "temps de lecture",
    "lesezeit",
    "tiempo de lectura",
    "share on ",
];

#[cfg(test)]
mod tests {
    use super::{Labels, captions, clear, is_button, is_line};
    use crate::ingest::plain_text;
    use crate::ingest::raw::RawBlock;

    fn check(text: &str, expect: &[&str]) {
        let mut blocks = plain_text::read(text, <&Labels>::default());
        clear(&mut blocks, <&Labels>::default());
        let left: Vec<&str> =
            blocks.iter().filter_map(RawBlock::as_paragraph).map(|text| text.as_str()).collect();
        assert_eq!(left, expect, "{text}");
    }

    #[test]
    fn the_menu_above_goes() {
        let body = "The envoys met on Tuesday.";
        check(
            &format!("Skip to content\n\nAccept all\n\nHome\n\nWorld\n\nTalks will resume soon\n\n{body}"),
            &["Talks will resume soon", body],
        );
        check(&format!("Skip to content\n\nBudget passes\n\n{body}"), &["Budget passes", body]);
        check(&format!("Budget passes\n\nHome\n\n{body}"), &["Budget passes", "Home", body]);
    }

    #[test]
    fn lines_are_told_from_prose() {
        for line in
            ["Save", "READ MORE: Talks fail", "Image source, An agency", "Accept all", "View in browser"]
        {
            assert!(is_line(line), "{line}");
        }
        for line in ["Read more: the minister did, and said so.", "Share prices fell", "Save the whales"] {
            assert!(!is_line(line), "{line}");
            assert!(!is_button(line), "{line}");
        }
        for line in ["Share", "X", "Last updated 18.42 BST", "Updated 2 hours ago", "Facebook | X"] {
            assert!(is_button(line), "{line}");
        }
    }

    #[test]
    fn a_caption_keeps_its_words() {
        let mut blocks =
            plain_text::read("Title\n\nImage caption, The envoys meet\n\nThey met.", <&Labels>::default());
        clear(&mut blocks, <&Labels>::default());
        assert_eq!(blocks[1], captions::without_picture("The envoys meet"));
    }
}
