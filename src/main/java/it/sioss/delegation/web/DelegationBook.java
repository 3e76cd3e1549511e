package it.sioss.delegation.web;

import it.sioss.access.Viewer;
import it.sioss.campaign.Campaign;
import it.sioss.campaign.CampaignState;
import it.sioss.campaign.Campaigns;
import it.sioss.catalogue.Catalogue;
import it.sioss.delegation.Delegation;
import it.sioss.delegation.DelegationPreview;
import it.sioss.delegation.DelegationScope;
import it.sioss.delegation.Delegations;
import it.sioss.delegation.SheetInHand;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeDate;
import it.sioss.platform.RomeTime;
import it.sioss.registry.Ats;
import it.sioss.registry.Registry;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What page and machine interface share: the words of a declaration or of a request become rows of the ledger. */
@Component
class DelegationBook {

    private final Delegations delegations;
    private final DelegationPreview preview;
    private final Campaigns campaigns;
    private final Catalogue catalogue;
    private final Registry registry;
    private final Clock clock;

    DelegationBook(
            Delegations delegations,
            DelegationPreview preview,
            Campaigns campaigns,
            Catalogue catalogue,
            Registry registry,
            Clock clock) {
        this.delegations = delegations;
        this.preview = preview;
        this.campaigns = campaigns;
        this.catalogue = catalogue;
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * A declaration or a request as typed, for one ATS, several, or all of a region.
     *
     * @param region where "all" applies
     */
    public record Declaration(
            List<String> ats,
            boolean all,
            @Nullable String region,
            @Nullable String module,
            @Nullable String scope,
            @Nullable String from,
            @Nullable String to,
            @Nullable String reason) {

        static Declaration ofOne(
                @Nullable String ats,
                @Nullable String module,
                @Nullable String scope,
                @Nullable String from,
                @Nullable String to,
                @Nullable String reason) {
            return new Declaration(
                    blank(ats) ? List.of() : List.of(String.valueOf(ats)),
                    false,
                    null,
                    module,
                    scope,
                    from,
                    to,
                    reason);
        }
    }

    private record Terms(
            @Nullable String module,
            DelegationScope scope,
            @Nullable Instant from,
            @Nullable Instant to,
            String reason) {}

    /** What would happen for one ATS: the sheets that would change hands, or why it cannot be. */
    public record Foreseen(
            String ats,
            String name,
            List<SheetInHand> sheets,
            @Nullable String obstacle) {

        public long claimed() {
            return sheets.stream().filter(sheet -> sheet.claimedBy() != null).count();
        }
    }

    /** What came of it for one ATS. */
    public record Outcome(
            String ats,
            String name,
            int moved,
            @Nullable Delegation row,
            @Nullable Refusal refusal) {

        public boolean done() {
            return row != null;
        }
    }

    /** The year a row is about: that of the newest open campaign, otherwise the present one. */
    int year() {
        return campaigns.all().stream()
                .filter(campaign -> campaign.state() == CampaignState.OPEN || campaign.state() == CampaignState.OPENING)
                .mapToInt(Campaign::year)
                .findFirst()
                .orElseGet(() -> clock.instant().atZone(RomeTime.ROME).getYear());
    }

    Delegation declare(Viewer viewer, Declaration wanted) {
        Terms terms = read(wanted);
        return delegations.declare(
                viewer, year(), only(wanted), terms.module(), terms.scope(), terms.from(), terms.to(), terms.reason());
    }

    Delegation request(Viewer viewer, Declaration wanted) {
        Terms terms = read(wanted);
        return delegations.request(
                viewer, year(), only(wanted), terms.module(), terms.scope(), terms.from(), terms.to(), terms.reason());
    }

    private static String only(Declaration wanted) {
        if (wanted.ats().size() != 1) {
            throw new Refusal(422, "VALORE_NON_VALIDO", "Indicate l'ATS.").with("campo", "ats");
        }
        return code(wanted.ats().get(0));
    }

    private static String code(String typed) {
        return typed.strip().replace("\0", "");
    }

    /** Which sheets would move, ATS by ATS; nothing is written. */
    List<Foreseen> foresee(Viewer viewer, Declaration wanted) {
        Terms terms = read(wanted);
        if (terms.to() != null && !terms.to().isAfter(terms.from() == null ? clock.instant() : terms.from())) {
            throw new Refusal(422, "DATE_NON_COERENTI", "La fine della delega deve venire dopo l'inizio.")
                    .with("campo", "al");
        }
        return chosen(viewer, wanted).stream()
                .map(ats -> {
                    String obstacle = delegations
                            .inTheWay(ats.code(), terms.module(), terms.from(), terms.to())
                            .map(row -> Delegations.already(row).message())
                            .orElse(null);
                    return new Foreseen(
                            ats.code(),
                            ats.label(),
                            obstacle == null
                                    ? preview.ifBegun(ats.regionalBody(), ats.code(), terms.module(), terms.from())
                                    : List.of(),
                            obstacle);
                })
                .toList();
    }

    /** Declares for every chosen ATS, each by itself: one that is refused stops none of the others. */
    List<Outcome> declareAll(Viewer viewer, Declaration wanted) {
        Terms terms = read(wanted);
        int year = year();
        return chosen(viewer, wanted).stream()
                .map(ats -> {
                    int moved = preview.ifBegun(ats.regionalBody(), ats.code(), terms.module(), terms.from())
                            .size();
                    try {
                        Delegation row = delegations.declare(
                                viewer,
                                year,
                                ats.code(),
                                terms.module(),
                                terms.scope(),
                                terms.from(),
                                terms.to(),
                                terms.reason());
                        return new Outcome(ats.code(), ats.label(), moved, row, null);
                    } catch (Refusal refusal) {
                        return new Outcome(ats.code(), ats.label(), 0, null, refusal);
                    }
                })
                .toList();
    }

    private List<Ats> chosen(Viewer viewer, Declaration wanted) {
        int year = year();
        if (wanted.all()) {
            List<Ats> all = registry.atsOf(year).stream()
                    .filter(ats -> Delegations.mayDeclare(viewer, ats.regionalBody()))
                    .filter(ats -> blank(wanted.region()) || ats.regionalBody().equals(wanted.region()))
                    .toList();
            if (all.isEmpty()) {
                throw Refusal.notFound("La Regione");
            }
            return all;
        }
        if (wanted.ats().isEmpty()) {
            throw new Refusal(422, "VALORE_NON_VALIDO", "Scegliete almeno un ATS.").with("campo", "ats");
        }
        return new LinkedHashSet<>(wanted.ats())
                .stream()
                        .map(DelegationBook::code)
                        .map(code -> registry.ats(code, year)
                                .filter(ats -> viewer.scope().covers(ats.regionalBody(), ats.code()))
                                .orElseThrow(() -> Refusal.notFound("L'ambito «" + code + "»")))
                        .peek(ats -> requireDeclarer(viewer, ats))
                        .toList();
    }

    private static void requireDeclarer(Viewer viewer, Ats ats) {
        if (!Delegations.mayDeclare(viewer, ats.regionalBody())) {
            throw new Refusal(
                    403, "NON_AUTORIZZATO", "Solo il supervisore regionale può dichiarare o revocare una delega.");
        }
    }

    private Terms read(Declaration wanted) {
        String reason = wanted.reason() == null ? "" : wanted.reason();
        if (reason.strip().length() < 5) {
            throw new Refusal(422, "MOTIVO_MANCANTE", "Indicate l'atto o il motivo della delega (almeno 5 caratteri).")
                    .with("campo", "motivo");
        }
        return new Terms(
                module(wanted.module()),
                scope(wanted.scope()),
                blank(wanted.from()) ? null : RomeDate.opening(String.valueOf(wanted.from()), "dal"),
                blank(wanted.to()) ? null : RomeDate.deadline(String.valueOf(wanted.to()), "al"),
                reason);
    }

    private @Nullable String module(@Nullable String typed) {
        if (blank(typed)) {
            return null;
        }
        String module = String.valueOf(typed).strip();
        if (catalogue.offered(Integer.MAX_VALUE).stream()
                .noneMatch(revision -> revision.module().equals(module))) {
            throw new Refusal(422, "MODULO_SCONOSCIUTO", "Il modulo indicato non esiste: lasciate vuoto per tutti.")
                    .with("campo", "modulo");
        }
        return module;
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

    /** The day a revocation takes effect, as typed: the delegation ends as that day begins; blank is now. */
    static @Nullable Instant end(@Nullable String from) {
        return blank(from) ? null : RomeDate.opening(String.valueOf(from), "dal");
    }

    static boolean blank(@Nullable String words) {
        return words == null || words.isBlank();
    }
}
