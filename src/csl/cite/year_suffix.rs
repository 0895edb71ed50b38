//! Year suffixes: a, b, … z, aa.
//!
//! CSL 1.0.2, "Disambiguation", `disambiguate-add-year-suffix`.

/// Returns the letters of a year suffix, from 0.
pub(crate) fn letters(number: usize) -> String {
    let mut rest = number + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'a' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn suffixes_go_on_after_z() {
        let have: Vec<String> = [0, 1, 25, 26, 27, 701, 702].into_iter().map(letters).collect();
        assert_eq!(have, ["a", "b", "z", "aa", "ab", "zz", "aaa"]);
    }
}
