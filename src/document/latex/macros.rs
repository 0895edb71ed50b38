//! Commands that a LaTeX document itself defines.
//!
//! Many authors wrap a citation command (`\newcommand{\pcite}[1]{\citep{#1}}`) or abbreviate words.
//! A call is replaced by the definition's body with its arguments, as TeX does; what the body holds
//! beyond that is not executed.

use std::collections::HashMap;

use super::scanner::Scanner;
use crate::text::span::Span;

/// The longest body that is put in place of a call, in bytes.
const LONGEST: usize = 400;

/// The definitions of a document, by name.
#[derive(Debug, Default)]
pub(crate) struct Macros {
    defined: HashMap<String, Definition>,
}

#[derive(Debug, Clone)]
struct Definition {
    arguments: usize,
    /// The first argument, where it may be left out.
    default: Option<String>,
    body: String,
}

impl Macros {
    /// Reads all `\newcommand`, `\renewcommand`, `\providecommand` and `\def` of a source.
    pub(crate) fn of(source: &str) -> Macros {
        let mut macros = Macros::default();
        for (at, _) in source.match_indices('\\') {
            let mut scanner = Scanner::new(source, Span::new(at + 1, source.len()));
            match scanner.command_name() {
                "newcommand" | "renewcommand" | "providecommand" => {
                    macros.newcommand(&mut scanner);
                }
                "def" => macros.def(&mut scanner),
                _ => {}
            }
        }
        macros
    }

    fn newcommand(&mut self, scanner: &mut Scanner) -> Option<()> {
        scanner.eat("*");
        let name = match scanner.braced() {
            Some(name) => name.of(scanner.source).trim().strip_prefix('\\')?.to_owned(),
            None => {
                scanner.skip_blank();
                scanner.eat("\\").then(|| scanner.command_name().to_owned())?
            }
        };
        let arguments = scanner.bracketed().map(|count| count.of(scanner.source).trim().parse());
        let default = scanner.bracketed().map(|text| text.of(scanner.source).to_owned());
        let arguments = arguments.transpose().ok()?.unwrap_or(0);
        self.add(name, arguments, default, scanner)
    }

    fn def(&mut self, scanner: &mut Scanner) {
        let rest = scanner.rest();
        let Some(brace) = rest.find('{').filter(|at| *at < 60) else { return };
        let Some(head) = rest[..brace].strip_prefix('\\') else { return };
        let (name, parameters) = head.split_at(head.find('#').unwrap_or(head.len()));
        scanner.at += brace;
        self.add(name.trim().to_owned(), parameters.matches('#').count(), None, scanner);
    }

    fn add(
        &mut self,
        name: String,
        arguments: usize,
        default: Option<String>,
        scanner: &mut Scanner,
    ) -> Option<()> {
        let body = scanner.braced()?;
        let plain = !name.is_empty() && body.len() <= LONGEST && arguments <= 9;
        plain.then(|| {
            let body = body.of(scanner.source).trim();
            let body = if is_program(body) { String::new() } else { body.to_owned() };
            self.defined.insert(name, Definition { arguments, default, body });
        })
    }

    /// Consumes the arguments of a call of `name` and returns what takes its place, or nothing where
    /// the document does not define it or its arguments are not there.
    pub(crate) fn expand(&self, name: &str, scanner: &mut Scanner) -> Option<String> {
        let definition = self.defined.get(name)?;
        let before = scanner.at;
        let mut arguments: Vec<&str> = Vec::new();
        if let Some(default) = &definition.default {
            let given = scanner.bracketed().map(|given| given.of(scanner.source));
            arguments.push(given.unwrap_or(default));
        }
        while arguments.len() < definition.arguments {
            let Some(argument) = scanner.braced() else {
                scanner.at = before;
                return None;
            };
            arguments.push(argument.of(scanner.source));
        }
        let mut text = definition.body.clone();
        for (index, argument) in arguments.iter().enumerate() {
            text = text.replace(&format!("#{}", index + 1), argument);
        }
        Some(text)
    }
}

/// Whether a body calls commands that are the insides of a class or package (`\g@addto@macro`), and so
/// is a program and no text.
fn is_program(body: &str) -> bool {
    let names = body
        .match_indices('\\')
        .map(|(at, _)| Scanner::new(body, Span::new(at + 1, body.len())).command_name());
    !body.contains("cite") && names.into_iter().any(|name| name.len() > 1 && name.contains('@'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_replaced() {
        let source = r"\newcommand{\pc}[2][see]{\citep[#1]{#2}} \def\eg#1{e.g., #1} \newcommand\WHO{World Health Organization}";
        let macros = Macros::of(source);
        for (name, call, wanted) in [
            ("pc", "{a,b}", Some(r"\citep[see]{a,b}")),
            ("pc", "[cf.]{a}", Some(r"\citep[cf.]{a}")),
            ("eg", "{x}", Some("e.g., x")),
            ("WHO", "", Some("World Health Organization")),
            ("eg", " x", None),
            ("emph", "{x}", None),
        ] {
            let mut scanner = Scanner::new(call, Span::new(0, call.len()));
            assert_eq!(macros.expand(name, &mut scanner).as_deref(), wanted, "{name}{call}");
        }
    }
}
