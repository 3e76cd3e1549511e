/** The help pages, the same for machines, and the way from each page to its place in the manual. */
@org.jspecify.annotations.NullMarked
package it.sioss.guide.web;
