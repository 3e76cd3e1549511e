package it.sioss.exchange;

import it.sioss.services.AnnexChanges;
import it.sioss.services.AnnexRefused;
import it.sioss.services.ModeDraft;
import it.sioss.services.SheetLevel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What a filled table would change in the Allegato 1 it came from, cell by cell, and what of it cannot be meant. */
final class AnnexMerge {

    private static final String LINE = "Riga ";

    private final AnnexTable table;
    private final AnnexCells cells;
    private final Faults faults = new Faults();
    private final List<FieldChange> changes = new ArrayList<>();
    private final Map<String, Boolean> answers = new LinkedHashMap<>();
    private final Map<String, FilledAnnex.Row> answerRows = new HashMap<>();
    private final List<AnnexChanges.Written> lines = new ArrayList<>();
    private final List<FilledAnnex.Row> lineRows = new ArrayList<>();
    private final Set<UUID> kept = new HashSet<>();

    AnnexMerge(AnnexTable table) {
        this.table = table;
        this.cells = new AnnexCells(table);
    }

    AnnexMerge take(FilledAnnex filled) {
        filled.services().forEach(this::service);
        missingServices();
        Map<Integer, AnnexTable.Line> known =
                table.lines().stream().collect(Collectors.toMap(AnnexTable.Line::number, line -> line));
        Set<Integer> seen = new HashSet<>();
        for (FilledAnnex.Row row : filled.lines()) {
            if (!row.isBlank()) {
                line(row, known, seen);
            }
        }
        table.lines().stream().filter(line -> !kept.contains(line.id())).forEach(this::removed);
        return this;
    }

    Faults faults() {
        return faults;
    }

    List<FieldChange> changes() {
        return List.copyOf(changes);
    }

    AnnexChanges toWrite() {
        return new AnnexChanges(
                answers,
                lines,
                table.lines().stream()
                        .map(AnnexTable.Line::id)
                        .filter(id -> !kept.contains(id))
                        .toList());
    }

    /** What the desk says of it, at the cells it speaks of. */
    Faults faults(AnnexRefused refused) {
        Faults all = new Faults();
        for (AnnexRefused.Fault fault : refused.faults()) {
            FilledAnnex.Row row = fault.row() == null ? answerRows.get(fault.service()) : lineRows.get(fault.row());
            int column = fault.field() == null ? 1 : AnnexCells.column(fault.field());
            all.add(ExchangeFault.at(
                    row == null
                            ? Place.at(AnnexWorkbook.LINES, 0, 0)
                            : row.cells().get(column).place(),
                    fault.code(),
                    fault.message(),
                    "Correggete la cella e ricaricate il foglio."));
        }
        return all;
    }

    private void service(FilledAnnex.Row row) {
        if (row.isBlank()) {
            return;
        }
        String code = cells.service(row.text(0));
        AnnexTable.Service service = table.services().stream()
                .filter(one -> one.service().code().equals(code))
                .findFirst()
                .orElse(null);
        if (service == null) {
            fault(
                    row,
                    0,
                    "SERVIZIO_SCONOSCIUTO",
                    "La nomenclatura non ha il servizio «" + AnswerTable.shown(code) + "».",
                    "Rimettete il codice che c'era.");
            return;
        }
        if (answerRows.put(code, row) != null) {
            fault(
                    row,
                    0,
                    "SERVIZIO_RIPETUTO",
                    "Il servizio «" + code + "» c'è due volte.",
                    "Lasciate una sola riga, quella buona.");
            return;
        }
        String typed = row.text(1);
        Boolean said = AnnexCells.answer(typed);
        Boolean before = service.activated();
        if (said == null && !(typed.isBlank() && before == null)) {
            fault(
                    row,
                    1,
                    "RISPOSTA_NON_AMMESSA",
                    typed.isBlank()
                            ? "Al servizio «" + code + "» si era risposto: la risposta non si toglie."
                            : "Al servizio «" + code + "» si risponde «Sì» o «No», non «" + AnswerTable.shown(typed)
                                    + "».",
                    "Scrivete «Sì» o «No».");
        } else if (said != null && !said.equals(before)) {
            answers.put(code, said);
            change(
                    row,
                    1,
                    "attivato",
                    service.service().code() + " " + service.service().name(),
                    AnnexCells.answer(before),
                    AnnexCells.answer(said));
        }
    }

    private void missingServices() {
        for (AnnexTable.Service service : table.services()) {
            String code = service.service().code();
            if (!answerRows.containsKey(code)) {
                faults.add(ExchangeFault.ofFile(
                        "SERVIZIO_MANCANTE",
                        "Manca la riga del servizio «" + code + "».",
                        "Rimettetela: per non rispondere lasciate vuota la cella."));
            }
        }
    }

