package it.sioss.services;

import java.util.List;

/** The nomenclature for tests of other packages. */
public final class NomenclatureFixtures {

    private NomenclatureFixtures() {}

    public static List<String> codes() {
        return new Nomenclature().lines().stream().map(Nomenclature.Line::code).toList();
    }
}
