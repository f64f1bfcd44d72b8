//! Reads pages as a person does: their words, their links, and forms to fill in and send.

/// A start tag, an end tag or text.
enum Token<'a> {
    Start {
        name: String,
        attributes: Vec<(String, String)>,
    },
    End(String),
    Text(&'a str),
}

/// A form as it stands on a page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Form {
    /// Where it is sent to; empty for the page itself.
    pub(crate) action: String,
    /// Whether it is sent by POST.
    pub(crate) is_post: bool,
    /// Whether it takes files.
    pub(crate) is_multipart: bool,
    /// What can be filled in, in the order of the page.
    pub(crate) controls: Vec<Control>,
    id: String,
}

/// Something to fill in, to choose or to press.
#[derive(Clone, Debug)]
pub(crate) struct Control {
    /// Its name.
    pub(crate) name: String,
    /// What it holds, or stands for.
    pub(crate) value: String,
    /// `text`, `hidden`, `radio`, `checkbox`, `select`, `file`, `submit`, …
    pub(crate) kind: String,
    /// Whether a radio or checkbox is ticked, an option chosen.
    pub(crate) is_on: bool,
    /// What may be chosen.
    pub(crate) options: Vec<String>,
    /// Where a button sends the form instead.
    pub(crate) action: Option<String>,
}

/// All forms of a page.
pub(crate) fn forms(page: &str) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    let mut loose: Vec<(String, Control)> = Vec::new();
    let mut open: Option<usize> = None;
    let mut text_of: Option<Control> = None;
    let mut owner = String::new();
    for token in tokens(page) {
        match token {
            Token::Start { name, attributes } => {
                let get = |wanted: &str| {
                    attributes
                        .iter()
                        .find(|(name, _)| name == wanted)
                        .map(|(_, value)| value.clone())
                };
                let has = |wanted: &str| get(wanted).is_some();
                match name.as_str() {
                    "form" => {
                        open = Some(forms.len());
                        forms.push(Form {
                            action: get("action").unwrap_or_default(),
                            is_post: get("method")
                                .is_some_and(|method| method.eq_ignore_ascii_case("post")),
                            is_multipart: get("enctype")
                                .is_some_and(|kind| kind == "multipart/form-data"),
                            controls: Vec::new(),
                            id: get("id").unwrap_or_default(),
                        });
                    }
                    "input" | "button" | "select" | "textarea" if !has("disabled") => {
                        let kind = match name.as_str() {
                            "input" => get("type").unwrap_or_else(|| "text".into()),
                            "button" => get("type").unwrap_or_else(|| "submit".into()),
                            other => other.into(),
                        };
                        let control = Control {
                            name: get("name").unwrap_or_default(),
                            value: get("value").unwrap_or_else(|| default_value(&kind).into()),
                            is_on: has("checked"),
                            options: Vec::new(),
                            action: get("formaction"),
                            kind,
                        };
                        owner = get("form").unwrap_or_default();
                        if name == "textarea" {
                            text_of = Some(control);
                        } else if owner.is_empty() {
                            if let Some(form) = open {
                                forms[form].controls.push(control);
                            }
                        } else {
                            loose.push((owner.clone(), control));
                        }
                    }
                    "option" => {
                        let select = open
                            .and_then(|form| forms[form].controls.last_mut())
                            .filter(|last| last.kind == "select");
                        if let Some(select) = select {
                            let value = get("value").unwrap_or_default();
                            if has("selected") || select.options.is_empty() {
                                select.value.clone_from(&value);
                            }
                            select.options.push(value);
                        }
                    }
                    _ => {}
                }
            }
            Token::End(name) => match name.as_str() {
                "form" => open = None,
                "textarea" => {
                    if let Some(control) = text_of.take() {
                        match open.filter(|_| owner.is_empty()) {
                            Some(form) => forms[form].controls.push(control),
                            None => loose.push((owner.clone(), control)),
                        }
                    }
                }
                _ => {}
            },
            Token::Text(text) => {
                if let Some(control) = &mut text_of {
                    // The first line break of a text area is none of its text.
                    let text = text
                        .strip_prefix('\n')
                        .filter(|_| control.value.is_empty())
                        .unwrap_or(text);
                    control.value.push_str(&decoded(text));
                }
            }
        }
    }
    for (owner, control) in loose {
        if let Some(form) = forms.iter_mut().find(|form| form.id == owner) {
            form.controls.push(control);
        }
    }
    forms
}

