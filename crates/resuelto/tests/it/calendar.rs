//! `resuelto calendar check`.

use std::process::{Command, Output};

fn check(country: &str, year: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_resuelto"))
        .args(["calendar", "check", "--country", country, "--year", year])
        .output()
        .unwrap()
}

#[test]
fn it_prints_the_holidays_of_a_year_with_their_laws() {
    let output = check("co", "2026");

    assert!(output.status.success());
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(printed.lines().count(), 19);
    assert!(printed.contains("2026-03-23  Mon  Día de San José  (Ley 51 de 1983, arts. 1 y 2)\n"));
}

#[test]
fn it_says_which_countries_it_knows() {
    let output = check("xx", "2026");

    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("write co (Colombia) or cl (Chile)"), "{said}");
}
