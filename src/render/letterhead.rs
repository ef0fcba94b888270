//! Who a document comes from: name, address and logo of the body.

/// What stands at the top of a printed document.
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
    /// By the ending of a file name.
    pub fn of(name: &str) -> Option<LogoKind> {
        let ending = name.rsplit_once('.')?.1.to_lowercase();
        match ending.as_str() {
            "png" => Some(LogoKind::Png),
            "jpg" | "jpeg" => Some(LogoKind::Jpeg),
            "svg" => Some(LogoKind::Svg),
            _ => None,
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
