/** The services database in the browser and for machines. */
@org.jspecify.annotations.NullMarked
package it.sioss.services.web;
