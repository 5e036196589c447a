//! What leaves the reader, as a file or to a program.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use directories::BaseDirs;
use jiff::tz::TimeZone;

use crate::app::{Event, Output, Program};
use crate::export::{agenda_json, positions_json, write};
use crate::model::{Article, CleanText, OutputFormat};
use crate::store::io_in_words;

/// Writes to a new file; one that is there is left as it is.
pub(super) fn save(what: &Output, typed: &str, zone: &TimeZone) -> Event {
    let file = in_home(typed);
    let format = match OutputFormat::of_file(typed) {
        Ok(format) => format,
        Err(ending) => return Event::Failed(no_form(&ending)),
    };
    let saved = text(what, format, zone).and_then(|text| {
        let mut new = OpenOptions::new().write(true).create_new(true).open(&file)?;
        let written = new.write_all(format!("{}\n", CleanText::new(&text)).as_bytes());
        // Nobody is left with half of it. Where it cannot be removed either, its name is told all the same.
        written.inspect_err(|_| drop(fs::remove_file(&file)))
    });
    match saved {
        Ok(()) => Event::Told(format!("Written to {}", whole(&file).display())),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Event::Failed(format!("there is a file {} already: take another name", whole(&file).display()))
        }
        Err(error) => {
            Event::Failed(format!("cannot write to {}: {}", whole(&file).display(), io_in_words(&error)))
        }
    }
}

fn no_form(ending: &str) -> String {
    format!(
        "nothing is written as .{ending}: end the name in .md, .txt, .html or .json, or in nothing for Markdown"
    )
}

/// Gives an article to a program on its standard input, and waits until that has ended; to be called on a thread of its
/// own, or while the terminal is lent.
pub(super) fn give(article: &Article, to: &Program) -> Event {
    let Program { name, command, format, terminal } = to;
    let given =
        write(article, *format).map_err(io::Error::from).and_then(|text| run(command, &text, *terminal));
    match given {
        Ok(ended) if ended.status.success() => {
            let said = String::from_utf8_lossy(&ended.stdout);
            let said = said.lines().rfind(|line| !line.trim().is_empty()).map(|line| format!(": {line}"));
            Event::Told(format!("Given to {name}{}", said.unwrap_or_default()))
        }
        Ok(ended) => {
            let said = String::from_utf8_lossy(&ended.stderr);
            let said = said.lines().find(|line| !line.trim().is_empty()).map(|line| format!(": {line}"));
            Event::Failed(format!("{name} failed ({}){}", ended.status, said.unwrap_or_default()))
        }
        Err(error) => {
            Event::Failed(format!("cannot run {name}: {error}; [[programs]] in the config says how"))
        }
    }
}

/// Runs a program by its arguments, never through a shell. One that has the terminal says there what it has to say.
fn run(command: &[String], text: &str, terminal: bool) -> io::Result<std::process::Output> {
    let Some((program, arguments)) = command.split_first() else {
        return Err(io::ErrorKind::InvalidInput.into());
    };
    let out = || if terminal { Stdio::inherit() } else { Stdio::piped() };
    let mut child =
        Command::new(program).args(arguments).stdin(Stdio::piped()).stdout(out()).stderr(out()).spawn()?;
    let input = child.stdin.take();
    // What it says is read while it is written to, or both might wait for each other.
    thread::scope(|scope| {
        if let Some(mut input) = input {
            // A program may have had enough, and go.
            scope.spawn(move || input.write_all(CleanText::new(text).as_bytes()));
        }
        child.wait_with_output()
    })
}

/// What is written; pages made of many articles are Markdown or JSON.
fn text(what: &Output, format: OutputFormat, zone: &TimeZone) -> io::Result<String> {
    let is_json = format == OutputFormat::Json;
    Ok(match what {
        Output::Article(article) => write(article, format)?,
        Output::Agenda(screen) if is_json => {
            CleanText::json(&agenda_json(&screen.agenda, screen.today).to_string()).to_string()
        }
        Output::Agenda(screen) => screen.markdown(zone),
        Output::Positions(screen) if is_json => {
            CleanText::json(&positions_json(&screen.positions).to_string()).to_string()
        }
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
    use crate::app::testing::{article, seed};
    use crate::app::{Output, Program};
    use crate::model::OutputFormat;

    #[test]
    fn a_program_gets_the_article_and_says_what_it_has_to_say() {
        let give = |command: &[&str]| {
            let command = command.iter().map(|word| (*word).to_owned()).collect();
            let (format, terminal) = (OutputFormat::Text, false);
            super::give(&article(seed()), &Program { name: "it".into(), command, format, terminal })
        };
        assert!(
            matches!(give(&["head", "-n", "1"]), Event::Told(said) if said.starts_with("Given to it: River"))
        );
        // No word of it is the shell's.
        assert!(
            matches!(give(&["echo", "$HOME; $(id)"]), Event::Told(said) if said.ends_with("$HOME; $(id)"))
        );
        assert!(
            matches!(give(&["false"]), Event::Failed(why) if why.starts_with("it failed (exit status: 1)"))
        );
        assert!(
            matches!(give(&["no-such-program-anywhere"]), Event::Failed(why) if why.contains("cannot run it"))
        );
    }

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
        assert!(
            matches!(save(&what, &path("a.xyz"), &TimeZone::UTC), Event::Failed(why) if why.contains(".xyz") && why.contains(".md"))
        );
        assert!(!fs::exists(path("a.xyz")).expect("looked"));
        let before = fs::read(path("a.md")).expect("there");
        assert!(
            matches!(save(&what, &path("a.md"), &TimeZone::UTC), Event::Failed(why) if why.contains("already"))
        );
        assert_eq!(fs::read(path("a.md")).expect("there"), before);
        assert!(matches!(save(&what, &path("none/a.md"), &TimeZone::UTC), Event::Failed(_)));
    }
}
