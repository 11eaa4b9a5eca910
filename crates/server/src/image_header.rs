/// What a picture file's first bytes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ImageHeader {
    /// `image/webp` or `image/png`.
    pub(crate) media: &'static str,
    /// Width in pixels.
    pub(crate) width: u32,
    /// Height in pixels.
    pub(crate) height: u32,
}

/// How many of the first bytes [`ImageHeader::read`] needs.
pub(crate) const HEADER_BYTES: usize = 32;

/// No screen has more pixels on a side.
const SIDE_LIMIT: u32 = 20_000;

impl ImageHeader {
    /// Reads the header of a file of `length` bytes: WebP (RFC 9649) or PNG. Nothing when it is neither, or
    /// when its dimensions are none of a screen.
    pub(crate) fn read(start: &[u8], length: u64) -> Option<Self> {
        let header = webp(start, length).or_else(|| png(start))?;
        let side = 1..=SIDE_LIMIT;
        (side.contains(&header.width) && side.contains(&header.height)).then_some(header)
    }
}

fn png(start: &[u8]) -> Option<ImageHeader> {
    start.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    (start.get(8..16)? == b"\0\0\0\rIHDR").then_some(())?;
    let number = |at: usize| Some(u32::from_be_bytes(start.get(at..at + 4)?.try_into().ok()?));
    Some(ImageHeader { media: "image/png", width: number(16)?, height: number(20)? })
}

fn webp(start: &[u8], length: u64) -> Option<ImageHeader> {
    start.strip_prefix(b"RIFF")?;
    let size = u64::from(u32::from_le_bytes(start.get(4..8)?.try_into().ok()?));
    // The size is even, and a writer may leave out the last padding byte.
    (start.get(8..12)? == b"WEBP" && size + 8 >= length && size + 8 <= length + 1).then_some(())?;
    let byte = |at: usize| start.get(at).copied().map(u32::from);
    let (width, height) = match start.get(12..16)? {
        b"VP8X" => {
            let three = |at: usize| Some(byte(at)? | byte(at + 1)? << 8 | byte(at + 2)? << 16);
            (three(24)? + 1, three(27)? + 1)
        }
        b"VP8L" => {
            (byte(20)? == 0x2f).then_some(())?;
            let bits = u32::from_le_bytes(start.get(21..25)?.try_into().ok()?);
            ((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1)
        }
        b"VP8 " => {
            (start.get(23..26)? == [0x9d, 0x01, 0x2a]).then_some(())?;
            let side = |at: usize| Some((byte(at)? | byte(at + 1)? << 8) & 0x3fff);
            (side(26)?, side(28)?)
        }
        _ => return None,
    };
    Some(ImageHeader { media: "image/webp", width, height })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn webp_file(kind: &[u8; 4], payload: &[u8]) -> Vec<u8> {
        let mut out = b"RIFF".to_vec();
        out.extend(u32::to_le_bytes(u32::try_from(payload.len()).unwrap() + 12));
        out.extend(b"WEBP");
        out.extend(kind);
        out.extend(u32::to_le_bytes(u32::try_from(payload.len()).unwrap()));
        out.extend(payload);
        out
    }

    fn read(file: &[u8]) -> Option<ImageHeader> {
        ImageHeader::read(&file[..file.len().min(HEADER_BYTES)], file.len() as u64)
    }

    #[test]
    fn lossless_webp() {
        let bits: u32 = 1279 | 799 << 14;
        let mut payload = vec![0x2f];
        payload.extend(bits.to_le_bytes());
        payload.resize(40, 0);
        let file = webp_file(b"VP8L", &payload);
        assert_eq!(read(&file), Some(ImageHeader { media: "image/webp", width: 1280, height: 800 }));
        assert_eq!(read(&file[..file.len() - 2]), None, "cut off");
    }

    #[test]
    fn lossy_and_extended_webp() {
        let file = webp_file(b"VP8 ", &[0, 0, 0, 0x9d, 1, 0x2a, 0x40, 1, 0xc8, 0, 0, 0, 0, 0]);
        assert_eq!(read(&file), Some(ImageHeader { media: "image/webp", width: 320, height: 200 }));
        let file = webp_file(b"VP8X", &[0, 0, 0, 0, 0x3f, 1, 0, 0xc7, 0, 0, 0, 0, 0, 0]);
        assert_eq!(read(&file), Some(ImageHeader { media: "image/webp", width: 320, height: 200 }));
    }

    #[test]
    fn png_header() {
        let mut file = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x05\0\0\0\x03\x20".to_vec();
        file.resize(60, 0);
        assert_eq!(read(&file), Some(ImageHeader { media: "image/png", width: 1280, height: 800 }));
        file[16..20].copy_from_slice(&[0, 0, 0, 0]);
        assert_eq!(read(&file), None, "no width");
    }

    #[test]
    fn other_bytes_are_no_picture() {
        for file in [&b""[..], b"GIF89a", b"<svg xmlns=", b"RIFF\x04\0\0\0WEBP", b"\x89PNG\r\n\x1a\n"] {
            assert_eq!(read(file), None, "{file:?}");
        }
    }
}
