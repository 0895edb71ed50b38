//! Files that would unpack to more than a paper holds.
//!
//! The crate that reads PDF unpacks streams as a whole, some of them before it gives an object. So the
//! bytes of the file are looked at first, whatever its objects claim: where each stream begins, and how
//! much would come out of it in each way in which it can be packed.

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};
use memchr::memmem::find_iter;

/// The most bytes that one stream may unpack to, and all together.
pub(super) const MOST: usize = 256 << 20;
const MOST_OF_ALL: usize = 8 * MOST;

/// The shortest stream that can unpack to so much: the formats pack a few thousand bytes into one at
/// most.
const SHORTEST: usize = MOST / 2600;

/// How many bytes may be gone through for the ends of streams that have none: the crate looks for each
/// up to the end of the file.
const MOST_SOUGHT: usize = 1 << 29;

/// Filters that unpack, by their names and short names.
const PACKED: [&str; 6] = ["FlateDecode", "Fl", "LZWDecode", "LZW", "RunLengthDecode", "RL"];

/// Whether the file has so many streams without end that looking for them takes too long.
pub(super) fn is_cut_off(bytes: &[u8]) -> bool {
    stays_open(bytes, MOST_SOUGHT)
}

/// Whether a stream of the file unpacks to too much, or may be packed twice.
pub(super) fn is_too_large(bytes: &[u8]) -> bool {
    unpacks_beyond(bytes, MOST, MOST_OF_ALL, SHORTEST) || is_packed_twice(bytes)
}

/// Whether so many streams have no end that looking for them takes too long.
fn stays_open(bytes: &[u8], most: usize) -> bool {
    let ends = |at: usize| bytes[..at].ends_with(b"end");
    let all: Vec<bool> = find_iter(bytes, b"stream").map(ends).collect();
    let open = all.windows(2).filter(|pair| !pair[0] && !pair[1]).count();
    open.saturating_mul(bytes.len()) > most
}

/// Whether a stream unpacks to more than `most` bytes, or all to more than `all`; what is shorter than
/// `shortest` is not looked at. Where a stream says that it ends is not asked.
fn unpacks_beyond(bytes: &[u8], most: usize, all: usize, shortest: usize) -> bool {
    let mut sum = 0;
    for at in find_iter(bytes, b"stream") {
        let data = &bytes[at + b"stream".len()..];
        if data.len() < shortest {
            break;
        }
        let Some(data) = after_line(data).filter(|_| !bytes[..at].ends_with(b"end")) else {
            continue;
        };
        let unpacked = unpacked(data, most).max(run_length(&bytes[..at], data, most));
        sum += unpacked;
        if unpacked > most || sum > all {
            return true;
        }
    }
    false
}

fn after_line(data: &[u8]) -> Option<&[u8]> {
    let ends: [&[u8]; 3] = [b"\r\n", b"\n", b"\r"];
    ends.iter().find_map(|end| data.strip_prefix(*end))
}

/// How many bytes come out of what a stream begins with; beyond `most` they are not counted.
fn unpacked(data: &[u8], most: usize) -> usize {
    let plain = counted(data, most);
    if plain > most {
        return plain;
    }
    let armoured = [Armour::Hexadecimal, Armour::Base85].map(|kind| kind.taken_off(data, most / 4));
    let inside = armoured.iter().filter(|inside| inside.len() > 2);
    inside.map(|inside| counted(inside, most)).max().unwrap_or(0).max(plain)
}

fn counted(data: &[u8], most: usize) -> usize {
    let zlib = length(ZlibDecoder::new(data), most);
    let bare = if zlib == 0 { length(DeflateDecoder::new(data), most) } else { 0 };
    zlib.max(bare).max(lzw(data, true, most)).max(lzw(data, false, most))
}

/// How many bytes a reader gives before it ends or fails.
fn length(mut reader: impl Read, most: usize) -> usize {
    let mut buffer = vec![0; 1 << 14];
    let mut count = 0;
    while count <= most {
        match reader.read(&mut buffer) {
            Ok(0) | Err(_) => break,
            Ok(read) => count += read,
        }
    }
    count
}

/// How many bytes LZW gives: of each code only the length of what it stands for is kept.
fn lzw(data: &[u8], early: bool, most: usize) -> usize {
    const CLEAR: usize = 256;
    const END: usize = 257;
    const FULL: usize = 4096;
    let mut lengths = vec![1; END + 1];
    let mut bits = data.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1));
    let (mut before, mut count) = (None, 0);
    while count <= most {
        let wide = match lengths.len() + usize::from(early) {
            2048.. => 12,
            1024.. => 11,
            512.. => 10,
            _ => 9,
        };
        let mut code = 0;
        for _ in 0..wide {
            let Some(bit) = bits.next() else { return count };
            code = code << 1 | usize::from(bit);
        }
        if code == END || code > lengths.len() || code == lengths.len() && before.is_none() {
            break;
        }
        if code == CLEAR {
            lengths.truncate(END + 1);
            before = None;
            continue;
        }
        if let Some(before) = before.filter(|_| lengths.len() < FULL) {
            lengths.push(lengths[before] + 1);
        }
        count += lengths.get(code).copied().unwrap_or(0);
        before = Some(code);
    }
    count
}

