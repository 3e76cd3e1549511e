package it.sioss.services;

/**
 * The tax code of a body: eleven figures, the last of which checks the others, as in every partita IVA. Sixteen-letter
 * codes belong to persons and are not asked for here.
 */
final class TaxCode {

    private static final int LENGTH = 11;

    private TaxCode() {}

    /** Whether the code has its shape and its check digit (the sum of the figures, every second one doubled, ends in 0). */
    static boolean valid(String code) {
        if (!code.matches("[0-9]{" + LENGTH + "}") || code.chars().allMatch(figure -> figure == '0')) {
            return false;
        }
        int sum = 0;
        for (int place = 0; place < LENGTH; place++) {
            int figure = (code.charAt(place) - '0') * (place % 2 == 0 ? 1 : 2);
            sum += figure > 9 ? figure - 9 : figure;
        }
        return sum % 10 == 0;
    }
}
