package it.sioss.sheet;

import it.sioss.catalogue.Answers;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.platform.RomeTime;
import it.sioss.prefill.Indicator;
import it.sioss.prefill.Place;
import it.sioss.prefill.Prefill;
import it.sioss.prefill.Proposal;
import it.sioss.prefill.Rebase;
import it.sioss.prefill.Sources;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What other systems know about one sheet: at its opening, when they publish again, and what is left to decide. */
@Component
class SheetSources {

    private final Prefill prefill;

    private final Sources sources;

    SheetSources(Prefill prefill, Sources sources) {
        this.prefill = prefill;
        this.sources = sources;
    }

    /** The sources a form waits for that do not answer, each with since when; nobody has to wait for them. */
    List<String> unavailable(int year, ModuleRevision revision) {
        Set<String> asked =
                Indicator.of(revision.form()).stream().map(Indicator::source).collect(Collectors.toSet());
        return asked.isEmpty()
                ? List.of()
                : sources.status(year).stream()
                        .filter(status -> asked.contains(status.source()))
                        .flatMap(status -> Stream.ofNullable(status.missingSince())
                                .map(since -> status.source() + " non disponibile dal " + RomeTime.minute(since)))
                        .toList();
    }

    private static Place place(Sheet sheet) {
        return switch (sheet.level()) {
            case ATS -> Place.ofDistrict(sheet.year(), sheet.ats());
            case MUNICIPALITY -> Place.ofMunicipality(sheet.year(), sheet.ats(), sheet.body());
            case OTHER_BODY -> Place.ofAnother(sheet.year(), sheet.ats());
        };
    }

    /** The answers known at the opening; the sections they fill wait for a confirmation. */
    Answers initial(Sheet sheet, ModuleRevision revision) {
        return prefill.initial(revision, place(sheet));
    }

    /** The sections with values of a source wait for somebody who supervises them. */
    void askConfirmations(Sheet sheet, ModuleRevision revision, Answers answers) {
        prefill.toConfirm(revision, answers).forEach(section -> sheet.awaitConfirmation(section, false));
    }

    /** Values that nobody touched follow their source; their sections must be supervised again. */
    Rebase rebase(Sheet sheet, ModuleRevision revision) {
        return prefill.rebase(revision, place(sheet), sheet.answers());
    }

    void askConfirmations(Sheet sheet, ModuleRevision revision, Rebase rebase) {
        var sections = new TreeSet<String>();
        for (String key : rebase.changed()) {
            String section = prefill.sectionOf(revision, key);
            if (section != null) {
                sections.add(section);
            }
        }
        sections.forEach(section -> sheet.awaitConfirmation(section, true));
    }

    /** What sources say now and the sheet has not taken in. */
    List<Proposal> proposals(Sheet sheet, ModuleRevision revision) {
        return prefill.differences(revision, place(sheet), sheet.answers());
    }

    /** What sources have published about the place of a sheet, above zero. */
    List<Prefill.Announced> announced(Sheet sheet, ModuleRevision revision) {
        return prefill.announced(revision, place(sheet));
    }

    Answers accepted(Sheet sheet, ModuleRevision revision, String key) {
        return prefill.accept(revision, place(sheet), sheet.answers(), key);
    }

    Answers refused(Sheet sheet, ModuleRevision revision, String key, String reason) {
        return prefill.refuse(revision, place(sheet), sheet.answers(), key, reason);
    }
}
