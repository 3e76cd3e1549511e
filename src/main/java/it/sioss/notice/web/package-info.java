/** Avvisi, solleciti, promemoria and posta for people and machines. */
@org.jspecify.annotations.NullMarked
package it.sioss.notice.web;
