//! Opens what is compressed.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::MultiGzDecoder;

use super::{MAX_INPUT_BYTES, ParseError, Warning};

/// What `bytes` hold: gzip opened, however often it was packed; anything else as it is.
pub(super) fn unpack(bytes: &[u8]) -> Result<(Cow<'_, [u8]>, Option<Warning>), ParseError> {
    let mut content = Cow::Borrowed(bytes);
    let mut warning = None;
    for _ in 0..MAX_LAYERS {
        if !content.starts_with(b"\x1f\x8b") {
            break;
        }
        let mut opened = Vec::new();
        let limit = MAX_INPUT_BYTES as u64 + 1;
        match MultiGzDecoder::new(&*content).take(limit).read_to_end(&mut opened) {
            Err(_) if opened.is_empty() => return Err(ParseError::Packed),
            Err(_) => {
                let message = "its compression is broken; read as far as it goes".to_owned();
                warning = Some(Warning { message });
            }
            Ok(_) => {}
        }
        content = Cow::Owned(opened);
    }
    if content.len() > MAX_INPUT_BYTES {
        return Err(ParseError::TooLarge { bytes: content.len(), limit: MAX_INPUT_BYTES });
    }
    Ok((content, warning))
}

const MAX_LAYERS: usize = 2;
