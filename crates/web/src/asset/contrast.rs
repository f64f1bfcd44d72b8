//! Checks that the colours of the tokens can be read (WCAG 2.2, 1.4.3 and 1.4.11) in both themes.

use std::collections::HashMap;

const TOKENS: &str = include_str!("../../../../web/src/css/tokens.css");

const SIGNALS: [&str; 6] = ["info", "warn", "viol", "ok", "bad", "mute"];
/// What text is written on, apart from the tints of the signals.
const FILLS: [&str; 8] = [
    "canvas",
    "surface",
    "raised",
    "fill",
    "fill-2",
    "brand-soft",
    "brand-soft-2",
    "warn-bg",
];

type Tokens = HashMap<&'static str, &'static str>;

/// The tokens of the block that begins with `selector`; those that it leaves out come from `base`.
fn tokens(selector: &str, base: &Tokens) -> Tokens {
    let block = TOKENS.split_once(selector).unwrap().1;
    let block = block
        .split_once("{\n")
        .unwrap()
        .1
        .split_once('}')
        .unwrap()
        .0;
    let mut found = base.clone();
    for declaration in block.split(';') {
        if let Some((name, value)) = declaration
            .split_once("--")
            .and_then(|(_, rest)| rest.split_once(':'))
        {
            found.insert(name.trim(), value.trim());
        }
    }
    found
}

fn themes() -> [(&'static str, Tokens); 2] {
    let light = tokens("\n:root ", &Tokens::new());
    let dark = tokens(":root[data-theme=\"dark\"]", &light);
    [("light", light), ("dark", dark)]
}

/// Relative luminance of a `#rrggbb` or `#rgb` colour.
fn luminance(colour: &str) -> f64 {
    let digits = colour
        .strip_prefix('#')
        .unwrap_or_else(|| panic!("{colour} is not a plain colour"));
    let step = digits.len() / 3;
    let channel = |at: usize| {
        let part = &digits[at * step..(at + 1) * step];
        let byte = u8::from_str_radix(&part.repeat(2 / step), 16).unwrap();
        let value = f64::from(byte) / 255.0;
        if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * channel(0) + 0.7152 * channel(1) + 0.0722 * channel(2)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The pairs below `least`, in words.
fn too_weak(pairs: &[(String, String)], least: f64) -> Vec<String> {
    let mut weak = Vec::new();
    for (theme, tokens) in themes() {
        for (front, back) in pairs {
            let found = contrast(tokens[front.as_str()], tokens[back.as_str()]);
            if found < least {
                weak.push(format!("{theme}: --{front} on --{back} is {found:.2}"));
            }
        }
    }
    weak
}

fn pair(front: &str, back: &str) -> (String, String) {
    (front.to_owned(), back.to_owned())
}

#[test]
fn the_measure_is_the_one_of_the_standard() {
    assert!((contrast("#000", "#ffffff") - 21.0).abs() < 0.001);
    assert!((contrast("#777777", "#ffffff") - 4.48).abs() < 0.01);
}

#[test]
fn text_can_be_read_on_all_it_stands_on() {
    let mut pairs = Vec::new();
    for ink in ["ink", "ink-2", "ink-3"] {
        pairs.extend(FILLS.map(|fill| pair(ink, fill)));
        pairs.extend(SIGNALS.map(|signal| pair(ink, &format!("{signal}-bg"))));
    }
    for fill in [
        "canvas",
        "surface",
        "raised",
        "fill",
        "brand-soft",
        "brand-soft-2",
    ] {
        pairs.push(pair("brand-ink", fill));
    }
    for signal in SIGNALS {
        pairs.push(pair(&format!("{signal}-ink"), &format!("{signal}-bg")));
        pairs.push(pair(&format!("{signal}-ink"), "surface"));
    }
    for brand in ["brand", "brand-hover", "brand-active"] {
        pairs.push(pair("on-brand", brand));
    }
    pairs.extend([
        pair("on-panel", "brand-panel"),
        pair("accent-ink", "surface"),
        pair("accent-ink", "fill"),
        pair("surface", "ink"),
    ]);

    assert_eq!(too_weak(&pairs, 4.5), Vec::<String>::new());
}

#[test]
fn controls_and_marks_can_be_seen() {
    let mut pairs = vec![
        pair("brand", "surface"),
        pair("brand", "canvas"),
        pair("accent-ink", "surface"),
    ];
    for back in ["surface", "canvas"] {
        pairs.extend([pair("field-line", back), pair("focus-out", back)]);
    }
    pairs.extend(SIGNALS.map(|signal| pair(&format!("{signal}-dot"), "surface")));
    pairs.extend(["g1", "g2", "g3", "g4"].map(|series| pair(series, "surface")));

    assert_eq!(too_weak(&pairs, 3.0), Vec::<String>::new());
}

#[test]
fn both_ways_into_the_dark_theme_are_the_same() {
    let [(_, light), (_, dark)] = themes();

    assert_eq!(tokens(":root:not([data-theme=\"light\"])", &light), dark);
    assert_ne!(light, dark);
}

#[test]
fn no_component_holds_a_colour_of_its_own() {
    // The toast and the bulk bar are dark in both themes, danger-solid is red in both.
    let allowed = [
        "#14262b", "#eef5f6", "#7fd3a4", "#f5a299", "#fff", "#b3261c", "#0000", "#000",
    ];
    let sheets = [
        include_str!("../../../../web/src/css/components.css"),
        include_str!("../../../../web/src/css/portal.css"),
        include_str!("../../../../web/src/css/desk.css"),
        include_str!("../../../../web/src/css/utilities.css"),
    ];

    for line in sheets
        .iter()
        .flat_map(|sheet| sheet.lines())
        .filter(|line| !line.contains("url("))
    {
        for colour in line.split('#').skip(1) {
            let digits: String = colour.chars().take_while(char::is_ascii_hexdigit).collect();
            let is_colour = matches!(digits.len(), 3 | 4 | 6 | 8)
                && !colour[digits.len()..]
                    .starts_with(|next: char| next.is_alphanumeric() || next == '-');
            assert!(
                !is_colour || allowed.contains(&format!("#{digits}").as_str()),
                "{line}"
            );
        }
    }
}
