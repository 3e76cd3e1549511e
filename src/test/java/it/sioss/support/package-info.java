/** Words that all tests share. */
@org.jspecify.annotations.NullMarked
package it.sioss.support;
