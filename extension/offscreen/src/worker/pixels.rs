use cairn_picture::Frame;
use cairn_workflow::{Rect, Viewport};
use js_sys::{Object, Reflect};
use sha2::{Digest, Sha256};
use wasm_bindgen::{Clamped, prelude::*};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, ImageBitmap, ImageData, ImageEncodeOptions, OffscreenCanvas, OffscreenCanvasRenderingContext2d,
};

use super::fault::Fault;
use super::folder::bytes_of;
use super::scope;

/// WebP's quality; the lowest at which text of pages stays readable.
const QUALITY: f64 = 0.8;
/// Longest side of a frame, in pixels: more than any screen has, less than what exhausts memory.
const SIDE_LIMIT: u32 = 16_384;

/// A picture that is ready to be stored.
pub struct Encoded {
    pub bytes: Vec<u8>,
    pub sha256: String,
    pub media: &'static str,
    pub width: u32,
    pub height: u32,
}

/// Decodes a frame, destroys the pixels under the masks, encodes the rest.
pub async fn encode(frame: &Blob, masks: &[Rect], viewport: &Viewport) -> Result<Encoded, Fault> {
    let canvas = redacted(frame, masks, viewport).await.map_err(Trouble::into_fault)?;
    let (bytes, media) = written(&canvas).await?;
    let sha256 = hex(&Sha256::digest(&bytes));
    Ok(Encoded { bytes, sha256, media, width: canvas.width(), height: canvas.height() })
}

/// The frame on a canvas, covered.
async fn redacted(frame: &Blob, masks: &[Rect], viewport: &Viewport) -> Result<OffscreenCanvas, Trouble> {
    let decoding = scope().create_image_bitmap_with_blob(frame)?;
    let bitmap: ImageBitmap = JsFuture::from(decoding).await?.unchecked_into();
    let (width, height) = (bitmap.width(), bitmap.height());
    if width == 0 || height == 0 || width > SIDE_LIMIT || height > SIDE_LIMIT {
        return Err(Trouble::Pixels("a frame of an impossible size"));
    }
    let canvas = OffscreenCanvas::new(width, height)?;
    let context = context(&canvas)?;
    context.draw_image_with_image_bitmap(&bitmap, 0.0, 0.0)?;
    bitmap.close();
    if !masks.is_empty() {
        let pixels = context.get_image_data(0.0, 0.0, f64::from(width), f64::from(height))?.data();
        let mut frame = Frame::new(width, height, pixels.0).map_err(|_| Trouble::Pixels("missing pixels"))?;
        frame.fill(masks, viewport).map_err(|_| Trouble::Pixels("the masks have no place"))?;
        let covered =
            ImageData::new_with_u8_clamped_array_and_sh(Clamped(frame.pixels_mut()), width, height)?;
        context.put_image_data(&covered, 0.0, 0.0)?;
    }
    Ok(canvas)
}

/// A context whose pixels stay in memory: they are read back at once.
fn context(canvas: &OffscreenCanvas) -> Result<OffscreenCanvasRenderingContext2d, Trouble> {
    let options = Object::new();
    Reflect::set(&options, &"willReadFrequently".into(), &true.into())?;
    Reflect::set(&options, &"alpha".into(), &false.into())?;
    let context = canvas.get_context_with_context_options("2d", &options)?;
    context.map(JsCast::unchecked_into).ok_or(Trouble::Pixels("no canvas context"))
}

/// WebP, or PNG where the browser cannot write WebP (it then gives PNG without a word).
async fn written(canvas: &OffscreenCanvas) -> Result<(Vec<u8>, &'static str), Fault> {
    let options = ImageEncodeOptions::new();
    options.set_type("image/webp");
    options.set_quality(QUALITY);
    let encoding = canvas.convert_to_blob_with_options(&options).map_err(|error| Fault::drawing(&error))?;
    let blob: Blob = JsFuture::from(encoding).await.map_err(|error| Fault::drawing(&error))?.unchecked_into();
    let media = match blob.type_().as_str() {
        "image/webp" => "image/webp",
        "image/png" => "image/png",
        other => return Err(Fault::pixels(format!("the browser encoded as {other}"))),
    };
    Ok((bytes_of(&blob).await?, media))
}

fn hex(bytes: &[u8]) -> String {
    use core::fmt::Write as _;
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Why a frame could not be made fit to be stored.
enum Trouble {
    Thrown(JsValue),
    Pixels(&'static str),
}

impl Trouble {
    fn into_fault(self) -> Fault {
        match self {
            Self::Thrown(error) => Fault::drawing(&error),
            Self::Pixels(reason) => Fault::pixels(reason),
        }
    }
}

impl From<JsValue> for Trouble {
    fn from(error: JsValue) -> Self {
        Self::Thrown(error)
    }
}
