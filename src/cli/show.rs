//! `masthead show`.

use std::io::{self, IsTerminal, stdout};

use super::Outcome;
use super::args::{Shared, Show, ShowFormat};
use super::out::{complain, say, say_json};
use super::search::open;
use crate::export::{article_json, ninjs_of, write};
use crate::model::{Article, ArticleId, OutputFormat};
use crate::runtime::columns;

/// The widest that lines are made where nobody says how wide, in columns.
const MEASURE: usize = 80;

/// Prints articles, one after another. Whether there are all.
pub(super) fn show(shared: &Shared, wanted: &Show) -> Outcome {
    let reader = open(shared)?;
    let mut shown = 0;
    for id in &wanted.ids {
        let Some(article) = reader.article(ArticleId(*id))? else {
            complain(&format!(
                "there is no article {id}; masthead search --json prints the ids of those there are"
            ));
            continue;
        };
        if shown > 0 && wanted.format == ShowFormat::Text {
            say(&format!("\n{}\n", "-".repeat(40)))?;
        }
        print(&article, wanted)?;
        shown += 1;
    }
    Ok(shown == wanted.ids.len())
}

fn print(article: &Article, wanted: &Show) -> io::Result<()> {
    // Several values are told apart by their lines.
    let is_indented = wanted.ids.len() == 1;
    let format = match wanted.format {
        ShowFormat::Text => OutputFormat::Text,
        ShowFormat::Markdown => OutputFormat::Markdown,
        ShowFormat::Html => OutputFormat::Html,
        ShowFormat::Json => return say_json(&article_json(article)?, is_indented),
        ShowFormat::Ninjs => return say_json(&ninjs_of(article), is_indented),
    };
    let text = write(article, format)?;
    say(&match format {
        OutputFormat::Text => wrapped(&text, wanted.width.unwrap_or_else(width)),
        _ => text,
    })
}

/// The width of the terminal, up to a comfortable measure; 0 where the lines go elsewhere.
fn width() -> usize {
    match columns() {
        Some(columns) if stdout().is_terminal() => usize::from(columns).clamp(20, MEASURE),
        _ => 0,
    }
}

/// The text in lines of `width` columns at most; as it is, where that is 0.
fn wrapped(text: &str, width: usize) -> String {
    if width == 0 { text.to_owned() } else { textwrap::fill(text, width) }
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn lines_end_where_one_says() {
        assert_eq!(wrapped("one two three\n\nfour", 8), "one two\nthree\n\nfour");
        assert_eq!(wrapped("one two three", 0), "one two three");
    }
}
