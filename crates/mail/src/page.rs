//! A letter in words: what stands on the page, before it becomes HTML and plain text.

use domain::clock::Metric;
use domain::otp::Purpose;
use jiff::{Timestamp, Zoned, civil::Date};
use text::Texts;
use url::Url;

use crate::{
    brand::Brand,
    clean::{self, line},
    letter::{
        Cancellation, Filed, Kind, Letter, Listed, Notice, Resolution, Ticket, Told, Waiting,
    },
};

/// How much of a customer's message an agent gets by mail, in characters.
const MAX_EXCERPT: usize = 2_000;

/// How many of the tickets that were created at once a letter names.
const MAX_ROWS: usize = 50;

/// What stands on the page, from top to bottom.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) subject: String,
    pub(crate) heading: String,
    pub(crate) lead: Vec<String>,
    /// Six digits, in two groups.
    pub(crate) digits: Option<String>,
    pub(crate) stub: Option<Stub>,
    pub(crate) quote: Option<Quote>,
    pub(crate) facts: Vec<Fact>,
    pub(crate) rows: Vec<Row>,
    pub(crate) button: Option<Button>,
    /// Below the button: what else to know.
    pub(crate) notes: Vec<String>,
    /// Small print at the very end.
    pub(crate) foot: Vec<String>,
}

/// The ticket stub with the code, the one ornament of the product.
#[derive(Debug)]
pub(crate) struct Stub {
    pub(crate) label: String,
    pub(crate) code: String,
    pub(crate) title: String,
}

/// What somebody wrote: paragraphs of lines.
#[derive(Debug)]
pub(crate) struct Quote {
    pub(crate) paragraphs: Vec<Vec<String>>,
}

#[derive(Debug)]
pub(crate) struct Fact {
    pub(crate) label: String,
    pub(crate) value: String,
}

/// A ticket in a list.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) code: String,
    pub(crate) title: String,
    pub(crate) detail: String,
}

/// The one link of a letter.
#[derive(Debug)]
pub(crate) struct Button {
    pub(crate) label: String,
    pub(crate) url: Url,
}

/// What every letter is written with.
#[derive(Clone, Copy)]
struct Pen<'a> {
    brand: &'a Brand,
    texts: Texts,
    now: &'a Zoned,
}

