//! The tables and their columns, as the migrations of both engines make them.

diesel::table! {
    settings (id) {
        id -> BigInt,
        version -> BigInt,
        data -> Text,
    }
}

diesel::table! {
    calendar (id) {
        id -> BigInt,
        name -> Text,
        is_default -> Bool,
        plan -> Text,
        version -> BigInt,
    }
}

diesel::table! {
    legal_class (id) {
        id -> BigInt,
        code -> Text,
        data -> Text,
        version -> BigInt,
    }
}

diesel::table! {
    deadline_policy (id) {
        id -> BigInt,
        position -> BigInt,
        version -> BigInt,
        data -> Text,
    }
}

diesel::table! {
    team (id) {
        id -> BigInt,
        name -> Text,
        colour -> SmallInt,
        version -> BigInt,
    }
}

diesel::table! {
    role (id) {
        id -> BigInt,
        name -> Text,
        grants -> Nullable<Text>,
        limits -> Nullable<Text>,
        gets_tickets -> Bool,
        version -> BigInt,
    }
}

diesel::table! {
    agent (id) {
        id -> BigInt,
        name -> Text,
        email -> Text,
        role_id -> BigInt,
        team_id -> BigInt,
        is_active -> Bool,
        language -> Nullable<Text>,
        presence -> Text,
        password_hash -> Nullable<Text>,
        created_at -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    agent_link (token_hash) {
        token_hash -> Text,
        agent_id -> BigInt,
        created_at -> BigInt,
        expires_at -> BigInt,
        used_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    duty (agent_id) {
        agent_id -> BigInt,
        capacity -> Nullable<BigInt>,
        last_assigned_at -> Nullable<BigInt>,
        skills -> Text,
        shift -> Nullable<Text>,
        was_on -> Bool,
    }
}

diesel::table! {
    absence (id) {
        id -> BigInt,
        agent_id -> BigInt,
        from_at -> BigInt,
        until_at -> BigInt,
        substitute_id -> Nullable<BigInt>,
        stage -> Text,
    }
}

diesel::table! {
    rule (id) {
        id -> BigInt,
        position -> BigInt,
        topic_id -> Nullable<BigInt>,
        organization_id -> Nullable<BigInt>,
        language -> Nullable<Text>,
        keyword -> Nullable<Text>,
        team_id -> BigInt,
        skills -> Text,
    }
}

diesel::table! {
    topic (id) {
        id -> BigInt,
        slug -> Text,
        position -> BigInt,
        is_active -> Bool,
        team_id -> BigInt,
        form -> Text,
        version -> BigInt,
    }
}

diesel::table! {
    contact (id) {
        id -> BigInt,
        email -> Text,
        name -> Text,
        phone -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    organization (id) {
        id -> BigInt,
        name -> Text,
        member_sees_all -> Bool,
        is_active -> Bool,
        created_at -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    account (id) {
        id -> BigInt,
        organization_id -> BigInt,
        contact_id -> BigInt,
        username -> Nullable<Text>,
        role -> Text,
        is_active -> Bool,
        language -> Nullable<Text>,
        password_hash -> Nullable<Text>,
        case_columns -> Nullable<Text>,
        created_at -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    account_link (token_hash) {
        token_hash -> Text,
        account_id -> BigInt,
        purpose -> Text,
        created_at -> BigInt,
        expires_at -> BigInt,
        used_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    factor (id) {
        id -> BigInt,
        agent_id -> Nullable<BigInt>,
        account_id -> Nullable<BigInt>,
        sealed_secret -> Text,
        created_at -> BigInt,
        confirmed_at -> Nullable<BigInt>,
        last_step -> BigInt,
    }
}

diesel::table! {
    recovery_code (code_hash) {
        code_hash -> Text,
        factor_id -> BigInt,
        used_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    sign_in_step (token_hash) {
        token_hash -> Text,
        agent_id -> Nullable<BigInt>,
        account_id -> Nullable<BigInt>,
        expires_at -> BigInt,
    }
}

diesel::table! {
    api_token (id) {
        id -> BigInt,
        token_hash -> Text,
        agent_id -> Nullable<BigInt>,
        account_id -> Nullable<BigInt>,
        name -> Text,
        scopes -> Text,
        created_at -> BigInt,
        expires_at -> BigInt,
        used_at -> Nullable<BigInt>,
        is_revoked -> Bool,
    }
}

diesel::table! {
    api_request (token_id, key) {
        token_id -> BigInt,
        key -> Text,
        fingerprint -> Text,
        answer -> Text,
        at -> BigInt,
    }
}

diesel::table! {
    email_change (id) {
        id -> BigInt,
        agent_id -> Nullable<BigInt>,
        account_id -> Nullable<BigInt>,
        old_email -> Text,
        new_email -> Text,
        undo_hash -> Text,
        asked_at -> BigInt,
        undo_until -> BigInt,
        state -> Text,
    }
}

diesel::table! {
    ticket (id) {
        id -> BigInt,
        code -> Text,
        version -> BigInt,
        status -> SmallInt,
        subject -> Text,
        topic_id -> BigInt,
        answers -> Text,
        tracking_number -> Nullable<Text>,
        priority -> Text,
        kind -> Text,
        requester_id -> BigInt,
        organization_id -> Nullable<BigInt>,
        language -> Text,
        verified_by_agent -> Nullable<BigInt>,
        team_id -> BigInt,
        assignee_id -> Nullable<BigInt>,
        created_at -> BigInt,
        updated_at -> BigInt,
        due_at -> BigInt,
        solution_id -> Nullable<BigInt>,
        silent_since -> Nullable<BigInt>,
        reminded -> Bool,
        waiting_until -> Nullable<BigInt>,
        is_prolonged -> Bool,
        resolution -> Nullable<Text>,
        resolved_at -> Nullable<BigInt>,
        rated_stars -> Nullable<SmallInt>,
        rated_at -> Nullable<BigInt>,
        reopen_count -> BigInt,
        follow_up_of -> Nullable<BigInt>,
        next_check_at -> Nullable<BigInt>,
        search -> Text,
    }
}

diesel::table! {
    clock (ticket_id) {
        ticket_id -> BigInt,
        next_check_at -> Nullable<BigInt>,
        data -> Text,
    }
}

diesel::table! {
    follower (ticket_id, agent_id) {
        ticket_id -> BigInt,
        agent_id -> BigInt,
    }
}

diesel::table! {
    message (ticket_id, id) {
        ticket_id -> BigInt,
        id -> BigInt,
        by_role -> Text,
        by_id -> Nullable<BigInt>,
        kind -> Text,
        text -> Text,
        at -> BigInt,
    }
}

diesel::table! {
    event (ticket_id, id) {
        ticket_id -> BigInt,
        id -> BigInt,
        at -> BigInt,
        by_role -> Text,
        by_id -> Nullable<BigInt>,
        kind -> Text,
        data -> Text,
        version -> BigInt,
    }
}

diesel::table! {
    solution (ticket_id, id) {
        ticket_id -> BigInt,
        id -> BigInt,
        author_id -> BigInt,
        code -> Text,
        text -> Text,
        proposed_at -> BigInt,
        status -> Text,
        decided_at -> Nullable<BigInt>,
        decided_by -> Nullable<Text>,
        reason -> Nullable<Text>,
    }
}

diesel::table! {
    rating (ticket_id, cycle) {
        ticket_id -> BigInt,
        cycle -> BigInt,
        stars -> SmallInt,
        comment -> Text,
        at -> BigInt,
    }
}

diesel::table! {
    consent (ticket_id, id) {
        ticket_id -> BigInt,
        id -> BigInt,
        text_version -> Text,
        text_hash -> Text,
        at -> BigInt,
        channel -> Text,
        client -> Text,
    }
}

diesel::table! {
    import (id) {
        id -> BigInt,
        agent_id -> BigInt,
        content -> Text,
        made_at -> BigInt,
        done_at -> Nullable<BigInt>,
        organizations -> BigInt,
        people -> BigInt,
    }
}

diesel::table! {
    filing (id) {
        id -> BigInt,
        account_id -> BigInt,
        subject -> Text,
        at -> BigInt,
    }
}

diesel::table! {
    filing_line (filing_id, position) {
        filing_id -> BigInt,
        position -> BigInt,
        number -> Text,
        ticket_id -> Nullable<BigInt>,
        left_out -> Nullable<Text>,
    }
}

diesel::table! {
    draft (id) {
        id -> BigInt,
        version -> BigInt,
        owner_hash -> Text,
        content -> Text,
        email -> Nullable<Text>,
        reference -> Text,
        ticket_id -> Nullable<BigInt>,
        failed_codes -> BigInt,
        codes_sent -> BigInt,
        created_at -> BigInt,
        expires_at -> BigInt,
    }
}

diesel::table! {
    file (id) {
        id -> BigInt,
        draft_id -> Nullable<BigInt>,
        ticket_id -> Nullable<BigInt>,
        session_id -> Nullable<BigInt>,
        message_id -> Nullable<BigInt>,
        is_public -> Bool,
        name -> Text,
        kind -> Text,
        size_bytes -> BigInt,
        sha256 -> Text,
        object_key -> Text,
        thumbnail_key -> Nullable<Text>,
        scan -> Text,
        scan_find -> Nullable<Text>,
        at -> BigInt,
    }
}

diesel::table! {
    otp (id) {
        id -> BigInt,
        purpose -> Text,
        subject -> BigInt,
        email -> Text,
        nonce -> BigInt,
        agent_id -> Nullable<BigInt>,
        issued_at -> BigInt,
        expires_at -> BigInt,
        tries -> BigInt,
        used_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    heartbeat (node) {
        node -> BigInt,
        at -> BigInt,
    }
}

diesel::table! {
    counter (name) {
        name -> Text,
        hits -> BigInt,
        ends_at -> BigInt,
    }
}

diesel::table! {
    link (id) {
        id -> BigInt,
        token_hash -> Text,
        nonce -> BigInt,
        ticket_id -> BigInt,
        contact_id -> BigInt,
        created_at -> BigInt,
        expires_at -> BigInt,
        revoked_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    guest_session (id) {
        id -> BigInt,
        token_hash -> Text,
        contact_id -> BigInt,
        ticket_id -> Nullable<BigInt>,
        account_id -> Nullable<BigInt>,
        level -> Text,
        created_at -> BigInt,
        seen_at -> BigInt,
        client -> Text,
        user_agent -> Text,
    }
}

diesel::table! {
    agent_session (id) {
        id -> BigInt,
        token_hash -> Text,
        agent_id -> BigInt,
        created_at -> BigInt,
        seen_at -> BigInt,
        client -> Text,
        user_agent -> Text,
    }
}

diesel::table! {
    mailing (id) {
        id -> BigInt,
        email -> Text,
        ticket_id -> BigInt,
        language -> Text,
        is_staff -> Bool,
        is_held -> Bool,
        at -> BigInt,
    }
}

diesel::table! {
    device (token_hash) {
        token_hash -> Text,
        contact_id -> Nullable<BigInt>,
        agent_id -> Nullable<BigInt>,
        created_at -> BigInt,
        expires_at -> BigInt,
    }
}

diesel::table! {
    job (id) {
        id -> BigInt,
        kind -> Text,
        payload -> Text,
        state -> SmallInt,
        run_at -> BigInt,
        attempts -> BigInt,
        lease -> BigInt,
        claimed_at -> Nullable<BigInt>,
        locked_until -> Nullable<BigInt>,
        worker -> Nullable<Text>,
        error -> Nullable<Text>,
        unique_key -> Nullable<Text>,
    }
}

diesel::table! {
    export (id) {
        id -> BigInt,
        agent_id -> Nullable<BigInt>,
        account_id -> Nullable<BigInt>,
        wanted -> Text,
        format -> Text,
        title -> Text,
        state -> Text,
        rows_total -> BigInt,
        rows_done -> BigInt,
        object_key -> Nullable<Text>,
        size_bytes -> BigInt,
        client -> Text,
        created_at -> BigInt,
        expires_at -> BigInt,
    }
}

diesel::table! {
    audit (id) {
        id -> BigInt,
        at -> BigInt,
        agent_id -> Nullable<BigInt>,
        action -> Text,
        target -> Text,
        before -> Nullable<Text>,
        after -> Nullable<Text>,
        reason -> Nullable<Text>,
        client -> Text,
    }
}

diesel::table! {
    policy_row (id, version) {
        id -> BigInt,
        version -> BigInt,
        is_newest -> Bool,
        data -> Text,
    }
}

diesel::table! {
    index_value (unit, date) {
        unit -> Text,
        date -> Text,
        value_e4 -> BigInt,
    }
}

diesel::table! {
    claim (id) {
        id -> BigInt,
        ticket_id -> BigInt,
        number -> BigInt,
        is_current -> Bool,
        version -> BigInt,
        status -> Text,
        customer_state -> Nullable<Text>,
        shown_amount -> Nullable<BigInt>,
        tracking_number -> Nullable<Text>,
        currency -> Text,
        calculation -> Nullable<Text>,
        amount -> Nullable<BigInt>,
        proposer_id -> Nullable<BigInt>,
        approvers -> Text,
        solution_id -> Nullable<BigInt>,
        payee -> Nullable<Text>,
        sealed_payee -> Nullable<Text>,
        batch_id -> Nullable<BigInt>,
        attempt -> BigInt,
        paid_on -> Nullable<Text>,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    claim_event (id) {
        id -> BigInt,
        claim_id -> BigInt,
        at -> BigInt,
        by_role -> Text,
        by_id -> Nullable<BigInt>,
        kind -> Text,
        data -> Text,
    }
}

diesel::table! {
    payment_batch (id) {
        id -> BigInt,
        payer_id -> BigInt,
        created_at -> BigInt,
        currency -> Text,
        payments -> BigInt,
        total -> BigInt,
        sha256 -> Text,
    }
}

diesel::table! {
    payment (reference) {
        reference -> Text,
        batch_id -> BigInt,
        claim_id -> BigInt,
        ticket_id -> BigInt,
        amount -> BigInt,
        currency -> Text,
        sealed_payee -> Text,
        state -> Text,
        decided_on -> Nullable<Text>,
        note -> Text,
    }
}

diesel::allow_tables_to_appear_in_same_query!(claim, ticket, contact);
diesel::allow_tables_to_appear_in_same_query!(account, contact);
diesel::allow_tables_to_appear_in_same_query!(agent, role);
diesel::allow_tables_to_appear_in_same_query!(event, ticket);
