package it.sioss.registry;

/** A district as an uploaded file declares it; {@code row} is where the file first names it. */
public record DeclaredAts(String code, String name, String regionalBody, boolean synthetic, int row) {

    /** The name as it must be shown: an invented district always says so. */
    public String label() {
        return synthetic ? name + " (sintetico)" : name;
    }
}
