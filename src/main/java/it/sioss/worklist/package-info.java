/**
 * Attività: what waits for me, and the sheets I may see. Read side only: one query over the sheets as they are at the
 * present instant and the open tasks of the engine; whatever is done to a sheet is asked of the sheet.
 */
@org.jspecify.annotations.NullMarked
package it.sioss.worklist;
