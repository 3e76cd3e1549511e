package it.sioss.catalogue;

/** What the clerk put under one key of the form: a single answer, or the rows of a grid. */
public sealed interface Entry permits Answer, Grid {}
