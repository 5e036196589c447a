//! Pictures of every kind, and files that mean no good.

use super::*;

fn gradient(width: u32, height: u32) -> DynamicImage {
    let pixel = |x: u32, y: u32| image::Rgb([(x * 7 % 256) as u8, (y * 5 % 256) as u8, 128]);
    DynamicImage::ImageRgb8(image::RgbImage::from_fn(width, height, pixel))
}

fn file(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    image.write_to(&mut file, format).expect("written");
    file.into_inner()
}

fn check(bytes: &[u8], expected: &PictureError) {
    assert_eq!(&Picture::read(bytes).expect_err("no picture"), expected);
}

/// A chunk of a PNG.
fn chunk(kind: &[u8], data: &[u8]) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(kind);
    crc.update(data);
    let length = u32::try_from(data.len()).expect("short").to_be_bytes();
    [&length[..], kind, data, &crc.sum().to_be_bytes()].concat()
}

/// A PNG that says it is that large, with these packed bytes for its rows.
fn png(width: u32, height: u32, packed: &[u8]) -> Vec<u8> {
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &head), chunk(b"IDAT", packed), chunk(b"IEND", b"")]
        .concat()
}

fn zeros(count: usize) -> Vec<u8> {
    use std::io::Write;
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(&vec![0; count]).expect("written");
    packer.finish().expect("packed")
}

#[test]
fn pictures_of_all_kinds_are_read_and_scaled() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif, ImageFormat::WebP] {
        let picture = Picture::read(&file(&gradient(96, 60), format)).expect("a picture");
        assert_eq!(picture.size(), PictureSize { width: 96, height: 60 }, "{format:?}");
        let pixels = picture.scaled(32, 20);
        assert_eq!((pixels.width, pixels.height, pixels.rgb.len()), (32, 20, 32 * 20 * 3));
        let [_, _, blue] = pixels.at(16, 10);
        assert!((100..=156).contains(&blue), "{format:?}: {blue}");
        let again = Picture::read(&pixels.png().expect("a file")).expect("a picture");
        assert_eq!(again.scaled(32, 20), pixels);
        let (large, small) = (picture.scaled(200, 120), picture.scaled(0, 0));
        assert_eq!((large.rgb.len(), small.rgb.len()), (200 * 120 * 3, 3));
    }
}

#[test]
fn what_is_transparent_stands_on_white() {
    let image = image::RgbaImage::from_pixel(4, 4, image::Rgba([0, 0, 0, 0]));
    let picture =
        Picture::read(&file(&DynamicImage::ImageRgba8(image), ImageFormat::Png)).expect("a picture");
    assert_eq!(picture.scaled(2, 2).at(1, 1), [255, 255, 255]);
    assert_eq!((on_white([0, 0, 0, 255]), on_white([0, 100, 200, 128])), ([0, 0, 0], [127, 177, 227]));
}

#[test]
fn a_picture_too_large_is_refused_before_it_takes_memory() {
    check(&png(50_000, 50_000, &zeros(1000)), &PictureError::TooLarge { width: 50_000, height: 50_000 });
    check(&png(5_000, 5_000, &zeros(1000)), &PictureError::TooLarge { width: 5_000, height: 5_000 });
    check(&png(1, 16_385, &zeros(1000)), &PictureError::TooLarge { width: 1, height: 16_385 });
    let huge = image::RgbImage::new(1, 1);
    let mut jpeg = file(&DynamicImage::ImageRgb8(huge), ImageFormat::Jpeg);
    let frame = jpeg.windows(2).position(|mark| mark == [0xff, 0xc0]).expect("a frame");
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xff, 0xff, 0xff, 0xff]);
    assert!(Picture::read(&jpeg).is_err());
    // A GIF of one pixel on a canvas of 65,535 × 65,535.
    let gif = b"GIF89a\xff\xff\xff\xff\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
    check(gif, &PictureError::TooLarge { width: 65_535, height: 65_535 });
}

#[test]
fn packed_bombs_and_broken_files_are_refused() {
    // Rows without an end for a picture of four pixels: what it does not need is not unpacked.
    assert!(Picture::read(&png(2, 2, &zeros(50_000_000))).is_ok_and(|picture| picture.size().width == 2));
    check(&png(4_000, 4_000, &zeros(1000)), &PictureError::Broken);
    // A profile of colours that unpacks to a hundred million bytes.
    let whole = png(2, 2, &zeros(14));
    let profile = [&b"p\0\0"[..], &zeros(100_000_000)].concat();
    let bomb = [&whole[..33], &chunk(b"iCCP", &profile), &whole[33..]].concat();
    let _ = Picture::read(&bomb);
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif, ImageFormat::WebP] {
        let whole = file(&gradient(64, 64), format);
        for part in 0..whole.len().min(3_000) {
            // Some of them show what they have; none may panic.
            let _ = Picture::read(&whole[..part]);
            let mut changed = whole.clone();
            changed[part] ^= 0xff;
            let _ = Picture::read(&changed);
        }
    }
}

#[test]
fn of_an_endless_film_the_first_picture_is_taken() {
    let one = file(&gradient(2, 2), ImageFormat::Gif);
    let from = one.windows(2).position(|mark| mark == b"!\xf9").expect("a frame");
    let (head, frame) = one[..one.len() - 1].split_at(from);
    let gif = [head.to_vec(), frame.repeat(200_000)].concat();
    let picture = Picture::read(&gif).map(|picture| picture.size());
    assert_eq!(picture, Ok(PictureSize { width: 2, height: 2 }));
}

#[test]
fn what_is_no_picture_is_said_to_be_none() {
    for (bytes, what) in [
        (&b"<?xml version='1.0'?><svg onload='alert(1)'><script>alert(2)</script></svg>"[..], "an SVG"),
        (b"<!DOCTYPE html><title>Log in</title>", "a page"),
        (b"\0\0\0\x20ftypavif\0\0\0\0", "an AVIF"),
        (b"\0\0\0\x20ftypisom\0\0\0\0", "a film"),
        (b"", "an empty file"),
        (b"#!/bin/sh\n", "what is at its address"),
        (b"BM123456", "a bitmap"),
    ] {
        check(bytes, &PictureError::Kind(what));
    }
}
