package it.sioss.services;

import org.jspecify.annotations.Nullable;

/**
 * Who carries a service out (soggetto attuatore).
 *
 * @param code the ATS code, the ISTAT code of a municipality, or the tax code of another body
 * @param taxCode eleven figures; may be missing for the ATS itself and for municipalities
 */
public record ImplementingBody(
        LegalForm legalForm,
        String code,
        String name,
        @Nullable String taxCode) {

    public SheetLevel level() {
        return legalForm.level();
    }
}
