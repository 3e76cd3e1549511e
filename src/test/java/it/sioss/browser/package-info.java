/** The pages as people use them, in a real browser. */
@org.jspecify.annotations.NullMarked
package it.sioss.browser;