fn default_value(kind: &str) -> &'static str {
    if matches!(kind, "checkbox" | "radio") {
        "on"
    } else {
        ""
    }
}

impl Form {
    /// What is sent: the form as it stands, with `filled` in its place.
    ///
    /// A value for something that the form does not have is a fault of the test or of the page.
    pub(crate) fn fill(&self, filled: &[(&str, &str)]) -> Vec<(String, String)> {
        for one in filled {
            assert!(
                self.takes(&[*one]),
                "{}={} cannot be chosen in {self}",
                one.0,
                one.1
            );
        }
        let mut sent = Vec::new();
        let mut used = vec![false; filled.len()];
        for control in self
            .controls
            .iter()
            .filter(|control| !control.name.is_empty())
        {
            let given = filled
                .iter()
                .enumerate()
                .find(|(at, (name, _))| *name == control.name && !used[*at]);
            match (control.kind.as_str(), given) {
                ("radio" | "checkbox" | "submit", Some((at, (_, value))))
                    if control.takes(value) =>
                {
                    used[at] = true;
                    sent.push((control.name.clone(), control.value.clone()));
                }
                // Another radio of the group was chosen.
                ("radio", Some(_)) => {}
                ("radio", None) if filled.iter().any(|(name, _)| *name == control.name) => {}
                ("radio" | "checkbox", _) if control.is_on => {
                    sent.push((control.name.clone(), control.value.clone()));
                }
                ("radio" | "checkbox" | "submit" | "button" | "reset" | "file", _) => {}
                (_, Some((at, (_, value)))) => {
                    used[at] = true;
                    sent.push((control.name.clone(), (*value).to_owned()));
                }
                (_, None) => sent.push((control.name.clone(), control.value.clone())),
            }
        }
        sent
    }

    /// Whether all this can be filled in.
    pub(crate) fn takes(&self, filled: &[(&str, &str)]) -> bool {
        filled.iter().all(|(name, value)| {
            self.controls
                .iter()
                .any(|control| control.name == *name && control.takes(value))
        })
    }

    /// What a control holds.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        let is_on = |control: &&Control| {
            !matches!(control.kind.as_str(), "radio" | "checkbox") || control.is_on
        };
        self.controls
            .iter()
            .filter(is_on)
            .find(|control| control.name == name)
            .map(|control| control.value.as_str())
    }

    /// Whether there is a control of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.controls.iter().any(|control| control.name == name)
    }
}

impl Control {
    fn takes(&self, value: &str) -> bool {
        match self.kind.as_str() {
            "radio" => self.value == value,
            // A box is ticked, a button pressed, by its name alone.
            "checkbox" | "submit" => self.value == value || value.is_empty(),
            "select" => self.options.iter().any(|option| option == value),
            _ => true,
        }
    }
}

impl std::fmt::Display for Form {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "the form to {:?}:", self.action)?;
        for control in &self.controls {
            writeln!(
                f,
                "  {} {}={:?} {:?}",
                control.kind, control.name, control.value, control.options
            )?;
        }
        Ok(())
    }
}

