//! A style's XML read into its tree; macros become numbers, and none may call itself.
//!
//! CSL 1.0.2, "Styles": "Root Element", "Child Elements", "Info", "Citation", "Bibliography", "Macro", "Layout".

use std::collections::HashMap;

use super::Style;
use super::attributes::{choice, common, flag, names, number, options, range, text};
use super::element::*;
use super::extent::Extent;
use super::options::Demote;
use super::shared::{date, term_form, term_name};
use super::xml::Xml;
use crate::csl::error::CslError;
use crate::csl::locale::data::LocaleData;
use crate::csl::variable::Variable;

/// Macros nested deeper than this are refused.
const MAX_NESTING: usize = 60;

pub(super) fn style(source: &str) -> Result<Style, CslError> {
    let xml = Xml::parse(source)?;
    if xml.name != "style" {
        return Err(CslError::Root { expected: "style", found: xml.name.to_owned() });
    }
    let info = xml.child("info");
    if xml.child("citation").is_none() {
        dependent(info, xml.get("default-locale"))?;
        return Err(CslError::MissingElement { line: xml.line, element: "citation" });
    }
    let mut reader = Reader::new(&xml);
    let macros = reader.macros()?;
    let citation = reader.area(&xml, "citation")?.unwrap_or_default();
    let bibliography = reader.area(&xml, "bibliography")?;
    let locales = xml.children.iter().filter(|child| child.name == "locale");
    let demote = choice(
        &xml,
        "demote-non-dropping-particle",
        &[
            ("never", Demote::Never),
            ("sort-only", Demote::SortOnly),
            ("display-and-sort", Demote::DisplayAndSort),
        ],
    )?;
    Ok(Style {
        note: xml.get("class") == Some("note"),
        names: names(&xml, true)?,
        demote: demote.unwrap_or_default(),
        initialize_with_hyphen: flag(&xml, "initialize-with-hyphen")?.unwrap_or(true),
        page_range: range(&xml, "page-range-format")?,
        year_range: range(&xml, "year-range-format")?,
        default_locale: xml.get("default-locale").filter(|l| !l.is_empty()).map(str::to_owned),
        macros,
        citation,
        bibliography,
        locales: locales.map(LocaleData::read).collect::<Result<_, _>>()?,
        title: title(info),
        explicit_year_suffix: reader.explicit_year_suffix,
        tests_disambiguate: reader.tests_disambiguate,
        name_variables: reader.name_variables,
        tests_position: reader.tests_position,
    })
}

fn dependent(info: Option<&Xml<'_>>, default_locale: Option<&str>) -> Result<(), CslError> {
    let links = info.into_iter().flat_map(|info| &info.children);
    let parent = links
        .filter(|link| link.name == "link" && link.get("rel") == Some("independent-parent"))
        .find_map(|link| link.get("href"));
    let default_locale = default_locale.filter(|lang| !lang.is_empty()).map(str::to_owned);
    parent.map_or(Ok(()), |parent| {
        let (parent, title) = (parent.to_owned(), title(info));
        Err(CslError::Dependent { parent, default_locale, title })
    })
}

fn title(info: Option<&Xml<'_>>) -> String {
    let title = info.and_then(|info| info.child("title"));
    title.map(|title| title.text.trim().to_owned()).unwrap_or_default()
}

struct Reader<'a> {
    definitions: Vec<&'a Xml<'a>>,
    numbers: HashMap<&'a str, usize>,
    extents: Vec<Extent>,
    explicit_year_suffix: bool,
    name_variables: Vec<Variable>,
    tests_disambiguate: bool,
    tests_position: bool,
}

