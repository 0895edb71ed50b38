//! Keys for words and features: stable over machines and versions.

/// A key for a string: FNV-1a over its bytes, finished with a mixing step.
pub fn hash(text: &str) -> u64 {
    hash_of(text.bytes())
}

/// The same for bytes in several pieces.
pub(crate) fn hash_of(bytes: impl Iterator<Item = u8>) -> u64 {
    let key = bytes.fold(0xCBF2_9CE4_8422_2325_u64, |key, byte| {
        (key ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    });
    mix(key, 0)
}

/// A key for a key and one more value, in this order.
pub const fn mix(key: u64, value: u64) -> u64 {
    // The multiplier is that of the splitmix64 generator.
    let mixed = (key.rotate_left(23) ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ (mixed >> 29)
}
