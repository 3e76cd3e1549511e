package it.sioss.exchange;

import it.sioss.catalogue.ModuleRevision;
import it.sioss.platform.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/** The sheets an uploaded file says it is made of, by their number in it; all of one revision of one module. */
record Identities(Map<Integer, SheetIdentity> byNumber) {

    /**
     * From the rows of the hidden worksheet.
     *
     * @throws Refusal 422 when the file is not one of ours, or its identity was touched
     */
    static Identities of(List<List<String>> rows) {
        boolean ours = rows.size() > 2
                && rows.get(0).equals(List.of(WorkbookLayout.FORMAT))
                && rows.get(1).equals(WorkbookLayout.IDENTITY_HEADERS);
        if (!ours || rows.size() - 2 > WorkbookLayout.MOST_SHEETS) {
            throw notOurs();
        }
        Map<Integer, SheetIdentity> identities = new TreeMap<>();
        Set<UUID> sheets = new HashSet<>();
        for (List<String> row : rows.subList(2, rows.size())) {
            SheetIdentity identity = identity(row);
            if (identities.put(number(row.get(0)), identity) != null || !sheets.add(identity.sheet())) {
                throw notOurs();
            }
        }
        if (identities.values().stream().map(SheetIdentity::revision).distinct().count() != 1) {
            throw notOurs();
        }
        return new Identities(identities);
    }

    static SheetIdentity identity(List<String> row) {
        if (row.size() != WorkbookLayout.IDENTITY_HEADERS.size()) {
            throw notOurs();
        }
        try {
            return new SheetIdentity(
                    UUID.fromString(row.get(1)),
                    number(row.get(2)),
                    row.get(3),
                    row.get(4),
                    row.get(5),
                    UUID.fromString(row.get(6)),
                    number(row.get(7)));
        } catch (IllegalArgumentException notIdentifiers) {
            throw notOurs();
        }
    }

    private static int number(String text) {
        if (!text.matches("[0-9]{1,8}")) {
            throw notOurs();
        }
        return Integer.parseInt(text);
    }

    ModuleRevision revision(Function<UUID, ModuleRevision> revisions) {
        SheetIdentity first = byNumber.values().iterator().next();
        try {
            return revisions.apply(first.revision());
        } catch (NoSuchElementException unknown) {
            throw Faults.ofFile(
                    422,
                    "REVISIONE_SCONOSCIUTA",
                    "Il foglio è di una revisione del modulo che SIOSS non conosce.",
                    "Scaricate di nuovo il foglio dalla pagina della scheda e riportatevi i valori.");
        }
    }

    static Refusal notOurs() {
        return Faults.ofFile(
                422,
                "FOGLIO_NON_DI_SIOSS",
                "Il file non è un foglio scaricato da SIOSS, o i suoi dati nascosti sono stati cambiati.",
                "Scaricate il foglio dalla pagina della scheda, compilatelo e ricaricatelo.");
    }
}
