//! The top line, the rules, and the bottom line.

use ratatui::layout::{Position, Rect};
use tui_input::Input;

use super::buffer::Buffer;
use super::theme::Theme;
use super::{bidi, pen, prompt};
use crate::app::{
    Ask, AskFor, Command, Find, MOST_NOTICE_LINES, MuteBy, Notice, Overlay, Pane, Panes, State, notice_lines,
};
use crate::model::CleanText;

/// The top line: which list, how much is unread, how late it is.
pub(super) fn header(buffer: &mut Buffer, area: Rect, state: &State, theme: &Theme) {
    let mut column = 1 + pen::at(buffer, area, 1, 0, "masthead", theme.accent);
    let clock = state.now.to_zoned(state.settings.zone.clone()).strftime("%H:%M").to_string();
    let unread = match state.totals.unread {
        0 => "all read".to_owned(),
        unread => format!("{unread} unread"),
    };
    let status = if area.width >= 60 { format!("{unread}   {clock}") } else { unread };
    let status = with_progress(state, status, area.width.saturating_sub(column + 8));
    pen::right(buffer, area, 0, 1, &status, theme.dim);
    let room = area.width.saturating_sub(column + 3 + pen::columns(&status) + 3);
    let mut title = state.list.title.clone();
    title.push_str(&found(state));
    column += 3 + pen::at(
        buffer,
        area,
        column + 3,
        0,
        &bidi::line(&pen::shorten(&title, room), state.settings.bidi),
        theme.strong,
    );
    if state.has_samples {
        let room = area.width.saturating_sub(column + pen::columns(&status) + 6);
        let hints = [
            "sample articles · your own: :add URL, masthead import FILE… or import-from newsboat",
            "sample articles",
        ];
        if let Some(hint) = hints.into_iter().find(|hint| pen::columns(hint) <= room) {
            pen::at(buffer, area, column + 3, 0, hint, theme.dim);
        }
    }
}

/// How many articles a search finds, as far as they are counted; how far back it has looked, while it goes on.
fn found(state: &State) -> String {
    let listing = &state.list.listing;
    if let Some(reached) = state.list.looking() {
        let time = reached.time().to_zoned(state.settings.zone.clone()).strftime("%-d %b %Y");
        return format!(" (searching, back to {time} …)");
    }
    if !state.is_searching() {
        return String::new();
    }
    match &state.total {
        _ if state.list.is_whole() => format!(" ({})", state.list.rows().len()),
        // A number that runs would only disturb.
        Some(total) if total.is_of(listing) && total.is_done() => {
            format!(" ({}{})", thousands(total.counted), if total.more { "+" } else { "" })
        }
        _ => String::new(),
    }
}

/// What stands at the right of the top line, and before it how far a refresh or the analysis is, in as many words as there is room for
/// beside the beginning of the title.
fn with_progress(state: &State, status: String, room: u16) -> String {
    let title = pen::columns(&state.list.title).min(room / 4);
    let Some(refreshing) = &state.refreshing else {
        let line = format!("analysing {}   {status}", thousands(state.totals.waiting));
        let fits = state.totals.waiting > 0 && pen::columns(&line) + title <= room;
        return if fits { line } else { status };
    };
    let [.., least] = refreshing.lines();
    let lines = refreshing.lines().into_iter().map(|line| format!("{line}   {status}"));
    let fits = lines.chain([least.clone()]).find(|line| pen::columns(line) + title <= room);
    fits.unwrap_or(least)
}

