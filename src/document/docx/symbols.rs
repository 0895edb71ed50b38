//! Characters of fonts that are not Unicode.

/// What the character `code` (hexadecimal) of `font` stands for; nothing where only a picture is
/// meant.
pub(super) fn symbol(font: &str, code: &str) -> Option<char> {
    let code = u32::from_str_radix(code, 16).ok()?;
    let own = match code {
        0xF000..=0xF0FF => code - 0xF000,
        _ => return char::from_u32(code),
    };
    match font {
        "Symbol" => of_symbol(u8::try_from(own).ok()?),
        _ if font.starts_with("Wingdings") || font.starts_with("Webdings") => None,
        _ => char::from_u32(own).filter(|c| !c.is_control()),
    }
}

/// The encoding of Adobe's Symbol font, as far as its characters occur in text.
fn of_symbol(code: u8) -> Option<char> {
    const CAPITALS: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
    const SMALL: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
    Some(match code {
        0x41..=0x5A => CAPITALS.chars().nth(usize::from(code - 0x41))?,
        0x61..=0x7A => SMALL.chars().nth(usize::from(code - 0x61))?,
        0x22 => '∀',
        0x24 => '∃',
        0x2D => '−',
        0x40 => '≅',
        0x5E => '⊥',
        0x7E => '∼',
        0xA2 => '′',
        0xA3 => '≤',
        0xA5 => '∞',
        0xAB => '↔',
        0xAC => '←',
        0xAE => '→',
        0xB0 => '°',
        0xB1 => '±',
        0xB2 => '″',
        0xB3 => '≥',
        0xB4 => '×',
        0xB7 => '•',
        0xB8 => '÷',
        0xB9 => '≠',
        0xBA => '≡',
        0xBB => '≈',
        0xBC => '…',
        0xC7 => '∩',
        0xC8 => '∪',
        0xCE => '∈',
        0xD2 | 0xE2 => '®',
        0xD3 | 0xE3 => '©',
        0xD4 | 0xE4 => '™',
        0xD7 => '⋅',
        0xE5 => '∑',
        0xF2 => '∫',
        0x20..=0x7E => char::from(code),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_have_their_own_characters() {
        assert_eq!(symbol("Symbol", "F061"), Some('α'));
        assert_eq!(symbol("Symbol", "F02D"), Some('−'));
        assert_eq!(symbol("Wingdings", "F0E0"), None);
        assert_eq!(symbol("Times New Roman", "2013"), Some('–'));
        assert_eq!(symbol("Arial", "F041"), Some('A'));
    }
}
