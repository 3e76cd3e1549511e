package it.sioss.notice;

import it.sioss.platform.RomeTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The words of a digest: what one person has to do, deadline by deadline, and which districts of their region are late. */
final class ReminderText {

    private static final int LISTED = 60;

    private ReminderText() {}

    static Draft reminder(int year, String key, List<Unfinished.Item> items, Instant present) {
        List<Unfinished.Item> own = items.stream().filter(Unfinished.Item::own).toList();
        List<Unfinished.Item> late = items.stream().filter(item -> !item.own()).toList();
        Instant nearest = items.stream()
                .filter(item -> item.days() != null)
                .map(Unfinished.Item::deadline)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        var body = new StringBuilder("Rilevazione " + year + ". " + deadlineWords(nearest, present));
        if (!own.isEmpty()) {
            body.append(" Da fare: ")
                    .append(count(own.size(), "attività", "attività"))
                    .append('.');
        }
        if (!late.isEmpty()) {
            long districts = late.stream().map(Unfinished.Item::ats).distinct().count();
            body.append(" Nel vostro territorio ")
                    .append(districts == 1 ? "1 ambito ha" : districts + " ambiti hanno")
                    .append(" ancora qualcosa da trasmettere.");
        }
        String title = own.isEmpty()
                ? "Promemoria: ambiti in ritardo, termine " + RomeTime.deadline(nearest)
                : "Promemoria: " + count(own.size(), "attività", "attività") + " da concludere, termine "
                        + RomeTime.deadline(nearest);
        String link = own.isEmpty() ? "/schede?anno=" + year : "/attivita?anno=" + year;
        return new Draft(NoticeKind.REMINDER, key, year, title, body.toString(), lines(year, own, late), link);
    }

    static String deadlineWords(Instant deadline, Instant present) {
        return "Il termine è " + RomeTime.deadline(deadline) + " (" + RomeTime.remaining(present, deadline) + ").";
    }

    static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /** One line per task, and one per late district. */
    static List<NoticeLine> lines(int year, List<Unfinished.Item> own, List<Unfinished.Item> late) {
        var lines = new ArrayList<NoticeLine>();
        own.stream().limit(LISTED).map(item -> line(year, item)).forEach(lines::add);
        if (own.size() > LISTED) {
            lines.add(new NoticeLine("e altre " + (own.size() - LISTED), "/attivita?anno=" + year));
        }
        Map<String, Integer> perDistrict = new TreeMap<>();
        Map<String, String> names = new LinkedHashMap<>();
        late.forEach(item -> {
            perDistrict.merge(item.ats(), 1, Integer::sum);
            names.putIfAbsent(item.ats(), item.atsName() == null ? "" : " – " + item.atsName());
        });
        perDistrict.forEach((ats, number) -> lines.add(new NoticeLine(
                "ATS " + ats + names.get(ats) + ": " + number + " da concludere",
                "/schede?anno=" + year + "&ats=" + ats)));
        return List.copyOf(lines);
    }

    private static NoticeLine line(int year, Unfinished.Item item) {
        String what = item.module() == null
                ? "Banca dati dei servizi attivati – " + item.body()
                : item.module() + " – " + item.body();
        String place = item.module() == null ? "/servizi-attivati/" + year + "/" + item.ats() : "/schede/" + item.id();
        return new NoticeLine(
                what + ": " + todo(item.state()) + ", entro " + RomeTime.deadline(item.deadline()), place);
    }

    private static String todo(String state) {
        return switch (state) {
            case "RETURNED" -> "da correggere";
            case "JUSTIFYING" -> "da motivare";
            case "IN_REVIEW" -> "da verificare";
            case "READY" -> "da finalizzare";
            default -> "da compilare";
        };
    }
}
