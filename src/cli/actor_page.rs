//! The page of an actor, as text, Markdown or JSON.

use jiff::tz::TimeZone;
use serde_json::{Value, json};

use crate::app::{ActorScreen, Tone, kind_name};
use crate::model::{Actor, ActorPage, Said, SaidKind, count, day_of};

/// The page for people, in so many columns.
pub(super) fn text(page: ActorPage, columns: usize, zone: &TimeZone) -> String {
    let rows = ActorScreen::new(page).rows(columns, zone);
    let line = |row: &crate::app::ActorRow| {
        let text = format!("{}{}", " ".repeat(usize::from(row.indent)), row.text);
        if row.tone == Tone::Heading { text.to_uppercase() } else { text }
    };
    rows.iter().map(|row| line(row).trim_end().to_owned() + "\n").collect()
}

/// The page as Markdown.
pub(super) fn markdown(page: &ActorPage, zone: &TimeZone) -> String {
    let mut out = format!("# {}\n", escaped(&page.actor.name));
    let belongs = page.belongs_to.iter().map(|(_, name)| escaped(name));
    let what: Vec<String> =
        kind_name(page.actor.kind).map(str::to_owned).into_iter().chain(belongs).collect();
    if !what.is_empty() {
        out.push_str(&format!("\n*{}*\n", what.join(" · ")));
    }
    if !page.roles.is_empty() {
        out.push('\n');
    }
    page.roles.iter().for_each(|role| out.push_str(&format!("- {}\n", escaped(role))));
    let also: Vec<String> = page.also().into_iter().map(|name| escaped(name)).collect();
    if !also.is_empty() {
        out.push_str(&format!("\nAlso: {}\n", also.join(", ")));
    }
    if !page.said.is_empty() {
        out.push_str("\n## Positions and words\n");
    }
    for article in page.said.chunk_by(|one, next| one.article == next.article) {
        let Said { time, feed, title, .. } = &article[0];
        let day = day_of(*time, zone).strftime("%-d %b %Y");
        out.push_str(&format!("\n{day} · {} · {}\n", escaped(feed), escaped(title)));
        article.iter().for_each(|said| out.push_str(&format!("\n> {}\n", escaped(&quoted(said)))));
    }
    if !page.articles.is_empty() {
        out.push_str("\n## Newest articles\n\n");
    }
    for recent in &page.articles {
        let day = day_of(recent.time, zone).strftime("%-d %b %Y");
        out.push_str(&format!("- {day} · {} · {}\n", escaped(&recent.feed), escaped(&recent.title)));
    }
    if !page.with.is_empty() {
        out.push_str(&format!("\n## Appears with, in the newest {}\n\n", count(page.read, "article")));
    }
    page.with.iter().for_each(|(actor, n)| out.push_str(&format!("- {} ×{n}\n", escaped(&actor.name))));
    out
}

/// The page as JSON. Times are in universal time, as RFC 3339 has them.
pub(super) fn as_json(page: &ActorPage) -> Value {
    let said = |said: &Said| {
        json!({
            "kind": said.kind, "words": said.words, "article": said.article, "title": said.title,
            "feed": said.feed, "time": said.time,
        })
    };
    let with = page.with.iter().map(|(actor, articles)| {
        json!({ "key": actor.key, "name": actor.name, "kind": actor.kind, "articles": articles })
    });
    let belongs = page.belongs_to.iter().map(|(key, name)| json!({ "key": key, "name": name }));
    json!({
        "actor": actor_json(&page.actor),
        "known_as": page.known_as,
        "roles": page.roles,
        "belongs_to": belongs.collect::<Vec<_>>(),
        "said": page.said.iter().map(said).collect::<Vec<_>>(),
        "articles": page.articles,
        "with": with.collect::<Vec<_>>(),
        "weeks": page.weeks,
        "undated": page.undated,
        "read": page.read,
        "looked": page.looked,
        "new": page.new,
    })
}

/// An actor as JSON.
pub(super) fn actor_json(actor: &Actor) -> Value {
    json!({
        "key": actor.key, "name": actor.name, "kind": actor.kind, "role": actor.role,
        "articles": actor.articles, "followed": actor.followed,
    })
}

fn quoted(said: &Said) -> String {
    match said.kind {
        SaidKind::Quote => format!("“{}”", said.words),
        SaidKind::Position | SaidKind::Role => said.words.to_string(),
    }
}

/// Text in which nothing means anything to Markdown; line feeds are spaces.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::actor_page;

    #[test]
    fn a_page_is_printed_in_every_form() {
        let page = actor_page();
        let printed = markdown(&page, &TimeZone::UTC);
        for expected in [
            "# Mara Lind\n\n*person · Basin Council*\n\n- Envoy of the Basin Council (since 2024)\n",
            "\nAlso: Lind\n\n## Positions and words\n\n14 Oct 2025 · The Ledger · River states",
            "\n\n> “shorter than the last one”\n",
            "\n## Newest articles\n\n- 14 Oct 2025 · The Ledger · River states near a deal\n",
            "\n## Appears with, in the newest 12 articles\n\n- Russia ×9\n",
        ] {
            assert!(printed.contains(expected), "{expected:?} is not in {printed}");
        }
        let mut twice = page.clone();
        twice.said.insert(1, page.said[0].clone());
        let printed = markdown(&twice, &TimeZone::UTC);
        assert!(
            printed.contains("\n> “shorter than the last one”\n\n> “shorter than the last one”\n\n1 Oct"),
            "{printed}"
        );
        let value = as_json(&page);
        assert_eq!(
            (&value["actor"]["key"], &value["said"][0]["kind"]),
            (&"person:mara-lind".into(), &"quote".into())
        );
        assert_eq!((&value["with"][0]["articles"], &value["weeks"][3]["articles"]), (&9.into(), &8.into()));
        assert!(text(page, 60, &TimeZone::UTC).starts_with("MARA LIND"));
        assert_eq!(escaped("a*b\n<i>"), "a\\*b \\<i\\>");
    }
}
