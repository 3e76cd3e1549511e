package it.sioss.sheet;

import it.sioss.access.Role;
import it.sioss.delegation.DelegationScope;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what to a sheet, in which state, as circular and house rules say it: one table to read, against which the
 * guard and the machine interface are held. A verb without a line stops the tests.
 */
public final class WhoMayDoWhat {

    /**
     * O operatore ATS, R referente ATS, C operatore regionale, S supervisore regionale, A amministratore; each on the
     * sheet's own territory. Before the opening nobody may anything; after the deadline nothing but the reopening.
     */
    private static final String TABLE = """
            verb          | states                                       | ATS's own | delegated | and finalization | delegation over
            SAVE          | COMPILING RETURNED                           | O R       | C         | C                | O R
            SUBMIT        | COMPILING RETURNED                           | O R       | C         | C                | O R
            DECLARE_EMPTY | COMPILING RETURNED                           | O R       | C         | C                | O R
            UNDO_EMPTY    | COMPILING RETURNED                           | O R       | C         | C                | O R
            JUSTIFY       | JUSTIFYING                                   | R         | C         | C                | R
            RESUME        | JUSTIFYING IN_REVIEW                         | O R       | C         | C                | O R
            RESUME        | READY                                        | O R       | C R       | C S              | O R
            APPROVE       | IN_REVIEW                                    | S         | S         | S                | S
            RETURN        | IN_REVIEW                                    | S         | S         | S                | S
            FINALIZE      | READY                                        | R         | R         | C S              | R
            CLAIM         | COMPILING RETURNED JUSTIFYING                | O R       | C         | C                | O R
            CLAIM         | IN_REVIEW                                    | S         | S         | S                | S
            CLAIM         | READY                                        | R         | R         | C S              | R
            RELEASE       | COMPILING RETURNED JUSTIFYING                | O R       | C         | C                | O R
            RELEASE       | IN_REVIEW                                    | S         | S         | S                | S
            RELEASE       | READY                                        | R         | R         | C S              | R
            TAKE_BACK     | COMPILING RETURNED JUSTIFYING IN_REVIEW READY | O R      | C         | C                | O R
            WIDEN         | RETURNED                                     | S A       | S A       | S A              | S A
            REOPEN        | FINALIZED LAPSED                             | A         | A         | A                | A
            """;

    /** Verbs that who compiled the sheet must leave to somebody else while it is in review. */
    public static final Set<Verb> NOT_BY_WHO_COMPILED = EnumSet.of(Verb.APPROVE, Verb.RETURN, Verb.CLAIM, Verb.RELEASE);

    /** Who is in charge of a sheet: the column of the table. */
    public enum Charge {
        OWN(Compiler.ATS, null),
        DELEGATED(Compiler.REGION, DelegationScope.COMPILATION),
        DELEGATED_WHOLLY(Compiler.REGION, DelegationScope.COMPILATION_AND_FINALIZATION),
        /** The region still stands on the sheet, its delegation is no longer in force: everything is the ATS's again. */
        OVER(Compiler.REGION, null);

        final Compiler compiler;
        final @Nullable DelegationScope scope;

        Charge(Compiler compiler, @Nullable DelegationScope scope) {
            this.compiler = compiler;
            this.scope = scope;
        }
    }

    private static final Map<Charge, Map<Verb, Map<SheetState, Set<Role>>>> RIGHTS = read();

    private WhoMayDoWhat() {}

    /** The roles that may, on the sheet's own territory; empty when nobody may in this state. */
    public static Set<Role> may(Verb verb, SheetState state, Charge charge) {
        return rights(verb, charge).getOrDefault(state, EnumSet.noneOf(Role.class));
    }

    /** The states in which a verb is possible at all. */
    public static Set<SheetState> states(Verb verb) {
        return rights(verb, Charge.OWN).keySet();
    }

    private static Map<SheetState, Set<Role>> rights(Verb verb, Charge charge) {
        Map<SheetState, Set<Role>> rights =
                RIGHTS.getOrDefault(charge, Map.of()).get(verb);
        if (rights == null) {
            throw new AssertionError("the table of who may do what has no line for " + verb + ": write one");
        }
        return rights;
    }

    private static Map<Charge, Map<Verb, Map<SheetState, Set<Role>>>> read() {
        var rights = new EnumMap<Charge, Map<Verb, Map<SheetState, Set<Role>>>>(Charge.class);
        TABLE.lines().skip(1).map(line -> line.split("\\|")).forEach(cells -> {
            for (Charge charge : Charge.values()) {
                Map<SheetState, Set<Role>> row = rights.computeIfAbsent(charge, c -> new EnumMap<>(Verb.class))
                        .computeIfAbsent(Verb.valueOf(cells[0].strip()), v -> new EnumMap<>(SheetState.class));
                for (String state : cells[1].strip().split(" ")) {
                    row.put(SheetState.valueOf(state), roles(cells[2 + charge.ordinal()].strip()));
                }
            }
        });
        return rights;
    }

    private static Set<Role> roles(String letters) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Arrays.stream(letters.split(" "))
                .filter(letter -> !letter.equals("-"))
                .forEach(letter -> roles.add(
                        switch (letter) {
                            case "O" -> Role.ATS_OPERATOR;
                            case "R" -> Role.ATS_REFERENT;
                            case "C" -> Role.REGION_OPERATOR;
                            case "S" -> Role.REGION_SUPERVISOR;
                            case "A" -> Role.ADMINISTRATOR;
                            default -> throw new IllegalArgumentException(letter);
                        }));
        return roles;
    }
}
