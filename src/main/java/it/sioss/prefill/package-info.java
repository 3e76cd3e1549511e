/**
 * Once only: what the State already knows, put into a sheet with its origin so that nobody is asked again. For now the
 * territory; the sources of RPM come with their own tables.
 */
@org.jspecify.annotations.NullMarked
package it.sioss.prefill;
