package it.sioss.campaign;

/** A window has a new version: the predicate follows at once, the timers follow with the batch. */
public record WindowMoved(int year, WindowSubject subject, Calendar calendar) {}
