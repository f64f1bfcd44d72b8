use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::compensation::UpTo;
use crate::{Currency, Money, Presence, RoleId};

const ME: AgentId = AgentId(7);
const MY_TEAM: TeamId = TeamId(1);

fn somebody(grants: Grants) -> Agent {
    Agent {
        id: ME,
        name: "Laura Méndez".into(),
        email: "laura@cordillera.example".parse().unwrap(),
        role: Role {
            id: RoleId(99),
            grants,
            gets_tickets: true,
        },
        team: MY_TEAM,
        is_active: true,
        language: None,
        presence: Presence::Available,
        has_password: true,
        created_at: Timestamp::UNIX_EPOCH,
    }
}

fn any_grants() -> impl Strategy<Value = Grants> {
    prop::collection::vec(0..4_usize, Permission::ALL.len()).prop_map(|scopes| {
        let said = Permission::ALL.into_iter().zip(scopes);
        said.fold(Grants::NONE, |grants, (one, scope)| {
            grants.with(one, Scope::ALL[scope])
        })
    })
}

fn any_ticket() -> impl Strategy<Value = TicketFacts> {
    (1..4_i64, prop::option::of(6..9_i64)).prop_map(|(team, assignee)| TicketFacts {
        team: TeamId(team),
        assignee: assignee.map(AgentId),
    })
}

/// The rule once more, told the other way round: from the ticket to who may.
fn told_otherwise(grants: &Grants, permission: Permission, ticket: TicketFacts) -> bool {
    let mine = ticket.assignee == Some(ME);
    let ours = mine || ticket.team == MY_TEAM;
    let holds = |one: Permission| {
        let scope = said(grants, one);
        matches!(
            (scope, mine, ours),
            (Scope::All, ..) | (Scope::Team, _, true) | (Scope::Own, true, _)
        )
    };
    let mut wanted = Some(permission);
    while let Some(one) = wanted {
        if !holds(one) {
            return false;
        }
        wanted = one.needs();
    }
    true
}

/// What was said of a permission, read from what is kept of it.
fn said(grants: &Grants, permission: Permission) -> Scope {
    let kept: std::collections::BTreeMap<Permission, Scope> = (*grants).into();
    kept.get(&permission).copied().unwrap_or_default()
}

proptest! {
    #[test]
    fn one_ticket_is_allowed_exactly_where_it_is_in_reach(
        grants in any_grants(), ticket in any_ticket(), at in 0..Permission::ALL.len()
    ) {
        let (agent, permission) = (somebody(grants), Permission::ALL[at]);

        let allowed = allows(&agent, permission, ticket);

        prop_assert_eq!(allowed, reach(&agent, permission).contains(ticket));
        prop_assert_eq!(allowed, told_otherwise(&grants, permission, ticket));
    }

    #[test]
    fn nothing_is_done_with_a_ticket_that_cannot_be_read(
        grants in any_grants(), ticket in any_ticket(), at in 0..Permission::ALL.len()
    ) {
        let (agent, permission) = (somebody(grants), Permission::ALL[at]);

        prop_assert!(
            !permission.has_scope()
                || !allows(&agent, permission, ticket)
                || allows(&agent, Permission::Read, ticket)
        );
    }

    #[test]
    fn what_is_kept_of_a_role_says_the_same_again(grants in any_grants()) {
        let kept = serde_json::to_string(&grants).unwrap();
        let again: Grants = serde_json::from_str(&kept).unwrap();

        for permission in Permission::ALL {
            prop_assert_eq!(again.scope(permission), grants.scope(permission));
        }
    }

    #[test]
    fn who_covers_another_is_allowed_all_that_the_other_is(
        one in any_grants(), other in any_grants(), ticket in any_ticket()
    ) {
        let (first, second) = (somebody(one), somebody(other));

        for permission in Permission::ALL {
            prop_assert!(
                !one.covers(&other)
                    || !allows(&second, permission, ticket)
                    || allows(&first, permission, ticket)
            );
        }
    }
}

#[test]
fn the_four_roles_do_what_they_always_did() {
    let may = |role: Role| {
        Permission::ALL
            .into_iter()
            .filter(|one| role.grants.has(*one))
            .map(Permission::name)
            .collect::<Vec<_>>()
            .join(" ")
    };

    assert_eq!(may(Role::VIEWER), "read see_personal see_claims");
    assert_eq!(
        may(Role::AGENT),
        "read reply note assign see_personal see_claims work_claims check_identity"
    );
    assert_eq!(
        may(Role::SUPERVISOR),
        "read reply note assign export see_personal see_claims work_claims pay check_identity oversee distribute"
    );
    assert_eq!(Role::ADMIN.grants, Grants::ALL);
    for built_in in BuiltIn::ALL {
        let role = built_in.role();
        assert_eq!(role.built_in(), Some(built_in));
        for permission in Permission::ALL {
            let scope = role.grants.scope(permission);
            assert!(
                matches!(scope, Scope::Nothing | Scope::All),
                "{built_in:?} {permission:?}"
            );
        }
    }
}

#[test]
fn nobody_gives_what_they_do_not_have() {
    let [viewer, agent, supervisor, admin] = BuiltIn::ALL.map(RoleRecord::of);
    let keeper = RoleRecord {
        role: Role {
            grants: agent.role.grants.with(Permission::ManagePeople, Scope::All),
            ..agent.role
        },
        ..agent.clone()
    };

    assert!(may_change_person(&keeper, &viewer, &agent));
    assert!(!may_change_person(&keeper, &viewer, &supervisor));
    assert!(!may_change_person(&keeper, &admin, &viewer));
    assert!(!may_change_person(&supervisor, &viewer, &viewer));
    assert!(may_change_person(&admin, &admin, &admin));
    let generous = RoleRecord {
        limits: vec![UpTo::Amount(Money::whole(100_001, Currency::Cop))],
        ..agent.clone()
    };
    assert!(!may_change_person(&keeper, &viewer, &generous));
}

#[test]
fn the_order_of_permissions_is_that_of_their_places() {
    for (place, permission) in Permission::ALL.into_iter().enumerate() {
        assert_eq!(permission as usize, place);
    }
}
