//! The browser.

use crate::app::Event;
use crate::model::CleanText;

/// Opens an address in the browser, given to it as one argument, never through a shell.
pub(super) fn open(url: &CleanText) -> Event {
    let allowed = ["http://", "https://", "mailto:"].iter().any(|scheme| url.starts_with(scheme));
    if !allowed {
        return Event::Failed(format!("only http, https and mailto addresses are opened, not {url}"));
    }
    match open::that_detached(url.as_str()) {
        Ok(()) => Event::Told(format!("Opened {url}")),
        Err(error) => Event::Failed(format!("cannot open {url}: {error}; y copies the address instead")),
    }
}
