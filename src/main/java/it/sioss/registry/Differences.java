package it.sioss.registry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What would change from a year on if an uploaded articulation were applied. */
public record Differences(
        List<DeclaredAts> started,
        List<Renaming> renamed,
        List<Ats> ended,
        List<Ats> confirmed,
        List<Move> moved,
        List<Integer> laterYearsReplaced,
        int municipalitiesUnchanged) {

    /** A district that keeps its code and changes its name. */
    public record Renaming(String code, String from, String to) {}

    /** A municipality that passes to another district; {@code from} is null if it had none in that year. */
    public record Move(
            Municipality municipality,
            @Nullable String from,
            @Nullable String fromLabel,
            String to,
            String toLabel) {}

    /** A stretch of years a municipality spends in a district. */
    record Membership(
            String municipality,
            String ats,
            int fromYear,
            @Nullable Integer toYear) {}

    /** Nothing would change: the file says what the registry already knows. */
    public boolean isEmpty() {
        return started.isEmpty()
                && renamed.isEmpty()
                && ended.isEmpty()
                && confirmed.isEmpty()
                && moved.isEmpty()
                && laterYearsReplaced.isEmpty();
    }

    /** The districts that existing sheets may stand on and whose ground would change. */
    public Set<String> atsConcerned() {
        Set<String> codes = new TreeSet<>();
        started.forEach(ats -> codes.add(ats.code()));
        renamed.forEach(ats -> codes.add(ats.code()));
        ended.forEach(ats -> codes.add(ats.code()));
        moved.forEach(move -> {
            codes.add(move.to());
            if (move.from() != null) {
                codes.add(move.from());
            }
        });
        return codes;
    }

    /** Two previews with the same fingerprint would do the same. */
    public String fingerprint() {
        return sha256(toString().getBytes(StandardCharsets.UTF_8));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Compares a declared articulation with what is known for {@code year} and after. {@code current} holds the
     * stretches of the municipalities of the scope that reach {@code year} or later.
     */
    static Differences between(
            Articulation declared, KnownTerritory known, List<Membership> current, int year, @Nullable String region) {
        List<DeclaredAts> started = new ArrayList<>();
        List<Renaming> renamed = new ArrayList<>();
        List<Ats> confirmed = new ArrayList<>();
        for (DeclaredAts ats : declared.ats().values()) {
            Ats existing = known.ats().get(ats.code());
            if (existing == null || !existing.existsIn(year) || existing.validToYear() != null) {
                started.add(ats);
            } else if (existing.synthetic() && !ats.synthetic()) {
                confirmed.add(existing);
            }
            if (existing != null && !existing.name().equals(ats.name())) {
                renamed.add(new Renaming(ats.code(), existing.name(), ats.name()));
            }
        }
        List<Ats> ended = known.ats().values().stream()
                .filter(ats -> region == null || region.equals(ats.regionalBody()))
                .filter(ats -> ats.validToYear() == null || (ats.validToYear() >= year && !ats.withdrawn()))
                .filter(ats -> !declared.ats().containsKey(ats.code()))
                .sorted(Comparator.comparing(Ats::code))
                .toList();
        var moves = new Moves(declared, known, current, year);
        declared.membership().forEach(moves::compare);
        return new Differences(
                started,
                renamed,
                ended,
                confirmed,
                List.copyOf(moves.moved),
                List.copyOf(moves.laterYears),
                moves.unchanged);
    }

    private static final class Moves {
        private final Articulation declared;
        private final KnownTerritory known;
        private final Map<String, List<Membership>> current = new TreeMap<>();
        private final int year;
        private final List<Move> moved = new ArrayList<>();
        private final Set<Integer> laterYears = new TreeSet<>();
        private int unchanged;

        Moves(Articulation declared, KnownTerritory known, List<Membership> current, int year) {
            this.declared = declared;
            this.known = known;
            this.year = year;
            current.forEach(stretch -> this.current
                    .computeIfAbsent(stretch.municipality(), k -> new ArrayList<>())
                    .add(stretch));
        }

        void compare(String code, String to) {
            List<Membership> stretches = current.getOrDefault(code, List.of());
            Membership now = stretches.stream()
                    .filter(stretch -> stretch.fromYear() <= year)
                    .findFirst()
                    .orElse(null);
            if (stretches.size() == 1
                    && now != null
                    && now.toYear() == null
                    && now.ats().equals(to)) {
                unchanged++;
                return;
            }
            stretches.stream()
                    .filter(stretch -> stretch.fromYear() > year)
                    .forEach(stretch -> laterYears.add(stretch.fromYear()));
            Municipality municipality = known.municipalities().get(code);
            if (municipality != null) {
                String from = now == null ? null : now.ats();
                moved.add(new Move(municipality, from, from == null ? null : label(from), to, label(to)));
            }
        }

        private String label(String code) {
            DeclaredAts now = declared.ats().get(code);
            Ats before = known.ats().get(code);
            return now != null ? now.label() : before != null ? before.label() : code;
        }
    }
}