impl<'a> Reader<'a> {
    fn new(xml: &'a Xml<'a>) -> Reader<'a> {
        let definitions: Vec<&Xml<'_>> =
            xml.children.iter().filter(|child| child.name == "macro").collect();
        let mut numbers = HashMap::new();
        for (number, definition) in definitions.iter().enumerate() {
            numbers.entry(definition.get("name").unwrap_or_default()).or_insert(number);
        }
        Reader {
            definitions,
            numbers,
            extents: Vec::new(),
            explicit_year_suffix: false,
            name_variables: Vec::new(),
            tests_disambiguate: false,
            tests_position: false,
        }
    }

    fn macros(&mut self) -> Result<Vec<Macro>, CslError> {
        let definitions = self.definitions.clone();
        let mut calls: Vec<Vec<usize>> = Vec::new();
        let mut macros = Vec::new();
        for definition in &definitions {
            let children = self.elements(&definition.children)?;
            let (mut called, mut has_date) = (Vec::new(), false);
            walk(&children, &mut called, &mut has_date);
            calls.push(called);
            macros.push(Macro { children, has_date });
        }
        let mut visits = vec![Visit::New; macros.len()];
        self.extents = vec![Extent::default(); macros.len()];
        for number in 0..macros.len() {
            self.visit(number, 0, &macros, &calls, &mut visits)?;
        }
        Ok(macros)
    }

    /// Goes through what a macro calls; fails on a cycle, and on more than a style needs. `open` macros
    /// are being gone through.
    fn visit(
        &mut self,
        number: usize,
        open: usize,
        macros: &[Macro],
        calls: &[Vec<usize>],
        visits: &mut [Visit],
    ) -> Result<(), CslError> {
        let definition = self.definitions[number];
        let line = definition.line;
        let name = || definition.get("name").unwrap_or_default().to_owned();
        match visits[number] {
            Visit::Done => return Ok(()),
            Visit::Open => return Err(CslError::MacroCycle { line, name: name() }),
            Visit::New => visits[number] = Visit::Open,
        }
        if open >= MAX_NESTING {
            return Err(CslError::TooDeep { line, element: name() });
        }
        for &called in &calls[number] {
            self.visit(called, open + 1, macros, calls, visits)?;
        }
        let extent = Extent::of(&macros[number].children, &self.extents);
        extent.check(line, definition.get("name").unwrap_or_default())?;
        self.extents[number] = extent;
        visits[number] = Visit::Done;
        Ok(())
    }

    fn area(&mut self, style: &Xml<'_>, name: &'static str) -> Result<Option<Area>, CslError> {
        let Some(xml) = style.child(name) else { return Ok(None) };
        let Some(layout) = xml.child("layout") else {
            return Err(CslError::MissingElement { line: xml.line, element: "layout" });
        };
        let children = self.elements(&layout.children)?;
        Extent::of(&children, &self.extents).check(layout.line, name)?;
        let sort = xml.child("sort").map(|sort| self.sort(sort)).transpose()?;
        Ok(Some(Area {
            options: options(xml)?,
            sort: sort.unwrap_or_default(),
            layout: Layout {
                common: common(layout)?,
                delimiter: text(layout, "delimiter").unwrap_or_default(),
                children,
            },
        }))
    }

    fn sort(&mut self, xml: &Xml<'_>) -> Result<Vec<SortKey>, CslError> {
        let keys = xml.children.iter().filter(|child| child.name == "key");
        keys.map(|key| {
            let by = match key.get("macro") {
                Some(name) => SortBy::Macro(self.number(key, name)?),
                None => SortBy::Variable(key.get("variable").and_then(Variable::named)),
            };
            Ok(SortKey {
                by,
                descending: key.get("sort") == Some("descending"),
                min: number(key, "names-min")?,
                use_first: number(key, "names-use-first")?,
                use_last: flag(key, "names-use-last")?,
            })
        })
        .collect()
    }

    fn number(&self, xml: &Xml<'_>, name: &str) -> Result<usize, CslError> {
        let unknown = || CslError::UnknownMacro { line: xml.line, name: name.to_owned() };
        self.numbers.get(name).copied().ok_or_else(unknown)
    }

    fn elements(&mut self, children: &[Xml<'_>]) -> Result<Vec<Element>, CslError> {
        children.iter().map(|child| self.element(child)).collect()
    }

    fn element(&mut self, xml: &Xml<'_>) -> Result<Element, CslError> {
        Ok(match xml.name {
            "text" => Element::Text(self.text(xml)?),
            "number" => Element::Number(number_element(xml)?),
            "label" => Element::Label(label(xml)?),
            "date" => Element::Date(date(xml)?),
            "names" => Element::Names(Box::new(self.names(xml)?)),
            "group" => Element::Group(Group {
                common: common(xml)?,
                delimiter: text(xml, "delimiter").unwrap_or_default(),
                children: self.elements(&xml.children)?,
            }),
            "choose" => Element::Choose(self.choose(xml)?),
            _ => {
                let element = xml.name.to_owned();
                return Err(CslError::UnknownElement { line: xml.line, element });
            }
        })
    }

    fn text(&mut self, xml: &Xml<'_>) -> Result<Text, CslError> {
        let source = if let Some(name) = xml.get("variable") {
            if name == "year-suffix" || name == "citation-label" {
                self.explicit_year_suffix = true;
            }
            let short = xml.get("form") == Some("short");
            Variable::named(name)
                .map_or(Source::Nothing, |variable| Source::Variable { variable, short })
        } else if let Some(name) = xml.get("macro") {
            Source::Macro(self.number(xml, name)?)
        } else if let Some(term) = xml.get("term") {
            Source::Term {
                name: term_name(term).into(),
                form: term_form(xml)?,
                plural: xml.get("plural") == Some("true"),
            }
        } else if let Some(value) = xml.get("value") {
            Source::Value(value.into())
        } else {
            Source::Nothing
        };
        Ok(Text { common: common(xml)?, source })
    }

    fn names(&mut self, xml: &Xml<'_>) -> Result<Names, CslError> {
        let variables = xml.get("variable").unwrap_or_default().split_whitespace();
        let mut names = Names {
            common: common(xml)?,
            variables: variables.filter_map(Variable::named).collect(),
            delimiter: text(xml, "delimiter"),
            ..Names::default()
        };
        for variable in &names.variables {
            if !self.name_variables.contains(variable) {
                self.name_variables.push(*variable);
            }
        }
        for child in &xml.children {
            match child.name {
                "name" => names.name = Some(name(child)?),
                "et-al" => names.et_al = Some(et_al(child)?),
                "label" => {
                    let before = names.name.is_none()
                        && xml.children.iter().any(|other| other.name == "name");
                    names.label = Some(NamesLabel { label: label(child)?, before });
                }
                "substitute" => names.substitute = self.elements(&child.children)?,
                "institution" => {}
                other => {
                    let element = other.to_owned();
                    return Err(CslError::UnknownElement { line: child.line, element });
                }
            }
        }
        Ok(names)
    }

    fn choose(&mut self, xml: &Xml<'_>) -> Result<Vec<Branch>, CslError> {
        xml.children.iter().map(|branch| self.branch(branch)).collect()
    }

    fn branch(&mut self, xml: &Xml<'_>) -> Result<Branch, CslError> {
        let mut tests = Vec::new();
        for (attribute, value) in &xml.attributes {
            let words = || value.split_whitespace();
            let variables = || words().map(Variable::named);
            match *attribute {
                "type" => tests.push(Test::Type(words().map(Box::from).collect())),
                "variable" => tests.extend(variables().map(Test::Variable)),
                "is-numeric" => tests.extend(variables().map(Test::Numeric)),
                "is-uncertain-date" => tests.extend(variables().map(Test::Uncertain)),
                "locator" => {
                    let value = value.replace("sub verbo", "sub-verbo");
                    tests.extend(value.split_whitespace().map(|label| Test::Locator(label.into())));
                }
                "position" => {
                    self.tests_position = true;
                    for word in words() {
                        tests.push(Test::Position(position(xml, word)?));
                    }
                }
                "disambiguate" => {
                    self.tests_disambiguate = true;
                    tests.push(Test::Disambiguate);
                }
                _ => {}
            }
        }
        let values = [("all", Match::All), ("any", Match::Any), ("none", Match::None)];
        Ok(Branch {
            matching: choice(xml, "match", &values)?.unwrap_or_default(),
            tests,
            children: self.elements(&xml.children)?,
        })
    }
}