/// Puts `letter` into words; `now` is in the time zone of the organisation.
#[expect(clippy::too_many_lines, reason = "one arm for each letter")]
pub(crate) fn write(letter: &Letter, brand: &Brand, texts: Texts, now: &Zoned) -> Page {
    let pen = Pen { brand, texts, now };
    let page = match letter {
        Letter::VerificationCode {
            code,
            purpose,
            expires_at,
        } => pen.verification_code(code, *purpose, *expires_at),
        Letter::TicketCreated {
            ticket,
            topic,
            class,
            agent,
            answer_due,
        } => pen.ticket_created(
            ticket,
            topic,
            class.as_deref(),
            agent.as_deref(),
            *answer_due,
        ),
        Letter::AgentReplied {
            ticket,
            agent,
            text,
            files,
        } => pen.agent_replied(ticket, agent, text, files),
        Letter::InformationRequested {
            ticket,
            agent,
            text,
            files,
        } => pen.information_requested(ticket, agent, text, files),
        Letter::SolutionProposed {
            ticket,
            agent,
            text,
            files,
            answer_by,
        } => pen.solution_proposed(ticket, agent, text, files, *answer_by),
        Letter::SolutionReminder {
            ticket,
            days_left,
            answer_by,
        } => pen.solution_reminder(ticket, *days_left, *answer_by),
        Letter::TicketResolved {
            ticket,
            how,
            reopen_until,
        } => pen.ticket_resolved(ticket, how, *reopen_until),
        Letter::TicketReopened {
            ticket,
            agent,
            answer_due,
        } => pen.ticket_reopened(ticket, agent.as_deref(), *answer_due),
        Letter::TicketCancelled { ticket, by } => pen.ticket_cancelled(ticket, by),
        Letter::AskedToComplete {
            ticket,
            agent,
            text,
            until,
            law,
        } => pen.asked_to_complete(ticket, agent, text, *until, law.as_deref()),
        Letter::CompletionWaits {
            ticket,
            until,
            is_prolonged,
        } => pen.completion_waits(ticket, *until, *is_prolonged),
        Letter::TacitlyWithdrawn {
            ticket,
            asked_on,
            missing,
            law,
        } => pen.tacitly_withdrawn(ticket, *asked_on, missing, law.as_deref()),
        Letter::AnswerPutOff {
            ticket,
            reason,
            until,
            law,
        } => pen.answer_put_off(ticket, reason, *until, law.as_deref()),
        Letter::TicketTransferred {
            ticket,
            authority,
            reach,
            reason,
            files,
        } => pen.ticket_transferred(ticket, authority, reach.as_deref(), reason, files),
        Letter::RequestForwarded {
            ticket,
            authority,
            requester,
            email,
            phone,
            filed_on,
            request,
            reason,
            files,
        } => {
            let who = [requester.as_str(), email, phone];
            pen.request_forwarded(ticket, authority, who, *filed_on, request, reason, files)
        }
        Letter::CompensationSettled { ticket, is_paid } => pen.compensation(ticket, *is_paid),
        Letter::TicketsFiled {
            subject,
            tickets,
            left_out,
            path,
        } => pen.tickets_filed(subject, tickets, *left_out, path),
        Letter::CodeList { tickets, path } => pen.code_list(tickets, path),
        Letter::Digest { tickets, path } => pen.digest(tickets, path),
        Letter::CustomerWrote {
            ticket,
            requester,
            text,
            files,
        } => pen.customer_wrote(ticket, requester, text, files),
        Letter::TicketAssigned {
            ticket,
            requester,
            topic,
            due_at,
            by,
        } => pen.ticket_assigned(ticket, requester, topic, *due_at, by.as_deref()),
        Letter::DeadlineNotice {
            ticket,
            requester,
            metric,
            due_at,
        } => pen.deadline_notice(ticket, requester, *metric, *due_at),
        Letter::TicketNews {
            ticket,
            requester,
            what,
            text,
        } => pen.ticket_news(ticket, requester, what, text),
        Letter::QueueWaits { waiting, path } => pen.queue_waits(waiting, path),
        Letter::AgentInvited {
            by,
            path,
            expires_at,
        } => pen.agent_invited(by, path, *expires_at),
        Letter::AccountInvited {
            by,
            company,
            path,
            expires_at,
        } => pen.account_invited(by, company, path, *expires_at),
        Letter::PasswordReset { path, expires_at } => pen.password_reset(path, *expires_at),
        Letter::SignInLink { path, expires_at } => pen.sign_in_link(path, *expires_at),
        Letter::SignInFailed {
            failures,
            last_at,
            path,
        } => pen.sign_in_failed(*failures, *last_at, path),
        Letter::Security { notice, at, path } => pen.security(*notice, *at, path),
        Letter::EmailChanging { new, path, until } => pen.email_changing(new, path, *until),
    };
    Page {
        foot: pen.foot(letter),
        ..page
    }
}

