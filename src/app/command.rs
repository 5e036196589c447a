//! The one command table: keys, hints, help, palette, and the table in the README all come from it.

/// What the user means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the table below says what each does")]
pub enum Command {
    Down,
    Up,
    Top,
    Bottom,
    HalfPageDown,
    HalfPageUp,
    PageDown,
    PageUp,
    PaneLeft,
    PaneRight,
    NextPane,
    PreviousPane,
    Open,
    Back,
    PageOn,
    NextSection,
    PreviousSection,
    Section(u8),
    Outline,
    ToggleFold,
    FoldAll,
    UnfoldAll,
    ToggleActors,
    NextMention,
    PreviousMention,
    SearchActor,
    Actor,
    Follow,
    Alias,
    Merge,
    Split,
    Rename,
    NextMatch,
    PreviousMatch,
    Search,
    Find,
    Filter,
    SaveSearch,
    Agenda,
    Positions,
    ToggleRead,
    MarkAllRead,
    Mute,
    MuteAuthor,
    MuteActor,
    ToggleStar,
    Tag,
    Note,
    FullText,
    Revisions,
    Undo,
    OpenInBrowser,
    Links,
    CopyLink,
    Export,
    Pipe,
    NarrowPane,
    WidenPane,
    RefreshFeed,
    RefreshAll,
    AddFeed,
    RenameFeed,
    MoveFeed,
    PauseFeed,
    RemoveFeed,
    Feeds,
    ToggleMouse,
    RemoveSamples,
    Palette,
    Help,
    Theme,
    Justify,
    Hyphenate,
    Notes,
    TableRight,
    TableLeft,
    Pictures,
    Redraw,
    Suspend,
    Close,
    Quit,
}

/// Where a command's keys work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// In every pane.
    Anywhere,
    /// In the article and the actor sidebar.
    Reading,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    /// The command.
    pub command: Command,
    /// Its name in the palette and in the config file.
    pub name: &'static str,
    /// What it does.
    pub help: &'static str,
    /// Where its keys work.
    pub scope: Scope,
    /// Its keys, each a sequence as [`Key::sequence`](super::Key::sequence) reads it; the first is shown.
    pub keys: &'static [&'static str],
    /// What may be typed after its name in the palette.
    pub takes: Option<&'static str>,
    /// Whether a number before its keys says how many times, or how far.
    pub counts: bool,
}

const fn anywhere(
    command: Command,
    name: &'static str,
    help: &'static str,
    keys: &'static [&'static str],
) -> Spec {
    Spec { command, name, help, scope: Scope::Anywhere, keys, takes: None, counts: false }
}

const fn reading(
    command: Command,
    name: &'static str,
    help: &'static str,
    keys: &'static [&'static str],
) -> Spec {
    Spec { command, name, help, scope: Scope::Reading, keys, takes: None, counts: false }
}

const fn taking(command: Command, name: &'static str, takes: &'static str, help: &'static str) -> Spec {
    Spec { command, name, help, scope: Scope::Anywhere, keys: &[], takes: Some(takes), counts: false }
}

/// The same command, with these keys as well.
const fn with_keys(spec: Spec, keys: &'static [&'static str]) -> Spec {
    Spec { keys, ..spec }
}

/// The same command, done as often as a number before its keys says.
const fn counting(spec: Spec) -> Spec {
    Spec { counts: true, ..spec }
}