/// How far a macro has been gone through.
#[derive(Clone, Copy)]
enum Visit {
    New,
    Open,
    Done,
}

/// Collects the macros that elements call, and whether there is a date among them.
fn walk(elements: &[Element], called: &mut Vec<usize>, has_date: &mut bool) {
    for element in elements {
        match element {
            Element::Text(Text { source: Source::Macro(number), .. }) => called.push(*number),
            Element::Date(_) => *has_date = true,
            Element::Names(names) => walk(&names.substitute, called, has_date),
            Element::Group(group) => walk(&group.children, called, has_date),
            Element::Choose(branches) => {
                branches.iter().for_each(|branch| walk(&branch.children, called, has_date));
            }
            _ => {}
        }
    }
}

fn position(xml: &Xml<'_>, word: &str) -> Result<PositionTest, CslError> {
    Ok(match word {
        "first" => PositionTest::First,
        "subsequent" => PositionTest::Subsequent,
        "ibid" => PositionTest::Ibid,
        "ibid-with-locator" => PositionTest::IbidWithLocator,
        "near-note" => PositionTest::NearNote,
        "far-note" => PositionTest::FarNote,
        _ => {
            return Err(CslError::BadValue {
                line: xml.line,
                element: xml.name.to_owned(),
                attribute: "position",
                value: word.to_owned(),
            });
        }
    })
}

/// The name of a term as this program has it.
fn number_element(xml: &Xml<'_>) -> Result<Number, CslError> {
    let values = [
        ("numeric", NumberForm::Numeric),
        ("ordinal", NumberForm::Ordinal),
        ("long-ordinal", NumberForm::LongOrdinal),
        ("roman", NumberForm::Roman),
    ];
    Ok(Number {
        common: common(xml)?,
        variable: xml.get("variable").and_then(Variable::named),
        form: choice(xml, "form", &values)?.unwrap_or_default(),
    })
}

fn label(xml: &Xml<'_>) -> Result<Label, CslError> {
    let values = [
        ("contextual", Plural::Contextual),
        ("always", Plural::Always),
        ("never", Plural::Never),
        ("true", Plural::Always),
        ("false", Plural::Never),
    ];
    Ok(Label {
        common: common(xml)?,
        variable: xml.get("variable").and_then(Variable::named),
        form: term_form(xml)?,
        plural: choice(xml, "plural", &values)?.unwrap_or_default(),
    })
}

fn name(xml: &Xml<'_>) -> Result<Name, CslError> {
    let part = |part: &str| {
        let parts = xml.children.iter().filter(|child| child.name == "name-part");
        parts.filter(|child| child.get("name") == Some(part)).map(common).next().transpose()
    };
    Ok(Name {
        common: common(xml)?,
        options: names(xml, false)?,
        family: part("family")?,
        given: part("given")?,
    })
}

fn et_al(xml: &Xml<'_>) -> Result<EtAl, CslError> {
    let term = term_name(xml.get("term").unwrap_or("et-al"));
    Ok(EtAl { common: common(xml)?, term: term.into() })
}
