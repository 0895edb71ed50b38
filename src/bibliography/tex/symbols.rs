//! TeX commands that stand for characters.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Command name, tab, text; one for each line.
const TABLE: &str = include_str!("symbols.tsv");

static SYMBOLS: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| TABLE.lines().filter_map(|l| l.split_once('\t')).collect());

/// The text for a command without arguments, named without its backslash.
pub(crate) fn symbol(command: &str) -> Option<&'static str> {
    SYMBOLS.get(command).copied()
}

/// The combining character that an accent command puts on the letter after it.
pub(crate) fn accent(command: &str) -> Option<char> {
    Some(match command {
        "`" => '\u{300}',
        "'" | "´" => '\u{301}',
        "^" => '\u{302}',
        "~" => '\u{303}',
        "=" => '\u{304}',
        "u" => '\u{306}',
        "." => '\u{307}',
        "\"" => '\u{308}',
        "h" => '\u{309}',
        "r" => '\u{30A}',
        "H" => '\u{30B}',
        "v" => '\u{30C}',
        "G" => '\u{30F}',
        "f" => '\u{311}',
        "d" => '\u{323}',
        "textcommabelow" => '\u{326}',
        "c" => '\u{327}',
        "k" => '\u{328}',
        "b" => '\u{331}',
        _ => return None,
    })
}

/// The accent command for a combining character.
pub(crate) fn accent_command(combining: char) -> Option<&'static str> {
    Some(match combining {
        '\u{300}' => "`",
        '\u{301}' => "'",
        '\u{302}' => "^",
        '\u{303}' => "~",
        '\u{304}' => "=",
        '\u{306}' => "u",
        '\u{307}' => ".",
        '\u{308}' => "\"",
        '\u{30A}' => "r",
        '\u{30B}' => "H",
        '\u{30C}' => "v",
        '\u{323}' => "d",
        '\u{327}' => "c",
        '\u{328}' => "k",
        '\u{331}' => "b",
        _ => return None,
    })
}

/// The command for a character that plain ASCII TeX cannot type.
pub(crate) fn command(c: char) -> Option<&'static str> {
    Some(match c {
        'å' => "aa",
        'Å' => "AA",
        'æ' => "ae",
        'Æ' => "AE",
        'œ' => "oe",
        'Œ' => "OE",
        'ø' => "o",
        'Ø' => "O",
        'ł' => "l",
        'Ł' => "L",
        'ß' => "ss",
        'ı' => "i",
        'đ' => "dj",
        'Đ' => "DJ",
        'ð' => "dh",
        'Ð' => "DH",
        'þ' => "th",
        'Þ' => "TH",
        '–' => "textendash",
        '—' => "textemdash",
        '‘' => "textquoteleft",
        '’' => "textquoteright",
        '“' => "textquotedblleft",
        '”' => "textquotedblright",
        '„' => "quotedblbase",
        '«' => "guillemotleft",
        '»' => "guillemotright",
        '…' => "dots",
        '©' => "copyright",
        '®' => "textregistered",
        '™' => "texttrademark",
        '§' => "S",
        '¶' => "P",
        '£' => "pounds",
        '°' => "textdegree",
        '·' => "textperiodcentered",
        '•' => "textbullet",
        '†' => "dag",
        '‡' => "ddag",
        _ => return None,
    })
}
