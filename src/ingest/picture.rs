//! Pictures: bytes to pixels, within bounds. Whatever a file says of itself, no more memory is taken than they allow.

use std::io::Cursor;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::error::LimitErrorKind;
use image::{
    ColorType, DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageError, ImageFormat,
    ImageReader, Limits,
};
use thiserror::Error;

use crate::model::PictureSize;

/// The most pixels that a picture may have: about what a camera takes.
const MOST_PIXELS: u64 = 16_000_000;
/// The most pixels that it may have in a row, or rows.
const LONGEST: u32 = 16_384;
/// The most bytes that its pixels may take.
const MOST_BYTES: u64 = 64 * 1024 * 1024;
/// The most bytes that reading it may take.
const MOST_WORK: u64 = 128 * 1024 * 1024;

/// A picture, read.
#[derive(Debug)]
pub struct Picture(DynamicImage);

/// A picture as a rectangle of pixels, each three bytes: red, green, blue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// How many pixels a row has.
    pub width: u32,
    /// How many rows there are.
    pub height: u32,
    /// The pixels, row by row.
    pub rgb: Vec<u8>,
}

/// Why a picture cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PictureError {
    /// It is of a kind that is not read.
    #[error("{0} is not shown, only PNG, JPEG, GIF and WebP")]
    Kind(&'static str),
    /// It has too many pixels.
    #[error("{width} × {height} pixels are too many")]
    TooLarge {
        /// How wide it says it is.
        width: u32,
        /// How high it says it is.
        height: u32,
    },
    /// Reading it would take too much memory.
    #[error("it would take too much memory")]
    TooCostly,
    /// It is cut off, or broken.
    #[error("its file is broken")]
    Broken,
}

impl Picture {
    /// Reads a picture; of one that moves, the first.
    ///
    /// # Errors
    /// Where it is none, too large, or broken.
    pub fn read(bytes: &[u8]) -> Result<Self, PictureError> {
        let mut reader =
            ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| PictureError::Broken)?;
        if !matches!(
            reader.format(),
            Some(ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::Gif | ImageFormat::WebP)
        ) {
            return Err(PictureError::Kind(kind(bytes)));
        }
        let mut limits = Limits::default();
        limits.max_alloc = Some(MOST_WORK);
        reader.limits(limits);
        let mut decoder = reader.into_decoder().map_err(error)?;
        let (width, height) = decoder.dimensions();
        if width.max(height) > LONGEST || u64::from(width) * u64::from(height) > MOST_PIXELS {
            return Err(PictureError::TooLarge { width, height });
        }
        if decoder.total_bytes() > MOST_BYTES {
            return Err(PictureError::TooCostly);
        }
        let orientation = decoder.orientation();
        let mut image = DynamicImage::from_decoder(decoder).map_err(error)?;
        if let Ok(orientation) = orientation {
            image.apply_orientation(orientation);
        }
        match image.width().min(image.height()) {
            0 => Err(PictureError::Broken),
            _ => Ok(Self(image)),
        }
    }

    /// How large it is.
    pub fn size(&self) -> PictureSize {
        PictureSize { width: self.0.width(), height: self.0.height() }
    }

    /// The picture in so many pixels, on white where one can look through it.
    pub fn scaled(&self, width: u32, height: u32) -> Pixels {
        let (width, height) = (width.max(1), height.max(1));
        let scaled = self.0.thumbnail_exact(width, height);
        let rgb = match scaled.color() {
            ColorType::Rgb8 => scaled.into_rgb8().into_raw(),
            _ => scaled.into_rgba8().pixels().flat_map(|pixel| on_white(pixel.0)).collect(),
        };
        Pixels { width, height, rgb }
    }
}

impl Pixels {
    /// The pixels as a file that terminals read. `None` where it cannot be made.
    pub fn png(&self) -> Option<Vec<u8>> {
        let mut file = Vec::new();
        let encoder = PngEncoder::new_with_quality(&mut file, CompressionType::Fast, FilterType::Adaptive);
        encoder.write_image(&self.rgb, self.width, self.height, ExtendedColorType::Rgb8).ok()?;
        Some(file)
    }

    /// The colour of a pixel.
    pub fn at(&self, x: u32, y: u32) -> [u8; 3] {
        let at = 3 * (y as usize * self.width as usize + x as usize);
        self.rgb.get(at..at + 3).and_then(|rgb| rgb.try_into().ok()).unwrap_or_default()
    }
}

fn on_white([red, green, blue, opacity]: [u8; 4]) -> [u8; 3] {
    let mix = |colour: u8| {
        let (colour, opacity) = (u32::from(colour), u32::from(opacity));
        u8::try_from((colour * opacity + 255 * (255 - opacity) + 127) / 255).unwrap_or(u8::MAX)
    };
    [mix(red), mix(green), mix(blue)]
}

fn error(error: ImageError) -> PictureError {
    match error {
        ImageError::Limits(error) if error.kind() == LimitErrorKind::InsufficientMemory => {
            PictureError::TooCostly
        }
        _ => PictureError::Broken,
    }
}

/// What bytes are that are no picture of the kinds that are read.
fn kind(bytes: &[u8]) -> &'static str {
    let head = bytes.get(..bytes.len().min(512)).unwrap_or_default();
    let head = String::from_utf8_lossy(head).to_lowercase();
    let brand = bytes.get(4..12).unwrap_or_default();
    match () {
        () if bytes.is_empty() => "an empty file",
        () if head.contains("<svg") => "an SVG",
        () if head.contains("<!doctype html") || head.contains("<html") => "a page",
        () if brand == b"ftypavif" || brand == b"ftypavis" => "an AVIF",
        () if brand.starts_with(b"ftypheic") || brand.starts_with(b"ftypmif1") => "a HEIC",
        () if brand.starts_with(b"ftyp") => "a film",
        () if bytes.starts_with(b"\x00\x00\x01\x00") => "an icon",
        () if bytes.starts_with(b"BM") || bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*") => {
            "a bitmap"
        }
        () => "what is at its address",
    }
}

#[cfg(test)]
mod tests;
