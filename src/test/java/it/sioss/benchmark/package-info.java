/**
 * A national campaign at full size, measured beside the bare engine doing the same on the same database server. Run by
 * the profile {@code benchmark}, never with the everyday tests.
 */
@org.jspecify.annotations.NullMarked
package it.sioss.benchmark;
