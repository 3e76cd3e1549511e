/** Campaigns on pages and for machines: calendar, checklist, opening and its progress, expected returns, extensions. */
@org.jspecify.annotations.NullMarked
package it.sioss.steering.web;
