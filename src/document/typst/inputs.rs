//! The files that a Typst document includes.

use std::path::{Path, PathBuf};

use typst_syntax::{LinkedNode, SyntaxKind, parse};

use crate::document::project::{Input, Inputs};
use crate::text::span::Span;

/// The files that a Typst project is made of, seen from its main file.
#[derive(Debug)]
pub(crate) struct TypstInputs {
    /// The main file: a path that begins with a slash is meant from its folder.
    pub main: PathBuf,
}

impl Inputs for TypstInputs {
    fn inputs(&self, path: &Path, text: &str) -> Vec<Input> {
        let mut found = Vec::new();
        if text.contains("include") {
            let tree = parse(text);
            let tree = LinkedNode::new(&tree);
            self.collect(&tree, SyntaxKind::ModuleInclude, path, &mut found);
        }
        found
    }

    fn parts(&self, path: &Path, text: &str) -> Vec<PathBuf> {
        let tree = parse(text);
        let tree = LinkedNode::new(&tree);
        let mut found = Vec::new();
        for kind in [SyntaxKind::ModuleInclude, SyntaxKind::ModuleImport] {
            self.collect(&tree, kind, path, &mut found);
        }
        found.into_iter().flat_map(|input| input.paths).collect()
    }

    fn endings(&self) -> &'static [&'static str] {
        &["typ"]
    }
}

impl TypstInputs {
    /// Collects the files that commands of this kind name.
    fn collect(&self, node: &LinkedNode, kind: SyntaxKind, path: &Path, found: &mut Vec<Input>) {
        if node.kind() == kind {
            let name = node.children().find(|child| child.kind() == SyntaxKind::Str);
            let name = name.map(|name| name.leaf_text().trim_matches('"').to_owned());
            found.extend(name.map(|name| Input {
                span: Span::from(node.range()),
                paths: vec![self.resolved(path, &name)],
                needed: true,
            }));
            return;
        }
        for child in node.children() {
            self.collect(&child, kind, path, found);
        }
    }

    /// The file that `name` means in the file `path` (Typst documentation, "Paths").
    fn resolved(&self, path: &Path, name: &str) -> PathBuf {
        let (from, name) = match name.strip_prefix('/') {
            Some(name) => (&*self.main, name),
            None => (path, name),
        };
        from.parent().unwrap_or(Path::new("")).join(name)
    }
}
