package it.sioss.sheet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import it.sioss.delegation.Delegation;
import it.sioss.delegation.Delegations;
import it.sioss.delegation.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Gives an open sheet to whoever compiles it by the ledger, with a message in its case: when the ledger changes, or at the
 * next deed when a day has come that nobody has announced yet. What was written stays in the sheet.
 */
@Component
class Handover {

    private final Delegations delegations;
    private final SheetFlow flow;
    private final Journal journal;

    Handover(Delegations delegations, @Lazy SheetFlow flow, Journal journal) {
        this.delegations = delegations;
        this.flow = flow;
        this.journal = journal;
    }

    /** The sheet is under lock; returns whether it changed hands. */
    boolean settle(Sheet sheet, List<Delegation> ledger, Journal.Actor author, Instant at) {
        if (sheet.state().ended()) {
            return false;
        }
        Standing standing = delegations.standing(ledger, sheet.region(), sheet.module(), at);
        Compiler next = compiler(standing);
        if (sheet.compiler() == next) {
            return false;
        }
        sheet.compiledBy(next);
        flow.delegationChanged(sheet);
        journal.write(
                sheet,
                next == Compiler.REGION ? "DELEGATED" : "DELEGATION_ENDED",
                null,
                null,
                author,
                why(next == Compiler.REGION ? standing.inForce() : standing.last()),
                at);
        return true;
    }

    static Compiler compiler(Standing standing) {
        return standing.inForce().isPresent() ? Compiler.REGION : Compiler.ATS;
    }

    private static @Nullable ObjectNode why(Optional<Delegation> row) {
        return row.map(delegation -> Json.MAPPER
                        .createObjectNode()
                        .put("delega", delegation.id().toString())
                        .put("motivo", delegation.revocationReason().orElse(delegation.reason())))
                .orElse(null);
    }
}
