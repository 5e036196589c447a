//! What leaves the reader, as a file or to a program.

use super::gathered::{AgendaScreen, PositionsScreen};
use crate::model::{Article, CleanText, OutputFormat, Timestamp};

/// What leaves the reader as a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// An article.
    Article(Box<Article>),
    /// What comes next.
    Agenda(Box<AgendaScreen>),
    /// Who wants what.
    Positions(Box<PositionsScreen>),
}

/// A program that articles can be given to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// What the user calls it.
    pub name: CleanText,
    /// The program, and its arguments.
    pub command: Vec<String>,
    /// As what it gets an article, on its standard input.
    pub format: OutputFormat,
    /// Whether it has the terminal while it runs.
    pub terminal: bool,
}

/// The programs to choose from.
#[derive(Clone, Debug, Default)]
pub struct ProgramList {
    /// The number of the chosen one.
    pub cursor: usize,
}

/// The longest that a name of a file is made, in characters.
const LONGEST: usize = 60;

impl Output {
    /// What to call the file, where nobody says: letters, digits and hyphens of its day and its title, as Markdown.
    pub fn file_name(&self) -> String {
        let (title, time) = match self {
            Self::Article(article) => (article.document.title.as_str(), article.headline.published),
            Self::Agenda(_) => ("whats next", None),
            Self::Positions(_) => ("positions", None),
        };
        let day = time.map(|time: Timestamp| time.strftime("%Y-%m-%d-").to_string()).unwrap_or_default();
        let mut name = day;
        for c in title.chars().flat_map(char::to_lowercase) {
            if name.chars().count() >= LONGEST {
                break;
            }
            match c {
                '’' | '\'' => {}
                c if c.is_alphanumeric() => name.push(c),
                _ if name.is_empty() || name.ends_with('-') => {}
                _ => name.push('-'),
            }
        }
        let name = name.trim_end_matches('-');
        format!("{}.md", if name.is_empty() { "article" } else { name })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::{article, document};

    #[test]
    fn a_file_is_called_as_the_article_is_and_stays_where_it_is_put() {
        for (title, expected) in [
            ("What’s Next: talks & terms?", "whats-next-talks-terms"),
            ("../../.bashrc", "bashrc"),
            ("停火协议", "停火协议"),
            ("???", "2025-10-14"),
            ("/etc/passwd", "etc-passwd"),
            ("-rf ~", "rf"),
            ("C:\\con\u{202e}\u{1b}[2J", "c-con"),
            (&"𠮷".repeat(400), "𠮷"),
        ] {
            let mut article = article(document(title, &[]));
            article.headline.published = "2025-10-14T09:00:00Z".parse().ok();
            let name = Output::Article(Box::new(article)).file_name();
            assert!(name.contains(expected) && !name.contains('/') && name.ends_with(".md"), "{name}");
            assert!(
                name.len() < 255
                    && !name.starts_with(['.', '-'])
                    && !name.contains("..")
                    && !name.contains('\\'),
                "{name}"
            );
            assert!(!name.chars().any(|c| c.is_control() || c.is_whitespace() || c == '\u{202e}'), "{name}");
        }
    }
}
