//! Colours of a brand: everything follows from one colour, readable in both themes.

use std::fmt::Write;

/// The colours of one theme that follow from a brand colour, as `#rrggbb`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Primary buttons and what is selected.
    pub brand: String,
    /// The same under the pointer.
    pub hover: String,
    /// The same while pressed.
    pub active: String,
    /// Text on it.
    pub on_brand: String,
    /// Links and icons.
    pub ink: String,
    /// A tint for the current item.
    pub soft: String,
    /// A stronger tint.
    pub soft_2: String,
    /// Lines around tints.
    pub line: String,
    /// The head of the stub.
    pub panel: String,
    /// Text on it.
    pub on_panel: String,
    /// Whether the lightness had to be moved so that text can be read on it.
    pub adjusted: bool,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark text on a light ground.
    Light,
    /// Light text on a dark ground.
    Dark,
}

/// The contrast that text needs (WCAG 2.2, 1.4.3).
const TEXT_CONTRAST: f64 = 4.5;

/// Near-black and near-white of the design's `--ink`.
const INK: &str = "#14201f";
const INK_ON_DARK: &str = "#04222a";
const WHITE: &str = "#ffffff";
const PALE: &str = "#eaf4f6";

/// Derives the palette of a theme from one colour in OKLCH (DESIGN, tokens).
///
/// What is no colour of the form `#rrggbb` counts as grey; administrators are told before.
pub fn derive(colour: &str, theme: Theme) -> Palette {
    let wanted = Oklch::from_hex(colour).unwrap_or(Oklch {
        l: 0.45,
        c: 0.0,
        h: 0.0,
    });
    match theme {
        Theme::Light => light(wanted),
        Theme::Dark => dark(wanted),
    }
}

/// Whether the text is a colour of the form `#rrggbb`.
pub fn is_colour(text: &str) -> bool {
    rgb(text).is_some()
}

/// The contrast of two colours, 1 to 21 (WCAG 2.2); 1 if one is no colour.
pub fn contrast(first: &str, second: &str) -> f64 {
    let (Some(first), Some(second)) = (luminance(first), luminance(second)) else {
        return 1.0;
    };
    (first.max(second) + 0.05) / (first.min(second) + 0.05)
}

/// The declarations of both themes, for the one inline style of a page: under 600 bytes more
/// than what differs from the style sheet is never written.
pub fn style(colour: &str, accent: &str, roundness: u8) -> String {
    let light = declarations(&derive(colour, Theme::Light));
    let dark = declarations(&derive(colour, Theme::Dark));
    let accent = if is_colour(accent) { accent } else { "#efa52a" };
    let shape = format!(
        "--radius-k:{}.{:02};--accent:{accent}",
        roundness / 100,
        roundness % 100
    );
    format!(
        ":root{{{light};{shape}}}@media(prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}:root[data-theme=dark]{{{dark}}}"
    )
}

fn declarations(palette: &Palette) -> String {
    let named = [
        ("brand", &palette.brand),
        ("brand-hover", &palette.hover),
        ("brand-active", &palette.active),
        ("on-brand", &palette.on_brand),
        ("brand-ink", &palette.ink),
        ("brand-soft", &palette.soft),
        ("brand-soft-2", &palette.soft_2),
        ("brand-line", &palette.line),
        ("brand-panel", &palette.panel),
        ("on-panel", &palette.on_panel),
    ];
    let mut css = String::new();
    for (at, (name, value)) in named.iter().enumerate() {
        let end = if at + 1 < named.len() { ";" } else { "" };
        let _ = write!(css, "--{name}:{value}{end}");
    }
    css
}

fn light(wanted: Oklch) -> Palette {
    let (brand, on_brand) = readable(wanted, [WHITE, INK], -0.01);
    let soft_2 = brand.tint(0.92, 0.28).hex();
    Palette {
        hover: brand.darker(0.06).hex(),
        active: brand.darker(0.11).hex(),
        ink: reaching(brand, &soft_2, -0.01),
        soft: brand.tint(0.96, 0.10).hex(),
        line: brand.tint(0.82, 0.48).hex(),
        panel: brand.hex(),
        on_panel: on_brand.to_owned(),
        adjusted: (brand.l - wanted.l).abs() > 1e-9,
        brand: brand.hex(),
        on_brand: on_brand.to_owned(),
        soft_2,
    }
}

fn dark(wanted: Oklch) -> Palette {
    let lifted = Oklch {
        l: wanted.l.max(0.72),
        c: wanted.c.min(0.13),
        ..wanted
    };
    let (brand, on_brand) = readable(lifted, [INK_ON_DARK, WHITE], 0.01);
    let soft_2 = brand.tint(0.32, 0.42).hex();
    let (panel, on_panel) = readable(brand.tint(0.355, 0.6), [PALE, WHITE], -0.01);
    Palette {
        hover: brand.darker(-0.04).hex(),
        active: brand.darker(-0.08).hex(),
        ink: reaching(brand, &soft_2, 0.01),
        soft: brand.tint(0.265, 0.32).hex(),
        line: brand.tint(0.445, 0.5).hex(),
        panel: panel.hex(),
        on_panel: on_panel.to_owned(),
        adjusted: (brand.l - lifted.l).abs() > 1e-9,
        brand: brand.hex(),
        on_brand: on_brand.to_owned(),
        soft_2,
    }
}

