/**
 * Avvisi: what people are told, in the application and by e-mail. Listens to what happens in the rooms below and writes in
 * the same transaction; reminds of deadlines, one digest per person; sends after commit, from an outbox in the database.
 */
@org.jspecify.annotations.NullMarked
package it.sioss.notice;
