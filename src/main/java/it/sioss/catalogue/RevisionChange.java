package it.sioss.catalogue;

import java.util.List;

/**
 * One difference between two revisions of a module, for who has to explain it.
 *
 * @param kind what happened to it
 * @param rule a rule; otherwise a question
 * @param code key of the question or code of the rule
 * @param details what differs, in words; empty when it came or went whole
 */
public record RevisionChange(Kind kind, boolean rule, String code, String label, List<String> details) {

    /** Came, went, or changed. */
    public enum Kind {
        ADDED("aggiunta"),
        REMOVED("tolta"),
        CHANGED("modificata");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
