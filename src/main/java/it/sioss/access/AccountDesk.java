package it.sioss.access;

import it.sioss.platform.PlainText;
import it.sioss.platform.Refusal;
import it.sioss.registry.Registry;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What an administrator does with accounts and mandates, each deed checked against the registry. */
@Service
public class AccountDesk {

    static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{2,119}");
    static final Pattern EMAIL = Pattern.compile("[^\\s@,;<>\"]{1,64}@[^\\s@,;<>\"]{1,190}");

    /** Letters and digits that cannot be taken for one another when read aloud. */
    private static final String SIGNS = "abcdefghjkmnpqrstuvwxyz23456789";

    private final Accounts accounts;
    private final Registry registry;
    private final SecureRandom random = new SecureRandom();

    AccountDesk(Accounts accounts, Registry registry) {
        this.accounts = accounts;
        this.registry = registry;
    }

    /** A new account and the password to hand over, which must be changed at the first login. */
    public record Created(UUID id, String username, String password) {}

    /** A mandate as it is asked for. */
    public record Wanted(
            Role role,
            @Nullable String territory,
            @Nullable Instant from,
            @Nullable Instant until) {}

    /**
     * Creates an account with its first mandates; without a password one is generated.
     *
     * @throws Refusal 409 when the name is taken, 422 when name, e-mail, password or territory are not fit
     */
    @Transactional
    public Created create(
            Viewer author,
            @Nullable String username,
            @Nullable String displayName,
            @Nullable String email,
            @Nullable String password,
            List<Wanted> mandates) {
        String name = username(username);
        String kept = password == null || password.isEmpty() ? generated() : password;
        UUID id =
                accounts.create(name, PlainText.required("nome", displayName, 2, 200), email(email), kept, true, false);
        mandates.forEach(wanted -> grant(author, id, wanted));
        return new Created(id, name, kept);
    }

    /** @throws Refusal 422 when the territory does not exist or does not fit the role, 404 when the account is unknown */
    @Transactional
    public void grant(Viewer author, UUID account, Wanted wanted) {
        accounts.require(account);
        accounts.grant(
                account,
                wanted.role(),
                territory(wanted.role(), wanted.territory()),
                wanted.from(),
                wanted.until(),
                author.username());
    }

    /** @throws Refusal 404 when there is no such mandate, 409 when administrators would lock themselves out */
    @Transactional
    public void revoke(Viewer author, UUID account, Role role, String territory) {
        if (role == Role.ADMINISTRATOR && author.accountId().equals(account)) {
            throw new Refusal(
                    409,
                    "SE_STESSI",
                    "Non potete togliere a voi stessi l'abilitazione di amministratore: chiedetelo a un collega.");
        }
        accounts.require(account);
        if (!accounts.revoke(account, role, territory)) {
            throw Refusal.notFound("L'abilitazione");
        }
    }

    @Transactional
    public void setEnabled(Viewer author, UUID account, boolean enabled) {
        if (!enabled && author.accountId().equals(account)) {
            throw new Refusal(
                    409, "SE_STESSI", "Non potete disattivare il vostro stesso utente: chiedetelo a un collega.");
        }
        accounts.require(account);
        accounts.setEnabled(account, enabled);
    }

    /** @throws Refusal 422 when it is not an e-mail address, 404 when the account is unknown; none takes it away */
    @Transactional
    public void changeEmail(UUID account, @Nullable String email) {
        accounts.require(account);
        accounts.setEmail(account, email(email));
    }

    /** Gives a new initial password, to be changed at the next login. */
    @Transactional
    public Created resetPassword(UUID account) {
        Accounts.Row row = accounts.require(account);
        String password = generated();
        accounts.setPassword(account, password, true);
        return new Created(account, row.username(), password);
    }

    static String username(@Nullable String given) {
        String name = given == null ? "" : given.strip();
        if (!USERNAME.matcher(name).matches()) {
            throw new Refusal(
                            422,
                            "VALORE_NON_VALIDO",
                            "Il nome utente ha da 3 a 120 caratteri fra lettere senza accento, cifre, punto, trattino,"
                                    + " trattino basso e chiocciola, e comincia con una lettera o una cifra.")
                    .with("campo", "username");
        }
        return name;
    }

    static @Nullable String email(@Nullable String given) {
        String kept = PlainText.optional("email", given, 254);
        if (kept != null && !EMAIL.matcher(kept).matches()) {
            throw new Refusal(422, "VALORE_NON_VALIDO", "L'indirizzo e-mail non è valido.").with("campo", "email");
        }
        return kept;
    }

    /** The territory as it is kept: the code of an ATS or of a region, or Italy, as the role wants. */
    public String territory(Role role, @Nullable String given) {
        String code = given == null ? "" : given.strip();
        boolean known = PlainText.readable(code)
                && switch (role.level()) {
                    case ATS -> registry.ats(code).isPresent();
                    case REGION -> registry.regionalBody(code).isPresent();
                    case NATION -> code.isEmpty() || code.equalsIgnoreCase(Mandate.ITALY);
                };
        if (!known) {
            throw new Refusal(422, "TERRITORIO_SCONOSCIUTO", unknown(role, code)).with("campo", "territorio");
        }
        return role.level() == Role.Level.NATION ? Mandate.ITALY : code;
    }

    private static String unknown(Role role, String code) {
        String shown = code.length() > 30 ? code.substring(0, 30) + "…" : code;
        return switch (role.level()) {
            case ATS ->
                "«" + shown + "» non è il codice di un ATS: «" + role.label() + "» vuole un codice come 01-001.";
            case REGION ->
                "«" + shown + "» non è il codice di una regione o provincia autonoma: «" + role.label()
                        + "» vuole un codice come 0100.";
            case NATION -> "«" + role.label() + "» vale per tutta Italia: il territorio è " + Mandate.ITALY + ".";
        };
    }

    /** A territory in words, for the pages. */
    public String territoryName(String code) {
        if (code.equals(Mandate.ITALY)) {
            return "Italia";
        }
        return registry.regionalBody(code)
                .map(body -> body.name())
                .or(() -> registry.ats(code).map(ats -> ats.label()))
                .map(name -> name + " (" + code + ")")
                .orElse(code);
    }

    /** Sixteen signs in four groups: about eighty bits. */
    String generated() {
        var password = new StringBuilder();
        for (int sign = 0; sign < 16; sign++) {
            if (sign > 0 && sign % 4 == 0) {
                password.append('-');
            }
            password.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
        return password.toString();
    }
}
