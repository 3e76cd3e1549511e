package it.sioss.sheet;

import it.sioss.catalogue.Answers;
import it.sioss.catalogue.ModuleFixtures;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.catalogue.SheetContext;
import it.sioss.services.DueSheet;
import it.sioss.services.Dueness;
import it.sioss.services.SheetLevel;
import java.time.Instant;
import java.util.UUID;

/** Sheets in any state, without a database: complete, of the ATS "14-001" in the region "1400". */
final class SheetFixtures {

    static final Instant NOON = Instant.parse("2025-07-01T12:00:00Z");
    static final String ATS = "14-001";
    static final String REGION = "1400";

    private SheetFixtures() {}

    static Sheet aSheet(Compiler compiler) {
        DueSheet due = new DueSheet("A5", SheetLevel.ATS, ATS, "ATS Campobasso", Dueness.REQUIRED, "prova");
        return new Sheet(2024, ATS, REGION, due, UUID.randomUUID(), compiler, NOON);
    }

    static Sheet aCompleteSheet(Compiler compiler) {
        Sheet sheet = aSheet(compiler);
        ModuleRevision module = ModuleFixtures.module("A5");
        Answers answers = ModuleFixtures.complete(module);
        sheet.answer(answers, module.evaluate(answers, SheetContext.NONE), NOON, "Maria Rossi");
        return sheet;
    }

    static Sheet aSheetIn(SheetState state, Compiler compiler) {
        Sheet sheet = aCompleteSheet(compiler);
        switch (state) {
            case COMPILING -> {}
            case RETURNED -> {
                sheet.moveTo(SheetState.IN_REVIEW, NOON, null);
                sheet.moveTo(SheetState.RETURNED, NOON, null);
            }
            case FINALIZED -> {
                sheet.moveTo(SheetState.READY, NOON, null);
                sheet.moveTo(SheetState.FINALIZED, NOON, null);
            }
            default -> sheet.moveTo(state, NOON, null);
        }
        return sheet;
    }
}
