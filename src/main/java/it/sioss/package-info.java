/** SIOSS: the yearly sheets of Italy's social districts, from the opening of a campaign to the receipt. */
@org.jspecify.annotations.NullMarked
package it.sioss;
