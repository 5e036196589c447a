//! An article as a page that stands by itself.

use super::beside::{Beside, YOUR_NOTE};
use super::xhtml::{body, element, escaped};
use crate::model::{Author, Document, Item};

/// How the page looks: the browser’s own fonts and colours, light or dark, at the measure of a book.
const STYLE: &str = "body{max-width:38em;margin:2em auto;padding:0 1em;line-height:1.5;color-scheme:light dark}\
img{max-width:100%}table{border-collapse:collapse}td,th{padding:.2em .6em;border:1px solid}\
.standfirst{font-size:1.2em}.byline,.tags,footer{opacity:.7}";

/// The article as HTML. Nothing in it acts, and it asks for nothing but the pictures of the article.
pub(super) fn page(item: &Item, beside: Beside<'_>) -> String {
    let document = &item.document;
    let language =
        document.language.as_deref().map_or(String::new(), |code| format!(" lang=\"{}\"", escaped(code)));
    let from = item.url.as_deref().filter(|url| url.starts_with("http://") || url.starts_with("https://"));
    let link =
        from.map_or(String::new(), |url| format!("<link rel=\"canonical\" href=\"{}\">\n", escaped(url)));
    format!(
        "<!DOCTYPE html>\n<html{language}>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n{link}\
         <style>{STYLE}</style>\n</head>\n<body>\n<article>\n{}{}</article>\n{}</body>\n</html>",
        escaped(&document.title),
        head(document, beside),
        body(document),
        beside.note.map(note).unwrap_or_default(),
    )
}

/// What the user has written, which is not of the article.
fn note(note: &str) -> String {
    let paragraphs = note.split("\n\n").filter(|text| !text.trim().is_empty());
    let paragraphs = paragraphs.map(|text| element("p", &escaped(text).replace('\n', "<br/>")));
    format!("<aside class=\"note\">\n<h2>{YOUR_NOTE}</h2>\n{}\n</aside>\n", paragraphs.collect::<String>())
}

fn head(document: &Document, beside: Beside<'_>) -> String {
    let mut lines = vec![element("h1", &escaped(&document.title))];
    let standfirst = document.standfirst.as_deref().filter(|_| document.standfirst_repeat().is_none());
    lines.extend(standfirst.map(|text| format!("<p class=\"standfirst\">{}</p>", escaped(text))));
    let names: Vec<String> = document.authors.iter().map(author).collect();
    let time = document.published.map(|time| {
        let shown = time.strftime("%-d %B %Y, %H:%M UTC");
        format!("<time datetime=\"{time}\">{shown}</time>")
    });
    let by = (!names.is_empty()).then(|| format!("By {}", names.join(", ")));
    let byline: Vec<String> = by.into_iter().chain(time).collect();
    if !byline.is_empty() {
        lines.push(format!("<p class=\"byline\">{}</p>", byline.join(" · ")));
    }
    lines.extend(
        document.dateline.as_ref().map(|text| format!("<p class=\"dateline\">{}</p>", escaped(text))),
    );
    lines.extend(beside.tags_in_words().map(|tags| format!("<p class=\"tags\">{}</p>", escaped(&tags))));
    format!("<header>\n{}\n</header>\n", lines.join("\n"))
}

fn author(author: &Author) -> String {
    let role = author.role.as_deref().map_or(String::new(), |role| format!(", {role}"));
    escaped(&format!("{}{role}", author.name))
}

#[cfg(test)]
mod tests {
    use super::{Beside, page};
    use crate::model::{Author, Block, CleanText, Document, Item, Section, Text};

    #[test]
    fn a_page_says_what_the_article_says_and_does_nothing() {
        let text = Text::plain(CleanText::new("5 < 6 <script>alert(1)</script>"));
        let document = Document {
            title: CleanText::new("Talks & \"terms\""),
            standfirst: Some(CleanText::new("What is next")),
            authors: vec![Author { name: CleanText::new("Ann Lee"), ..Author::default() }],
            language: Some(CleanText::new("en")),
            sections: vec![Section { blocks: vec![Block::Paragraph(text)], ..Section::default() }],
            ..Document::default()
        };
        let html = page(
            &Item { document, url: Some(CleanText::new("javascript:alert(1)")), key: None },
            Beside::default(),
        );
        assert!(
            html.contains("<h1>Talks &amp; &quot;terms&quot;</h1>") && html.contains("<html lang=\"en\">")
        );
        assert!(html.contains("By Ann Lee") && html.contains("<p>5 &lt; 6 &lt;script&gt;"));
        assert!(!html.contains("<script") && !html.contains("javascript:"));
    }
}
