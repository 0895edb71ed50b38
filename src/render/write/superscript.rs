//! Raised letters and digits of Unicode as plain ones that are set high, as citeproc-js has them in HTML.

use unicode_normalization::UnicodeNormalization;

/// The runs of a text: whether one is raised, and its characters as plain ones.
pub(super) fn runs(text: &str) -> Vec<(bool, String)> {
    let mut runs: Vec<(bool, String)> = Vec::new();
    for ch in text.chars() {
        let superscript = is_superscript(ch);
        if runs.last().is_none_or(|(last, _)| *last != superscript) {
            runs.push((superscript, String::new()));
        }
        if let Some((_, run)) = runs.last_mut() {
            match superscript {
                true => run.extend(plain(ch)),
                false => run.push(ch),
            }
        }
    }
    runs
}

fn is_superscript(ch: char) -> bool {
    matches!(ch,
        'ª' | '²' | '³' | '¹' | 'º' | 'ʰ'..='ʸ' | 'ˀ' | 'ˁ' | 'ˠ'..='ˤ' | 'ᴬ'..='ᵡ' | '⁰' | 'ⁱ'
        | '⁴'..='ⁿ' | '℠' | '™' | '㆒'..='㆟' | 'ۥ' | 'ۦ')
}

fn plain(ch: char) -> Vec<char> {
    match ch {
        // These have no decomposition.
        'ˀ' => vec!['ʔ'],
        'ˁ' => vec!['ʕ'],
        'ۥ' => vec!['و'],
        'ۦ' => vec!['ي'],
        _ => ch.nfkd().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raised_characters_have_plain_ones() {
        let run = |superscript, text: &str| (superscript, text.to_owned());
        assert_eq!(runs("3ᵉ éd."), [run(false, "3"), run(true, "e"), run(false, " éd.")]);
        assert_eq!(runs("X™"), [run(false, "X"), run(true, "TM")]);
        assert_eq!(runs("x₂"), [run(false, "x₂")]);
    }
}
