/** The sheet in the engine: the process {@code module-sheet} on one page. */
@org.jspecify.annotations.NullMarked
package it.sioss.sheet.process;
