/**
 * Scheda: the case. One state machine, the answers, what the checks found, the remarks, the receipt, the journal. The
 * aggregate and its guard decide what is allowed; the engine decides what comes next.
 */
@org.jspecify.annotations.NullMarked
package it.sioss.sheet;
