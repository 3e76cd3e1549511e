/** What other systems publish, brought by an administrator: pages and {@code /api/v1/precompilazione}. */
@org.jspecify.annotations.NullMarked
package it.sioss.prefill.web;
