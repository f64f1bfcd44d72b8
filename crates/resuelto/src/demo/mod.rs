//! The demonstration: an organisation that has been at work for three months.
//!
//! Its names and texts are its data, not the product's words. Everything in it came about by the
//! operations that people use, on a clock that was moved by hand.

mod attachment;
mod companies;
mod compensation;
mod compose;
mod facts;
mod journey;
mod organisation;
mod people;
mod phrases;
mod plan;
mod play;
mod prepare;
mod random;
mod scenarios;
mod seed;
mod special;

pub(crate) use prepare::prepare;
