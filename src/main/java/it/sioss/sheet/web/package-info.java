/** The sheet over HTTP: the machine interface and the pages of one sheet. */
@org.jspecify.annotations.NullMarked
package it.sioss.sheet.web;
