//! Amounts of money: whole minor units of a currency, never a fraction.

use serde::{Deserialize, Serialize};

/// A currency, or a unit of account that is worth so much of one on each day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    /// Colombian peso.
    Cop,
    /// Chilean peso.
    Clp,
    /// Unidad de Fomento, in which Chilean law states limits.
    Clf,
    /// Peruvian sol.
    Pen,
    /// Brazilian real.
    Brl,
    /// United States dollar.
    Usd,
    /// Euro.
    Eur,
}

impl Currency {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Cop,
        Self::Clp,
        Self::Clf,
        Self::Pen,
        Self::Brl,
        Self::Usd,
        Self::Eur,
    ];

    /// The code of ISO 4217.
    pub fn code(self) -> &'static str {
        match self {
            Self::Cop => "COP",
            Self::Clp => "CLP",
            Self::Clf => "CLF",
            Self::Pen => "PEN",
            Self::Brl => "BRL",
            Self::Usd => "USD",
            Self::Eur => "EUR",
        }
    }

    /// The currency of a [`code`](Self::code).
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// How many decimals a minor unit stands for.
    pub fn exponent(self) -> u32 {
        match self {
            Self::Clp => 0,
            Self::Cop | Self::Pen | Self::Brl | Self::Usd | Self::Eur => 2,
            Self::Clf => 4,
        }
    }

    /// How many decimals people write: pesos have none.
    pub fn written_decimals(self) -> u32 {
        match self {
            Self::Clp | Self::Cop => 0,
            Self::Pen | Self::Brl | Self::Usd | Self::Eur => 2,
            Self::Clf => 4,
        }
    }

    /// The currency that a unit of account is converted to; none for a currency proper.
    pub fn settles_in(self) -> Option<Self> {
        match self {
            Self::Clf => Some(Self::Clp),
            Self::Cop | Self::Clp | Self::Pen | Self::Brl | Self::Usd | Self::Eur => None,
        }
    }

    /// The unit of account that limits in this currency may be stated in.
    pub fn unit_of_account(self) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|unit| unit.settles_in() == Some(self))
    }
}

/// An amount of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// In minor units: cents, or whole pesos where there are none.
    pub minor: i64,
    /// Of what.
    pub currency: Currency,
}

/// The most that one amount may be, in minor units: sums of a million of them still fit.
const MOST: i64 = 1_000_000_000_000;

impl Money {
    /// So many minor units.
    pub fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing.
    pub fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    /// So many whole units: `Money::whole(50_000, Currency::Clp)`.
    pub fn whole(units: i64, currency: Currency) -> Self {
        Self::new(units * 10_i64.pow(currency.exponent()), currency)
    }

    /// Reads an amount as people write it: `$ 658.400`, `1.234,50`, `25`.
    ///
    /// Points and spaces group by three; a comma, or a point that does not group, begins as many
    /// decimals as people write in the currency. None if it is no amount, negative or beyond a
    /// million millions of minor units.
    pub fn parse(typed: &str, currency: Currency) -> Option<Self> {
        if typed.len() > 40 {
            return None;
        }
        let text: String = typed
            .trim()
            .trim_start_matches(|c: char| c == '$' || c.is_ascii_alphabetic())
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect();
        let (whole, decimals) = split_decimals(&text);
        let most = currency.written_decimals() as usize;
        if whole.is_empty() || decimals.len() > most || !is_digits(decimals) {
            return None;
        }
        let groups: Vec<&str> = whole.split(['.', ',']).collect();
        let grouped = groups.iter().skip(1).all(|group| group.len() == 3)
            && (groups.len() == 1 || (1..=3).contains(&groups[0].len()))
            && groups.iter().all(|group| is_digits(group));
        if !grouped {
            return None;
        }
        let exponent = currency.exponent() as usize;
        let digits = format!("{}{decimals:0<exponent$}", groups.concat());
        let minor = digits.parse().ok().filter(|minor| *minor <= MOST)?;
        Some(Self::new(minor, currency))
    }

