/**
 * Cruscotto: how the collection is going, on the whole territory or on one's own. Read side only, from the same query as
 * the lists, so that every number has its list behind it; and the integrity checks, as data.
 */
@org.jspecify.annotations.NullMarked
package it.sioss.monitoring;
