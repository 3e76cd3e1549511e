/**
 * Guida: help for who works here. The user manual by role, the questions people often ask, and the requests of assistance
 * with their answers; it reads what the other rooms say and changes nothing of theirs.
 */
@org.jspecify.annotations.NullMarked
package it.sioss.guide;
