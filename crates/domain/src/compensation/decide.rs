//! Yes or no: the one pure function that every door asks.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Authority, Claim, ClaimStatus, Command, EventKind, Move, Party, Refusal};
use crate::form::printable;
use crate::ticket::MAX_REASON;
use crate::{AgentId, Money};

impl Claim {
    /// What comes of a command: events to apply and keep, or a refusal.
    ///
    /// # Errors
    ///
    /// A [`Refusal`], which lists the legal moves where the state is in the way.
    pub fn decide(
        &self,
        by: Party,
        command: &Command,
        now: Timestamp,
    ) -> Result<Vec<EventKind>, Refusal> {
        self.allows(by, command.as_move())?;
        let one = |event| Ok(vec![event]);
        match command {
            Command::AskDocuments { reason } => one(EventKind::DocumentsAsked {
                reason: needed(reason)?,
            }),
            Command::ReceiveDocuments => one(EventKind::DocumentsReceived),
            Command::Calculate {
                calculation,
                reason,
            } => {
                self.check_amount(calculation.amount)?;
                let reason = if self.amount.is_some() {
                    needed(reason)?
                } else {
                    fitting(reason)?
                };
                let calculation = calculation.clone();
                Ok(self.with_approvals_voided(EventKind::Calculated {
                    calculation,
                    reason,
                }))
            }
            Command::Adjust { amount, reason } => {
                self.check_amount(*amount)?;
                let reason = needed(reason)?;
                if self.amount == Some(*amount) {
                    return Err(Refusal::AlreadySo);
                }
                Ok(self.with_approvals_voided(EventKind::Adjusted {
                    from: self.amount,
                    to: *amount,
                    reason,
                }))
            }
            Command::Propose => {
                let (proposer, _) = staff(by)?;
                one(EventKind::Proposed {
                    proposer,
                    amount: self.payable()?,
                })
            }
            Command::Approve { amount } => self.decide_approval(by, *amount),
            Command::SendBack { reason } => one(EventKind::SentBack {
                reason: needed(reason)?,
            }),
            Command::DeclareNotApplicable { reason } => one(EventKind::FoundNotApplicable {
                reason: needed(reason)?,
            }),
            Command::Deny { reason } => one(EventKind::Denied {
                reason: needed(reason)?,
            }),
            Command::Reconsider { reason } => one(EventKind::Reconsidered {
                reason: needed(reason)?,
            }),
            Command::Offer(solution) => one(EventKind::Offered {
                solution: *solution,
            }),
            Command::WithdrawOffer => one(EventKind::OfferWithdrawn),
            Command::Accept => one(EventKind::Accepted),
            Command::Decline => one(EventKind::Declined),
            Command::GivePayee(payee) => one(EventKind::PayeeGiven {
                payee: payee.clone(),
            }),
            Command::AddToBatch(batch) => {
                let (payer, _) = staff(by)?;
                if self.proposer == Some(payer) || self.approvers.contains(&payer) {
                    return Err(Refusal::PayerInvolved);
                }
                one(EventKind::Batched {
                    batch: *batch,
                    attempt: self.attempt + 1,
                })
            }
            Command::MarkPaid { on, reference } => {
                // Wherever the bank is, its day is at most one ahead of ours.
                let today = now.to_zoned(TimeZone::UTC).date();
                if *on > today.tomorrow().unwrap_or(today) {
                    return Err(Refusal::DateInTheFuture);
                }
                one(EventKind::Paid {
                    on: *on,
                    reference: fitting(reference)?,
                })
            }
            Command::MarkReturned { reason } => one(EventKind::Returned {
                reason: needed(reason)?,
            }),
            Command::GiveUp => one(EventKind::GivenUp),
            Command::Void { reason } => one(EventKind::Voided {
                reason: needed(reason)?,
            }),
        }
    }

    /// Whether the state allows a party the move; pages ask it before they show a button.
    ///
    /// # Errors
    ///
    /// [`Refusal::NotAllowed`] for staff that only reads, else [`Refusal::IllegalMove`].
    pub fn allows(&self, by: Party, wanted: Move) -> Result<(), Refusal> {
        let side = by.side().ok_or(Refusal::NotAllowed)?;
        let legal = self.status.moves(side);
        if legal.contains(&wanted) {
            Ok(())
        } else {
            Err(Refusal::IllegalMove {
                status: self.status,
                legal: legal.to_vec(),
            })
        }
    }

    /// Whether this person could approve the amount as it is; pages ask it before they show the
    /// button.
    ///
    /// # Errors
    ///
    /// As [`decide`](Self::decide) would.
    pub fn may_approve(&self, by: Party) -> Result<(), Refusal> {
        self.allows(by, Move::Approve)?;
        self.decide_approval(by, self.payable()?).map(drop)
    }

    /// How many people approve an amount.
    fn approvals_needed(amount: Money, authority: &Authority) -> usize {
        match authority.second_over {
            Some(over) if amount.minor > over => 2,
            _ => 1,
        }
    }

    fn decide_approval(&self, by: Party, shown: Money) -> Result<Vec<EventKind>, Refusal> {
        let (approver, authority) = staff(by)?;
        let amount = self.payable()?;
        if shown != amount {
            return Err(Refusal::AmountChanged);
        }
        if self.proposer == Some(approver) {
            return Err(Refusal::OwnProposal);
        }
        if self.approvers.contains(&approver) {
            return Err(Refusal::ApprovedAlready);
        }
        if amount.minor > authority.approves_up_to {
            return Err(Refusal::AboveLimit);
        }
        let complete = self.approvers.len() + 1 >= Self::approvals_needed(amount, &authority);
        Ok(vec![EventKind::Approved {
            approver,
            amount,
            complete,
        }])
    }

    /// The amount, if it is one that can be paid.
    fn payable(&self) -> Result<Money, Refusal> {
        let amount = self.amount.ok_or(Refusal::AmountMissing)?;
        if amount.minor > 0 {
            Ok(amount)
        } else {
            Err(Refusal::AmountOutOfRange)
        }
    }

    fn check_amount(&self, amount: Money) -> Result<(), Refusal> {
        if amount.currency != self.currency {
            Err(Refusal::MixedCurrencies)
        } else if amount.minor < 0 {
            Err(Refusal::AmountOutOfRange)
        } else {
            Ok(())
        }
    }

    /// Whoever approved another amount, or asked for its approval, did not mean this one.
    fn with_approvals_voided(&self, event: EventKind) -> Vec<EventKind> {
        let mut events = vec![event];
        let asked = matches!(self.status, ClaimStatus::Proposed | ClaimStatus::Approved);
        if asked || !self.approvers.is_empty() {
            events.push(EventKind::ApprovalsVoided {
                approvers: self.approvers.clone(),
            });
        }
        events
    }
}

fn staff(by: Party) -> Result<(AgentId, Authority), Refusal> {
    match by {
        Party::Staff { agent, authority } => Ok((agent, authority)),
        Party::Customer(_) | Party::System => Err(Refusal::NotAllowed),
    }
}

fn needed(reason: &str) -> Result<String, Refusal> {
    let reason = fitting(reason)?;
    if reason.is_empty() {
        Err(Refusal::ReasonMissing)
    } else {
        Ok(reason)
    }
}

fn fitting(text: &str) -> Result<String, Refusal> {
    let text = printable(text);
    match text.chars().count().checked_sub(MAX_REASON) {
        None | Some(0) => Ok(text),
        Some(over) => Err(Refusal::TooLong(over)),
    }
}
