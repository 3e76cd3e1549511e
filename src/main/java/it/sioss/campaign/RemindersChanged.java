package it.sioss.campaign;

/** The days of a year's reminders have been decided anew. */
public record RemindersChanged(int year) {}
