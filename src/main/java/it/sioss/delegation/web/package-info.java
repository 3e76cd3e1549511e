/** The page and the machine interface of delegations: who compiles for whom, from when to when. */
@org.jspecify.annotations.NullMarked
package it.sioss.delegation.web;
