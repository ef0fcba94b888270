//! Who a document comes from: name, address and logo of the body.

/// The top of a printed document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Letterhead {
    pub name: String,
    /// Line by line.
    pub address: Vec<String>,
    pub logo: Option<Logo>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Logo {
    pub kind: LogoKind,
    pub bytes: Vec<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogoKind {
    Png,
    Jpeg,
    Svg,
}

impl LogoKind {
    /// By what the file holds, whatever it is called.
    pub fn of(bytes: &[u8]) -> Option<LogoKind> {
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(LogoKind::Png)
        } else if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
            Some(LogoKind::Jpeg)
        } else if std::str::from_utf8(bytes).is_ok_and(is_svg) {
            Some(LogoKind::Svg)
        } else {
            None
        }
    }

    pub fn mime(self) -> &'static str {
        match self {
            LogoKind::Png => "image/png",
            LogoKind::Jpeg => "image/jpeg",
            LogoKind::Svg => "image/svg+xml",
        }
    }

    pub fn file_name(self) -> &'static str {
        match self {
            LogoKind::Png => "logo.png",
            LogoKind::Jpeg => "logo.jpg",
            LogoKind::Svg => "logo.svg",
        }
    }
}

/// Whether the first element is a drawing; before it there may be declarations and comments.
fn is_svg(text: &str) -> bool {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    while let Some(end) = [("<?", "?>"), ("<!--", "-->"), ("<!", ">")]
        .iter()
        .find(|(start, _)| rest.starts_with(start))
        .and_then(|(_, end)| Some(rest.find(end)? + end.len()))
    {
        rest = rest[end..].trim_start();
    }
    rest.starts_with("<svg")
}
