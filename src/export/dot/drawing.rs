//! Pictures made by Graphviz's `dot`.
//!
//! Owns the call, and what is said when the program is missing or the graph too large for it.

use std::io::{self, ErrorKind, Write};

use graphviz_rust::cmd::{CommandArg, Format, Layout};
use graphviz_rust::printer::PrinterContext;

use super::{Engine, Options, Rows, tree};

/// What kind of picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Picture {
    Svg,
    Png,
    Pdf,
}

/// Writes the drawing of a graph.
pub(crate) fn draw(rows: &Rows<'_>, options: &Options, picture: Picture, out: &mut impl Write) -> io::Result<()> {
    let nodes = rows.vertices.len();
    if options.engine == Engine::Dot && nodes > Engine::LARGEST {
        return Err(io::Error::new(
            ErrorKind::InvalidInput,
            format!(
                "a drawing of {nodes} nodes by `dot` takes hours and nobody can read it (it draws up to {}); choose a part with --focus NAME --hops 1, let --engine sfdp or --engine placed draw it, or export html",
                Engine::LARGEST
            ),
        ));
    }
    let mut arguments = vec![CommandArg::Format(match picture {
        Picture::Svg => Format::Svg,
        Picture::Png => Format::Png,
        Picture::Pdf => Format::Pdf,
    })];
    match options.engine {
        Engine::Dot => {}
        Engine::Sfdp => arguments.push(CommandArg::Layout(Layout::Sfdp)),
        Engine::Placed => {
            arguments.extend([CommandArg::Layout(Layout::Neato), CommandArg::Custom("-n2".to_owned())]);
            // Curves would have to find a way between nodes that may touch.
            arguments.push(CommandArg::Custom("-Gsplines=line".to_owned()));
        }
    }
    let drawn = graphviz_rust::exec(tree(rows, options), &mut PrinterContext::default(), arguments);
    let bytes = drawn.map_err(|cause| {
        if cause.kind() != ErrorKind::NotFound {
            return io::Error::other(format!("Graphviz could not draw the graph: {cause}"));
        }
        let hint = "Graphviz's `dot` is needed for drawings; install Graphviz (`apt-get install graphviz`, `brew install graphviz`, `winget install graphviz`) or export html, which needs nothing";
        io::Error::other(format!("{hint} ({cause})"))
    })?;
    out.write_all(&bytes)
}
