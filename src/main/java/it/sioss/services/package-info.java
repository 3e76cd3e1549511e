/**
 * Servizi attivati: the services database of each ATS (Allegato 1 of DM 103/2019) and, following from it, which sheets
 * are due and why. Publishes the sheets due; the sheets are opened in the same transaction.
 */
@org.jspecify.annotations.NullMarked
package it.sioss.services;
