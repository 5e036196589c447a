//! What leaves the reader as a file.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use directories::BaseDirs;
use jiff::tz::TimeZone;

use crate::app::{Event, Output};
use crate::export::{Format, agenda_json, positions_json, write};
use crate::model::CleanText;

/// Writes to a new file; one that is there is left as it is.
pub(super) fn save(what: &Output, typed: &str, zone: &TimeZone) -> Event {
    let file = in_home(typed);
    let saved = text(what, Format::of_name(typed), zone).and_then(|text| {
        let mut new = OpenOptions::new().write(true).create_new(true).open(&file)?;
        new.write_all(CleanText::new(&text).as_bytes())?;
        new.write_all(b"\n")
    });
    match saved {
        Ok(()) => Event::Told(format!("Written to {}", whole(&file).display())),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Event::Failed(format!("there is a file {} already: take another name", whole(&file).display()))
        }
        Err(error) => Event::Failed(format!("cannot write to {}: {error}", whole(&file).display())),
    }
}

/// What is written; pages made of many articles are Markdown or JSON.
fn text(what: &Output, format: Format, zone: &TimeZone) -> io::Result<String> {
    let is_json = format == Format::Json;
    Ok(match what {
        Output::Article(article) => write(article, format)?,
        Output::Agenda(screen) if is_json => agenda_json(&screen.agenda, screen.today).to_string(),
        Output::Agenda(screen) => screen.markdown(zone),
        Output::Positions(screen) if is_json => positions_json(&screen.positions).to_string(),
        Output::Positions(screen) => screen.markdown(zone),
    })
}

/// A path as people type it: `~/` is their home folder.
fn in_home(typed: &str) -> PathBuf {
    let home = || BaseDirs::new().map(|dirs| dirs.home_dir().to_owned());
    match typed.strip_prefix("~/").zip(home()) {
        Some((rest, home)) => home.join(rest),
        None => PathBuf::from(typed),
    }
}

/// The whole path, so that one knows where to look.
fn whole(file: &Path) -> PathBuf {
    std::path::absolute(file).unwrap_or_else(|_| file.to_owned())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use jiff::tz::TimeZone;

    use super::{Event, save};
    use crate::app::Output;
    use crate::app::testing::{article, seed};

    #[test]
    fn what_is_there_is_never_written_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let what = Output::Article(Box::new(article(seed())));
        let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
        for (name, begins) in
            [("a.md", "---\n"), ("a.html", "<!DOCTYPE"), ("a.json", "{"), ("a.txt", "River")]
        {
            assert!(matches!(save(&what, &path(name), &TimeZone::UTC), Event::Told(_)));
            assert!(fs::read_to_string(path(name)).expect("written").starts_with(begins), "{name}");
        }
        let before = fs::read(path("a.md")).expect("there");
        assert!(
            matches!(save(&what, &path("a.md"), &TimeZone::UTC), Event::Failed(why) if why.contains("already"))
        );
        assert_eq!(fs::read(path("a.md")).expect("there"), before);
        assert!(matches!(save(&what, &path("none/a.md"), &TimeZone::UTC), Event::Failed(_)));
    }
}
