package it.sioss.sheet.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import it.sioss.delegation.Delegation;
import it.sioss.delegation.DelegationScope;
import it.sioss.platform.RomeTime;
import it.sioss.sheet.Compiler;
import it.sioss.sheet.SheetView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who compiles a sheet, by which delegation, until when; what was before and what is to come. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CompilerWords(
        @JsonProperty("id") UUID id,
        @JsonProperty("inVigore") boolean inForce,
        @JsonProperty("finalizzaLaRegione") boolean wholly,
        @JsonProperty("dal") Instant from,
        @JsonProperty("al") @Nullable Instant to,
        @JsonProperty("inParole") String words) {

    /** The delegation that says most of this sheet now: the one in force, else the next, else the last. */
    static @Nullable CompilerWords of(SheetView view) {
        if (view.sheet().state().ended()) {
            return null;
        }
        var standing = view.delegations();
        Optional<Delegation> row = standing.inForce().or(standing::next).or(standing::last);
        return row.map(delegation -> new CompilerWords(
                        delegation.id(),
                        standing.inForce().isPresent(),
                        delegation.scope() == DelegationScope.COMPILATION_AND_FINALIZATION,
                        delegation.validFrom(),
                        delegation.validTo().orElse(null),
                        String.join(" ", sentences(view))))
                .orElse(null);
    }

    private static List<String> sentences(SheetView view) {
        var sentences = new ArrayList<String>();
        var standing = view.delegations();
        if (view.compiler() == Compiler.REGION) {
            standing.inForce().ifPresent(row -> {
                sentences.add("Compila per conto di " + view.atsName() + ": " + view.regionName() + ", dal "
                        + RomeTime.minute(row.validFrom())
                        + row.validTo()
                                .map(end -> " fino a " + RomeTime.deadline(end))
                                .orElse(", senza termine")
                        + " (" + row.reason() + ").");
                sentences.add(
                        row.scope() == DelegationScope.COMPILATION_AND_FINALIZATION
                                ? "Anche la finalizzazione è della Regione."
                                : "Finalizza il referente dell’ATS.");
            });
        } else {
            standing.last().ifPresent(row -> sentences.add(row.endInWords() + " Ora compila l’ATS."));
            standing.next()
                    .ifPresent(row -> sentences.add("Dal " + RomeTime.minute(row.validFrom()) + " compilerà "
                            + view.regionName() + " per conto dell’ATS (" + row.reason() + ")."));
        }
        return sentences;
    }
}
