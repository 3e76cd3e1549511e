/**
 * Scambio: sheets out to a spreadsheet and back in again, lists as tables, and sheets on paper. What comes in goes
 * through the very same deeds as what is typed on the page: nothing is judged here.
 */
@org.jspecify.annotations.NullMarked
package it.sioss.exchange;
