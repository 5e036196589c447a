//! Pictures as iTerm2 has them: a file at the cursor, on so many columns and rows.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// What shows a picture, a PNG, at the cursor.
pub(super) fn shows(png: &[u8], (columns, rows): (u16, u16), in_tmux: bool) -> Vec<u8> {
    let (size, letters) = (png.len(), STANDARD.encode(png));
    let how =
        format!("inline=1;size={size};width={columns};height={rows};preserveAspectRatio=0;doNotMoveCursor=1");
    super::handed_on(format!("\x1b]1337;File={how}:{letters}\x07"), in_tmux).into_bytes()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_file_is_shown_at_the_cursor() {
        let shown = super::shows(b"png", (40, 10), false);
        let expected = "\x1b]1337;File=inline=1;size=3;width=40;height=10;preserveAspectRatio=0;doNotMoveCursor=1:cG5n\x07";
        assert_eq!(str::from_utf8(&shown), Ok(expected));
    }
}
