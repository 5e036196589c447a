//! What the environment says of the terminal.

/// Whether the terminal is known to put text into the order in which it is read, and not to be talked out of it.
pub(super) fn does_bidi_itself(variable: impl Fn(&str) -> Option<String>) -> bool {
    let term = variable("TERM").unwrap_or_default();
    variable("KONSOLE_VERSION").is_some()
        || variable("TERM_PROGRAM").is_some_and(|program| program == "Apple_Terminal")
        || term.starts_with("mlterm")
}

/// Whether the terminal is known to have hyperlinks (OSC 8). What stands between it and masthead comes first: it takes them
/// or throws them away, whatever the terminal is.
pub(super) fn has_hyperlinks(variable: impl Fn(&str) -> Option<String>) -> bool {
    /// The beginnings of names (`TERM`), which go along to other machines.
    const TERMS: &[&str] =
        &["xterm-kitty", "foot", "xterm-ghostty", "wezterm", "alacritty", "contour", "rio", "xterm-rio"];
    const PROGRAMS: &[&str] =
        &["iTerm.app", "WezTerm", "ghostty", "vscode", "mintty", "rio", "contour", "Hyper", "Tabby"];
    let term = variable("TERM").unwrap_or_default();
    let program = variable("TERM_PROGRAM").unwrap_or_default();
    let is_set = |name| variable(name).is_some_and(|value| !value.is_empty());
    if program == "tmux" || is_set("TMUX") {
        // Older ones throw links away.
        return variable("TERM_PROGRAM_VERSION").is_some_and(|version| is_at_least(&version, (3, 4)));
    }
    if term.is_empty() || ["dumb", "linux", "screen", "vt"].iter().any(|start| term.starts_with(start)) {
        return false;
    }
    TERMS.iter().any(|start| term.starts_with(start))
        || PROGRAMS.contains(&program.as_str())
        || ["KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION"].into_iter().any(is_set)
        || variable("LC_TERMINAL").is_some_and(|name| name == "iTerm2")
        || variable("VTE_VERSION")
            .and_then(|version| version.parse().ok())
            .is_some_and(|version: u32| version >= 5000)
}

/// Whether a version such as `3.5a` or `next-3.6` is one or a later one.
fn is_at_least(version: &str, least: (u32, u32)) -> bool {
    let digits = |part: &str| part.chars().take_while(char::is_ascii_digit).collect::<String>().parse().ok();
    let numbers = version.trim_start_matches(|c: char| !c.is_ascii_digit());
    let (major, minor) = numbers.split_once('.').unwrap_or((numbers, "0"));
    digits(major).zip(digits(minor)).is_some_and(|version: (u32, u32)| version >= least)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(environment: &[(&str, &str)], hyperlinks: bool) {
        let variable = |name: &str| {
            environment.iter().find(|(set, _)| *set == name).map(|(_, value)| (*value).to_owned())
        };
        assert_eq!(has_hyperlinks(variable), hyperlinks, "{environment:?}");
    }

    #[test]
    fn terminals_that_have_hyperlinks_are_known() {
        let xterm = ("TERM", "xterm-256color");
        for known in [
            &[("TERM", "xterm-kitty")][..],
            &[("TERM", "alacritty")],
            &[("TERM", "foot-extra")],
            &[xterm, ("VTE_VERSION", "7600")],
            &[xterm, ("WT_SESSION", "0d6e"), ("NO_COLOR", "1")],
            &[xterm, ("TERM_PROGRAM", "iTerm.app")],
            &[xterm, ("LC_TERMINAL", "iTerm2")],
            &[("TERM", "tmux-256color"), ("TERM_PROGRAM", "tmux"), ("TERM_PROGRAM_VERSION", "3.5a")],
            &[("TERM", "screen-256color"), ("TERM_PROGRAM", "tmux"), ("TERM_PROGRAM_VERSION", "next-3.6")],
        ] {
            check(known, true);
        }
        for other in [
            &[][..],
            &[xterm],
            &[xterm, ("VTE_VERSION", "4900")],
            &[xterm, ("TERM_PROGRAM", "Apple_Terminal")],
            &[("TERM", "dumb"), ("VTE_VERSION", "7600")],
            &[("TERM", "linux")],
            &[("TERM", "screen-256color"), ("VTE_VERSION", "7600")],
            &[("TERM", "tmux-256color"), ("TERM_PROGRAM", "tmux"), ("TERM_PROGRAM_VERSION", "3.3a")],
            &[("TERM", "tmux-256color"), ("TMUX", "/tmp/s,1,0"), ("KITTY_WINDOW_ID", "1")],
        ] {
            check(other, false);
        }
    }
}
