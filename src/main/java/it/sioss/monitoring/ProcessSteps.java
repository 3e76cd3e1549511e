package it.sioss.monitoring;

import it.sioss.sheet.SheetState;
import java.util.List;

/** The steps of the sheet's process where sheets can be counted, in the order of the diagram. */
public enum ProcessSteps {
    COMPILE("userTask_compileSheet", "Compila la scheda", SheetState.COMPILING, SheetState.RETURNED),
    JUSTIFY("userTask_justifyAbsence", "Motiva l'assenza di contenuti", SheetState.JUSTIFYING),
    REVIEW("userTask_reviewSheet", "Verifica la scheda", SheetState.IN_REVIEW),
    FINALIZE("userTask_finalizeSheet", "Finalizza la scheda", SheetState.READY),
    TRANSMITTED("endEvent_sheetTransmitted", "Scheda trasmessa", SheetState.FINALIZED),
    EXPIRED("endEvent_deadlinePassed", "Termine scaduto", SheetState.LAPSED),
    WITHDRAWN("endEvent_sheetWithdrawn", "Scheda ritirata", SheetState.WITHDRAWN);

    private final String element;
    private final String label;
    private final List<SheetState> states;

    ProcessSteps(String element, String label, SheetState... states) {
        this.element = element;
        this.label = label;
        this.states = List.of(states);
    }

    /** The id of the element in the model. */
    public String element() {
        return element;
    }

    public String label() {
        return label;
    }

    /** The effective states in which a sheet stands here. */
    public List<SheetState> states() {
        return states;
    }

    public long count(Figures figures) {
        return states.stream().mapToLong(figures::in).sum();
    }
}
