package it.sioss.prefill;

/** Another system that can be asked for what it publishes. */
public interface PublicationSource {

    /** The code of the source, as its publications carry it. */
    String code();

    /**
     * What it publishes for a year, CSV or JSON; never waits longer than its settings say.
     *
     * @throws SourceUnavailable when it does not answer, or not with a publication
     */
    byte[] fetch(int year);
}
