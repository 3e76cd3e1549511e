/** The engine's side of the house: deployment of the models and the engine's own settings. */
@org.jspecify.annotations.NullMarked
package it.sioss.platform.process;
