package it.sioss.delegation;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which open sheets would change hands, by the same predicate that decides it. */
@Component
public class DelegationPreview {

    private final DelegationRepository ledger;
    private final SheetsInHand sheets;
    private final Clock clock;

    DelegationPreview(DelegationRepository ledger, @Lazy SheetsInHand sheets, Clock clock) {
        this.ledger = ledger;
        this.sheets = sheets;
        this.clock = clock;
    }

    /** The sheets the ATS would leave to the region if a delegation began; null is now. */
    @Transactional(readOnly = true)
    public List<SheetInHand> ifBegun(String region, String ats, @Nullable String module, @Nullable Instant from) {
        Instant at = later(from);
        List<Delegation> rows = ledger.findByAts(ats);
        return moving(
                region,
                ats,
                sheet -> (module == null || module.equals(sheet.module()))
                        && Standing.of(rows, region, sheet.module(), at)
                                .inForce()
                                .isEmpty());
    }

    /** The sheets that would return to the ATS if a delegation ended; null is now. */
    @Transactional(readOnly = true)
    public List<SheetInHand> ifEnded(Delegation row, @Nullable Instant from) {
        Instant at = later(from);
        List<Delegation> rows = ledger.findByAts(row.ats());
        List<Delegation> without =
                rows.stream().filter(other -> !other.id().equals(row.id())).toList();
        return moving(
                row.region(),
                row.ats(),
                sheet -> Standing.of(rows, row.region(), sheet.module(), at)
                                .inForce()
                                .isPresent()
                        && Standing.of(without, row.region(), sheet.module(), at)
                                .inForce()
                                .isEmpty());
    }

    private Instant later(@Nullable Instant from) {
        Instant now = clock.instant();
        return from == null || from.isBefore(now) ? now : from;
    }

    private List<SheetInHand> moving(String region, String ats, Predicate<SheetInHand> moves) {
        return sheets.openSheetsOf(ats, region).stream().filter(moves).toList();
    }
}
