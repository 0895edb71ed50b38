//! Words that tell a body from a person.

/// Whether a name is that of a body: a ministry, a company, a team.
pub fn is_body(name: &str) -> bool {
    let mut words = 0;
    for word in name.split(|c: char| !c.is_alphanumeric()) {
        words += usize::from(!word.is_empty());
        let lower = word.to_lowercase();
        let known =
            STEMS.iter().any(|stem| lower.starts_with(stem)) || WORDS.contains(&lower.as_str());
        if known {
            return true;
        }
    }
    HAN_ENDINGS.iter().any(|ending| name.ends_with(ending)) || (words > 1 && is_phrase(name))
}

/// Whether a single word is the short name of a body: "OSCE", "UNESCO", "WHO/UNICEF".
pub fn is_acronym(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 2 && word.chars().all(|c| c.is_uppercase() || c.is_numeric() || "&/-.".contains(c))
}

/// Whether small words stand between the others as no person's name has them.
fn is_phrase(name: &str) -> bool {
    let small =
        ["of", "for", "the", "on", "in", "und", "für", "pour", "para", "по", "to", "against"];
    name.split_whitespace().any(|word| small.contains(&word) || word == "The")
}

/// Beginnings of words in many languages.
const STEMS: [&str; 82] = [
    "universi",
    "universt",
    "institu",
    "organiz",
    "organis",
    "minist",
    "département",
    "departe",
    "departa",
    "department",
    "committee",
    "comité",
    "comitê",
    "komitee",
    "commission",
    "comisi",
    "comiss",
    "kommission",
    "council",
    "conseil",
    "consejo",
    "conselho",
    "agency",
    "agencia",
    "agência",
    "agence",
    "agentur",
    "associat",
    "asociaci",
    "associaç",
    "society",
    "sociedad",
    "société",
    "gesellschaft",
    "foundation",
    "fundaci",
    "fundaç",
    "fondation",
    "stiftung",
    "government",
    "gobierno",
    "governo",
    "consorti",
    "collaborat",
    "corporat",
    "federa",
    "parliament",
    "parlament",
    "academ",
    "laborator",
    "initiative",
    "programme",
    "secretariat",
    "secretaria",
    "statisti",
    "estatístic",
    "authorit",
    "administrat",
    "hochschule",
    "verband",
    "министерств",
    "университет",
    "институт",
    "комитет",
    "агентств",
    "академи",
    "организаци",
    "правительств",
    "министрлі",
    "ассоциаци",
    "комисси",
    "федераци",
    "observator",
    "hospital",
    "museum",
    "librar",
    "bibliot",
    "archiv",
    "company",
    "companies",
    "workgroup",
    "taskforce",
];

/// Whole words.
const WORDS: [&str; 63] = [
    "endowment",
    "bank",
    "banco",
    "banque",
    "center",
    "centre",
    "centro",
    "zentrum",
    "centrum",
    "office",
    "bureau",
    "oficina",
    "group",
    "team",
    "union",
    "network",
    "project",
    "inc",
    "ltd",
    "gmbh",
    "llc",
    "corp",
    "plc",
    "sa",
    "ag",
    "service",
    "services",
    "court",
    "press",
    "party",
    "nations",
    "states",
    "fund",
    "trust",
    "school",
    "college",
    "club",
    "division",
    "board",
    "survey",
    "alliance",
    "campaign",
    "community",
    "congress",
    "senate",
    "house",
    "industries",
    "labs",
    "software",
    "systems",
    "technologies",
    "times",
    "news",
    "police",
    "staff",
    "editors",
    "contributors",
    "developers",
    "authors",
    "writers",
    "panel",
    "forum",
    "brasil",
];

/// Endings of the names of bodies in Chinese, Japanese and Korean.
const HAN_ENDINGS: [&str; 14] = [
    "大学",
    "学院",
    "委员会",
    "研究所",
    "研究院",
    "中心",
    "公司",
    "协会",
    "学会",
    "政府",
    "银行",
    "组织",
    "部",
    "局",
];
