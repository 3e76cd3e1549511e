package it.sioss.steering;

import it.sioss.catalogue.RevisionChange;
import it.sioss.sheet.RevisionTrial;
import java.util.List;

/** A change check in lines one can read in a terminal or keep in a file. */
final class ChangeCheckText {

    private static final int SHOWN = 200;

    private ChangeCheckText() {}

    static String of(int year, ChangeCheck.Report report) {
        var text = new StringBuilder("Confronto con " + report.published() + ", annualità " + year + "\n\n");
        List<RevisionChange> changes = report.changes();
        text.append(changes.isEmpty() ? "Nessuna differenza.\n" : "Differenze: " + changes.size() + "\n");
        for (RevisionChange change : changes) {
            text.append("  ")
                    .append(change.rule() ? "regola " : "voce ")
                    .append(change.kind().word())
                    .append(": ")
                    .append(change.code())
                    .append(" – ")
                    .append(change.label())
                    .append(change.details().isEmpty() ? "" : " [" + String.join("; ", change.details()) + "]")
                    .append('\n');
        }
        RevisionTrial.Outcome outcome = report.outcome();
        text.append("\nSchede aperte: ")
                .append(outcome.open())
                .append("; con conseguenze: ")
                .append(outcome.affected().size())
                .append('\n');
        outcome.affected().stream().limit(SHOWN).forEach(sheet -> sheet(text, sheet));
        if (outcome.affected().size() > SHOWN) {
            text.append("  … e altre ")
                    .append(outcome.affected().size() - SHOWN)
                    .append('\n');
        }
        return text.toString();
    }

    private static void sheet(StringBuilder text, RevisionTrial.Affected sheet) {
        text.append("  ")
                .append(sheet.ats())
                .append(' ')
                .append(sheet.atsName())
                .append(", ")
                .append(sheet.body())
                .append(" (")
                .append(sheet.state().label())
                .append(", ")
                .append(sheet.sheet())
                .append(")\n");
        sheet.lost()
                .forEach(
                        lost -> text.append("    risposta persa: ").append(lost).append('\n'));
        sheet.findings()
                .forEach(finding -> text.append("    nuovo ")
                        .append(finding.isBlocking() ? "blocco" : "avviso")
                        .append(": ")
                        .append(finding.code())
                        .append(" – ")
                        .append(finding.message())
                        .append('\n'));
        if (sheet.missing() > 0) {
            text.append("    risposte obbligatorie in più: ")
                    .append(sheet.missing())
                    .append('\n');
        }
    }
}
