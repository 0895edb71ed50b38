//! How reference lists and notes are headed in many languages.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::text::fold::fold;

/// Whether a heading announces a reference list, whatever its case, number and colon.
pub fn heads_references(text: &str) -> bool {
    if text.len() > 120 {
        return false;
    }
    let words = text.trim_start_matches(|c: char| !c.is_alphabetic());
    let bibliography =
        words.split_whitespace().count() <= 4 && fold(words).starts_with("bibliogra");
    bibliography
        || [words, without_roman(words)].into_iter().any(|words| {
            HEADINGS.contains(&fold(words)) || HEADINGS.contains(&fold(without_remark(words)))
        })
        || [without_part(words), after_part(words)]
            .into_iter()
            .flatten()
            .any(|words| HEADINGS.contains(&fold(words)))
}

/// Whether a heading is one of these, whatever its case, number and colon.
pub fn is_named(text: &str, names: &[String]) -> bool {
    let key = |name: &str| fold(name.trim_start_matches(|c: char| !c.is_alphabetic()));
    !names.is_empty() && names.iter().any(|name| key(name) == key(text))
}

/// Whether a heading announces notes at the end of a text or a chapter.
pub fn heads_notes(text: &str) -> bool {
    let words = text.trim_start_matches(|c: char| !c.is_alphabetic());
    text.len() < 60 && NOTES.contains(&&*fold(words))
}

/// Folded.
const NOTES: [&str; 22] = [
    "notes",
    "endnotes",
    "footnotes",
    "note",
    "notesdefin",
    "notesdebasdepage",
    "anmerkungen",
    "fußnoten",
    "fussnoten",
    "endnoten",
    "notas",
    "notasfinales",
    "notasalpie",
    "notasderodape",
    "notasdefim",
    "noteapiedipagina",
    "примечания",
    "сноски",
    "ескертпелер",
    "notlar",
    "dipnotlar",
    "注释",
];

/// Whether a heading begins something that follows reference lists: an appendix, tables, notes.
pub fn heads_something_else(text: &str) -> bool {
    let words = text.trim_start_matches(|c: char| !c.is_alphabetic());
    let key = fold(words.split_whitespace().next().unwrap_or(""));
    text.len() < 200 && FOLLOWERS.iter().any(|follower| key.starts_with(follower))
}

/// Whether these words before a colon begin what journals print after the list: "Received: …".
pub fn heads_back_matter(words: &str) -> bool {
    let key = fold(words);
    ["keywords", "received", "accepted", "editedby", "reviewedby", "copyright", "citation"]
        .contains(&&*key)
}

/// Without the Roman number before a heading: "VII. References".
fn without_roman(words: &str) -> &str {
    let rest = words.trim_start_matches(|c: char| "IVXivx".contains(c));
    match rest.strip_prefix(['.', ')', ' ']) {
        Some(rest) => rest.trim_start(),
        None => words,
    }
}

/// Without the remark in brackets after a heading: "Bibliography (selected)", "References\[edit\]".
fn without_remark(words: &str) -> &str {
    let inside = words.trim_end().strip_suffix([')', '）', ']', '}']);
    let open = inside.and_then(|rest| rest.rfind(['(', '（', '[', '{']));
    open.map_or(words, |open| words[..open].trim_end())
}

/// Without the part of the text that the list belongs to: "References for Chapter 3",
/// "Bibliografia Sezione 2.1".
fn without_part(words: &str) -> Option<&str> {
    let (rest, number) = words.trim_end().rsplit_once(' ')?;
    let digits = number.chars().all(|c| c.is_ascii_digit() || c == '.') && number.len() < 4;
    let (rest, _part) = rest.trim_end().rsplit_once(' ').filter(|_| digits)?;
    let joint = rest.rsplit_once(' ').filter(|(_, word)| word.chars().count() < 4);
    Some(joint.map_or(rest, |(rest, _)| rest))
}

/// Without the part of the text before the word: "Chapter 2 References".
fn after_part(words: &str) -> Option<&str> {
    let (_part, rest) = words.split_once(' ')?;
    let (number, rest) = rest.trim_start().split_once(' ')?;
    let digits = number.chars().all(|c| c.is_ascii_digit() || ".:".contains(c)) && number.len() < 5;
    digits.then_some(rest)
}

static HEADINGS: LazyLock<HashSet<String>> =
    LazyLock::new(|| NAMES.iter().flat_map(|line| line.split(", ")).map(fold).collect());

