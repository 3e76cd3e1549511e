package it.sioss.services;

import java.time.Instant;

/** The deadline of a services database has passed before it was finalized. */
public record DatabaseLapsed(int year, String ats, String region, Instant deadline) {}
