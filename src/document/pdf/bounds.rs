//! Files that would unpack to more than a paper holds.

use std::io::Read;

/// The most bytes that one stream may unpack to.
pub(super) const MOST: usize = 512 << 20;

/// The shortest stream that can unpack to so much: the format packs a thousand bytes into one at most.
const SHORTEST: usize = MOST / 1100;

/// Filters that unpack.
const PACKED: [&[u8]; 3] = [b"/FlateDecode", b"/LZWDecode", b"/RunLengthDecode"];

/// Whether a stream of the file unpacks to too much, or is packed twice.
pub(super) fn is_too_large(bytes: &[u8]) -> bool {
    unpacks_beyond(bytes, MOST, SHORTEST) || is_packed_twice(bytes)
}

/// Whether a stream unpacks to more than `most` bytes; those shorter than `shortest` are not looked at.
fn unpacks_beyond(bytes: &[u8], most: usize, shortest: usize) -> bool {
    let mut from = 0;
    while let Some(at) = memchr::memmem::find(&bytes[from..], b"stream") {
        let data = &bytes[from + at + b"stream".len()..];
        let length = memchr::memmem::find(data, b"endstream").unwrap_or(data.len());
        from = bytes.len() - data.len() + length + b"endstream".len().min(data.len() - length);
        let data = data[..length].trim_ascii_start();
        if length >= shortest && unpacked(data, most) > most {
            return true;
        }
    }
    false
}

/// How many bytes a stream unpacks to; beyond `most` it is not counted.
fn unpacked(data: &[u8], most: usize) -> usize {
    let mut reader = flate2::read::ZlibDecoder::new(data);
    let mut buffer = vec![0; 1 << 16];
    let mut count = 0;
    while count <= most {
        match reader.read(&mut buffer) {
            Ok(0) | Err(_) => break,
            Ok(read) => count += read,
        }
    }
    count
}

fn is_packed_twice(bytes: &[u8]) -> bool {
    let begins =
        |bytes: &[u8]| PACKED.iter().any(|name| bytes.trim_ascii_start().starts_with(name));
    PACKED.iter().any(|name| {
        let ends = memchr::memmem::find_iter(bytes, name).map(|at| at + name.len());
        ends.into_iter().any(|end| begins(&bytes[end..]))
    })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn streams_that_unpack_to_too_much_are_told() {
        let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(&[0; 100_000]).expect("in memory");
        let packed = packed.finish().expect("in memory");
        let file = [b"1 0 obj << >> stream\n", &packed[..], b"\nendstream endobj"].concat();
        assert!(unpacks_beyond(&file, 50_000, 10));
        assert!(!unpacks_beyond(&file, 200_000, 10));
        assert!(!unpacks_beyond(&file, 50_000, 10_000));
        assert!(!unpacks_beyond(b"stream", 1, 0));
        assert!(is_packed_twice(b"/Filter [ /FlateDecode /FlateDecode ]"));
        assert!(!is_packed_twice(b"[/FlateDecode /DCTDecode] [/FlateDecode]"));
    }
}
