package it.sioss.services;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Allegato 1 of an ATS says about the sheets of some modules, as just decided; sheets begin, end and learn why in
 * the same transaction. A module that is not named is not touched.
 *
 * @param integrates the number of the receipt that new sheets integrate, when the year's database was finalized before
 */
public record SheetsDue(
        int year,
        String ats,
        String atsName,
        String region,
        List<DueSheet> sheets,
        Instant at,
        @Nullable Long integrates) {}
