//! `<title>`, `<meta>`, `<link>`, `<html lang>`.

use super::{MAX_LEN, MOST, Origin, Said};
use crate::ingest::html::dom::{Dom, Id};

/// Reads the head of a page; such elements count wherever they stand.
pub(super) fn read(dom: &Dom, said: &mut Said) {
    let mut has_title = false;
    for id in dom.all() {
        match dom.name(id) {
            "html" => said.language = said.language.take().or_else(|| owned(dom, id, "lang")),
            "title" if !has_title => {
                has_title = true;
                Said::add(&mut said.titles, Origin::Vague, &dom.text_of(id));
            }
            "meta" => {
                let names = ["property", "name", "itemprop", "http-equiv"];
                let content = dom.attribute(id, "content").unwrap_or("").trim();
                for name in names.iter().filter_map(|name| dom.attribute(id, name)) {
                    for name in name.split_whitespace() {
                        meta(&name.to_ascii_lowercase(), content, said);
                    }
                }
            }
            "link" => {
                let rel = dom.attribute(id, "rel").unwrap_or("").to_ascii_lowercase();
                if rel == "canonical" && said.urls.len() < MOST {
                    said.urls.splice(0..0, owned(dom, id, "href").filter(|url| url.len() <= MAX_LEN));
                }
            }
            _ => {}
        }
    }
}

fn owned(dom: &Dom, id: Id, attribute: &str) -> Option<String> {
    dom.attribute(id, attribute).map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned)
}

fn meta(name: &str, content: &str, said: &mut Said) {
    if content.is_empty() {
        return;
    }
    let name = name.replace(['.', ':', '_', ' '], "-");
    match name.as_str() {
        "og-title" | "twitter-title" | "parsely-title" | "sailthru-title" | "dc-title" | "dcterms-title"
        | "title" | "hdl" | "headline" | "citation-title" | "cxenseparse-title" => {
            let from = if name == "title" || name == "twitter-title" { Origin::Vague } else { Origin::Meta };
            Said::add(&mut said.titles, from, content);
        }
        "author"
        | "article-author"
        | "parsely-author"
        | "sailthru-author"
        | "dc-creator"
        | "dcterms-creator"
        | "byl"
        | "og-article-author"
        | "cxenseparse-author"
        | "authors"
        | "article-author-name"
        | "dc-author"
        | "og-author"
        | "swiftype-author"
        | "byline"
        | "article-authors"
        | "author-name"
        | "content-author"
            if may_name(content) =>
        {
            Said::add(&mut said.authors, Origin::Meta, content);
        }
        "citation-author" => match content.split_once(',') {
            // They are filed by their last names.
            Some((last, first)) => {
                Said::add(&mut said.authors, Origin::Meta, &format!("{} {}", first.trim(), last.trim()));
            }
            None => Said::add(&mut said.authors, Origin::Meta, content),
        },
        "twitter-data1" if said.authors.is_empty() && !content.chars().any(|c| c.is_ascii_digit()) => {
            Said::add(&mut said.authors, Origin::Vague, content);
        }
        "article-published-time"
        | "og-published-time"
        | "og-article-published-time"
        | "parsely-pub-date"
        | "sailthru-date"
        | "datepublished"
        | "dc-date-issued"
        | "dcterms-issued"
        | "dc-date-created"
        | "publish-date"
        | "publish-time"
        | "publication-date"
        | "published-time"
        | "article-published"
        | "cxenseparse-recs-publishtime"
        | "cxenseparse-publishtime"
        | "citation-publication-date"
        | "citation-date"
        | "article-date-original"
        | "article-original-time"
        | "published"
        | "pubdate"
        | "publishdate"
        | "ptime"
        | "dc-issued"
        | "displaydate"
        | "og-pubdate"
        | "rnews-datepublished"
        | "published-at"
        | "first-published"
        | "iso-8601-publish-date"
        | "blogpublisheddate"
        | "originalpublicationdate"
        | "article-create-time"
        | "timestamp"
        | "shareaholic-article-published-time"
        | "bt-pubdate"
        | "article-publish-time" => {
            Said::add(&mut said.published, Origin::Meta, content);
        }
        "date" | "dc-date" | "dcterms-date" | "dcterms-created" | "created" | "datecreated"
        | "date-created" | "search-date" | "article-date" | "dat" => {
            Said::add(&mut said.published, Origin::Vague, content)
        }
        "article-modified-time"
        | "og-updated-time"
        | "datemodified"
        | "last-modified"
        | "dcterms-modified"
        | "dc-modified"
        | "dc-date-modified"
        | "utime"
        | "lastmod"
        | "updated-time"
        | "modified"
        | "revised"
        | "article-updated-time"
        | "article-updated"
        | "og-modified-time" => {
            Said::add(&mut said.updated, Origin::Meta, content);
        }
        "og-site-name"
        | "application-name"
        | "publisher"
        | "dc-publisher"
        | "cre"
        | "apple-mobile-web-app-title"
        | "twitter-app-name-iphone"
        | "al-ios-app-name" => said.add_site(content),
        "og-description"
        | "description"
        | "twitter-description"
        | "dc-description"
        | "sailthru-description" => {
            said.standfirst.get_or_insert_with(|| content.to_owned());
        }
        "og-url" => said.add_url(content),
        "og-locale" | "content-language" | "dc-language" => {
            said.language = said.language.take().or_else(|| Some(content.to_owned()));
        }
        // Whatever the prefix: every analytics suite has its own.
        name if ["-author", "-authors", "-byline"].iter().any(|end| name.ends_with(end))
            && may_name(content) =>
        {
            Said::add(&mut said.authors, Origin::Meta, content);
        }
        name if is_publication(name) => {
            Said::add(&mut said.published, Origin::Vague, content);
        }
        _ => {}
    }
}

/// Whether a name speaks of when something was published, whatever stands around it.
fn is_publication(name: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let is_other = has(&["modif", "updat", "expir", "unpub"]);
    !is_other
        && (has(&["publi", "pub", "releas", "issue", "content", "creat"]) && has(&["date", "time", "-at"])
            || ["-published", "pdate"].iter().any(|end| name.ends_with(end))
            || name == "firstpublished")
}

/// Whether a text may be a name, not an address or a handle.
fn may_name(content: &str) -> bool {
    !content.contains("://") && !content.starts_with(['@', '/'])
}