/// To requesters.
impl Pen<'_> {
    fn verification_code(self, code: &str, purpose: Purpose, expires_at: Timestamp) -> Page {
        let digits = in_two_groups(code);
        let (heading, not_you) = match purpose {
            Purpose::Intake => (
                self.texts.mail_code_intake_heading(),
                self.texts.mail_code_intake_not_you(),
            ),
            Purpose::Session => (
                self.texts.mail_code_session_heading(),
                self.texts.mail_code_session_not_you(),
            ),
            Purpose::EmailChange => (
                self.texts.mail_code_email_heading(),
                self.texts.mail_code_email_not_you(),
            ),
        };
        let expires_at = expires_at.to_zoned(self.now.time_zone().clone());
        let time = self.texts.time(expires_at.time());
        Page {
            subject: self
                .texts
                .mail_code_subject(digits.clone(), self.organisation()),
            heading,
            lead: vec![self.texts.mail_code_lead()],
            digits: Some(digits),
            notes: vec![
                self.texts.mail_code_life(hour_as_read(&time), time),
                not_you,
            ],
            ..Page::default()
        }
    }

    fn ticket_created(
        self,
        ticket: &Ticket,
        topic: &str,
        class: Option<&str>,
        agent: Option<&str>,
        due: Option<Date>,
    ) -> Page {
        let mut facts = vec![fact(self.texts.mail_label_topic(), line(topic))];
        facts.extend(class.map(|class| fact(self.texts.mail_label_class(), line(class))));
        facts.extend(agent.map(|name| fact(self.texts.mail_label_agent(), line(name))));
        facts.extend(due.map(|due| fact(self.texts.mail_label_answer_due(), self.dated(due))));
        Page {
            subject: self.texts.mail_ticket_created_subject(code(ticket)),
            heading: self.texts.mail_ticket_created_heading(),
            lead: vec![self.texts.mail_ticket_created_lead()],
            facts,
            button: self.button(self.texts.mail_button_see(), &ticket.path),
            notes: vec![self.texts.mail_ticket_created_next()],
            ..self.about(ticket)
        }
    }

    fn agent_replied(self, ticket: &Ticket, agent: &str, text: &str, files: &[String]) -> Page {
        Page {
            subject: self
                .texts
                .mail_agent_replied_subject(code(ticket), line(agent)),
            heading: self.texts.mail_agent_replied_heading(line(agent)),
            quote: quote(text),
            facts: self.files(files),
            button: self.button(self.texts.mail_button_respond(), &ticket.path),
            ..self.about(ticket)
        }
    }

    fn information_requested(
        self,
        ticket: &Ticket,
        agent: &str,
        text: &str,
        files: &[String],
    ) -> Page {
        Page {
            subject: self.texts.mail_information_requested_subject(code(ticket)),
            heading: self.texts.mail_information_requested_heading(),
            lead: vec![self.texts.mail_information_requested_lead(line(agent))],
            quote: quote(text),
            facts: self.files(files),
            button: self.button(self.texts.mail_button_respond(), &ticket.path),
            notes: vec![self.texts.mail_information_requested_paused()],
            ..self.about(ticket)
        }
    }

    fn solution_proposed(
        self,
        ticket: &Ticket,
        agent: &str,
        text: &str,
        files: &[String],
        by: Date,
    ) -> Page {
        let mut facts = self.files(files);
        facts.push(fact(self.texts.mail_label_respond_by(), self.day(by)));
        Page {
            subject: self.texts.mail_solution_proposed_subject(code(ticket)),
            heading: self.texts.mail_solution_proposed_heading(),
            lead: vec![self.texts.mail_solution_proposed_lead(line(agent))],
            quote: quote(text),
            facts,
            button: self.button(self.texts.mail_button_review(), &ticket.path),
            notes: vec![
                self.texts.mail_solution_proposed_question(),
                self.texts.mail_solution_proposed_silence(),
            ],
            ..self.about(ticket)
        }
    }

    fn solution_reminder(self, ticket: &Ticket, days_left: u16, by: Date) -> Page {
        Page {
            subject: self.texts.mail_solution_reminder_subject(days_left),
            heading: self.texts.mail_solution_reminder_subject(days_left),
            lead: vec![self.texts.mail_solution_reminder_lead()],
            facts: vec![fact(self.texts.mail_label_respond_by(), self.day(by))],
            button: self.button(self.texts.mail_button_review(), &ticket.path),
            notes: vec![self.texts.mail_solution_proposed_silence()],
            ..self.about(ticket)
        }
    }

    fn ticket_resolved(
        self,
        ticket: &Ticket,
        how: &Resolution,
        reopen_until: Option<Date>,
    ) -> Page {
        let lead = match how {
            Resolution::Accepted => self.texts.mail_ticket_resolved_accepted(),
            Resolution::Silence => self.texts.mail_ticket_resolved_silence(),
            Resolution::ByAgent { name } => self.texts.mail_ticket_resolved_closed(line(name)),
        };
        let reopen = reopen_until.map(|day| self.texts.mail_ticket_resolved_reopen(self.day(day)));
        Page {
            subject: self.texts.mail_ticket_resolved_subject(code(ticket)),
            heading: self.texts.mail_ticket_resolved_heading(),
            lead: vec![lead],
            button: self.button(self.texts.mail_button_see(), &ticket.path),
            notes: reopen.into_iter().collect(),
            ..self.about(ticket)
        }
    }

    fn ticket_reopened(self, ticket: &Ticket, agent: Option<&str>, due: Option<Date>) -> Page {
        let lead = agent.map_or_else(
            || self.texts.mail_ticket_reopened_lead(),
            |name| self.texts.mail_ticket_reopened_agent(line(name)),
        );
        Page {
            subject: self.texts.mail_ticket_reopened_subject(code(ticket)),
            heading: self.texts.mail_ticket_reopened_heading(),
            lead: vec![lead],
            facts: due
                .map(|due| fact(self.texts.mail_label_answer_due(), self.day(due)))
                .into_iter()
                .collect(),
            button: self.button(self.texts.mail_button_see(), &ticket.path),
            ..self.about(ticket)
        }
    }

    fn ticket_cancelled(self, ticket: &Ticket, by: &Cancellation) -> Page {
        let (lead, reason) = match by {
            Cancellation::ByRequester => (self.texts.mail_ticket_cancelled_requester(), None),
            Cancellation::ByAgent { name, reason } => (
                self.texts.mail_ticket_cancelled_agent(line(name)),
                quote(reason),
            ),
        };
        Page {
            subject: self.texts.mail_ticket_cancelled_subject(code(ticket)),
            heading: self.texts.mail_ticket_cancelled_heading(),
            lead: vec![lead],
            quote: reason,
            button: self.button(self.texts.mail_button_see(), &ticket.path),
            notes: vec![self.texts.mail_ticket_cancelled_next()],
            ..self.about(ticket)
        }
    }

    fn compensation(self, ticket: &Ticket, is_paid: bool) -> Page {
        let (subject, heading, lead) = if is_paid {
            (
                self.texts.mail_compensation_paid_subject(code(ticket)),
                self.texts.mail_compensation_paid_heading(),
                self.texts.mail_compensation_paid_lead(),
            )
        } else {
            (
                self.texts.mail_compensation_returned_subject(code(ticket)),
                self.texts.mail_compensation_returned_heading(),
                self.texts.mail_compensation_returned_lead(),
            )
        };
        Page {
            subject,
            heading,
            lead: vec![lead],
            button: self.button(self.texts.mail_button_see(), &ticket.path),
            ..self.about(ticket)
        }
    }

    fn tickets_filed(self, subject: &str, tickets: &[Filed], left_out: usize, path: &str) -> Page {
        let row = |ticket: &Filed| Row {
            code: ticket.code.to_string(),
            title: line(&ticket.number),
            detail: match &ticket.agent {
                Some(name) => self.texts.mail_tickets_filed_agent(line(name)),
                None => self.texts.list_nobody(),
            },
        };
        let more = tickets.len().saturating_sub(MAX_ROWS);
        let more = (more > 0).then(|| self.texts.mail_tickets_filed_more(more));
        let left_out = (left_out > 0).then(|| self.texts.mail_tickets_filed_left_out(left_out));
        Page {
            subject: self.texts.mail_tickets_filed_subject(tickets.len()),
            heading: self.texts.mail_tickets_filed_heading(tickets.len()),
            lead: vec![self.texts.mail_tickets_filed_lead(line(subject))],
            rows: tickets.iter().take(MAX_ROWS).map(row).collect(),
            button: self.button(self.texts.mail_button_filed(), path),
            notes: more.into_iter().chain(left_out).collect(),
            ..Page::default()
        }
    }

    fn code_list(self, tickets: &[Listed], path: &str) -> Page {
        let row = |ticket: &Listed| Row {
            code: ticket.code.to_string(),
            title: line(&ticket.subject),
            detail: self.texts.mail_code_list_row(
                self.texts.table_date(ticket.created_on),
                line(&ticket.state),
            ),
        };
        Page {
            subject: self.texts.mail_code_list_subject(self.organisation()),
            heading: self.texts.mail_code_list_heading(),
            lead: vec![self.texts.mail_code_list_lead()],
            rows: tickets.iter().map(row).collect(),
            button: self.button(self.texts.mail_button_look_up(), path),
            notes: vec![self.texts.mail_code_list_not_you()],
            ..Page::default()
        }
    }
}

