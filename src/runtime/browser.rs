//! The browser.

use url::Url;

use crate::app::{Event, told};
use crate::model::CleanText;

/// Opens an address in the browser, given to it as one argument, never through a shell. It begins with its scheme, so that
/// no program takes it for an option: those that open addresses know no `--` before them.
pub(super) fn open(url: &CleanText) -> Event {
    let Some(address) = address(url) else {
        return Event::Failed(format!("only http, https and mailto addresses are opened, not {url}"));
    };
    match open::that_detached(address.as_str()) {
        Ok(()) => Event::Told(format!("Opened {}", told(url))),
        Err(error) => Event::Failed(format!("cannot open {url}: {error}; y copies the address instead")),
    }
}

/// The address as the URL Standard writes it, without spaces, quotes and controls; `None` where it may not be opened.
fn address(written: &str) -> Option<Url> {
    let url = Url::parse(written).ok()?;
    matches!(url.scheme(), "http" | "https" | "mailto").then_some(url)
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn only_addresses_of_the_web_and_of_mail_are_opened() {
        let opened = |written| address(written).map(String::from);
        for (written, expected) in [
            ("https://a.example/b?c=d&e#f", "https://a.example/b?c=d&e#f"),
            ("HTTP://A.example", "http://a.example/"),
            ("mailto:ann@a.example", "mailto:ann@a.example"),
            ("https://a.example/ --new-window \"x\"<", "https://a.example/%20--new-window%20%22x%22%3C"),
        ] {
            assert_eq!(opened(written).as_deref(), Some(expected));
        }
        for written in [
            "javascript:x",
            "file:///etc/passwd",
            "--help",
            "-x https://a.example",
            "a.example",
            "",
            "ssh://a",
            "data:,x",
        ] {
            assert_eq!(opened(written), None, "{written}");
        }
    }
}
