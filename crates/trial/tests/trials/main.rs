//! Whether the trials can be asked for; each takes minutes, so none is run here.

use std::process::Command;

#[test]
fn bin_check_asks_only_for_trials_that_there_are() {
    let script = include_str!("../../../../bin/check");
    let asked = script
        .lines()
        .filter_map(|line| line.trim().strip_prefix("trial "));
    let mut count = 0;
    for arguments in asked {
        let name = arguments.split(' ').next().unwrap();
        let help = Command::new(env!("CARGO_BIN_EXE_trial"))
            .args([name, "--help"])
            .output()
            .unwrap();
        let help = String::from_utf8(help.stdout).unwrap();
        for flag in arguments.split(' ').filter(|word| word.starts_with("--")) {
            assert!(help.contains(flag), "{flag} of {arguments}: {help}");
        }
        count += 1;
    }
    assert_eq!(count, 6);
}