/// What was too much for single letters.
impl Pen<'_> {
    fn digest(self, tickets: &[Told], path: &str) -> Page {
        let row = |ticket: &Told| Row {
            code: ticket.code.to_string(),
            title: line(&ticket.subject),
            detail: self.texts.mail_digest_row(ticket.count),
        };
        Page {
            subject: self.texts.mail_digest_subject(self.organisation()),
            heading: self.texts.mail_digest_heading(),
            lead: vec![self.texts.mail_digest_lead()],
            rows: tickets.iter().map(row).collect(),
            button: self.button(self.texts.mail_digest_button(), path),
            ..Page::default()
        }
    }
}

/// What the law asks for.
impl Pen<'_> {
    fn asked_to_complete(
        self,
        ticket: &Ticket,
        agent: &str,
        text: &str,
        until: Date,
        law: Option<&str>,
    ) -> Page {
        let mut facts = vec![fact(self.texts.mail_label_complete_by(), self.day(until))];
        facts.extend(self.law(law));
        Page {
            subject: self.texts.mail_asked_to_complete_subject(code(ticket)),
            heading: self.texts.mail_asked_to_complete_heading(),
            lead: vec![self.texts.mail_asked_to_complete_lead(line(agent))],
            quote: quote(text),
            facts,
            button: self.button(self.texts.mail_button_complete(), &ticket.path),
            notes: vec![
                self.texts.mail_asked_to_complete_paused(),
                self.texts.mail_asked_to_complete_otherwise(),
            ],
            ..self.about(ticket)
        }
    }

    fn completion_waits(self, ticket: &Ticket, until: Date, is_prolonged: bool) -> Page {
        let t = self.texts;
        let (subject, lead) = if is_prolonged {
            (
                t.mail_completion_prolonged_subject(code(ticket)),
                t.mail_completion_prolonged_lead(),
            )
        } else {
            (
                t.mail_completion_waits_subject(code(ticket)),
                t.mail_completion_waits_lead(),
            )
        };
        Page {
            heading: subject.clone(),
            subject,
            lead: vec![lead],
            facts: vec![fact(t.mail_label_complete_by(), self.day(until))],
            button: self.button(t.mail_button_complete(), &ticket.path),
            notes: vec![t.mail_asked_to_complete_otherwise()],
            ..self.about(ticket)
        }
    }

    fn tacitly_withdrawn(
        self,
        ticket: &Ticket,
        asked_on: Date,
        missing: &str,
        law: Option<&str>,
    ) -> Page {
        Page {
            subject: self.texts.mail_tacitly_withdrawn_subject(code(ticket)),
            heading: self.texts.mail_tacitly_withdrawn_heading(),
            lead: vec![self.texts.mail_tacitly_withdrawn_lead(self.day(asked_on))],
            quote: quote(missing),
            facts: self.law(law).into_iter().collect(),
            button: self.button(self.texts.mail_button_see(), &ticket.path),
            notes: vec![
                self.texts.mail_tacitly_withdrawn_reason(),
                self.texts.mail_tacitly_withdrawn_next(),
            ],
            ..self.about(ticket)
        }
    }

    fn answer_put_off(self, ticket: &Ticket, reason: &str, until: Date, law: Option<&str>) -> Page {
        let mut facts = vec![fact(self.texts.mail_label_answer_due(), self.day(until))];
        facts.extend(self.law(law));
        Page {
            subject: self.texts.mail_answer_put_off_subject(code(ticket)),
            heading: self.texts.mail_answer_put_off_heading(),
            lead: vec![self.texts.mail_answer_put_off_lead()],
            quote: quote(reason),
            facts,
            button: self.button(self.texts.mail_button_see(), &ticket.path),
            ..self.about(ticket)
        }
    }

    fn ticket_transferred(
        self,
        ticket: &Ticket,
        authority: &str,
        reach: Option<&str>,
        reason: &str,
        files: &[String],
    ) -> Page {
        let mut facts = vec![fact(self.texts.mail_label_authority(), line(authority))];
        facts.extend(reach.map(|reach| fact(self.texts.mail_label_reach(), line(reach))));
        facts.extend(self.files(files));
        Page {
            subject: self
                .texts
                .mail_ticket_transferred_subject(line(authority), code(ticket)),
            heading: self.texts.mail_ticket_transferred_heading(line(authority)),
            lead: vec![self.texts.mail_ticket_transferred_lead()],
            quote: quote(reason),
            facts,
            button: self.button(self.texts.mail_button_see(), &ticket.path),
            notes: vec![self.texts.mail_ticket_transferred_term()],
            ..self.about(ticket)
        }
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "a request that goes elsewhere is all of this"
    )]
    fn request_forwarded(
        self,
        ticket: &Ticket,
        authority: &str,
        who: [&str; 3],
        filed_on: Date,
        request: &str,
        reason: &str,
        files: &[String],
    ) -> Page {
        let t = self.texts;
        let labels = [
            t.mail_label_requester(),
            t.mail_label_email(),
            t.mail_label_phone(),
        ];
        let people = labels.into_iter().zip(who);
        let people = people.filter(|(_, value)| !value.is_empty());
        let mut facts: Vec<Fact> = people
            .map(|(label, value)| fact(label, line(value)))
            .collect();
        facts.push(fact(t.mail_label_filed_on(), self.day(filed_on)));
        facts.push(fact(t.mail_label_reason(), line(reason)));
        facts.extend(self.files(files));
        let notes = (!files.is_empty()).then(|| t.mail_request_forwarded_files());
        Page {
            subject: t.mail_request_forwarded_subject(code(ticket), self.organisation()),
            heading: t.mail_request_forwarded_heading(),
            lead: vec![t.mail_request_forwarded_lead(line(authority), self.organisation())],
            quote: quote(request),
            facts,
            notes: notes.into_iter().collect(),
            ..self.about(ticket)
        }
    }

    fn law(self, law: Option<&str>) -> Option<Fact> {
        law.map(|law| fact(self.texts.mail_label_law(), line(law)))
    }
}

