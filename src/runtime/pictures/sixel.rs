//! Pictures as sixels: bands of six rows, in each of them one colour after another, a letter for six pixels.

use std::collections::BTreeMap;
use std::io::Write;

use color_quant::NeuQuant;

use crate::ingest::Pixels;

/// The most colours that a picture has: what terminals with sixels keep at least.
const COLOURS: usize = 256;
/// Of so many pixels one is looked at to choose the colours: from 1, the best, to 30, the fastest.
const SAMPLE: i32 = 10;

/// What shows a picture at the cursor.
pub(super) fn shows(pixels: &Pixels) -> Vec<u8> {
    let rgba: Vec<u8> =
        pixels.rgb.chunks_exact(3).flat_map(|rgb| [rgb[0], rgb[1], rgb[2], u8::MAX]).collect();
    let palette = NeuQuant::new(SAMPLE, COLOURS, &rgba);
    let indices: Vec<usize> = rgba.chunks_exact(4).map(|pixel| palette.index_of(pixel)).collect();
    // What is not painted stays as it is (1); a pixel is square ("1;1).
    let mut out = format!("\x1bP0;1;0q\"1;1;{};{}", pixels.width, pixels.height).into_bytes();
    for (nth, rgb) in palette.color_map_rgb().chunks_exact(3).enumerate() {
        // Colours are in percent.
        let [red, green, blue] = [rgb[0], rgb[1], rgb[2]].map(|part| (u32::from(part) * 100 + 127) / 255);
        // Memory takes everything.
        let _ = write!(out, "#{nth};2;{red};{green};{blue}");
    }
    let width = pixels.width as usize;
    for band in indices.chunks(6 * width.max(1)) {
        for (colour, sixels) in colours(band, width) {
            let _ = write!(out, "#{colour}");
            run_lengths(&mut out, &sixels);
            // Back to the beginning of the band.
            out.push(b'$');
        }
        out.push(b'-');
    }
    out.extend(b"\x1b\\");
    out
}

/// The colours of a band, each with the six bits of every column.
fn colours(band: &[usize], width: usize) -> BTreeMap<usize, Vec<u8>> {
    let mut colours: BTreeMap<usize, Vec<u8>> = BTreeMap::new();
    for (row, pixels) in band.chunks(width).enumerate() {
        for (column, colour) in pixels.iter().enumerate() {
            colours.entry(*colour).or_insert_with(|| vec![0; width])[column] |= 1 << row;
        }
    }
    colours
}

/// Writes six bits a letter, equal ones with their number; what is empty at the end not at all.
fn run_lengths(out: &mut Vec<u8>, sixels: &[u8]) {
    let end = sixels.iter().rposition(|bits| *bits != 0).map_or(0, |last| last + 1);
    for run in sixels[..end].chunk_by(|one, next| one == next) {
        let letter = run[0] + b'?';
        match run.len() {
            count @ 0..4 => out.extend(std::iter::repeat_n(letter, count)),
            count => {
                let _ = write!(out, "!{count}");
                out.push(letter);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pixels that sixels paint, as percents.
    fn read(sixels: &str, width: usize, height: usize) -> Vec<Option<[u32; 3]>> {
        let body =
            sixels.strip_prefix("\x1bP0;1;0q").and_then(|rest| rest.strip_suffix("\x1b\\")).expect("sixels");
        let mut painted = vec![None; width * height];
        let mut palette = BTreeMap::new();
        let (mut colour, mut x, mut band, mut at) = (0, 0, 0, 0);
        let bytes = body.as_bytes();
        let numbers = |at: &mut usize| {
            let from = *at;
            while *at < bytes.len() && (bytes[*at].is_ascii_digit() || bytes[*at] == b';') {
                *at += 1;
            }
            body[from..*at].split(';').map(|number| number.parse().expect("a number")).collect::<Vec<u32>>()
        };
        while at < bytes.len() {
            let byte = bytes[at];
            at += 1;
            match byte {
                b'"' => assert_eq!(numbers(&mut at), [1, 1, width as u32, height as u32]),
                b'#' => match numbers(&mut at)[..] {
                    [nth] => colour = nth,
                    [nth, 2, red, green, blue] => {
                        palette.insert(nth, [red, green, blue]);
                    }
                    _ => panic!("a colour"),
                },
                b'$' => x = 0,
                b'-' => (x, band) = (0, band + 1),
                _ => {
                    let (count, letter) = match byte {
                        b'!' => {
                            let count = numbers(&mut at)[0];
                            at += 1;
                            (count, bytes[at - 1])
                        }
                        letter => (1, letter),
                    };
                    for _ in 0..count {
                        for row in (0..6).filter(|row| (letter - b'?') & (1 << row) != 0) {
                            painted[(band * 6 + row) * width + x] = palette.get(&colour).copied();
                        }
                        x += 1;
                    }
                }
            }
        }
        painted
    }

    #[test]
    fn sixels_paint_every_pixel_in_about_its_colour() {
        let (width, height) = (40, 15);
        let rgb = (0..width * height).flat_map(|nth| match (nth / width, nth % width) {
            (row, _) if row < 4 => [250, 250, 250],
            (_, column) if column < 20 => [200, 10, 10],
            _ => [10, 10, 200],
        });
        let pixels = Pixels { width: width as u32, height: height as u32, rgb: rgb.collect() };
        let sixels = shows(&pixels);
        let painted = read(str::from_utf8(&sixels).expect("letters"), width, height);
        for (nth, found) in painted.into_iter().enumerate() {
            let found = found.expect("painted");
            let expected =
                pixels.at((nth % width) as u32, (nth / width) as u32).map(|part| u32::from(part) * 100 / 255);
            assert!(
                found.iter().zip(expected).all(|(found, expected)| found.abs_diff(expected) < 12),
                "{nth}: {found:?}"
            );
        }
    }
}
