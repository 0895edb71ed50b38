//! Keys under which two spellings of one word are the same.
//!
//! Surnames are compared without case, diacritics, hyphens (U+002D, U+2010–U+2015, U+2212),
//! apostrophes and spaces, because manuscripts and lists differ in all of these for one person.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::letters::is_alphanumeric;

/// The key of a name or a title: letters and digits only, lower case, without diacritics.
///
/// Letters that Unicode does not decompose but readers take for one another are mapped too
/// (ß to ss, ø to o, ł to l, æ to ae, Kazakh and Turkish letters stay apart from Latin i).
///
/// ```
/// use cite::internals::text::fold::fold;
/// assert_eq!(fold("Kim‐Cohen"), fold("Kim-Cohen"));
/// assert_eq!(fold("O’Neil"), fold("O'Neil"));
/// assert_eq!(fold("GÖDEL"), "godel");
/// ```
pub fn fold(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    fold_into(text, &mut key);
    key
}

/// Appends the key of a text to `key`.
pub(crate) fn fold_into(text: &str, key: &mut String) {
    // Most texts are one plain word.
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        let start = key.len();
        key.push_str(text);
        key[start..].make_ascii_lowercase();
        return;
    }
    text.chars().for_each(|c| fold_char(c, key));
}

/// Appends the key of one character to `key`.
fn fold_char(c: char, key: &mut String) {
    if c.is_ascii() {
        if c.is_ascii_alphanumeric() {
            key.push(c.to_ascii_lowercase());
        }
        return;
    }
    if matches!(c, '\u{2010}'..='\u{201F}') {
        // Dashes and quotation marks are in most texts.
        return;
    }
    // й, ё and ї are letters of their own, but й decomposes to и; readers who type е for ё mean
    // the same name, so decomposition is wanted here as for Latin letters.
    for d in std::iter::once(c).nfkd() {
        if is_combining_mark(d) || !is_alphanumeric(d) {
            continue;
        }
        match lone_letter(d) {
            Some(plain) => key.push_str(plain),
            None => key.extend(d.to_lowercase().filter(|l| !is_combining_mark(*l))),
        }
    }
}

/// Latin letters without a Unicode decomposition, as they are typed without a special keyboard.
fn lone_letter(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ł' | 'Ł' => "l",
        'þ' | 'Þ' => "th",
        'ħ' | 'Ħ' => "h",
        'ı' => "i",
        'ŋ' | 'Ŋ' => "n",
        'ŧ' | 'Ŧ' => "t",
        _ => return None,
    })
}

/// Whether `c` is a hyphen, dash or minus sign as typed between words or numbers.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}')
}

/// Whether `c` is an apostrophe or a sign typed for one.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | 'ʹ' | '`' | '´' | '＇')
}

/// The key of a name as cited, without the initials before or after a surname.
pub(crate) fn surname_key(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().filter(|word| !is_initials(word)).collect();
    match words.is_empty() {
        true => fold(name),
        false => fold(&words.concat()),
    }
}

/// The initials before or after a surname as cited, in lower case: "kk" of "K.K. Sullivan".
pub(crate) fn initials(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let some = words.iter().any(|word| !is_initials(word));
    let given = words.iter().filter(|word| some && is_initials(word));
    given
        .flat_map(|word| word.chars())
        .filter(|c| c.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect()
}

/// "J.", "K.K.", "J.-P.", "J".
fn is_initials(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let signs = word.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-' | '‐'));
    signs && (letters == 1 || (letters <= 4 && word.contains('.')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_have_one_key() {
        for (a, b) in [
            ("Müller", "Muller"),
            ("Łukasz", "Lukasz"),
            ("van der Wiel", "Van Der Wiel"),
            ("d’Ancona", "D'Ancona"),
            ("Ø\u{AD}rsted", "Orsted"),
            ("Maynard\u{A0}Smith", "Maynard Smith"),
            ("Пётр", "Петр"),
        ] {
            assert_eq!(fold(a), fold(b), "{a} {b}");
        }
    }

    #[test]
    fn names_of_other_scripts_keep_their_letters() {
        assert_eq!(fold("张三"), "张三");
        assert_eq!(fold("Нұрғалиев"), "нұрғалиев");
        assert_ne!(fold("Әбдікәрімов"), fold("Абдикаримов"));
    }

    #[test]
    fn keys_leave_initials_out() {
        assert_eq!(surname_key("K.K. Sullivan"), surname_key("Sullivan"));
        assert_eq!(surname_key("Yang J. C."), "yang");
        assert_eq!(surname_key("IPCC"), "ipcc");
        assert_eq!(initials("Yang J. C."), "jc");
        assert_eq!(initials("IPCC"), "");
    }
}
