//! What a style manual asks of citations in the text.

use citationberg::taxonomy::{DateVariable, NameVariable, Variable};
use citationberg::{
    CslMacro, IndependentStyle, LayoutRenderingElement, NameAnd, TestPosition, TextTarget,
};

/// The demands of a manual, as far as its CSL style states them; what it leaves open is none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StyleConventions {
    /// What the style is called.
    pub name: String,
    /// From how many authors on a citation names the first and "et al.".
    pub et_al_min: Option<usize>,
    /// Whether a comma stands between names and year.
    pub comma: Option<bool>,
    /// Whether "&" joins the last two names in brackets; otherwise a word does.
    pub ampersand: Option<bool>,
    /// Whether the style has a form of its own for the work cited just before ("ibid.").
    pub ibid: bool,
}

impl StyleConventions {
    /// What a CSL style states.
    pub fn of(style: &IndependentStyle) -> StyleConventions {
        let (citation, macros) = (&style.citation, style.macros.as_slice());
        let author = Variable::Name(NameVariable::Author);
        let names = citation.layout.elements.iter().find_map(|element| {
            match element.find_variable_element(author, macros) {
                Some(LayoutRenderingElement::Names(names)) => Some(names),
                _ => None,
            }
        });
        // A style, its citations, the names in them and each list of names hand options down.
        let mut options = style.settings.options.apply(&citation.name_options);
        if let Some(names) = &names {
            options = options.apply(&names.options());
        }
        let name = names.as_ref().and_then(|names| names.name());
        let and = name.map_or(options.and, |name| name.options(&options).and);
        let min = name.map_or(options.et_al_min, |name| name.options(&options).et_al_min);
        let delimiter = before_year(&citation.layout.elements, None, macros);
        StyleConventions {
            name: style.info.title.value.clone(),
            et_al_min: min.and_then(|min| usize::try_from(min).ok()),
            comma: delimiter.map(|delimiter| delimiter.contains(',')),
            ampersand: and.map(|and| and == NameAnd::Symbol),
            ibid: has_ibid(&citation.layout.elements, macros),
        }
    }
}

/// Whether a layout asks if a work was cited just before.
fn has_ibid(elements: &[LayoutRenderingElement], macros: &[CslMacro]) -> bool {
    let ibid = |at: &TestPosition| matches!(at, TestPosition::Ibid | TestPosition::IbidWithLocator);
    elements.iter().any(|element| match element {
        LayoutRenderingElement::Group(group) => has_ibid(&group.children, macros),
        LayoutRenderingElement::Choose(choose) => choose.branches().any(|branch| {
            let asked = branch.position.as_ref().is_some_and(|places| places.iter().any(ibid));
            asked || has_ibid(&branch.children, macros)
        }),
        LayoutRenderingElement::Text(text) => match &text.target {
            TextTarget::Macro { name } => macros
                .iter()
                .find(|called| called.name == *name)
                .is_some_and(|called| has_ibid(&called.children, macros)),
            _ => false,
        },
        _ => false,
    })
}

/// What a layout puts between the authors and the date: the delimiter of the innermost group that
/// has both in parts of their own.
fn before_year(
    elements: &[LayoutRenderingElement],
    delimiter: Option<&str>,
    macros: &[CslMacro],
) -> Option<String> {
    let within = elements.iter().find_map(|element| match element {
        LayoutRenderingElement::Group(group) => {
            before_year(&group.children, group.delimiter.as_deref(), macros)
        }
        LayoutRenderingElement::Choose(choose) => {
            choose.branches().find_map(|branch| before_year(&branch.children, None, macros))
        }
        LayoutRenderingElement::Text(text) => match &text.target {
            TextTarget::Macro { name } => {
                let called = macros.iter().find(|called| called.name == *name)?;
                before_year(&called.children, None, macros)
            }
            _ => None,
        },
        _ => None,
    });
    let holds = |element: &LayoutRenderingElement, variable: Variable| {
        element.find_variable_element(variable, macros).is_some()
    };
    let both = || {
        let author = Variable::Name(NameVariable::Author);
        let issued = Variable::Date(DateVariable::Issued);
        let names = elements.iter().position(|element| holds(element, author))?;
        let rest = elements.get(names + 1..)?;
        let dated = rest.iter().any(|element| holds(element, issued));
        dated.then(|| delimiter.unwrap_or_default().to_owned())
    };
    within.or_else(both)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(inner: &str) -> StyleConventions {
        let xml = format!(
            r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
            <info><title>Example</title><id>example</id><updated>2026-01-01T00:00:00+00:00</updated></info>
            <macro name="who"><names variable="author"><name form="short" and="symbol"/></names></macro>
            <macro name="when"><date variable="issued"><date-part name="year"/></date></macro>
            <citation et-al-min="3" et-al-use-first="1"><layout prefix="(" suffix=")">{inner}</layout></citation>
            </style>"#
        );
        StyleConventions::of(&IndependentStyle::from_xml(&xml).expect("a style"))
    }

    #[test]
    fn a_style_states_its_thresholds() {
        let text = r#"<text macro="who"/><text macro="when"/>"#;
        let comma = style(&format!(r#"<group delimiter=", ">{text}</group>"#));
        assert_eq!(comma.et_al_min, Some(3));
        assert_eq!((comma.comma, comma.ampersand), (Some(true), Some(true)));
        let nested = format!(
            r#"<group delimiter=", "><group delimiter=" ">{text}</group><text variable="locator"/></group>"#
        );
        assert_eq!(style(&nested).comma, Some(false));
        assert_eq!(style(r#"<text macro="who"/>"#).comma, None);
        let again = r#"<choose><if position="ibid"><text value="ibid."/></if></choose>"#;
        assert!(style(again).ibid && !style(text).ibid);
    }
}
