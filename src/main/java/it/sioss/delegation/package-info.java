/**
 * Delega: who compiles for whom. A region may collect and populate on behalf of its ATS (circular); each row says
 * which modules, with which scope, from when to when.
 */
@org.jspecify.annotations.NullMarked
package it.sioss.delegation;
