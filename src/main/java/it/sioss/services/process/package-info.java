/** The services database in the engine: its process and its steps. */
@org.jspecify.annotations.NullMarked
package it.sioss.services.process;