/// To agents.
impl Pen<'_> {
    fn customer_wrote(
        self,
        ticket: &Ticket,
        requester: &str,
        text: &str,
        files: &[String],
    ) -> Page {
        let excerpt = clean::shorten(text, MAX_EXCERPT);
        let cut = (excerpt != text).then(|| self.texts.mail_customer_wrote_cut());
        Page {
            subject: self
                .texts
                .mail_customer_wrote_subject(code(ticket), line(requester)),
            heading: self.texts.mail_customer_wrote_heading(line(requester)),
            quote: quote(&excerpt),
            facts: self.files(files),
            button: self.button(self.texts.mail_button_desk(), &ticket.path),
            notes: cut.into_iter().collect(),
            ..self.about(ticket)
        }
    }

    fn ticket_assigned(
        self,
        ticket: &Ticket,
        requester: &str,
        topic: &str,
        due_at: Option<Timestamp>,
        by: Option<&str>,
    ) -> Page {
        let lead = by.map_or_else(
            || self.texts.mail_ticket_assigned_rule(),
            |name| self.texts.mail_ticket_assigned_person(line(name)),
        );
        let mut facts = vec![
            fact(self.texts.mail_label_requester(), line(requester)),
            fact(self.texts.mail_label_topic(), line(topic)),
        ];
        facts.extend(due_at.map(|due| {
            fact(
                self.texts.mail_label_due(),
                self.texts.long_moment(due, self.now),
            )
        }));
        Page {
            subject: self.texts.mail_ticket_assigned_subject(code(ticket)),
            heading: self.texts.mail_ticket_assigned_heading(),
            lead: vec![lead],
            facts,
            button: self.button(self.texts.mail_button_desk(), &ticket.path),
            ..self.about(ticket)
        }
    }

    fn deadline_notice(
        self,
        ticket: &Ticket,
        requester: &str,
        metric: Metric,
        due_at: Timestamp,
    ) -> Page {
        let is_over = due_at < self.now.timestamp();
        let (subject, heading) = if is_over {
            let subject = self.texts.mail_deadline_notice_over_subject(code(ticket));
            (subject, self.texts.mail_deadline_notice_over())
        } else {
            let subject = self.texts.mail_deadline_notice_near_subject(code(ticket));
            (subject, self.texts.mail_deadline_notice_near())
        };
        let metric = format!("deadline-metric-{}", metric.name().replace('_', "-"));
        let metric = self.texts.by_id(&metric).unwrap_or_default();
        let due = self.texts.long_moment(due_at, self.now);
        Page {
            subject,
            heading,
            facts: vec![
                fact(self.texts.mail_label_term(), metric),
                fact(self.texts.mail_label_due(), due),
                fact(self.texts.mail_label_requester(), line(requester)),
            ],
            button: self.button(self.texts.mail_button_desk(), &ticket.path),
            ..self.about(ticket)
        }
    }

    fn ticket_news(self, ticket: &Ticket, requester: &str, what: &str, text: &str) -> Page {
        let what = format!("mail-news-{}", what.replace('_', "-"));
        let excerpt = clean::shorten(text, MAX_EXCERPT);
        Page {
            subject: self.texts.mail_ticket_news_subject(code(ticket)),
            heading: self.texts.by_id(&what).unwrap_or_default(),
            quote: quote(&excerpt),
            facts: vec![fact(self.texts.mail_label_requester(), line(requester))],
            button: self.button(self.texts.mail_button_desk(), &ticket.path),
            notes: vec![self.texts.mail_ticket_news_why()],
            ..self.about(ticket)
        }
    }

    fn queue_waits(self, waiting: &[Waiting], path: &str) -> Page {
        let of_team = |one: &Waiting| {
            let since = self.texts.moment(one.oldest, self.now);
            let words = self.texts.mail_queue_waits_team(one.count, since);
            fact(line(&one.team), words)
        };
        let count: u32 = waiting.iter().map(|one| one.count).sum();
        Page {
            subject: self.texts.mail_queue_waits_subject(count),
            heading: self.texts.mail_queue_waits_heading(),
            lead: vec![self.texts.mail_queue_waits_lead()],
            facts: waiting.iter().map(of_team).collect(),
            button: self.button(self.texts.mail_button_desk(), path),
            ..Page::default()
        }
    }

    fn agent_invited(self, by: &str, path: &str, expires_at: Timestamp) -> Page {
        Page {
            subject: self.texts.mail_agent_invited_subject(self.organisation()),
            heading: self.texts.mail_agent_invited_heading(),
            lead: vec![
                self.texts
                    .mail_agent_invited_lead(line(by), self.organisation()),
            ],
            facts: vec![fact(
                self.texts.mail_label_link_until(),
                self.texts.long_moment(expires_at, self.now),
            )],
            button: self.button(self.texts.mail_button_password(), path),
            notes: vec![
                self.texts.mail_agent_invited_life(),
                self.texts.mail_agent_invited_not_you(line(by)),
            ],
            ..Page::default()
        }
    }

    fn account_invited(self, by: &str, company: &str, path: &str, expires_at: Timestamp) -> Page {
        Page {
            subject: self.texts.mail_account_invited_subject(self.organisation()),
            heading: self.texts.mail_agent_invited_heading(),
            lead: vec![self.texts.mail_account_invited_lead(
                line(company),
                line(by),
                self.organisation(),
            )],
            facts: vec![fact(
                self.texts.mail_label_link_until(),
                self.texts.long_moment(expires_at, self.now),
            )],
            button: self.button(self.texts.mail_button_password(), path),
            notes: vec![
                self.texts.mail_agent_invited_life(),
                self.texts.mail_agent_invited_not_you(line(by)),
            ],
            ..Page::default()
        }
    }

    fn password_reset(self, path: &str, expires_at: Timestamp) -> Page {
        Page {
            subject: self.texts.mail_password_reset_subject(self.organisation()),
            heading: self.texts.mail_password_reset_heading(),
            lead: vec![self.texts.mail_password_reset_lead()],
            facts: vec![fact(
                self.texts.mail_label_link_until(),
                self.texts.long_moment(expires_at, self.now),
            )],
            button: self.button(self.texts.mail_button_password(), path),
            notes: vec![
                self.texts.mail_agent_invited_life(),
                self.texts.mail_password_reset_not_you(),
            ],
            ..Page::default()
        }
    }

    fn sign_in_link(self, path: &str, expires_at: Timestamp) -> Page {
        Page {
            subject: self.texts.mail_sign_in_link_subject(self.organisation()),
            heading: self.texts.mail_sign_in_link_heading(),
            lead: vec![self.texts.mail_sign_in_link_lead()],
            facts: vec![fact(
                self.texts.mail_label_link_until(),
                self.texts.long_moment(expires_at, self.now),
            )],
            button: self.button(self.texts.mail_button_sign_in(), path),
            notes: vec![
                self.texts.mail_agent_invited_life(),
                self.texts.mail_sign_in_link_not_you(),
            ],
            ..Page::default()
        }
    }

    fn sign_in_failed(self, failures: u32, last_at: Timestamp, path: &str) -> Page {
        Page {
            subject: self.texts.mail_sign_in_failed_subject(self.organisation()),
            heading: self.texts.mail_sign_in_failed_heading(),
            lead: vec![self.texts.mail_sign_in_failed_lead(failures)],
            facts: vec![fact(
                self.texts.mail_label_last_try(),
                self.texts.long_moment(last_at, self.now),
            )],
            button: self.button(self.texts.mail_button_change_password(), path),
            notes: vec![
                self.texts.mail_sign_in_failed_you(),
                self.texts.mail_sign_in_failed_not_you(),
            ],
            ..Page::default()
        }
    }
}

