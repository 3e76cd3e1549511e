package it.sioss.access.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import it.sioss.access.AccountDesk;
import it.sioss.access.Accounts;
import it.sioss.access.AccountsFile;
import it.sioss.access.Mandate;
import it.sioss.access.Role;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeDate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Accounts and mandates on the wire. */
final class AccountJson {

    private AccountJson() {}

    record MandateLine(
            @JsonProperty("ruolo") String role,
            @JsonProperty("ruoloInParole") String roleWords,
            @JsonProperty("territorio") String territory,
            @JsonProperty("dal") Instant from,
            @JsonProperty("al") @Nullable Instant until) {

        static MandateLine of(Mandate mandate) {
            return new MandateLine(
                    mandate.role().word(),
                    mandate.role().label(),
                    mandate.territory(),
                    mandate.validFrom(),
                    mandate.validTo());
        }
    }

    record Account(
            @JsonProperty("id") UUID id,
            @JsonProperty("username") String username,
            @JsonProperty("nome") String name,
            @JsonProperty("email") @Nullable String email,
            @JsonProperty("attivo") boolean enabled,
            @JsonProperty("dimostrativo") boolean demonstration,
            @JsonProperty("abilitazioni") List<MandateLine> mandates) {

        static Account of(Accounts.Row row) {
            return new Account(
                    row.id(),
                    row.username(),
                    row.displayName(),
                    row.email(),
                    row.enabled(),
                    row.demonstration(),
                    row.mandates().stream().map(MandateLine::of).toList());
        }
    }

    record Page(
            @JsonProperty("pagina") int page,
            @JsonProperty("dimensione") int size,
            @JsonProperty("totale") long total,
            @JsonProperty("utenti") List<Account> accounts) {}

    record EmailBody(@JsonProperty("email") @Nullable String email) {}

    record MandateBody(
            @JsonProperty("ruolo") @Nullable String role,
            @JsonProperty("territorio") @Nullable String territory,
            @JsonProperty("dal") @Nullable String from,
            @JsonProperty("al") @Nullable String until) {

        AccountDesk.Wanted wanted() {
            return new AccountDesk.Wanted(
                    roleOf(role),
                    territory,
                    from == null || from.isBlank() ? null : RomeDate.opening(from, "dal"),
                    until == null || until.isBlank() ? null : RomeDate.deadline(until, "al"));
        }
    }

    static Role roleOf(@Nullable String words) {
        return Role.of(words == null ? "" : words)
                .orElseThrow(() -> new Refusal(
                                422,
                                "VALORE_NON_VALIDO",
                                "Il ruolo non è fra quelli ammessi: "
                                        + Arrays.stream(Role.values())
                                                .map(Role::word)
                                                .collect(Collectors.joining(", "))
                                        + ".")
                        .with("campo", "ruolo"));
    }

    record NewAccount(
            @JsonProperty("username") @Nullable String username,
            @JsonProperty("nome") @Nullable String name,
            @JsonProperty("email") @Nullable String email,
            @JsonProperty("password") @Nullable String password,
            @JsonProperty("abilitazioni") @Nullable List<@Nullable MandateBody> mandates) {

        List<AccountDesk.Wanted> wanted() {
            return mandates == null
                    ? List.of()
                    : mandates.stream().map(NewAccount::wanted).toList();
        }

        private static AccountDesk.Wanted wanted(@Nullable MandateBody mandate) {
            if (mandate == null) {
                throw new Refusal(422, "VALORE_NON_VALIDO", "Un'abilitazione è vuota: indicate ruolo e territorio.")
                        .with("campo", "abilitazioni");
            }
            return mandate.wanted();
        }
    }

    /** What is handed over once: the initial password, to be changed at the first login. */
    record Handover(
            @JsonProperty("id") UUID id,
            @JsonProperty("username") String username,
            @JsonProperty("passwordIniziale") String password) {

        static Handover of(AccountDesk.Created created) {
            return new Handover(created.id(), created.username(), created.password());
        }
    }

    record Enabling(@JsonProperty("attivo") @Nullable Boolean enabled) {}

    record Upload(
            @JsonProperty("righe") int rows,
            @JsonProperty("applicato") boolean applied,
            @JsonProperty("nuovi") long created,
            @JsonProperty("giaPresenti") long known,
            @JsonProperty("utenti") List<Handover> handovers) {

        static Upload of(AccountsFile.Preview preview) {
            return new Upload(
                    preview.rows(), false, preview.created(), preview.people().size() - preview.created(), List.of());
        }

        static Upload of(AccountsFile.Applied applied) {
            return new Upload(
                    applied.rows(),
                    true,
                    applied.created(),
                    applied.known(),
                    applied.generated().stream().map(Handover::of).toList());
        }
    }
}
