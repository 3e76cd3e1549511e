package it.sioss.registry;

/** A region or an autonomous province: the body that communicates how its territory is divided into districts. */
public record RegionalBody(String code, Kind kind, String name, String istatRegion) {

    /** What the body is in law; {@code label} is the word people read. */
    public enum Kind {
        REGION("Regione"),
        AUTONOMOUS_PROVINCE("Provincia autonoma");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
