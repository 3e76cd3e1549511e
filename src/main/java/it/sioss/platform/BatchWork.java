package it.sioss.platform;

/**
 * A deed over many subjects, done by the batch one item per transaction. Doing an item twice must be the same as doing
 * it once: after a crash the item under way is done again.
 */
public interface BatchWork {

    /** The kind of batch this work serves, as recorded. */
    String kind();

    /**
     * Does one item, inside a transaction of the batch.
     *
     * @param subject what the batch is about, for example a campaign's year
     * @param item the item, for example an ATS code
     * @return what came of it, for the progress page
     */
    String perform(String subject, String item);

    /** What it is called on the pages. */
    String title(String subject);

    /** What is missing for the items left aside, and for how long. */
    String leftAside();

    /** The campaign on whose page it can be taken up again. */
    default int yearOf(String subject) {
        return Integer.parseInt(subject.substring(0, 4));
    }

    /** An item in words. */
    default String words(String item) {
        return item;
    }
}