/// To whoever signs in.
impl Pen<'_> {
    fn security(self, notice: Notice, at: Timestamp, path: &str) -> Page {
        let t = self.texts;
        let lead = match notice {
            Notice::PasswordChanged => t.mail_security_password_changed(),
            Notice::FactorOn => t.mail_security_factor_on(),
            Notice::FactorOff => t.mail_security_factor_off(),
            Notice::FactorReset => t.mail_security_factor_reset(),
            Notice::FactorFailed => t.mail_security_factor_failed(),
            Notice::CodesRenewed => t.mail_security_codes_renewed(),
            Notice::CodeUsed => t.mail_security_code_used(),
            Notice::EmailChanged => t.mail_security_email_changed(),
        };
        Page {
            subject: t.mail_security_subject(self.organisation()),
            heading: t.mail_security_heading(),
            lead: vec![lead],
            facts: vec![fact(t.mail_label_when(), t.long_moment(at, self.now))],
            button: self.button(t.mail_button_account(), path),
            notes: vec![
                t.mail_security_you(),
                t.mail_security_not_you(self.organisation()),
            ],
            ..Page::default()
        }
    }

    fn email_changing(self, new: &str, path: &str, until: Timestamp) -> Page {
        Page {
            subject: self.texts.mail_email_changing_subject(self.organisation()),
            heading: self.texts.mail_email_changing_heading(),
            lead: vec![self.texts.mail_email_changing_lead(line(new))],
            facts: vec![fact(
                self.texts.mail_label_link_until(),
                self.texts.long_moment(until, self.now),
            )],
            button: self.button(self.texts.mail_button_undo(), path),
            notes: vec![
                self.texts.mail_security_you(),
                self.texts.mail_email_changing_not_you(),
            ],
            ..Page::default()
        }
    }
}

