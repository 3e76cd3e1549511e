package it.sioss.delegation;

/**
 * The ledger of an ATS is about to change, in this transaction: whoever decides by it holds its rows still first, so that
 * every deed falls wholly before the change or wholly after it.
 */
public record DelegationChanging(String ats) {}
