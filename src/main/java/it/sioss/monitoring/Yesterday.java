package it.sioss.monitoring;

/**
 * The four numbers that matter as they were a day ago, read from the journal; deadlines are today's.
 *
 * @param total sheets that were there; none when the year opened less than a day ago
 */
public record Yesterday(long total, long finalized, long underWay, long notStarted, long atRisk) {

    static final Yesterday NONE = new Yesterday(0, 0, 0, 0, 0);

    Yesterday plus(Yesterday other) {
        return new Yesterday(
                total + other.total,
                finalized + other.finalized,
                underWay + other.underWay,
                notStarted + other.notStarted,
                atRisk + other.atRisk);
    }
}
