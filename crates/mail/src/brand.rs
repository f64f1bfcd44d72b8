//! How an organisation presents itself in a mail.

use std::{fmt, str::FromStr, sync::Arc};

use domain::EmailAddress;
use url::Url;

/// The name, colours and lines that every mail of an organisation carries.
#[derive(Debug, Clone)]
pub struct Brand {
    /// The organisation's name, also the name of the sender.
    pub organisation: String,
    /// Who is responsible by law, such as «Postal Cordillera S. A. S., NIT 900.000.000-1».
    pub legal_line: Option<String>,
    /// The postal address in one line.
    pub address_line: Option<String>,
    /// The support line, such as «601 555 0148».
    pub support_line: Option<String>,
    /// When somebody answers it, such as «lunes a viernes de 7:00 a. m. a 6:00 p. m.».
    pub hours: Option<String>,
    /// Ground of the button and of the head of the stub.
    pub brand: Colour,
    /// Text on `brand`.
    pub on_brand: Colour,
    /// A tint of `brand`, the ground of codes and quotations.
    pub brand_soft: Colour,
    /// A shade of `brand` that reads well on `brand_soft` and on white.
    pub brand_ink: Colour,
    /// Shown beside the name; without one, a tile with the first letter.
    pub logo: Option<Logo>,
    /// Where the portal is; every link in a mail begins with it (case C8).
    pub base_url: Url,
    /// Whom the mail comes from; bounces go there too.
    pub from: EmailAddress,
    /// Who reads answers; without one the mail says that nobody does.
    pub reply_to: Option<EmailAddress>,
}

impl Brand {
    /// The address of a page of the portal: `path` below [`base_url`](Self::base_url).
    ///
    /// A `path` that names another host stays a path: `//elsewhere.example` does not leave.
    pub(crate) fn link(&self, path: &str) -> Url {
        let (path, query) = path
            .split_once('?')
            .map_or((path, None), |(path, query)| (path, Some(query)));
        let mut url = self.base_url.clone();
        let below = url.path().trim_end_matches('/').to_owned();
        url.set_path(&format!("{below}/{}", path.trim_start_matches('/')));
        url.set_query(query);
        url.set_fragment(None);
        url
    }

    /// The first letter of the name, for the tile that stands in for a logo.
    pub(crate) fn initial(&self) -> String {
        self.organisation
            .chars()
            .find(|c| c.is_alphanumeric())
            .map(|c| c.to_uppercase().collect())
            .unwrap_or_default()
    }
}

/// A colour written `#rrggbb`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Colour([u8; 3]);

/// The text is no colour of the form `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a colour is written #rrggbb, with six hexadecimal digits")]
pub struct BadColour;

impl FromStr for Colour {
    type Err = BadColour;

    fn from_str(hex: &str) -> Result<Self, BadColour> {
        let digits = hex
            .strip_prefix('#')
            .filter(|d| d.len() == 6 && d.bytes().all(|b| b.is_ascii_hexdigit()));
        let value = digits
            .and_then(|d| u32::from_str_radix(d, 16).ok())
            .ok_or(BadColour)?;
        let [_, red, green, blue] = value.to_be_bytes();
        Ok(Self([red, green, blue]))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl fmt::Debug for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A logo that travels inside the mail, so that no mail program has to fetch it.
#[derive(Clone)]
pub struct Logo(Arc<[u8]>);

/// The picture cannot be the logo of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadLogo {
    /// Mail programs show no SVG, so it has to be a PNG.
    #[error("the logo of a mail has to be a PNG picture")]
    NotPng,
    /// More than 40 KB, which every mail would carry.
    #[error("the logo of a mail may have 40 KB at most")]
    TooLarge,
}

impl Logo {
    /// Takes the bytes of a PNG picture of at most 40 KB; it is shown 36 pixels high.
    ///
    /// # Errors
    ///
    /// [`BadLogo`] says what is wrong with it.
    pub fn png(bytes: &[u8]) -> Result<Self, BadLogo> {
        if !bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Err(BadLogo::NotPng);
        }
        if bytes.len() > 40 * 1024 {
            return Err(BadLogo::TooLarge);
        }
        Ok(Self(bytes.into()))
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Logo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Logo({} bytes)", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::{BadColour, BadLogo, Colour, Logo};
    use crate::sample::brand;

    #[test]
    fn c8_every_link_stays_on_the_configured_host() {
        let brand = brand();

        for path in [
            "//evil.example/x",
            "https://evil.example/x",
            "/../../x",
            "\\\\evil.example",
            "?a=b",
        ] {
            let link = brand.link(path);
            assert_eq!(link.host_str(), Some("casos.cordillera.example"), "{path}");
            assert_eq!(link.scheme(), "https");
        }
        assert_eq!(
            brand.link("/casos/PC-26-7F3K9Q-M?llave=a1").as_str(),
            "https://casos.cordillera.example/casos/PC-26-7F3K9Q-M?llave=a1"
        );
    }

    #[test]
    fn a_portal_below_a_path_keeps_it() {
        let mut brand = brand();
        brand.base_url = "https://cordillera.example/casos/".parse().unwrap();

        assert_eq!(
            brand.link("/consultar").as_str(),
            "https://cordillera.example/casos/consultar"
        );
    }

    #[test]
    fn a_colour_cannot_carry_a_style() {
        assert_eq!("#0E5f70".parse::<Colour>().unwrap().to_string(), "#0e5f70");
        for wrong in [
            "",
            "#fff",
            "0e5f70",
            "#0e5f7g",
            "#0e5f70;background:url(x)",
            "#+e5f70",
        ] {
            assert_eq!(wrong.parse::<Colour>(), Err(BadColour), "{wrong}");
        }
    }

    #[test]
    fn a_logo_is_a_small_png() {
        assert_eq!(Logo::png(b"<svg/>").unwrap_err(), BadLogo::NotPng);
        let large = [b"\x89PNG\r\n\x1a\n".as_slice(), &vec![0; 50_000]].concat();
        assert_eq!(Logo::png(&large).unwrap_err(), BadLogo::TooLarge);
    }
}