    /// Reads what [`plain`](Self::plain) writes, and the same with fewer decimals: programs group
    /// nothing. None if it is no amount, negative or beyond a million millions of minor units.
    pub fn from_plain(text: &str, currency: Currency) -> Option<Self> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let most = currency.written_decimals().max(1) as usize;
        let is_plain = !whole.is_empty() && is_digits(whole) && !decimals.is_empty();
        if !is_plain
            || decimals.len() > most
            || (text.contains('.') && currency.written_decimals() == 0)
        {
            return None;
        }
        Self::parse(&text.replace('.', ","), currency)
    }

    /// As a file has it: `1234.50`, `658400`; no groups, always with the decimals people write.
    pub fn plain(self) -> String {
        let (exponent, written) = (self.currency.exponent(), self.currency.written_decimals());
        let unit = 10_i128.pow(exponent - written);
        let rounded = (i128::from(self.minor).abs() + unit / 2) / unit;
        let scale = 10_i128.pow(written);
        let minus = if self.minor < 0 && rounded > 0 {
            "-"
        } else {
            ""
        };
        if written == 0 {
            format!("{minus}{rounded}")
        } else {
            let width = written as usize;
            format!("{minus}{}.{:0width$}", rounded / scale, rounded % scale)
        }
    }

    /// The sum; none of two currencies, or beyond what a number can hold.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        if self.currency != other.currency {
            return None;
        }
        let minor = self.minor.checked_add(other.minor)?;
        Some(Self::new(minor, self.currency))
    }
}

/// At the sign that begins decimals, if one does: a comma, or a point that groups no thousands.
fn split_decimals(text: &str) -> (&str, &str) {
    let Some(last) = text.rfind(['.', ',']) else {
        return (text, "");
    };
    let (before, after) = (&text[..last], &text[last + 1..]);
    let sign = &text[last..=last];
    let groups = after.len() == 3 && before != "0" && !(sign == "," && before.contains('.'));
    if groups { (text, "") } else { (before, after) }
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (typed, currency, minor) in [
            ("$ 658.400", Currency::Cop, 65_840_000),
            ("658400", Currency::Cop, 65_840_000),
            ("50 000", Currency::Clp, 50_000),
            ("1.234,50", Currency::Pen, 123_450),
            ("1,234.5", Currency::Usd, 123_450),
            ("US$ 12", Currency::Usd, 1_200),
            ("25", Currency::Clf, 250_000),
            ("0,25", Currency::Clf, 2_500),
            ("0,250", Currency::Clf, 2_500),
            ("0", Currency::Eur, 0),
        ] {
            let read = Money::parse(typed, currency);
            assert_eq!(read, Some(Money::new(minor, currency)), "{typed}");
        }
    }

    #[test]
    fn programs_write_amounts_in_one_way() {
        for (text, currency, minor) in [
            ("658400", Currency::Cop, 65_840_000),
            ("0", Currency::Clp, 0),
            ("1234.50", Currency::Pen, 123_450),
            ("12.5", Currency::Usd, 1_250),
        ] {
            let read = Money::from_plain(text, currency);
            assert_eq!(read, Some(Money::new(minor, currency)), "{text}");
        }
        for text in [
            "", ".", "1.", ".5", "1.234", "1,50", "-1", "+1", "1e3", "$1", " 1", "USD 1",
        ] {
            assert_eq!(Money::from_plain(text, Currency::Usd), None, "{text}");
        }
        assert_eq!(Money::from_plain("1.5", Currency::Cop), None);
        assert_eq!(
            Money::from_plain("9999999999999999999", Currency::Usd),
            None
        );
    }

    #[test]
    fn other_texts_are_no_amounts() {
        for typed in [
            "",
            "-5",
            "12,5",
            "1.2.3",
            "12.34.567",
            "mil",
            "9999999999999999999",
            "1e5",
            "٣",
        ] {
            assert_eq!(Money::parse(typed, Currency::Cop), None, "{typed}");
        }
    }

    #[test]
    fn files_have_the_decimals_that_people_write() {
        assert_eq!(Money::new(65_840_050, Currency::Cop).plain(), "658401");
        assert_eq!(Money::new(5, Currency::Eur).plain(), "0.05");
        assert_eq!(Money::new(250_000, Currency::Clf).plain(), "25.0000");
        assert_eq!(Money::new(-50_000, Currency::Clp).plain(), "-50000");
    }

    #[test]
    fn sums_never_mix_currencies_or_wrap() {
        let (peso, dollar) = (Money::new(1, Currency::Clp), Money::new(1, Currency::Usd));
        assert_eq!(peso.checked_add(dollar), None);
        assert_eq!(peso.checked_add(Money::new(i64::MAX, Currency::Clp)), None);
        assert_eq!(peso.checked_add(peso), Some(Money::new(2, Currency::Clp)));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(minor in 0..MOST, which in 0usize..7) {
            let currency = Currency::ALL[which];
            let unit = 10_i64.pow(currency.exponent() - currency.written_decimals());
            let amount = Money::new(minor / unit * unit, currency);
            // A point with three digits behind it groups; written decimals are 0, 2 or 4.
            prop_assert_eq!(Money::parse(&amount.plain(), currency), Some(amount));
        }

        #[test]
        fn reading_random_text_never_panics(text in ".{0,50}", which in 0usize..7) {
            let _ = Money::parse(&text, Currency::ALL[which]);
        }
    }
}
