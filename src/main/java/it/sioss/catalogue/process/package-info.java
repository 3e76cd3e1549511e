/** FEEL conditions and DMN check tables, parsed once and evaluated many times, without process or history. */
@org.jspecify.annotations.NullMarked
package it.sioss.catalogue.process;
