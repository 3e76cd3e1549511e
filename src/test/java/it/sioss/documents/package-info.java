/** Holds the written documents to the code. */
@org.jspecify.annotations.NullMarked
package it.sioss.documents;
