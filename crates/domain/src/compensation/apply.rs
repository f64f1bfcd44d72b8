//! What an event changes: the one function that moves a claim.

use jiff::Timestamp;

use super::{Claim, ClaimStatus, EventKind};

impl Claim {
    /// Applies an event that [`decide`](Self::decide) gave; it cannot fail.
    pub fn apply(&mut self, event: &EventKind, at: Timestamp) {
        self.updated_at = at;
        match event {
            EventKind::Requested => self.status = ClaimStatus::Requested,
            EventKind::DocumentsAsked { .. } => self.status = ClaimStatus::NeedsDocuments,
            EventKind::DocumentsReceived => self.status = ClaimStatus::InReview,
            EventKind::Calculated { calculation, .. } => {
                self.amount = Some(calculation.amount);
                self.calculation = Some((**calculation).clone());
                self.status = ClaimStatus::InReview;
            }
            EventKind::Adjusted { to, .. } => {
                self.amount = Some(*to);
                self.status = ClaimStatus::InReview;
            }
            EventKind::ApprovalsVoided { .. } | EventKind::SentBack { .. } => self.look_again(),
            EventKind::Reconsidered { .. } => {
                self.solution = None;
                self.look_again();
            }
            EventKind::Proposed { proposer, .. } => {
                self.proposer = Some(*proposer);
                self.approvers.clear();
                self.status = ClaimStatus::Proposed;
            }
            EventKind::Approved {
                approver, complete, ..
            } => {
                self.approvers.push(*approver);
                if *complete {
                    self.status = ClaimStatus::Approved;
                }
            }
            EventKind::FoundNotApplicable { .. } => self.status = ClaimStatus::NotApplicable,
            EventKind::Denied { .. } => self.status = ClaimStatus::Denied,
            EventKind::Offered { solution } => {
                self.solution = Some(*solution);
                self.status = ClaimStatus::Offered;
            }
            EventKind::OfferWithdrawn => {
                self.solution = None;
                self.status = ClaimStatus::Approved;
            }
            EventKind::Accepted => self.status = ClaimStatus::Accepted,
            EventKind::Declined => self.status = ClaimStatus::Declined,
            EventKind::PayeeGiven { payee } => {
                self.payee = Some(payee.clone());
                self.status = ClaimStatus::PaymentData;
            }
            EventKind::Batched { batch, attempt } => {
                self.batch = Some(*batch);
                self.attempt = *attempt;
                self.status = ClaimStatus::InBatch;
            }
            EventKind::Paid { on, .. } => {
                self.paid_on = Some(*on);
                self.status = ClaimStatus::Paid;
            }
            EventKind::Returned { .. } => self.status = ClaimStatus::Returned,
            EventKind::GivenUp | EventKind::Voided { .. } => self.status = ClaimStatus::Void,
        }
    }

    /// Nobody proposed or approved what is looked at again.
    fn look_again(&mut self) {
        self.proposer = None;
        self.approvers.clear();
        self.status = ClaimStatus::InReview;
    }
}
