package it.sioss.sheet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import it.sioss.access.Viewer;
import it.sioss.catalogue.Answer;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.platform.PlainText;
import it.sioss.platform.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a person decides about the values that other systems sent: confirm, accept, refuse, say why. */
@Service
public class SourceDesk {

    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 500;

    private final Sheets sheets;
    private final SheetSources sources;

    SourceDesk(Sheets sheets, SheetSources sources) {
        this.sheets = sheets;
        this.sources = sources;
    }

    /**
     * A person has supervised a prefilled section (circular, «dovranno essere supervisionate, laddove necessario integrate
     * e, comunque, validate»).
     *
     * @throws Refusal 404 when no source filled that section
     */
    @Transactional
    public SheetView confirm(UUID id, String section, Viewer viewer, Instant received) {
        return sheets.change(id, viewer, received, "SECTION_CONFIRMED", section, (sheet, revision) -> {
            if (sheet.confirmations().stream()
                    .noneMatch(known -> known.section().equals(section))) {
                throw new Refusal(
                        404, "SEZIONE_NON_PRECOMPILATA", "La sezione non contiene dati ricevuti da altri sistemi.");
            }
            sheet.confirm(section, viewer.displayName(), received);
            return sheet.answers();
        });
    }

    /** The value published anew takes the place of the declared one. */
    @Transactional
    public SheetView accept(UUID id, String key, Viewer viewer, Instant received) {
        return sheets.change(id, viewer, received, "PROPOSAL_ACCEPTED", key, (sheet, revision) -> {
            requireProposal(sheet, revision, key);
            return sources.accepted(sheet, revision, key);
        });
    }

    /** The declared value stays; the one published anew stands beside it, with the reason if one is given. */
    @Transactional
    public SheetView refuse(UUID id, String key, String reason, Viewer viewer, Instant received) {
        String words = reason.isBlank() ? "" : adequate(reason);
        return sheets.change(id, viewer, received, "PROPOSAL_REFUSED", key, (sheet, revision) -> {
            requireProposal(sheet, revision, key);
            return sources.refused(sheet, revision, key, words);
        });
    }

    /** The sources a sheet waits for that do not answer, each with since when. */
    @Transactional(readOnly = true)
    public List<String> unavailable(SheetView view) {
        return view.expired() || view.sheet().state().ended()
                ? List.of()
                : sources.unavailable(view.sheet().year(), view.revision());
    }

    private void requireProposal(Sheet sheet, ModuleRevision revision, String key) {
        boolean proposed = sources.proposals(sheet, revision).stream()
                .anyMatch(proposal -> proposal.key().equals(key));
        if (!proposed) {
            throw new Refusal(404, "PROPOSTA_NON_TROVATA", "Per questa voce non c'è nessun valore nuovo da decidere.");
        }
    }

    /**
     * Says why a declared value differs from the one received; blank takes it back.
     *
     * @throws Refusal 409 when the value does not differ
     */
    @Transactional
    public SheetView explain(UUID id, String key, String reason, Viewer viewer, Instant received) {
        String words = reason.isBlank() ? "" : adequate(reason);
        return sheets.change(id, viewer, received, "CHANGE_EXPLAINED", key, (sheet, revision) -> {
            Answer declared = sheet.answers().answer(key);
            if (declared == null || !declared.isChangedFromSource()) {
                throw new Refusal(
                        409, "VALORE_NON_MODIFICATO", "Il valore è quello ricevuto: non c'è nulla da motivare.");
            }
            return sheet.answers().with(key, declared.because(words));
        });
    }

    private static String adequate(String reason) {
        return PlainText.required("motivo", reason, SHORTEST_REASON, LONGEST_REASON);
    }

    static ObjectNode about(String subject) {
        ObjectNode changes = Json.MAPPER.createObjectNode();
        changes.putObject(subject);
        return changes;
    }
}
