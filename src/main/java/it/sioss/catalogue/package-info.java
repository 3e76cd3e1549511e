/**
 * Catalogo: the modules, their yearly editions and revisions, what each form asks and which checks it must pass.
 * A correction to a form or to a rule is made in {@code forms/} and {@code processes/checks/}, never here.
 */
@org.jspecify.annotations.NullMarked
package it.sioss.catalogue;
