//! What is wrong with a feed's XML and could be lived with.

/// The faults found so far.
#[derive(Debug, Default)]
pub(super) struct Faults {
    /// Whether something stands before the first tag.
    pub(super) has_junk: bool,
    /// End tags of elements that are not the innermost one that is open.
    pub(super) unmatched: usize,
    /// `&` that begins no reference.
    pub(super) ampersands: usize,
    /// The first prefix that is not declared.
    pub(super) undeclared: Option<String>,
    /// Feeds that stand in nothing.
    pub(super) roots: usize,
}

impl Faults {
    /// A sentence on each kind of fault.
    pub(super) fn warnings(&self) -> Vec<String> {
        let mut out = Vec::new();
        if self.has_junk {
            out.push("text stands before its first tag; left out".to_owned());
        }
        if self.unmatched > 0 {
            out.push(format!(
                "{} without a start tag of that name; read around them",
                counted(self.unmatched, "end tag")
            ));
        }
        if self.ampersands > 0 {
            out.push(format!(
                "{} that should be &amp;; taken as they stand",
                counted(self.ampersands, "bare &")
            ));
        }
        if let Some(prefix) = &self.undeclared {
            out.push(format!("the prefix {prefix}: is not declared; taken for what it usually stands for"));
        }
        if self.roots > 1 {
            out.push(format!("it holds {} feeds; read as one", self.roots));
        }
        out
    }
}

fn counted(many: usize, what: &str) -> String {
    format!("it has {many} {what}{}", if many == 1 || what.ends_with('&') { "" } else { "s" })
}
