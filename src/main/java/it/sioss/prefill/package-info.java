/**
 * Once only: what the State already knows, put into a sheet with its origin so that nobody is asked again: the
 * territory, and the publications of other systems, brought by a file or fetched from their address.
 */
@org.jspecify.annotations.NullMarked
package it.sioss.prefill;
