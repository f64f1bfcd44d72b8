//! Companies and their people from a table: one row for each person.

use std::collections::HashMap;

use crate::account::{MAX_ORGANIZATION_NAME, Username};
use crate::form::{FieldError, required};
use crate::sheet::Sheet;
use crate::thanks::fold;
use crate::{AccountRole, EmailAddress};

/// The most people in one table.
pub const MAX_PEOPLE: usize = 500;

/// The longest name of a person, in characters.
const MAX_NAME: usize = 120;

/// A person to be invited, and for which company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The number of the line in the file.
    pub line: u64,
    /// The name of the company.
    pub organization: String,
    /// The full name.
    pub name: String,
    /// The address.
    pub email: EmailAddress,
    /// A name to sign in with.
    pub username: Option<Username>,
    /// What the account may do.
    pub role: AccountRole,
    /// Whether all people of a new company see all of its tickets.
    pub member_sees_all: bool,
}

/// Something to mend in a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The number of the line in the file, from 1.
    pub line: u64,
    /// In which column.
    pub column: Column,
    /// What is wrong.
    pub wrong: Wrong,
}

/// What a column has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// The name of the company.
    Organization,
    /// The name of the person.
    Name,
    /// The address of the person.
    Email,
    /// What the person signs in with.
    Username,
    /// What the person may do.
    Role,
    /// Whether all people of the company see all of its tickets.
    SeesAll,
}

/// What is wrong with a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The table has no such column.
    NoColumn,
    /// Nothing stands there.
    Missing,
    /// So many characters too many.
    TooLong(usize),
    /// No address for mail.
    NotAnEmail,
    /// Not what a user name may be.
    NotAUsername,
    /// None of the roles.
    NotARole,
    /// Neither yes nor no.
    NotAnAnswer,
    /// The same stands in this line already.
    Twice(u64),
    /// Somebody has it already.
    Taken,
    /// The company has lost its access.
    NoAccess,
}

impl Column {
    /// All columns, in the order of the template.
    pub const ALL: [Self; 6] = [
        Self::Organization,
        Self::Name,
        Self::Email,
        Self::Username,
        Self::Role,
        Self::SeesAll,
    ];

    /// A stable name, also the end of the id of its text.
    pub fn name(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Name => "name",
            Self::Email => "email",
            Self::Username => "username",
            Self::Role => "role",
            Self::SeesAll => "sees-all",
        }
    }

    /// What its heading may be, in our three languages, folded.
    fn headings(self) -> &'static [&'static str] {
        match self {
            Self::Organization => &[
                "empresa",
                "organizacion",
                "company",
                "organization",
                "organizacao",
            ],
            Self::Name => &["nombre", "name", "nome"],
            Self::Email => &["correo", "email", "e mail", "mail"],
            Self::Username => &["usuario", "username", "user"],
            Self::Role => &["permiso", "rol", "role", "papel", "permissao"],
            Self::SeesAll => &["ve todo", "sees all", "ve tudo"],
        }
    }

    fn is_needed(self) -> bool {
        match self {
            Self::Organization | Self::Name | Self::Email => true,
            Self::Username | Self::Role | Self::SeesAll => false,
        }
    }
}

impl Wrong {
    /// A stable name, also the end of the id of its text.
    pub fn name(&self) -> &'static str {
        match self {
            Self::NoColumn => "no-column",
            Self::Missing => "missing",
            Self::TooLong(_) => "too-long",
            Self::NotAnEmail => "not-an-email",
            Self::NotAUsername => "not-a-username",
            Self::NotARole => "not-a-role",
            Self::NotAnAnswer => "not-an-answer",
            Self::Twice(_) => "twice",
            Self::Taken => "taken",
            Self::NoAccess => "no-access",
        }
    }
}

/// Reads the people of a table.
///
/// # Errors
///
/// Everything to mend, line by line; then nothing is to be taken.
pub fn read(sheet: &Sheet) -> Result<Vec<Person>, Vec<Problem>> {
    let places = places(&sheet.heading)?;
    let (mut people, mut problems) = (Vec::new(), Vec::new());
    let mut seen: HashMap<(Column, String), u64> = HashMap::new();
    for row in &sheet.rows {
        let cell = |column: Column| {
            let place = places.get(&column).copied();
            clean(place.and_then(|place| row.cells.get(place)))
        };
        let mut bad = Vec::new();
        let person = person(row.line, &cell, &mut bad);
        if let Some(person) = &person {
            let username = person.username.as_ref().map(ToString::to_string);
            let unique = [
                (Column::Email, Some(person.email.as_str().to_lowercase())),
                (Column::Username, username),
            ];
            for (column, value) in unique {
                let Some(value) = value else { continue };
                match seen.get(&(column, value.clone())) {
                    Some(first) => bad.push((column, Wrong::Twice(*first))),
                    None => {
                        seen.insert((column, value), row.line);
                    }
                }
            }
        }
        people.extend(person);
        problems.extend(bad.into_iter().map(|(column, wrong)| Problem {
            line: row.line,
            column,
            wrong,
        }));
    }
    if problems.is_empty() {
        Ok(people)
    } else {
        Err(problems)
    }
}

