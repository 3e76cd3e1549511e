/** What all pages and the machine interface share: problems in Italian, security, the layout's context. */
@org.jspecify.annotations.NullMarked
package it.sioss.platform.web;