/// One line for each language.
const NAMES: [&str; 30] = [
    "references, reference, reference list, list of references, references cited, cited references, literature cited, cited literature, works cited, work cited, works consulted, bibliography, selected bibliography, select bibliography, annotated bibliography, bibliographic references, bibliographical references, literature, literature references, sources, sources cited, primary sources, secondary sources, references and notes, notes and references, references and further reading, references and bibliography, bibliography and references, references list, list of works cited, list of sources, further reading, citations, cited works, additional references, supplementary references, main references, key references, selected references, suggested references, sources consulted, source list, sources and references, sources and literature, references and sources, references and citations, references used, references and resources, references & notes, notes & references, references & bibliography, references & further reading",
    "referencias, referencias bibliográficas, bibliografía, bibliografía citada, obras citadas, literatura citada, fuentes, fuentes consultadas, lista de referencias, referencias citadas, bibliografía consultada, referencias bibliográficas consultadas, referencias consultadas, referencias y bibliografía, fuentes bibliográficas, fuentes y bibliografía, bibliografía y fuentes",
    "referências, referências bibliográficas, referência, bibliografia, obras citadas, fontes, lista de referências, literatura citada, referências citadas, referências desta seção, referências do capítulo, bibliografia consultada, referências consultadas, fontes consultadas, fontes e referências",
    "références, références bibliographiques, bibliographie, ouvrages cités, littérature citée, sources et bibliographie, liste des références, bibliographie sélective",
    "literatur, literaturverzeichnis, literaturangaben, literaturliste, quellen, quellenverzeichnis, quellen und literatur, quellen- und literaturverzeichnis, bibliografie, referenzen, zitierte literatur, verwendete literatur, schrifttum",
    "riferimenti, riferimenti bibliografici, opere citate, fonti, letteratura citata",
    "referenties, literatuur, literatuurlijst, geraadpleegde literatuur, bronnen, bronnenlijst, bronvermelding",
    "referenser, referenslista, litteratur, litteraturförteckning, källor, källförteckning, litteraturlista",
    "referencer, litteraturliste, referanser, referanseliste, kilder, kildeliste, litteraturfortegnelse",
    "lähteet, lähdeluettelo, viitteet, kirjallisuus, kirjallisuusluettelo",
    "bibliografia, literatura, literatura cytowana, piśmiennictwo, źródła, spis literatury, wykaz literatury, literatura i źródła, bibliografia i źródła, źródła i literatura",
    "použitá literatura, seznam literatury, seznam použité literatury, zdroje, prameny, zoznam použitej literatúry",
    "irodalom, irodalomjegyzék, felhasznált irodalom, hivatkozások, források",
    "bibliografie, referințe, referințe bibliografice",
    "kaynakça, kaynaklar, referanslar",
    "daftar pustaka, referensi, daftar referensi, rujukan",
    "tài liệu tham khảo",
    "βιβλιογραφία, βιβλιογραφικές αναφορές, αναφορές, πηγές",
    "литература, список литературы, список использованной литературы, список использованных источников, список источников, источники, источники и литература, использованная литература, библиография, библиографический список, библиографические ссылки, ссылки, список литературы и источников",
    "література, список літератури, список використаних джерел, список використаної літератури, джерела, бібліографія, посилання",
    "әдебиеттер, әдебиет, әдебиеттер тізімі, пайдаланылған әдебиеттер, пайдаланылған әдебиеттер тізімі, пайдаланылған әдебиет, қолданылған әдебиеттер, дереккөздер, сілтемелер, библиография",
    "参考文献, 主要参考文献, 参考书目, 引用文献, 参考资料, 文献, 参考文献与注释",
    "參考文獻, 參考書目, 引用文獻, 參考資料, 徵引文獻",
    "引用・参考文献, 参考文献一覧, 文献一覧",
    "참고문헌, 참고 문헌, 인용문헌",
    "المراجع, المصادر, المصادر والمراجع, قائمة المراجع, قائمة المصادر والمراجع, ثبت المراجع",
    "منابع, فهرست منابع, منابع و مآخذ",
    "מקורות, ביבליוגרפיה, רשימת מקורות",
    "संदर्भ, संदर्भ सूची",
    "адабиётлар, фойдаланилган адабиётлар, адабияттар, колдонулган адабияттар, foydalanilgan adabiyotlar, adabiyotlar",
];

/// First words, folded.
const FOLLOWERS: [&str; 26] = [
    "appendi",
    "anexo",
    "annex",
    "apendice",
    "anhang",
    "приложени",
    "қосымша",
    "supplement",
    "supporting",
    "acknowledg",
    "agradec",
    "danksagung",
    "remercie",
    "funding",
    "author",
    "conflict",
    "competing",
    "figure",
    "tables",
    "notes",
    "endnotes",
    "abbreviation",
    "glossary",
    "abouttheauthor",
    "biograph",
    "correspond",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_lists() {
        for text in [
            "REFERENCES:",
            "7. References",
            "VII. Literature cited",
            "Referências bibliográficas",
            "Список литературы:",
            "Пайдаланылған әдебиеттер тізімі",
            "参考文献",
            "  Works Cited.",
            "Bibliografia Sezione 2.1",
            "References for Chapter 3",
            "Literature (selected)",
            "References[edit]",
            "Bibliografía nuclear (37 fuentes)",
        ] {
            assert!(heads_references(text), "{text}");
        }
        for text in
            ["Reference values of blood", "Literature in 2010", "", "Sources of error", "12"]
        {
            assert!(!heads_references(text), "{text}");
        }
    }
}
