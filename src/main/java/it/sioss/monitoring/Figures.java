package it.sioss.monitoring;

import it.sioss.sheet.SheetState;
import java.util.EnumMap;
import java.util.Map;

/**
 * Sheets counted in one place, by what people ask of a dashboard. Withdrawn sheets are in no figure but their own.
 *
 * @param underWay begun and not ended, before the deadline
 * @param notStarted expected and not begun, before the deadline
 * @param notNeeded optional ones nobody touched
 * @param partial begun, with answers still missing
 * @param lapsed not finalized when the deadline passed, and expected
 * @param atRisk lapsed, or expected and due within a week
 * @param empty without contents
 */
public record Figures(
        long total,
        long finalized,
        long underWay,
        long notStarted,
        long notNeeded,
        long partial,
        long lapsed,
        long atRisk,
        long empty,
        Map<SheetState, Long> byState) {

    static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of());

    Figures plus(Figures other) {
        var states = new EnumMap<SheetState, Long>(SheetState.class);
        states.putAll(byState);
        other.byState.forEach((state, number) -> states.merge(state, number, Long::sum));
        return new Figures(
                total + other.total,
                finalized + other.finalized,
                underWay + other.underWay,
                notStarted + other.notStarted,
                notNeeded + other.notNeeded,
                partial + other.partial,
                lapsed + other.lapsed,
                atRisk + other.atRisk,
                empty + other.empty,
                states);
    }

    public long in(SheetState state) {
        return byState.getOrDefault(state, 0L);
    }
}