/// What several letters have.
impl Pen<'_> {
    /// A page with the stub of the ticket.
    fn about(self, ticket: &Ticket) -> Page {
        let stub = Stub {
            label: self.texts.mail_label_code(),
            code: code(ticket),
            title: line(&ticket.subject),
        };
        Page {
            stub: Some(stub),
            ..Page::default()
        }
    }

    fn organisation(self) -> String {
        line(&self.brand.organisation)
    }

    /// With its year, for what is kept.
    fn dated(self, day: Date) -> String {
        let another_year = day.saturating_add(jiff::ToSpan::years(1));
        self.texts.long_date(day, another_year)
    }

    fn day(self, day: Date) -> String {
        self.texts.long_date(day, self.now.date())
    }

    /// The names only: files are for those who may open the ticket.
    fn files(self, names: &[String]) -> Vec<Fact> {
        if names.is_empty() {
            return Vec::new();
        }
        let names: Vec<String> = names.iter().map(|name| line(name)).collect();
        vec![fact(self.texts.mail_label_files(), names.join(", "))]
    }

    #[expect(clippy::unnecessary_wraps, reason = "pages take an option")]
    fn button(self, label: String, path: &str) -> Option<Button> {
        Some(Button {
            label,
            url: self.brand.link(path),
        })
    }

    fn foot(self, letter: &Letter) -> Vec<String> {
        let brand = self.brand;
        let support = brand.support_line.as_deref().map(line);
        let support = support.map(|phone| match brand.hours.as_deref().map(line) {
            Some(hours) => self.texts.mail_foot_line_hours(hours, phone),
            None => self.texts.mail_foot_line(phone),
        });
        let is_to_other = matches!(
            letter.kind(),
            Kind::CustomerWrote
                | Kind::TicketAssigned
                | Kind::DeadlineNotice
                | Kind::TicketNews
                | Kind::RequestForwarded
        );
        let no_reply = brand.reply_to.is_none().then(|| match letter.ticket() {
            Some(_) if !is_to_other => self.texts.mail_foot_no_reply_case(),
            Some(_) | None => self.texts.mail_foot_no_reply(),
        });
        let lines = [&brand.legal_line, &brand.address_line]
            .into_iter()
            .flatten()
            .map(|text| line(text));
        support.into_iter().chain(no_reply).chain(lines).collect()
    }
}

