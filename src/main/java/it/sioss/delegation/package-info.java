/**
 * Delega: who compiles for whom. A region may collect and populate on behalf of its ATS (circular), or be asked to; each row
 * of the ledger says which modules, with which scope, from when to when, and whether both sides agree.
 */
@org.jspecify.annotations.NullMarked
package it.sioss.delegation;
