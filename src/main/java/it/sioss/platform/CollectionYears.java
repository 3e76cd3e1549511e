package it.sioss.platform;

/** The years a collection may be about: from the first of DM 103/2019 on. */
public final class CollectionYears {

    public static final int FIRST = 2019;
    public static final int LAST = 2199;

    private CollectionYears() {}

    public static boolean include(int year) {
        return year >= FIRST && year <= LAST;
    }

    /** For a year that is missing or not one of them. */
    public static Refusal refusal() {
        return new Refusal(
                422, "ANNO_NON_VALIDO", "L'annualità deve essere compresa tra " + FIRST + " e " + LAST + ".");
    }
}
