//! What hostile files are put together from.

/// `open` so many times, `inside`, and `close` as often.
pub fn nested(open: &str, inside: &str, close: &str, count: usize) -> String {
    format!("{}{inside}{}", open.repeat(count), close.repeat(count))
}

/// Something for each number below `count`.
pub fn each(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect()
}

/// Text of these pieces in an order that looks like none, the same each time.
pub fn shuffled(pieces: &[&str], count: usize, seed: u64) -> String {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = || {
        // xorshift64 (Marsaglia 2003)
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as usize
    };
    (0..count).map(|_| pieces[next() % pieces.len()]).collect()
}

/// Bytes in an order that looks like none.
pub fn noise(count: usize, seed: u64) -> Vec<u8> {
    let hex =
        ["\0", "\u{1}", "\u{7f}", "a", "\n", "ü", "漢", "\u{202e}", "{", "(", "@", "2010", "<"];
    let text = shuffled(&hex, count, seed).into_bytes();
    text.into_iter()
        .enumerate()
        .map(|(at, byte)| if at % 17 == 3 { byte | 0x80 } else { byte })
        .collect()
}
