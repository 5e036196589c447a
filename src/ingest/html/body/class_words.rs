//! What the words in classes and ids say about an element.

/// The words of a class or an id: parted at hyphens, underscores and capitals, in lower case.
pub(super) fn words(value: &str, out: &mut Vec<String>) {
    let mut word = String::new();
    let mut before_is_lower = false;
    for c in value.chars() {
        let ends = !c.is_ascii_alphanumeric() || (c.is_ascii_uppercase() && before_is_lower);
        if ends && !word.is_empty() {
            out.push(std::mem::take(&mut word));
        }
        if c.is_ascii_alphanumeric() {
            word.push(c.to_ascii_lowercase());
        }
        before_is_lower = c.is_ascii_lowercase();
    }
    if !word.is_empty() {
        out.push(word);
    }
}

/// Whether an element whose class has these words is not of the article.
pub(super) fn is_apart(words: &[String]) -> bool {
    // A layout that *has* a sidebar is not one.
    let is_state =
        matches!(words.first().map(String::as_str), Some("has" | "no" | "with" | "is" | "not" | "wp" | "js"));
    if is_state || words.len() > 12 {
        return false;
    }
    let mut pairs = words.windows(2).map(|pair| (pair[0].as_str(), pair[1].as_str()));
    words.iter().any(|word| APART.contains(&word.as_str())) || pairs.any(|pair| APART_PAIRS.contains(&pair))
}

/// Whether an element whose class has these words holds the body of an article.
pub(super) fn is_body(words: &[String]) -> bool {
    let mut pairs = words.windows(2).map(|pair| (pair[0].as_str(), pair[1].as_str()));
    words.iter().any(|word| {
        matches!(
            word.as_str(),
            "articlebody" | "storybody" | "articletext" | "articlecontent" | "postcontent"
        )
    }) || pairs.any(|pair| BODY_PAIRS.contains(&pair))
}

/// Whether an element whose class has these words holds the article in a few points.
pub(super) fn is_points(words: &[String]) -> bool {
    words.len() <= 4
        && (words.iter().any(|word| matches!(word.as_str(), "keypoints" | "takeaways" | "keytakeaways"))
            || words.windows(2).any(|pair| {
                pair[0] == "key" && matches!(pair[1].as_str(), "points" | "facts" | "findings" | "takeaways")
                    || pair[0] == "at" && pair[1] == "glance"
            }))
}

/// Whether an element whose class has these words holds what readers wrote.
pub(super) fn is_comments(words: &[String]) -> bool {
    const WORDS: [&str; 7] =
        ["comments", "commentlist", "disqus", "respond", "commentary-list", "replies", "commentsection"];
    let mut pairs = words.windows(2).map(|pair| (pair[0].as_str(), pair[1].as_str()));
    words.len() <= 4
        && (words.iter().any(|word| WORDS.contains(&word.as_str()))
            || pairs.any(|pair| {
                matches!(pair, ("comment", "list" | "section" | "body" | "content" | "area" | "text" | "box"))
            }))
}

/// Whether a link whose class has these words looks like a button.
pub(super) fn is_button(words: &[String]) -> bool {
    words.iter().any(|word| matches!(word.as_str(), "btn" | "button" | "cta"))
}

/// Whether an element whose class has these words is the caption or the credit of a picture.
pub(super) fn is_caption(words: &[String]) -> bool {
    words.iter().any(|word| {
        matches!(word.as_str(), "caption" | "captions" | "imagecaption" | "figcaption" | "cutline")
    }) || words.windows(2).any(|pair| {
        matches!(pair[0].as_str(), "image" | "photo" | "picture" | "media" | "figure" | "img" | "wp")
            && matches!(pair[1].as_str(), "credit" | "credits" | "source" | "copyright" | "description")
    })
}

