/** The campaign's calendar in the engine. */
@org.jspecify.annotations.NullMarked
package it.sioss.steering.process;
