/**
 * Regia: deeds over many sheets, done by resumable batches: the opening of a campaign, its closing, what remains to be
 * closed after a deadline.
 */
@org.jspecify.annotations.NullMarked
package it.sioss.steering;