/// How many bytes come out of a stream of run lengths, where the words before it name them.
fn run_length(before: &[u8], data: &[u8], most: usize) -> usize {
    /// No dictionary is longer.
    const LONGEST: usize = 1 << 16;
    let words = &before[before.len().saturating_sub(LONGEST)..];
    if !names(words).any(|(name, _)| matches!(&*name, "RunLengthDecode" | "RL")) {
        return 0;
    }
    let (mut at, mut count) = (0, 0);
    while count <= most {
        match data.get(at) {
            None | Some(128) => break,
            Some(&copied @ ..128) => {
                count += usize::from(copied) + 1;
                at += usize::from(copied) + 2;
            }
            Some(&repeated) => {
                count += 257 - usize::from(repeated);
                at += 2;
            }
        }
    }
    count
}

/// How bytes may be spelt with printable signs.
#[derive(Clone, Copy)]
enum Armour {
    Hexadecimal,
    Base85,
}

impl Armour {
    /// The bytes that signs stand for, up to the first sign that stands for none.
    fn taken_off(self, data: &[u8], most: usize) -> Vec<u8> {
        let (places, base): (usize, u64) = match self {
            Armour::Hexadecimal => (2, 16),
            Armour::Base85 => (5, 85),
        };
        let (mut bytes, mut group, mut filled) = (Vec::new(), 0_u64, 0);
        for sign in data.iter().filter(|sign| !sign.is_ascii_whitespace() && **sign != 0) {
            if matches!((self, sign, filled), (Armour::Base85, b'z', 0)) {
                bytes.extend([0; 4]);
                continue;
            }
            let Some(value) = self.value(*sign).filter(|_| bytes.len() <= most) else { break };
            group = group * base + value;
            filled += 1;
            if filled == places {
                let whole = (group as u32).to_be_bytes();
                bytes.extend(&whole[if places == 2 { 3 } else { 0 }..]);
                (group, filled) = (0, 0);
            }
        }
        bytes
    }

    fn value(self, sign: u8) -> Option<u64> {
        match self {
            Armour::Hexadecimal => char::from(sign).to_digit(16).map(u64::from),
            Armour::Base85 => sign.checked_sub(b'!').filter(|value| *value < 85).map(u64::from),
        }
    }
}

/// The names in a segment of a file (`/Fl#61te`) as they are meant, each with the place behind it.
fn names(bytes: &[u8]) -> impl Iterator<Item = (String, usize)> {
    /// No filter has a longer name, however it is spelt.
    const LONGEST: usize = 64;
    memchr::memchr_iter(b'/', bytes).map(|at| {
        let rest = &bytes[at + 1..];
        let rest = &rest[..rest.len().min(LONGEST)];
        let end = rest.iter().position(|byte| !is_of_name(byte)).unwrap_or(rest.len());
        let spelt: Vec<u8> =
            rest[..end].iter().map(|byte| if *byte == b'#' { b'%' } else { *byte }).collect();
        let meant = percent_encoding::percent_decode(&spelt).decode_utf8_lossy().into_owned();
        (meant, at + 1 + end)
    })
}

fn is_of_name(byte: &u8) -> bool {
    !byte.is_ascii_whitespace() && !b"\0()<>[]{}/%".contains(byte)
}

/// Whether two filters that unpack are named one after the other, or the filters of a stream stand
/// elsewhere than with it.
fn is_packed_twice(bytes: &[u8]) -> bool {
    let mut last: Option<usize> = None;
    for (name, end) in names(bytes) {
        if PACKED.contains(&&*name) {
            let between = last.map(|last| &bytes[last..end]);
            if between.is_some_and(is_in_list) {
                return true;
            }
            last = Some(end);
        }
        if matches!(&*name, "F" | "Filter") && is_elsewhere(bytes, end, &name) {
            return true;
        }
    }
    false
}

/// Whether nothing but names and references stands in a segment: what else there is ends a list of
/// filters.
fn is_in_list(mut between: &[u8]) -> bool {
    while let Some(at) = between.iter().position(|byte| b"[]<>(){}%".contains(byte)) {
        if between[at] != b'%' {
            return false;
        }
        between = after_comments(&between[at..]);
    }
    true
}

/// What follows white space and comments.
fn after_comments(mut bytes: &[u8]) -> &[u8] {
    loop {
        bytes = bytes.trim_ascii_start();
        if !bytes.starts_with(b"%") {
            return bytes;
        }
        let end = memchr::memchr2(b'\n', b'\r', bytes).unwrap_or(bytes.len());
        bytes = &bytes[end..];
    }
}

