/** The dashboard as a page and as data, the process models to draw, the integrity checks for machines. */
@org.jspecify.annotations.NullMarked
package it.sioss.monitoring.web;
