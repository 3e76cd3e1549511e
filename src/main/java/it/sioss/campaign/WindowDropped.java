package it.sioss.campaign;

/** A subject has no window of its own any more: what holds for everybody holds for it too. */
public record WindowDropped(int year, WindowSubject subject) {}
