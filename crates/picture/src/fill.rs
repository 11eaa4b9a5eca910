use core::fmt;

use cairn_workflow::{Rect, Viewport};
use image::{ImageBuffer, Rgba, RgbaImage};

/// What stands where a secret was: opaque, and unlike any page's own black or white.
pub const FILL: Rgba<u8> = Rgba([0x3b, 0x3f, 0x46, 0xff]);

/// The bytes are not those of a picture of that size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotPixels;

impl fmt::Display for NotPixels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the bytes are not the pixels of a picture of that size")
    }
}

/// A mask or viewport that is no real rectangle, so that nobody knows what to fill: such a frame is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotPlaced;

impl fmt::Display for NotPlaced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("where the masks lie in the picture is not known")
    }
}

/// A rectangle in picture pixels, inside the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PixelRect {
    /// Left edge.
    pub x: u32,
    /// Upper edge.
    pub y: u32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

/// Where a rectangle in CSS pixels of the viewport lies in a picture of it: rounded outwards, so that no pixel
/// that shows a part of it stays, and cut to the picture. None when it lies outside.
///
/// # Errors
/// [`NotPlaced`] when a number is not finite or the viewport is empty.
pub fn device_rect(
    mask: &Rect,
    viewport: &Viewport,
    width: u32,
    height: u32,
) -> Result<Option<PixelRect>, NotPlaced> {
    let scale = f64::from(width) / viewport.width;
    let known = [mask.x, mask.y, mask.width, mask.height, scale].into_iter().all(f64::is_finite);
    if !known || scale <= 0.0 {
        return Err(NotPlaced);
    }
    let along = |start: f64, length: f64, limit: u32| {
        let from = (start.min(start + length) * scale).floor().max(0.0);
        let to = (start.max(start + length) * scale).ceil().min(f64::from(limit));
        // Both are whole and within 0 and limit.
        (to > from).then_some((from as u32, (to - from) as u32))
    };
    let across = along(mask.x, mask.width, width).zip(along(mask.y, mask.height, height));
    Ok(across.map(|((x, width), (y, height))| PixelRect { x, y, width, height }))
}

/// A frame's pixels, RGBA, eight bits each, row by row.
pub struct Frame(RgbaImage);

impl Frame {
    /// Takes the pixels.
    ///
    /// # Errors
    /// [`NotPixels`] when there are fewer or more bytes than a picture of that size has.
    pub fn new(width: u32, height: u32, pixels: Vec<u8>) -> Result<Self, NotPixels> {
        let exact = (width as usize).checked_mul(height as usize).and_then(|area| area.checked_mul(4));
        if exact != Some(pixels.len()) {
            return Err(NotPixels);
        }
        ImageBuffer::from_raw(width, height, pixels).map(Self).ok_or(NotPixels)
    }

    /// Fills each mask solid. The pixels under it are gone.
    ///
    /// # Errors
    /// [`NotPlaced`]: the frame is not fit to be kept.
    pub fn fill(&mut self, masks: &[Rect], viewport: &Viewport) -> Result<(), NotPlaced> {
        let (width, height) = self.0.dimensions();
        for mask in masks {
            if let Some(area) = device_rect(mask, viewport, width, height)? {
                self.fill_area(area);
            }
        }
        Ok(())
    }

    fn fill_area(&mut self, area: PixelRect) {
        let stride = self.0.width() as usize * 4;
        let (from, to) = (area.x as usize * 4, (area.x + area.width) as usize * 4);
        let rows = self.0.chunks_exact_mut(stride).skip(area.y as usize).take(area.height as usize);
        for row in rows {
            for pixel in row[from..to].chunks_exact_mut(4) {
                pixel.copy_from_slice(&FILL.0);
            }
        }
    }

    /// The pixels, for encoding.
    pub fn pixels_mut(&mut self) -> &mut [u8] {
        &mut self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rect(x: f64, y: f64, width: f64, height: f64) -> Rect {
        Rect { x, y, width, height }
    }

    fn viewport(width: f64) -> Viewport {
        Viewport { width, height: 100.0, scale: 1.0 }
    }

    fn filled(masks: &[Rect], view: f64, width: u32, height: u32) -> RgbaImage {
        let mut frame = Frame::new(width, height, vec![0x11; (width * height * 4) as usize]).unwrap();
        frame.fill(masks, &viewport(view)).unwrap();
        frame.0
    }

    #[test]
    fn a_mask_covers_every_pixel_that_it_touches() {
        let picture = filled(&[rect(1.2, 0.0, 1.0, 1.0)], 10.0, 10, 4);
        let row: Vec<bool> = (0..4).map(|x| *picture.get_pixel(x, 0) == FILL).collect();
        assert_eq!(row, [false, true, true, false]);
        assert_ne!(*picture.get_pixel(1, 1), FILL);
    }

    #[test]
    fn masks_grow_with_the_screens_density() {
        assert_eq!(
            device_rect(&rect(1.0, 2.0, 3.0, 4.0), &viewport(50.0), 75, 60),
            Ok(Some(PixelRect { x: 1, y: 3, width: 5, height: 6 }))
        );
    }

    #[test]
    fn bytes_of_another_size_are_refused() {
        assert!(Frame::new(2, 2, vec![0; 15]).is_err());
        assert!(Frame::new(u32::MAX, u32::MAX, vec![0; 16]).is_err());
    }

    #[test]
    fn what_cannot_be_placed_is_an_error() {
        let mut frame = Frame::new(2, 2, vec![0; 16]).unwrap();
        assert_eq!(frame.fill(&[rect(0.0, 0.0, 1.0, 1.0)], &viewport(0.0)), Err(NotPlaced));
        assert_eq!(frame.fill(&[rect(f64::NAN, 0.0, 1.0, 1.0)], &viewport(2.0)), Err(NotPlaced));
        assert_eq!(frame.fill(&[], &viewport(0.0)), Ok(()));
    }

    proptest! {
        #[test]
        fn any_mask_stays_inside_and_covers_its_pixels(
            x in -1e9..1e9_f64, y in -50.0..50.0_f64, w in -60.0..1e9_f64, h in -1e30..1e30_f64, view in 1.0..60.0_f64,
        ) {
            let mask = rect(x, y, w, h);
            let picture = filled(&[mask], view, 40, 30);
            let scale = 40.0 / view;
            for (px, py, pixel) in picture.enumerate_pixels() {
                // The middle of the pixel, back in CSS pixels.
                let (cx, cy) = ((f64::from(px) + 0.5) / scale, (f64::from(py) + 0.5) / scale);
                let inside = |at: f64, start: f64, length: f64| at > start.min(start + length) && at < start.max(start + length);
                if inside(cx, x, w) && inside(cy, y, h) {
                    prop_assert_eq!(*pixel, FILL);
                }
            }
        }
    }
}
