package it.sioss.platform;

import java.util.UUID;

/** A batch has no item left to try; published in the transaction that says so. */
public record BatchFinished(UUID batch, String kind, String subject, long failed) {}
