package it.sioss.delegation.web;

import it.sioss.access.Viewer;
import it.sioss.campaign.Campaign;
import it.sioss.campaign.CampaignState;
import it.sioss.campaign.Campaigns;
import it.sioss.catalogue.Catalogue;
import it.sioss.delegation.Delegation;
import it.sioss.delegation.DelegationScope;
import it.sioss.delegation.Delegations;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeDate;
import it.sioss.platform.RomeTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What page and machine interface share: the words of a declaration become a delegation. */
@Component
class DelegationBook {

    private final Delegations delegations;
    private final Campaigns campaigns;
    private final Catalogue catalogue;
    private final Clock clock;

    DelegationBook(Delegations delegations, Campaigns campaigns, Catalogue catalogue, Clock clock) {
        this.delegations = delegations;
        this.campaigns = campaigns;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** A declaration as typed. */
    record Declaration(
            @Nullable String ats,
            @Nullable String module,
            @Nullable String scope,
            @Nullable String from,
            @Nullable String to,
            @Nullable String reason) {}

    /** Where a delegation stands now. */
    enum Standing {
        IN_FORCE("IN_VIGORE", "In vigore"),
        AHEAD("FUTURA", "Futura"),
        ENDED("CONCLUSA", "Conclusa");

        final String word;
        final String label;

        Standing(String word, String label) {
            this.word = word;
            this.label = label;
        }
    }

    Standing standing(Delegation row) {
        Instant now = clock.instant();
        if (row.inForce(now)) {
            return Standing.IN_FORCE;
        }
        boolean over = row.validTo().map(end -> !now.isBefore(end)).orElse(false);
        return over ? Standing.ENDED : Standing.AHEAD;
    }

    /** The year a declaration is about: that of the newest open campaign, otherwise the present one. */
    int year() {
        return campaigns.all().stream()
                .filter(campaign -> campaign.state() == CampaignState.OPEN || campaign.state() == CampaignState.OPENING)
                .mapToInt(Campaign::year)
                .findFirst()
                .orElseGet(() -> clock.instant().atZone(RomeTime.ROME).getYear());
    }

    Delegation declare(Viewer viewer, Declaration wanted) {
        String module =
                blank(wanted.module()) ? null : String.valueOf(wanted.module()).strip();
        if (module != null
                && catalogue.offered(Integer.MAX_VALUE).stream()
                        .noneMatch(revision -> revision.module().equals(module))) {
            throw new Refusal(422, "MODULO_SCONOSCIUTO", "Il modulo indicato non esiste: lasciate vuoto per tutti.")
                    .with("campo", "modulo");
        }
        if (blank(wanted.ats())) {
            throw new Refusal(422, "VALORE_NON_VALIDO", "Indicate l'ATS.").with("campo", "ats");
        }
        return delegations.declare(
                viewer,
                year(),
                String.valueOf(wanted.ats()).strip().replace("\0", ""),
                module,
                scope(wanted.scope()),
                blank(wanted.from()) ? null : RomeDate.opening(String.valueOf(wanted.from()), "dal"),
                blank(wanted.to()) ? null : RomeDate.deadline(String.valueOf(wanted.to()), "al"),
                wanted.reason() == null ? "" : wanted.reason());
    }

    private static DelegationScope scope(@Nullable String word) {
        if (blank(word)) {
            return DelegationScope.COMPILATION;
        }
        return Arrays.stream(DelegationScope.values())
                .filter(scope -> word(scope).equals(word))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                                422,
                                "VALORE_NON_VALIDO",
                                "L'ambito della delega è uno fra "
                                        + Arrays.stream(DelegationScope.values())
                                                .map(DelegationBook::word)
                                                .collect(Collectors.joining(", "))
                                        + ".")
                        .with("campo", "portata"));
    }

    static String word(DelegationScope scope) {
        return switch (scope) {
            case COMPILATION -> "COMPILAZIONE";
            case COMPILATION_AND_FINALIZATION -> "COMPILAZIONE_E_FINALIZZAZIONE";
        };
    }

    private static boolean blank(@Nullable String words) {
        return words == null || words.isBlank();
    }
}