    private void line(FilledAnnex.Row row, Map<Integer, AnnexTable.Line> known, Set<Integer> seen) {
        List<String> typed = row.cells().stream().map(FilledCell::text).toList();
        String number = typed.get(0).strip();
        boolean rest = typed.subList(1, typed.size()).stream().anyMatch(cell -> !cell.isBlank());
        if (number.isEmpty()) {
            fresh(row, typed);
            return;
        }
        AnnexTable.Line line = number.matches("[0-9]{1,6}") ? known.get(Integer.parseInt(number)) : null;
        if (line == null) {
            fault(
                    row,
                    0,
                    "RIGA_SCONOSCIUTA",
                    "L'Allegato 1 non ha una riga «" + AnswerTable.shown(number) + "».",
                    "Per aggiungere una riga lasciate vuota la colonna «Riga».");
            return;
        }
        if (!seen.add(line.number())) {
            fault(
                    row,
                    0,
                    "RIGA_RIPETUTA",
                    "La riga " + number + " c'è due volte.",
                    "Se è nuova, lasciate vuota la colonna «Riga».");
            return;
        }
        if (rest) {
            kept.add(line.id());
            known(row, typed, line);
        }
    }

    private void known(FilledAnnex.Row row, List<String> typed, AnnexTable.Line line) {
        List<String> before = cells.cells(line.number(), line.mode());
        ModeDraft draft = cells.draft(typed);
        if (draft.equals(cells.draft(before)) && AnnexCells.isCoverage(typed.get(8))) {
            return;
        }
        if (meant(row, typed, draft)) {
            List<String> after = cells.cells(line.number(), draft);
            for (int column = 1; column < after.size(); column++) {
                if (!after.get(column).equals(before.get(column))) {
                    AnnexCells.Column said = AnnexCells.COLUMNS.get(column);
                    change(
                            row,
                            column,
                            said.field(),
                            LINE + line.number() + ", " + said.header(),
                            before.get(column),
                            after.get(column));
                }
            }
            write(row, line.id(), draft);
        }
    }

    private void fresh(FilledAnnex.Row row, List<String> typed) {
        ModeDraft draft = cells.draft(typed);
        if (meant(row, typed, draft)) {
            change(row, 1, "riga", "Riga nuova", "", words(cells.cells(null, draft)));
            write(row, null, draft);
        }
    }

    private void write(FilledAnnex.Row row, @org.jspecify.annotations.Nullable UUID line, ModeDraft draft) {
        lines.add(new AnnexChanges.Written(lineRows.size(), line, draft));
        lineRows.add(row);
    }

    private void removed(AnnexTable.Line line) {
        changes.add(new FieldChange(
                "riga",
                LINE + line.number() + " tolta",
                AnnexWorkbook.LINES,
                "",
                words(cells.cells(line.number(), line.mode())),
                ""));
    }

    private static String words(List<String> cells) {
        return cells.subList(1, cells.size()).stream()
                .filter(cell -> !cell.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    /** A cell that would be passed over is a mistake the person should hear of. */
    private boolean meant(FilledAnnex.Row row, List<String> typed, ModeDraft draft) {
        int before = faults.count();
        SheetLevel level = AnnexCells.level(draft.legalForm());
        if (level != null && level != SheetLevel.MUNICIPALITY && !typed.get(5).isBlank()) {
            fault(
                    row,
                    5,
                    "CELLA_DA_LASCIARE_VUOTA",
                    "Il comune si indica solo se il soggetto attuatore è un comune.",
                    "Svuotate la cella, o scegliete un'altra natura giuridica.");
        }
        if (level != null && level != SheetLevel.OTHER_BODY && !typed.get(6).isBlank()) {
            fault(
                    row,
                    6,
                    "CELLA_DA_LASCIARE_VUOTA",
                    "La denominazione dell'ambito e dei comuni è quella dell'anagrafe.",
                    "Svuotate la cella, o scegliete un'altra natura giuridica.");
        }
        if (!AnnexCells.isCoverage(typed.get(8))) {
            fault(
                    row,
                    8,
                    "COPERTURA_NON_INDICATA",
                    "La copertura è «" + AnnexCells.WHOLE + "» o «" + AnnexCells.SOME + "».",
                    "Sceglietene una dall'elenco.");
        }
        if (draft.wholeAts() && !typed.get(9).isBlank()) {
            fault(
                    row,
                    9,
                    "CELLA_DA_LASCIARE_VUOTA",
                    "Con «" + AnnexCells.WHOLE + "» i comuni non si elencano.",
                    "Svuotate la cella, o scegliete «" + AnnexCells.SOME + "».");
        }
        return faults.count() == before;
    }

    private void fault(FilledAnnex.Row row, int column, String code, String message, String remedy) {
        faults.add(ExchangeFault.at(row.cells().get(column).place(), code, message, remedy));
    }

    private void change(FilledAnnex.Row row, int column, String field, String label, String before, String after) {
        Place place = row.cells().get(column).place();
        changes.add(new FieldChange(field, label, place.worksheet(), place.cell(), before, after));
    }
}
