//! The relations that a mechanism names: those that it says itself or weighs against each other.
//!
//! Owns one constant for each, so that none is spelt twice. What holds of a kind of relations is a nature of the
//! ontology, not a list here.

pub(super) const INVESTS_IN: &str = "invests-in";
pub(super) const ACQUIRES: &str = "acquires";
pub(super) const OWNS_STAKE_IN: &str = "owns-stake-in";
pub(super) const LENDS_TO: &str = "lends-to";
pub(super) const RAISES_FUNDING: &str = "raises-funding";
pub(super) const GUARANTEES: &str = "guarantees";
pub(super) const ISSUES_DEBT: &str = "issues-debt";
pub(super) const CONTRACTS_WITH: &str = "contracts-with";
pub(super) const PARTNERS_WITH: &str = "partners-with";
pub(super) const SUPPLIES: &str = "supplies";
pub(super) const PIVOTS_TO: &str = "pivots-to";
pub(super) const PIVOTS_FROM: &str = "pivots-from";
pub(super) const EXPANDS_INTO: &str = "expands-into";
pub(super) const JOINS: &str = "joins";
pub(super) const LEAVES: &str = "leaves";
pub(super) const RENAMES_TO: &str = "renames-to";
pub(super) const SUBSIDIARY_OF: &str = "subsidiary-of";
pub(super) const SUES: &str = "sues";
pub(super) const REGULATES: &str = "regulates";
pub(super) const FOUNDS: &str = "founds";
pub(super) const LEADS: &str = "leads";
pub(super) const WORKS_FOR: &str = "works-for";
pub(super) const DEVELOPS: &str = "develops";
pub(super) const USES: &str = "uses";
pub(super) const COMPETES_WITH: &str = "competes-with";
pub(super) const HOLDS: &str = "holds";
pub(super) const OPERATES: &str = "operates";
pub(super) const ACTIVE_IN: &str = "active-in";
pub(super) const BASED_IN: &str = "based-in";
pub(super) const HEADCOUNT: &str = "headcount";
pub(super) const FUNDING_TOTAL: &str = "funding-total";
pub(super) const VALUATION: &str = "valuation";
pub(super) const MARKET_CAP: &str = "market-cap";
pub(super) const REVENUE: &str = "revenue";
pub(super) const PROFIT: &str = "profit";
pub(super) const LOSS: &str = "loss";
pub(super) const SPENDING: &str = "spending";
pub(super) const PRICE: &str = "price";
pub(super) const PRODUCTION_COST: &str = "production-cost";
pub(super) const PRICE_CHANGE: &str = "price-change";
pub(super) const UNITS: &str = "units";
pub(super) const MARKET_SHARE: &str = "share";