/// A number with its thousands parted: *1,234*.
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (nth, digit) in digits.chars().enumerate() {
        if nth > 0 && (digits.len() - nth).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The rules under the top line and over the bottom one, and the separators between panes.
pub(super) fn rules(buffer: &mut Buffer, panes: &Panes, state: &State, theme: &Theme) {
    for rule in [Some(panes.top_rule), panes.bottom_rule].into_iter().flatten() {
        pen::fill(buffer, Rect { height: rule.height.min(1), ..rule }, '─', theme.dim);
    }
    for pane in
        [panes.rail, panes.feeds.filter(|_| panes.rail.is_none()), panes.articles].into_iter().flatten()
    {
        separator(buffer, pane, theme);
    }
    if let (Some(article), Some(_)) = (panes.article, panes.actors) {
        separator(buffer, article, theme);
    }
    if let (Some(rule), Some(article), Some(reading)) = (panes.bottom_rule, panes.article, &state.reading) {
        let percent = format!(" {} % ", reading.percent());
        let under = Rect { x: article.x, width: article.width, ..rule };
        pen::right(buffer, under, 0, 2, &percent, theme.dim);
    }
}

/// The line to the right of a pane, where there is room for one.
fn separator(buffer: &mut Buffer, pane: Rect, theme: &Theme) {
    pen::fill(buffer, Rect { x: pane.right(), width: 1, ..pane }, '│', theme.dim);
}

/// The bottom line: a prompt, a message, the keys of a sequence so far, or the keys that matter here. Returns
/// where the text cursor is.
pub(super) fn footer(buffer: &mut Buffer, area: Rect, state: &State, theme: &Theme) -> Option<Position> {
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    match &state.overlay {
        Some(Overlay::Prompt(prompt)) => return Some(prompt::draw(buffer, inner, prompt, theme)),
        Some(Overlay::Links(links)) => {
            let text = CleanText::line(&links.legend());
            draw_notice(buffer, inner, &Notice { text, is_error: false }, theme);
            return None;
        }
        Some(Overlay::Find(find)) => return Some(draw_find(buffer, inner, find, state, theme)),
        Some(Overlay::Tagging(tagging)) => return Some(prompt::tagging(buffer, inner, tagging, theme)),
        Some(Overlay::Ask(ask)) => return Some(draw_ask(buffer, inner, ask, theme)),
        Some(Overlay::Removal(removal)) => {
            let text = CleanText::line(&removal.question(&state.key(Command::Undo)));
            draw_notice(buffer, inner, &Notice { text, is_error: true }, theme);
            return None;
        }
        _ => {}
    }
    if let Some(pressed) = state.pressed.shown() {
        pen::text(buffer, inner, 0, &continuations(state, &pressed), theme.plain);
    } else if let Some(notice) = &state.notice {
        draw_notice(buffer, inner, notice, theme);
    } else {
        hints(buffer, inner, state, theme);
    }
    None
}

/// A message, whole: one too long for a line takes the lines above as well.
fn draw_notice(buffer: &mut Buffer, area: Rect, notice: &Notice, theme: &Theme) {
    let (mark, style) = if notice.is_error { ("! ", theme.error) } else { ("", theme.plain) };
    let text = format!("{mark}{}", notice.text);
    let lines = notice_lines(&text, area.width + 2);
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(MOST_NOTICE_LINES).min(area.y);
    let over = Rect { y: area.bottom().saturating_sub(height), height, ..area };
    if height > 1 {
        pen::clear(buffer, Rect { x: 0, width: area.width + 2, ..over });
    }
    for (row, line) in (0..height).zip(&lines) {
        pen::text(buffer, over, row, line, style);
    }
}

fn draw_find(buffer: &mut Buffer, area: Rect, find: &Find, state: &State, theme: &Theme) -> Position {
    let (end, cursor) = draw_line(buffer, area, "find: ", &find.input, "in this article", theme);
    if let Some(reading) = state.open_article().filter(|_| !find.input.value().trim().is_empty()) {
        let told = match (reading.found_at(), reading.found_count()) {
            (Some(nth), count) => format!("{} of {count}", nth + 1),
            (None, _) => "not there".to_owned(),
        };
        let room = Rect { x: area.x + end, width: area.width.saturating_sub(end), ..area };
        pen::right(buffer, room, 0, 0, &told, theme.dim);
    }
    cursor
}

fn draw_ask(buffer: &mut Buffer, area: Rect, ask: &Ask, theme: &Theme) -> Position {
    let (label, hint) = match &ask.purpose {
        AskFor::AddFeed => ("add: ", "the address of a feed or of a site"),
        AskFor::RenameFeed(_) => ("rename to: ", "a name"),
        AskFor::SaveSearch(_) => ("save as: ", "a name"),
        AskFor::RenameSearch(_) => ("rename to: ", "a name"),
        AskFor::Mute(MuteBy::Words) => ("mute: ", "as in a search: words, \"a phrase\", actor:…, in:… -not"),
        AskFor::Mute(MuteBy::Author) => ("mute author: ", "a name"),
        AskFor::Mute(MuteBy::Actor) => ("mute actor: ", "a name"),
        AskFor::Alias(_) => ("also called: ", "a name, as articles write it"),
        AskFor::Split(_) => ("not the name: ", "a name, as articles write it"),
        AskFor::RenameActor(_) => ("call it: ", "a name"),
        AskFor::Export(_) => ("write to: ", "a new file; .md, .txt, .html or .json says the form"),
        AskFor::MoveFeed(_) => ("move to: ", "a folder, as World/Europe; nothing: out of every folder"),
    };
    draw_line(buffer, area, label, &ask.input, hint, theme).1
}

/// A line to type into; the column after what was typed, and where the text cursor is.
pub(super) fn draw_line(
    buffer: &mut Buffer,
    area: Rect,
    label: &str,
    input: &Input,
    hint: &str,
    theme: &Theme,
) -> (u16, Position) {
    let start = pen::text(buffer, area, 0, label, theme.accent);
    let room = area.width.saturating_sub(start + 1);
    let scroll = input.visual_scroll(usize::from(room));
    let typed: String = input.value().chars().skip(scroll).collect();
    let used = start + pen::at(buffer, area, start, 0, &typed, theme.plain);
    if input.value().is_empty() {
        pen::at(buffer, area, used + 2, 0, hint, theme.dim);
    }
    let cursor = u16::try_from(input.visual_cursor().saturating_sub(scroll)).unwrap_or(0);
    (used, Position::new((area.x + start + cursor).min(area.right().saturating_sub(1)), area.y))
}

/// The keys pressed so far, and what may follow them.
fn continuations(state: &State, pressed: &str) -> String {
    let mut line = format!("{pressed} …");
    if !state.pressed.keys.is_empty() && !state.pressed.shows_rest {
        for (rest, what) in state.settings.keymap.after(&state.pressed.keys, state.is_reading()) {
            line.push_str(&format!("   {rest} {what}"));
        }
    }
    line
}

fn hints(buffer: &mut Buffer, area: Rect, state: &State, theme: &Theme) {
    let commands: &[Command] = match state.focus {
        Pane::Feeds if !state.feeds.has_web_feeds() => {
            &[Command::Open, Command::AddFeed, Command::MarkAllRead, Command::SearchActor, Command::Search]
        }
        Pane::Feeds => &[
            Command::Open,
            Command::RefreshFeed,
            Command::RefreshAll,
            Command::AddFeed,
            Command::MarkAllRead,
            Command::Search,
        ],
        Pane::Articles if state.is_searching() => &[
            Command::Open,
            Command::NextMatch,
            Command::SaveSearch,
            Command::ToggleStar,
            Command::Search,
            Command::Filter,
        ],
        Pane::Articles => &[
            Command::Open,
            Command::ToggleStar,
            Command::ToggleRead,
            Command::SearchActor,
            Command::Search,
            Command::Filter,
        ],
        Pane::Article => &[
            Command::NextSection,
            Command::ToggleFold,
            Command::ToggleActors,
            Command::PageOn,
            Command::SearchActor,
            Command::Find,
        ],
        Pane::Actors => &[
            Command::Open,
            Command::Actor,
            Command::Follow,
            Command::NextMention,
            Command::SearchActor,
            Command::ToggleActors,
        ],
    };
    let name = |command: Command| match command {
        Command::Close if state.close_quits() => "quit".to_owned(),
        Command::AddFeed => "a feed".to_owned(),
        Command::SaveSearch => "save search".to_owned(),
        command => command.spec().name.replace('-', " "),
    };
    let label = |command: Command| (state.key(command), name(command));
    let width = |(key, name): &(String, String)| pen::columns(key) + 1 + pen::columns(name);
    let help = label(Command::Help);
    let mut column = 0;
    for hint in commands.iter().copied().chain([Command::Close]).map(label) {
        if column + width(&hint) + 3 + width(&help) > area.width {
            break;
        }
        column += draw_hint(buffer, area, column, &hint, theme) + 3;
    }
    draw_hint(buffer, area, column, &help, theme);
}

fn draw_hint(
    buffer: &mut Buffer,
    area: Rect,
    column: u16,
    (key, name): &(String, String),
    theme: &Theme,
) -> u16 {
    let used = pen::at(buffer, area, column, 0, key, theme.strong) + 1;
    used + pen::at(buffer, area, column + used, 0, name, theme.dim)
}