/// Whether what follows the name refers to something else than a dictionary of the file itself: to a
/// filter, or to an object in a packed stream. A file that is attached is such a dictionary.
fn is_elsewhere(bytes: &[u8], at: usize, name: &str) -> bool {
    let value = after_comments(&bytes[at..]);
    if let Some(list) = value.strip_prefix(b"[") {
        return has_reference(list);
    }
    let Some((number, generation)) = reference(value) else { return false };
    let object = [number, b" ", generation, b" obj"].concat();
    let mut found = find_iter(bytes, &object).map(|at| &bytes[at + object.len()..]);
    let is_dictionary = |object: &[u8]| after_comments(object).starts_with(b"<<");
    name == "Filter" || !found.any(is_dictionary)
}

/// Whether a list of names has references, too.
fn has_reference(list: &[u8]) -> bool {
    let mut rest = after_comments(list);
    while let Some(name) = rest.strip_prefix(b"/") {
        let end = name.iter().position(|byte| !is_of_name(byte)).unwrap_or(name.len());
        rest = after_comments(&name[end..]);
    }
    reference(rest).is_some()
}

/// The number and the generation of a reference: "12 0 R".
fn reference(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let number = |bytes: &'_ [u8]| bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (first, rest) = bytes.split_at(number(bytes));
    let rest = after_comments(rest);
    let (second, rest) = rest.split_at(number(rest));
    let is_one = !first.is_empty() && !second.is_empty() && after_comments(rest).starts_with(b"R");
    is_one.then_some((first, second))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(bytes).expect("in memory");
        packed.finish().expect("in memory")
    }

    fn stream(words: &str, data: &[u8]) -> Vec<u8> {
        [b"1 0 obj << ", words.as_bytes(), b" >> stream\n", data, b"\nendstream endobj"].concat()
    }

    #[test]
    fn streams_that_unpack_to_too_much_are_told() {
        let zeros = packed(&[0; 100_000]);
        let hexadecimal: String = zeros.iter().map(|byte| format!("{byte:02X} ")).collect();
        let lzw = b"\x80\x0B\x60\x50\x22\x0C\x0C\x85\x01";
        for (words, data) in [
            ("", &zeros[..]),
            ("/X (stream)", &zeros),
            ("", &zeros[2..]),
            ("", hexadecimal.as_bytes()),
            ("/Filter /RunLengthDecode", &[129, 0].repeat(800)),
        ] {
            let file = stream(words, data);
            assert!(unpacks_beyond(&file, 50_000, 900_000, 10), "{words}");
            assert!(unpacks_beyond(&file, 200_000, 50_000, 10), "{words}");
            assert!(!unpacks_beyond(&file, 200_000, 900_000, 10), "{words}");
            assert!(!unpacks_beyond(&file, 50_000, 900_000, 50_000), "{words}");
        }
        assert!(!unpacks_beyond(b"stream", 1, 1, 0));
        // The example of the standard: 45 45 45 45 45 65 45 45 45 66.
        assert_eq!(super::lzw(lzw, true, 100), 10);
    }

    #[test]
    fn streams_without_end_are_told() {
        let open = b"1 0 obj << >> stream\nabc\n".repeat(100);
        assert!(stays_open(&open, 200_000));
        assert!(!stays_open(&open, 400_000));
        assert!(!stays_open(&stream("", b"abc").repeat(100), 10_000));
    }

    #[test]
    fn base85_is_taken_off() {
        // What Adobe's own example begins with.
        assert_eq!(Armour::Base85.taken_off(b"9jqo^BlbD-z~>", 100), b"Man is d\0\0\0\0");
        assert_eq!(Armour::Hexadecimal.taken_off(b"4d 61\n6E>", 100), b"Man");
    }

    #[test]
    fn what_is_packed_twice_is_told() {
        for twice in [
            "/Filter [ /FlateDecode /FlateDecode ]",
            "/Filter [/Fl#61teDecode/LZW]",
            "/Filter [/FlateDecode % ]\n /Fl]",
            "/Filter [/FlateDecode /ASCIIHexDecode /FlateDecode]",
            "/Filter 7 0 R",
            "/Filter [7 0 R 7 0 R]",
            "/Filter [/FlateDecode %\n7 %\n0 R]",
            "/F 7 0 R 7 0 obj [/FlateDecode]",
        ] {
            assert!(is_packed_twice(twice.as_bytes()), "{twice}");
        }
        for once in [
            "[/FlateDecode /DCTDecode] [/FlateDecode]",
            "/Filter /FlateDecode >> stream \n /Filter /FlateDecode",
            "/EF << /F 7 0 R >> 7 0 obj\n<< /Type /EmbeddedFile >>",
            "/F 4 /Rect [0 0 1 1]",
            "[/ASCII85Decode /FlateDecode] [null << /Columns 4 >>] /Filter /FlateDecode",
        ] {
            assert!(!is_packed_twice(once.as_bytes()), "{once}");
        }
    }
}
