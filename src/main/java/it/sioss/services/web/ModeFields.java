package it.sioss.services.web;

import it.sioss.services.ModeDraft;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;

/** The fields of the form of one line of Allegato 1. */
record ModeFields(
        @BindParam("servizio") @Nullable String service,
        @BindParam("modalita") @Nullable String manner,
        @BindParam("forma") @Nullable String exercise,
        @BindParam("naturaGiuridica") @Nullable String legalForm,
        @BindParam("soggetto") @Nullable String body,
        @BindParam("denominazione") @Nullable String bodyName,
        @BindParam("codiceFiscale") @Nullable String taxCode,
        @BindParam("copertura") @Nullable String coverage,
        @BindParam("comuni") @Nullable List<String> municipalities,
        @BindParam("versione") @Nullable Long revision) {

    private static final String WHOLE = "tutto";

    ModeDraft draft() {
        return new ModeDraft(
                service,
                manner,
                exercise,
                legalForm,
                body,
                bodyName,
                taxCode,
                WHOLE.equals(coverage),
                municipalities == null ? List.of() : municipalities);
    }

    long version() {
        return revision == null ? -1 : revision;
    }
}
