//! The log: one line for each event, whatever is in it.

use std::{fmt, panic};

use tracing::{Event, Subscriber, error};
use tracing_subscriber::{
    EnvFilter, Layer,
    fmt::{
        FmtContext, FormatEvent, FormatFields, MakeWriter,
        format::{Format, Writer},
    },
    layer::SubscriberExt,
    registry::LookupSpan,
    util::SubscriberInitExt,
};

use crate::config::{LogFlags, LogFormat};

/// Logs to standard error from now on, panics included.
pub(crate) fn begin(flags: &LogFlags) {
    // The filter was checked with the other settings.
    let filter = EnvFilter::try_new(&flags.filter).unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::registry()
        .with(lines(flags.format, std::io::stderr).with_filter(filter))
        .init();
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        error!(
            place,
            "{}",
            panic.payload_as_str().unwrap_or("Something panicked")
        );
    }));
}

fn lines<S, W>(format: LogFormat, writer: W) -> Box<dyn Layer<S> + Send + Sync>
where
    S: Subscriber + for<'a> LookupSpan<'a> + Send + Sync,
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let layer = tracing_subscriber::fmt::layer()
        .with_ansi(false)
        .with_writer(writer);
    match format {
        LogFormat::Text => layer
            .event_format(OneLine(Format::default(), format))
            .boxed(),
        LogFormat::Json => layer
            .json()
            .flatten_event(true)
            .with_span_list(false)
            .map_event_format(|json| OneLine(json, format))
            .boxed(),
    }
}

/// Keeps every event on one line, and terminals from obeying what clients sent.
///
/// Texts from outside reach the log inside error messages; a line break or a control code in
/// them must not look like a line of ours. JSON escapes some of them by itself.
struct OneLine<F>(F, LogFormat);

impl<S, N, F> FormatEvent<S, N> for OneLine<F>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
    F: FormatEvent<S, N>,
{
    fn format_event(
        &self,
        context: &FmtContext<'_, S, N>,
        mut writer: Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        let mut text = String::new();
        self.0
            .format_event(context, Writer::new(&mut text), event)?;
        for letter in text.trim_end_matches('\n').chars() {
            if !breaks_lines(letter) {
                writer.write_char(letter)?;
            } else if self.1 == LogFormat::Json {
                // All of them are in the plane that four digits tell.
                write!(writer, "\\u{:04x}", u32::from(letter))?;
            } else {
                write!(writer, "{}", letter.escape_default())?;
            }
        }
        writer.write_char('\n')
    }
}

/// Control codes, the line breaks of Unicode, and what turns the direction of text around.
fn breaks_lines(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use std::{
        io,
        sync::{Arc, Mutex},
    };

    use tracing::{info, info_span};
    use tracing_subscriber::layer::SubscriberExt;

    use super::{LogFormat, lines};

    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Log {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    const HOSTILE: &str = "a\r\n2026-01-01 INFO forged\x1b[31m\"}\u{9b}1m\u{2028}\u{202e}\0";

    fn logged(format: LogFormat) -> String {
        let log = Log::default();
        let writer = log.clone();
        let layer = lines(format, move || writer.clone());
        let subscriber = tracing_subscriber::registry().with(layer);
        tracing::subscriber::with_default(subscriber, || {
            let _inside = info_span!("request", id = %HOSTILE).entered();
            info!(shown = %HOSTILE, quoted = HOSTILE, "{HOSTILE}");
        });
        String::from_utf8(log.0.lock().unwrap().clone()).unwrap()
    }

    #[test]
    fn j06_hostile_text_stays_on_its_line() {
        let text = logged(LogFormat::Text);

        let line = text.strip_suffix('\n').unwrap();
        assert!(!line.contains(super::breaks_lines), "{line:?}");
        assert!(line.contains("forged"), "{line:?}");
    }

    #[test]
    fn j06_hostile_text_stays_inside_its_json() {
        let text = logged(LogFormat::Json);

        let line = text.strip_suffix('\n').unwrap();
        assert!(!line.contains(super::breaks_lines), "{line:?}");
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(value["shown"], HOSTILE);
    }
}
