//! Which tickets somebody may reach, as a condition of a statement: what lies beyond is never read.

use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::sql_types::Bool;
use domain::Reach;

/// The condition on the table, or its other name in the statement. Numbers stand in the text, so
/// that planners see them and can use the partial indexes.
pub(crate) fn within(reach: Reach, ticket: &str) -> String {
    match reach {
        Reach::Nothing => "1 = 0".to_owned(),
        Reach::Own(agent) => format!("{ticket}.assignee_id = {agent}"),
        Reach::Team(agent, team) => {
            format!("({ticket}.team_id = {team} OR {ticket}.assignee_id = {agent})")
        }
        Reach::All => "1 = 1".to_owned(),
    }
}

/// The same for statements that are put together by their parts.
pub(crate) fn is_within(reach: Reach) -> SqlLiteral<Bool> {
    sql(&within(reach, "ticket"))
}
