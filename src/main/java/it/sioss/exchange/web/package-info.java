/** The spreadsheets and the prints for people and machines: download, preview, upload. */
@org.jspecify.annotations.NullMarked
package it.sioss.exchange.web;