/// The words of a page, without its head, scripts and marks, with single spaces between.
pub(crate) fn words(page: &str) -> String {
    let mut text = String::new();
    let mut hidden = 0_usize;
    for token in tokens(page) {
        match token {
            Token::Start { name, .. } if is_hidden(&name) => hidden += 1,
            Token::End(name) if is_hidden(&name) => hidden = hidden.saturating_sub(1),
            // A word may change its look within, but not its line.
            Token::Start { name, .. } | Token::End(name) if !is_inline(&name) => text.push(' '),
            Token::Text(words) if hidden == 0 => text.push_str(&decoded(words)),
            Token::Start { .. } | Token::End(_) | Token::Text(_) => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_hidden(name: &str) -> bool {
    matches!(name, "head" | "script" | "style" | "template")
}

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "b" | "strong" | "em" | "i" | "a" | "span" | "time" | "code" | "mark" | "bdi" | "small"
    )
}

/// What `href` and `src` point to.
pub(crate) fn links(page: &str) -> Vec<String> {
    attributes(page, &["href", "src"])
}

/// All values of some attributes.
pub(crate) fn attributes(page: &str, wanted: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for token in tokens(page) {
        if let Token::Start { attributes, .. } = token {
            found.extend(
                attributes
                    .into_iter()
                    .filter(|(name, _)| wanted.contains(&name.as_str()))
                    .map(|(_, value)| value),
            );
        }
    }
    found
}

/// Names of tags and attributes, in their order.
pub(crate) fn marks(page: &str) -> Vec<(String, Vec<(String, String)>)> {
    let marks = tokens(page).into_iter().filter_map(|token| match token {
        Token::Start { name, attributes } => Some((name, attributes)),
        Token::End(_) | Token::Text(_) => None,
    });
    marks.collect()
}

fn tokens(page: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        if at > 0 {
            tokens.push(Token::Text(&rest[..at]));
        }
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        } else if rest.starts_with("<!") {
            rest = rest.split_once('>').map_or("", |(_, after)| after);
        } else if let Some(end) = rest.strip_prefix("</") {
            let (name, after) = end.split_once('>').unwrap_or((end, ""));
            tokens.push(Token::End(name.trim().to_ascii_lowercase()));
            rest = after;
        } else if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (token, after) = start_tag(&rest[1..]);
            let raw = match &token {
                Token::Start { name, .. }
                    if matches!(name.as_str(), "script" | "style" | "title" | "textarea") =>
                {
                    Some(name.clone())
                }
                Token::Start { .. } | Token::End(_) | Token::Text(_) => None,
            };
            tokens.push(token);
            rest = after;
            if let Some(name) = raw {
                let end = rest.find(&format!("</{name}")).unwrap_or(rest.len());
                tokens.push(Token::Text(&rest[..end]));
                rest = &rest[end..];
            }
        } else {
            tokens.push(Token::Text(&rest[..1]));
            rest = &rest[1..];
        }
    }
    tokens.push(Token::Text(rest));
    tokens
}

fn start_tag(tag: &str) -> (Token<'_>, &str) {
    let end_of_name = tag
        .find(|c: char| c.is_whitespace() || c == '>' || c == '/')
        .unwrap_or(tag.len());
    let name = tag[..end_of_name].to_ascii_lowercase();
    let mut rest = &tag[end_of_name..];
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() {
            break;
        }
        if let Some(after) = rest.strip_prefix('>') {
            rest = after;
            break;
        }
        let end = rest
            .find(|c: char| c.is_whitespace() || c == '=' || c == '>' || c == '/')
            .unwrap_or(rest.len())
            .max(1);
        let attribute = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
            let (text, left) = match quote {
                Some(quote) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
                None => after.split_at(
                    after
                        .find(|c: char| c.is_whitespace() || c == '>')
                        .unwrap_or(after.len()),
                ),
            };
            value = decoded(text);
            rest = left;
        }
        attributes.push((attribute, value));
    }
    (Token::Start { name, attributes }, rest)
}

/// Text with its character references resolved.
fn decoded(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(';').filter(|end| *end < 10);
        let known = end.and_then(|end| character(&rest[1..end]).map(|found| (found, end)));
        if let Some((found, end)) = known {
            plain.push(found);
            rest = &rest[end + 1..];
        } else {
            plain.push('&');
            rest = &rest[1..];
        }
    }
    plain.push_str(rest);
    plain
}

fn character(name: &str) -> Option<char> {
    let number = name.strip_prefix('#');
    match (number, name) {
        (Some(number), _) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
        (None, "amp") => Some('&'),
        (None, "lt") => Some('<'),
        (None, "gt") => Some('>'),
        (None, "quot") => Some('"'),
        (None, "apos") => Some('\''),
        (None, "nbsp") => Some('\u{a0}'),
        (None, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_filled_in_as_it_stands() {
        let page = r#"<form method=post action="/a?b=1&#38;c=2"><input type="hidden" name="version" value="3">
            <input name='name' value="A &#34;B&#34;"><textarea name="text">
hola &lt;b&gt;</textarea><label><input type=radio name=ok value=si checked>Sí</label><input type=radio name=ok value=no>
            <select name=kind><option value=a>A<option value=b selected>B</select><button name=do value=go>Ir</button></form>"#;

        let form = &forms(page)[0];
        let sent = form.fill(&[("ok", "no"), ("do", "go")]);

        let sent: Vec<_> = sent
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        assert_eq!(
            sent,
            [
                "version=3",
                "name=A \"B\"",
                "text=hola <b>",
                "ok=no",
                "kind=b",
                "do=go"
            ]
        );
        assert_eq!(form.action, "/a?b=1&c=2");
        assert_eq!(
            words("<head><title>x</title></head><p>Ho<b>la</b></p><p>1 &#60; 2</p>"),
            "Hola 1 < 2"
        );
    }
}