/// Which column stands where.
fn places(heading: &[String]) -> Result<HashMap<Column, usize>, Vec<Problem>> {
    let plain = |cell: &String| {
        let letters: String = fold(cell)
            .chars()
            .map(|letter| {
                if letter.is_alphanumeric() {
                    letter
                } else {
                    ' '
                }
            })
            .collect();
        letters.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let headings: Vec<String> = heading.iter().map(plain).collect();
    let mut places = HashMap::new();
    for column in Column::ALL {
        let is_it = |one: &String| column.headings().contains(&one.as_str());
        if let Some(place) = headings.iter().position(is_it) {
            places.insert(column, place);
        }
    }
    let missing: Vec<Problem> = Column::ALL
        .into_iter()
        .filter(|column| column.is_needed() && !places.contains_key(column))
        .map(|column| Problem {
            line: 1,
            column,
            wrong: Wrong::NoColumn,
        })
        .collect();
    if missing.is_empty() {
        Ok(places)
    } else {
        Err(missing)
    }
}

/// A cell on one line.
fn clean(cell: Option<&String>) -> String {
    let plain: String = cell
        .map_or("", String::as_str)
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    plain.trim().to_owned()
}

fn person(
    line: u64,
    cell: &impl Fn(Column) -> String,
    bad: &mut Vec<(Column, Wrong)>,
) -> Option<Person> {
    let mut text = |column, most| {
        required(&cell(column), most).map_err(|error| {
            let wrong = if let FieldError::TooLong(over) = error {
                Wrong::TooLong(over)
            } else {
                Wrong::Missing
            };
            bad.push((column, wrong));
        })
    };
    let organization = text(Column::Organization, MAX_ORGANIZATION_NAME);
    let name = text(Column::Name, MAX_NAME);
    let email = match cell(Column::Email) {
        typed if typed.is_empty() => Err((Column::Email, Wrong::Missing)),
        typed => typed
            .parse::<EmailAddress>()
            .map_err(|_| (Column::Email, Wrong::NotAnEmail)),
    };
    let username = match cell(Column::Username) {
        typed if typed.is_empty() => Ok(None),
        typed => typed
            .parse::<Username>()
            .map(Some)
            .map_err(|_| (Column::Username, Wrong::NotAUsername)),
    };
    let role = role(&cell(Column::Role)).ok_or((Column::Role, Wrong::NotARole));
    let sees_all = answer(&cell(Column::SeesAll)).ok_or((Column::SeesAll, Wrong::NotAnAnswer));
    let mut good = |result: Result<(), (Column, Wrong)>| bad.extend(result.err());
    good(email.as_ref().map(|_| ()).map_err(Clone::clone));
    good(username.as_ref().map(|_| ()).map_err(Clone::clone));
    good(role.as_ref().map(|_| ()).map_err(Clone::clone));
    good(sees_all.as_ref().map(|_| ()).map_err(Clone::clone));
    Some(Person {
        line,
        organization: organization.ok()?,
        name: name.ok()?,
        email: email.ok()?,
        username: username.ok()?,
        role: role.ok()?,
        member_sees_all: sees_all.ok()?,
    })
}

fn role(typed: &str) -> Option<AccountRole> {
    match fold(typed).as_str() {
        "" | "miembro" | "member" | "membro" => Some(AccountRole::Member),
        "administra" | "administrador" | "administradora" | "admin" | "manager" => {
            Some(AccountRole::Manager)
        }
        _ => None,
    }
}

fn answer(typed: &str) -> Option<bool> {
    match fold(typed).as_str() {
        "si" | "s" | "yes" | "y" | "sim" | "x" | "1" => Some(true),
        "" | "no" | "n" | "nao" | "0" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read_text(text: &str) -> Result<Vec<Person>, Vec<Problem>> {
        read(&Sheet::read(text, MAX_PEOPLE).unwrap())
    }

    fn problem(line: u64, column: Column, wrong: Wrong) -> Problem {
        Problem {
            line,
            column,
            wrong,
        }
    }

    #[test]
    fn a_table_is_read_in_any_order_of_its_columns_and_in_three_languages() {
        let spanish = "Empresa;Nombre;Correo;Usuario;Permiso;Ve todo\nLibrería El Andén;Lucía Andrade;lucia@anden.example;anden;Administra;Sí\n";
        let english = "E-mail,company,NAME\nlucia@anden.example,Librería El Andén,Lucía Andrade\n";

        let people = read_text(spanish).unwrap();
        assert_eq!(people[0].organization, "Librería El Andén");
        assert_eq!(people[0].role, AccountRole::Manager);
        assert!(people[0].member_sees_all && people[0].username.is_some());
        let people = read_text(english).unwrap();
        assert_eq!(people[0].email.as_str(), "lucia@anden.example");
        assert_eq!(people[0].role, AccountRole::Member);
    }

    #[test]
    fn everything_to_mend_is_told_with_its_line() {
        let text = "empresa;nombre;correo;usuario;permiso;ve todo\n;Ana;ana@x;a;jefe;tal vez\nX;Ana;ana@x.example;anaana;;\n\nX;Ana;ANA@x.example;anaana;;\n";

        assert_eq!(
            read_text(text),
            Err(vec![
                problem(2, Column::Organization, Wrong::Missing),
                problem(2, Column::Email, Wrong::NotAnEmail),
                problem(2, Column::Username, Wrong::NotAUsername),
                problem(2, Column::Role, Wrong::NotARole),
                problem(2, Column::SeesAll, Wrong::NotAnAnswer),
                problem(5, Column::Email, Wrong::Twice(3)),
                problem(5, Column::Username, Wrong::Twice(3)),
            ])
        );
        assert_eq!(
            read_text("a;b\n1;2\n"),
            Err(vec![
                problem(1, Column::Organization, Wrong::NoColumn),
                problem(1, Column::Name, Wrong::NoColumn),
                problem(1, Column::Email, Wrong::NoColumn),
            ])
        );
    }

    proptest! {
        #[test]
        fn random_tables_never_panic(text in "[\\PC\n;\"]{0,200}") {
            if let Ok(sheet) = Sheet::read(&format!("empresa;nombre;correo\n{text}"), 20) {
                let _ = read(&sheet);
            }
        }
    }
}