fn code(ticket: &Ticket) -> String {
    ticket.code.to_string()
}

fn fact(label: String, value: String) -> Fact {
    Fact { label, value }
}

/// `482913` as `482 913`, as people read it aloud.
fn in_two_groups(code: &str) -> String {
    match code.split_at_checked(3) {
        Some((first, second)) if code.len() == 6 => format!("{first} {second}"),
        _ => code.to_owned(),
    }
}

/// The hour of `1:05 p. m.` or `01:05`, for languages in which one o'clock is singular.
fn hour_as_read(time: &str) -> u8 {
    time.split(':')
        .next()
        .and_then(|hour| hour.parse().ok())
        .unwrap_or_default()
}

/// The paragraphs of what somebody wrote; nothing if there is nothing but blanks.
fn quote(written: &str) -> Option<Quote> {
    let written = clean::text(written);
    let lines: Vec<String> = written
        .lines()
        .map(|line| line.trim_end().to_owned())
        .collect();
    let paragraphs: Vec<Vec<String>> = lines
        .split(String::is_empty)
        .filter(|lines| !lines.is_empty())
        .map(<[String]>::to_vec)
        .collect();
    (!paragraphs.is_empty()).then_some(Quote { paragraphs })
}

#[cfg(test)]
mod tests {
    use super::{hour_as_read, in_two_groups, quote};

    #[test]
    fn one_oclock_is_told_apart() {
        assert_eq!(
            (
                hour_as_read("1:05\u{a0}p.\u{a0}m."),
                hour_as_read("01:05"),
                hour_as_read("13:05")
            ),
            (1, 1, 13)
        );
    }

    #[test]
    fn a_code_is_grouped_as_it_is_read_aloud() {
        assert_eq!(in_two_groups("482913"), "482 913");
        assert_eq!(in_two_groups("4829"), "4829");
    }

    #[test]
    fn blank_lines_divide_paragraphs() {
        let quote = quote("uno\r\ndos\n\n\ntres\n").unwrap();

        assert_eq!(quote.paragraphs, [vec!["uno", "dos"], vec!["tres"]]);
    }

    #[test]
    fn blanks_are_no_quotation() {
        assert!(quote(" \n\u{200b}\0 ").is_none());
    }
}