/// The colour and the first text that can be read on it, with its lightness moved by `step`
/// until there is one.
fn readable(wanted: Oklch, texts: [&'static str; 2], step: f64) -> (Oklch, &'static str) {
    let mut colour = wanted;
    for _ in 0..100 {
        let hex = colour.hex();
        if let Some(text) = texts
            .into_iter()
            .find(|text| contrast(text, &hex) >= TEXT_CONTRAST)
        {
            return (colour, text);
        }
        colour.l = (colour.l + step).clamp(0.0, 1.0);
    }
    (colour, texts[0])
}

/// The colour as text on `ground`: moved by `step` until it can be read.
fn reaching(colour: Oklch, ground: &str, step: f64) -> String {
    let mut ink = colour;
    for _ in 0..100 {
        if contrast(&ink.hex(), ground) >= TEXT_CONTRAST {
            break;
        }
        ink.l = (ink.l + step).clamp(0.0, 1.0);
    }
    ink.hex()
}

/// A colour by lightness, chroma and hue (Björn Ottosson, "A perceptual color space", 2020).
#[derive(Clone, Copy, Debug)]
struct Oklch {
    l: f64,
    c: f64,
    h: f64,
}

#[expect(clippy::many_single_char_names, reason = "the names of the formulas")]
impl Oklch {
    fn from_hex(hex: &str) -> Option<Self> {
        let [r, g, b] = rgb(hex)?.map(linear);
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        let a = 1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s;
        let b = 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s;
        Some(Self {
            l: 0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
            c: a.hypot(b),
            h: b.atan2(a),
        })
    }

    /// The colour in sRGB, with less chroma where the screen has not that much.
    fn hex(self) -> String {
        let mut colour = self;
        for _ in 0..60 {
            if let Some(hex) = colour.in_gamut() {
                return hex;
            }
            colour.c *= 0.95;
        }
        Self { c: 0.0, ..self }.in_gamut().unwrap_or_else(|| {
            if self.l > 0.5 {
                WHITE.into()
            } else {
                "#000000".into()
            }
        })
    }

    fn in_gamut(self) -> Option<String> {
        let (a, b) = (self.c * self.h.cos(), self.c * self.h.sin());
        let l = (self.l + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let m = (self.l - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let s = (self.l - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
        let channels = [
            4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
            -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
            -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
        ];
        let mut hex = "#".to_owned();
        for channel in channels {
            if !(-0.0005..=1.0005).contains(&channel) {
                return None;
            }
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "clamped to a byte"
            )]
            let byte = (gamma(channel.clamp(0.0, 1.0)) * 255.0).round() as u8;
            let _ = write!(hex, "{byte:02x}");
        }
        Some(hex)
    }

    fn darker(self, by: f64) -> Self {
        Self {
            l: (self.l - by).clamp(0.0, 1.0),
            ..self
        }
    }

    fn tint(self, l: f64, share: f64) -> Self {
        Self {
            l,
            c: self.c * share,
            ..self
        }
    }
}

fn rgb(hex: &str) -> Option<[f64; 3]> {
    let digits = hex
        .strip_prefix('#')
        .filter(|digits| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let number = u32::from_str_radix(digits, 16).ok()?;
    Some([16, 8, 0].map(|shift| f64::from((number >> shift) & 0xff) / 255.0))
}

fn luminance(hex: &str) -> Option<f64> {
    let [r, g, b] = rgb(hex)?.map(linear);
    Some(0.2126 * r + 0.7152 * g + 0.0722 * b)
}

fn linear(channel: f64) -> f64 {
    if channel <= 0.040_45 {
        channel / 12.92
    } else {
        ((channel + 0.055) / 1.055).powf(2.4)
    }
}

fn gamma(channel: f64) -> f64 {
    if channel <= 0.003_130_8 {
        channel * 12.92
    } else {
        1.055 * channel.powf(1.0 / 2.4) - 0.055
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_colour_survives_the_way_to_oklch_and_back() {
        for hex in ["#0e5f70", "#efa52a", "#000000", "#ffffff", "#b3261c"] {
            assert_eq!(Oklch::from_hex(hex).unwrap().hex(), hex);
        }
    }

    #[test]
    fn the_design_colour_gives_the_design_tints_nearly() {
        let palette = derive("#0e5f70", Theme::Light);

        assert_eq!(palette.brand, "#0e5f70");
        assert_eq!(palette.on_brand, WHITE);
        assert!(!palette.adjusted);
        for (derived, drawn) in [
            (&palette.soft, "#ebf4f5"),
            (&palette.soft_2, "#d7e8eb"),
            (&palette.hover, "#0b4f5d"),
        ] {
            let (derived, drawn) = (
                Oklch::from_hex(derived).unwrap(),
                Oklch::from_hex(drawn).unwrap(),
            );
            assert!((derived.l - drawn.l).abs() < 0.03, "{derived:?} {drawn:?}");
        }
    }

    #[test]
    fn the_inline_style_is_small() {
        let css = style("#0e5f70", "#efa52a", 140);

        assert!(css.contains("--radius-k:1.40"), "{css}");
        assert!(css.len() < 900, "{}", css.len());
    }

    proptest! {
        #[test]
        fn every_colour_gives_readable_palettes_in_both_themes(number in 0u32..0x0100_0000) {
            let colour = format!("#{number:06x}");
            for theme in [Theme::Light, Theme::Dark] {
                let palette = derive(&colour, theme);
                for (text, ground) in [
                    (&palette.on_brand, &palette.brand),
                    (&palette.on_panel, &palette.panel),
                    (&palette.ink, &palette.soft_2),
                ] {
                    let reached = contrast(text, ground);
                    prop_assert!(reached >= TEXT_CONTRAST, "{:?} {} on {}: {}", theme, text, ground, reached);
                }
            }
        }
    }
}