const BODY_PAIRS: [(&str, &str); 26] = [
    ("article", "body"),
    ("article", "content"),
    ("article", "text"),
    ("article", "copy"),
    ("article", "main"),
    ("body", "content"),
    ("body", "copy"),
    ("body", "text"),
    ("content", "body"),
    ("entry", "content"),
    ("entry", "body"),
    ("entry", "text"),
    ("post", "content"),
    ("post", "body"),
    ("post", "text"),
    ("post", "entry"),
    ("story", "body"),
    ("story", "content"),
    ("story", "text"),
    ("blog", "content"),
    ("blog", "body"),
    ("rich", "text"),
    ("news", "body"),
    ("news", "content"),
    ("main", "content"),
    ("page", "content"),
];

const APART: [&str; 90] = [
    "share",
    "shares",
    "sharing",
    "sharebar",
    "sharedaddy",
    "addthis",
    "addtoany",
    "social",
    "socials",
    "newsletter",
    "newsletters",
    "signup",
    "subscribe",
    "related",
    "recommended",
    "recommendation",
    "recommendations",
    "recirc",
    "recirculation",
    "promo",
    "promos",
    "promotion",
    "promoted",
    "sponsor",
    "sponsored",
    "advert",
    "adverts",
    "advertisement",
    "advertising",
    "ad",
    "ads",
    "adslot",
    "adunit",
    "dfp",
    "comments",
    "comment",
    "commentlist",
    "disqus",
    "respond",
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "sidebar",
    "breadcrumb",
    "breadcrumbs",
    "pagination",
    "pager",
    "popup",
    "modal",
    "lightbox",
    "overlay",
    "toolbar",
    "outbrain",
    "taboola",
    "trending",
    "popular",
    "mostpopular",
    "mostread",
    "nav",
    "navbar",
    "navigation",
    "menu",
    "footer",
    "masthead",
    "topbar",
    "byline",
    "bylines",
    "dateline",
    "timestamp",
    "datetime",
    "pubdate",
    "authorbio",
    "print",
    "login",
    "paywall",
    "noprint",
    "skiplink",
    "visuallyhidden",
    "offscreen",
    "toast",
    "tooltip",
    "carousel",
    "teaser",
    "teasers",
    "metadata",
    "kicker",
    "eyebrow",
    "toc",
    "rating",
];

const APART_PAIRS: [(&str, &str); 44] = [
    ("read", "more"),
    ("read", "also"),
    ("read", "next"),
    ("also", "read"),
    ("most", "read"),
    ("most", "popular"),
    ("more", "on"),
    ("more", "from"),
    ("more", "stories"),
    ("more", "articles"),
    ("more", "news"),
    ("more", "posts"),
    ("you", "may"),
    ("you", "might"),
    ("up", "next"),
    ("sign", "up"),
    ("mailing", "list"),
    ("back", "to"),
    ("skip", "link"),
    ("skip", "to"),
    ("sr", "only"),
    ("screen", "reader"),
    ("visually", "hidden"),
    ("see", "also"),
    ("call", "to"),
    ("author", "bio"),
    ("author", "info"),
    ("author", "box"),
    ("author", "card"),
    ("about", "author"),
    ("article", "meta"),
    ("entry", "meta"),
    ("post", "meta"),
    ("story", "meta"),
    ("post", "tags"),
    ("article", "tags"),
    ("tag", "list"),
    ("tags", "list"),
    ("entry", "footer"),
    ("post", "footer"),
    ("latest", "news"),
    ("latest", "stories"),
    ("table", "contents"),
    ("link", "list"),
];

#[cfg(test)]
mod tests {
    use super::{is_apart, is_body, words};

    #[test]
    fn words_of_classes_speak() {
        let check = |class: &str, apart: bool, body: bool| {
            let mut found = Vec::new();
            words(class, &mut found);
            assert_eq!((is_apart(&found), is_body(&found)), (apart, body), "{class}");
        };
        check("socialShare", true, false);
        check("article__body", false, true);
        check("has-sidebar", false, false);
        check("most-read-list", true, false);
        check("loading", false, false);
    }
}