/// Every command, in the order in which the help shows them.
pub const SPECS: &[Spec] = &[
    counting(anywhere(Command::Down, "down", "down", &["j", "down"])),
    counting(anywhere(Command::Up, "up", "up", &["k", "up"])),
    counting(anywhere(Command::Top, "top", "to the top", &["g g", "home"])),
    counting(anywhere(Command::Bottom, "bottom", "to the bottom", &["G", "end"])),
    counting(anywhere(Command::HalfPageDown, "half-page-down", "half a page down", &["ctrl-d"])),
    counting(anywhere(Command::HalfPageUp, "half-page-up", "half a page up", &["ctrl-u"])),
    counting(anywhere(Command::PageDown, "page-down", "a page down", &["ctrl-f", "pgdn"])),
    counting(anywhere(Command::PageUp, "page-up", "a page up", &["ctrl-b", "pgup"])),
    anywhere(Command::PaneLeft, "pane-left", "to the pane on the left", &["h", "left"]),
    anywhere(Command::PaneRight, "pane-right", "to the pane on the right", &["l", "right"]),
    counting(anywhere(Command::NextPane, "next-pane", "to the next pane, and round", &["tab"])),
    counting(anywhere(
        Command::PreviousPane,
        "previous-pane",
        "to the pane before, and round",
        &["shift-tab"],
    )),
    anywhere(Command::Open, "open", "open; fold a section; go to an actor's next words", &["enter"]),
    anywhere(Command::Back, "back", "back out", &["esc"]),
    anywhere(Command::PageOn, "page-on", "page on; at the end, the next unread article", &["space"]),
    counting(reading(Command::NextSection, "next-section", "next section", &["] ]"])),
    counting(reading(Command::PreviousSection, "previous-section", "previous section", &["[ ["])),
    reading(Command::Section(1), "section-1", "section 1", &["1"]),
    reading(Command::Section(2), "section-2", "section 2", &["2"]),
    reading(Command::Section(3), "section-3", "section 3", &["3"]),
    reading(Command::Section(4), "section-4", "section 4", &["4"]),
    reading(Command::Section(5), "section-5", "section 5", &["5"]),
    reading(Command::Section(6), "section-6", "section 6", &["6"]),
    reading(Command::Section(7), "section-7", "section 7", &["7"]),
    reading(Command::Section(8), "section-8", "section 8", &["8"]),
    reading(Command::Section(9), "section-9", "section 9", &["9"]),
    reading(Command::Outline, "outline", "the outline, to jump from", &["O"]),
    anywhere(Command::ToggleFold, "toggle-fold", "fold or unfold this section or folder", &["z a"]),
    reading(Command::FoldAll, "fold-all", "fold every section", &["z M"]),
    reading(Command::UnfoldAll, "unfold-all", "unfold every section", &["z R"]),
    reading(Command::Notes, "about-authors", "show or hide who the authors are", &["z b"]),
    reading(Command::TableRight, "table-right", "scroll wide tables to the right", &["z l"]),
    reading(Command::TableLeft, "table-left", "scroll wide tables to the left", &["z h"]),
    anywhere(Command::ToggleActors, "actors", "show or hide the actors", &["a"]),
    counting(reading(Command::NextMention, "next-mention", "next mention of the chosen actor", &["] a"])),
    counting(reading(
        Command::PreviousMention,
        "previous-mention",
        "previous mention of the chosen actor",
        &["[ a"],
    )),
    anywhere(Command::SearchActor, "search-actor", "search by actor, or by several", &["g a"]),
    with_keys(
        taking(Command::Actor, "actor", "NAME", "all that is stored of an actor: the chosen one"),
        &["i"],
    ),
    anywhere(Command::Follow, "follow", "follow the chosen actor, or no more", &["f"]),
    taking(Command::Alias, "alias", "NAME", "a name is the chosen actor’s, in every article"),
    taking(Command::Merge, "merge", "NAME", "the chosen actor, or name, is the same as this one"),
    taking(Command::Split, "split", "NAME", "a name is not the chosen actor’s"),
    taking(Command::Rename, "rename", "NAME", "call the chosen actor otherwise"),
    reading(Command::Find, "find", "find in this article", &["/"]),
    anywhere(Command::Search, "search", "search everything", &["/", "g /"]),
    anywhere(Command::Filter, "filter", "filter this list", &["="]),
    with_keys(taking(Command::SaveSearch, "save", "NAME", "save this search: a feed of its own"), &["S"]),
    anywhere(Command::Agenda, "next", "what comes next in this list’s articles, by date", &[]),
    anywhere(Command::Positions, "positions", "what the actors of this list want, side by side", &[]),
    counting(anywhere(
        Command::NextMatch,
        "next-match",
        "next match of the search, else next unread",
        &["n"],
    )),
    counting(anywhere(
        Command::PreviousMatch,
        "previous-match",
        "previous match of the search, else previous unread",
        &["N"],
    )),
    anywhere(Command::ToggleRead, "toggle-read", "mark read or unread", &["m"]),
    anywhere(Command::MarkAllRead, "mark-all-read", "mark the whole list read", &["A"]),
    anywhere(Command::ToggleStar, "toggle-star", "star or unstar", &["s"]),
    with_keys(taking(Command::Tag, "tag", "TAGS", "tag this article, or take tags away"), &["t"]),
    anywhere(Command::Note, "note", "write a note on this article, in your editor", &["g n"]),
    anywhere(Command::FullText, "full-text", "take the full text of this article from its page", &["x"]),
    anywhere(Command::Revisions, "revisions", "what changed in this article since one read it", &["v"]),
    taking(Command::Mute, "mute", "QUERY", "mute what a search finds, and what will come of it"),
    taking(Command::MuteAuthor, "mute-author", "NAME", "mute an author: this article’s"),
    taking(Command::MuteActor, "mute-actor", "NAME", "mute what an actor is in: the chosen one"),
    anywhere(Command::Undo, "undo", "undo the last change, one of before or by a command too", &["u"]),
    anywhere(Command::RefreshFeed, "refresh", "refresh this feed, or the feeds of this folder", &["r"]),
    anywhere(Command::RefreshAll, "refresh-all", "refresh all feeds; esc stops", &["R"]),
    taking(Command::AddFeed, "add", "URL", "add the feed at an address, or the feed of a site"),
    taking(Command::RenameFeed, "rename-feed", "NAME", "rename this feed"),
    taking(Command::MoveFeed, "move-feed", "FOLDER", "move this feed into a folder, as World/Europe"),
    anywhere(Command::PauseFeed, "pause-feed", "fetch this feed no more, or again", &[]),
    anywhere(Command::RemoveFeed, "remove-feed", "remove this feed and its articles", &[]),
    anywhere(Command::Feeds, "feeds", "how each feed comes, those in trouble first", &[]),
    anywhere(Command::OpenInBrowser, "open-in-browser", "open in the browser", &["o"]),
    reading(Command::Links, "links", "letters at the links: small ones open, capital ones copy", &[";"]),
    anywhere(Command::CopyLink, "copy-link", "copy the link", &["y"]),
    with_keys(
        taking(Command::Export, "export", "FILE", "write this article to a file: .md, .txt, .html or .json"),
        &["e"],
    ),
    with_keys(
        taking(Command::Pipe, "pipe", "PROGRAM", "give this article to a program of the config"),
        &["|"],
    ),
    counting(anywhere(Command::NarrowPane, "narrow-pane", "make this pane narrower", &["<"])),
    counting(anywhere(Command::WidenPane, "widen-pane", "make this pane wider", &[">"])),
    anywhere(Command::ToggleMouse, "mouse", "give the mouse to the terminal, or take it back", &[]),
    anywhere(Command::RemoveSamples, "remove-samples", "remove the sample articles", &[]),
    anywhere(Command::Palette, "palette", "all commands by name", &[":"]),
    anywhere(Command::Help, "help", "this help", &["?"]),
    taking(Command::Theme, "theme", "NAME", "choose a theme; without a name, see each as you move"),
    anywhere(Command::Justify, "justify", "spread lines to one width, or no more", &[]),
    anywhere(Command::Hyphenate, "hyphenate", "part long words at the end of a line, or no more", &[]),
    anywhere(Command::Pictures, "pictures", "show or hide pictures", &["z i"]),
    anywhere(Command::Redraw, "redraw", "read the store again and redraw", &["ctrl-l"]),
    anywhere(Command::Suspend, "suspend", "suspend; fg comes back", &["ctrl-z"]),
    anywhere(Command::Close, "close", "back, or quit at the outermost", &["q"]),
    anywhere(Command::Quit, "quit", "quit", &["Q", "ctrl-c"]),
];

impl Command {
    /// Its row of the table.
    pub fn spec(self) -> &'static Spec {
        SPECS.iter().find(|spec| spec.command == self).unwrap_or(&SPECS[0])
    }

    /// The command of that name.
    pub fn named(name: &str) -> Option<Self> {
        SPECS.iter().find(|spec| spec.name == name).map(|spec| spec.command)
    }
}

impl Spec {
    /// What is typed to have it by name: `undo`, `add URL`.
    pub fn typed(&self) -> String {
        self.takes.map_or_else(|| self.name.to_owned(), |takes| format!("{} {takes}", self.name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_row_and_a_name_of_its_own() {
        for (nth, spec) in SPECS.iter().enumerate() {
            assert_eq!(spec.command.spec().name, spec.name, "two rows for {:?}", spec.command);
            assert!(SPECS[..nth].iter().all(|other| other.name != spec.name), "two named {}", spec.name);
            assert!(!spec.help.is_empty());
        }
    }
}
