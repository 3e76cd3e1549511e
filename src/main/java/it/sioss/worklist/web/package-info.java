/** The lists as people read them, the same for machines, and the frame around every page. */
@org.jspecify.annotations.NullMarked
package it.sioss.worklist.web;
