//! Pixel work on captured frames. No codecs: the browser decodes and encodes.

mod fill;

pub use fill::{FILL, Frame, NotPixels, NotPlaced, PixelRect, device_rect};
