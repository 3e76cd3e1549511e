/**
 * Rilevazione: a collection year and its windows. One function answers "the deadline of this sheet": the most
 * favourable of the windows that apply to it, so that an extension never takes away what another one gave.
 */
@org.jspecify.annotations.NullMarked
package it.sioss.campaign;
