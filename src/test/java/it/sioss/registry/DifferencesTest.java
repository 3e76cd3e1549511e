package it.sioss.registry;

import static it.sioss.registry.SmallTerritory.AGLIE;
import static it.sioss.registry.SmallTerritory.AIRASCA;
import static it.sioss.registry.SmallTerritory.ALA;
import static it.sioss.registry.SmallTerritory.YEAR;
import static it.sioss.registry.SmallTerritory.judge;
import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.registry.Differences.Membership;
import it.sioss.registry.Differences.Move;
import it.sioss.registry.Differences.Renaming;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferencesTest {

    private static final List<Membership> CURRENT = List.of(
            new Membership("001001", "P1", 2024, null),
            new Membership("001002", "P1", 2024, null),
            new Membership("001003", "P2", 2024, null));

    @Test
    void aFileThatKeepsTheSyntheticMarkAndChangesNothingIsEmpty() {
        Differences differences = between(CURRENT, synthetic(AGLIE), synthetic(AIRASCA), synthetic(ALA));

        assertThat(differences.isEmpty()).isTrue();
        assertThat(differences.municipalitiesUnchanged()).isEqualTo(3);
    }

    @Test
    void aRegionsOwnFileConfirmsItsDistrictsWithoutMovingAnything() {
        Differences differences = between(CURRENT, AGLIE, AIRASCA, ALA);

        assertThat(differences.confirmed()).extracting(Ats::code).containsExactly("P1", "P2");
        assertThat(differences.atsConcerned()).isEmpty();
    }

    @Test
    void aMunicipalityThatMovesNamesBothDistricts() {
        Differences differences = between(CURRENT, AGLIE, "P2;ATS Due;0100;001002;Airasca", ALA);

        assertThat(differences.moved()).extracting(Move::from).containsExactly("P1");
        assertThat(differences.moved()).extracting(Move::to).containsExactly("P2");
        assertThat(differences.atsConcerned()).containsExactlyInAnyOrder("P1", "P2");
    }

    @Test
    void districtsBeginChangeNameAndEnd() {
        Differences differences = between(
                CURRENT, AGLIE.replace("Uno", "Primo"), AIRASCA.replace("Uno", "Primo"), "P3;ATS Tre;0100;001003;x");

        assertThat(differences.started()).extracting(DeclaredAts::code).containsExactly("P3");
        assertThat(differences.renamed()).containsExactly(new Renaming("P1", "ATS Uno", "ATS Primo"));
        assertThat(differences.ended()).extracting(Ats::code).containsExactly("P2");
    }

    @Test
    void aChangeAlreadyAnnouncedForALaterYearIsSaidToBeReplaced() {
        List<Membership> later = List.of(
                new Membership("001001", "P1", 2024, 2027),
                new Membership("001001", "P2", 2028, null),
                CURRENT.get(1),
                CURRENT.get(2));

        assertThat(between(later, AGLIE, AIRASCA, ALA).laterYearsReplaced()).containsExactly(2028);
    }

    @Test
    void theOtherRegionsAreLeftAlone() {
        assertThat(between(CURRENT, AGLIE, AIRASCA, ALA).ended()).isEmpty();
    }

    @Test
    void theFingerprintFollowsTheContent() {
        String seen = between(CURRENT, AGLIE, AIRASCA, ALA).fingerprint();

        assertThat(between(CURRENT, AGLIE, AIRASCA, ALA).fingerprint()).isEqualTo(seen);
        assertThat(between(CURRENT, AGLIE, "P2;ATS Due;0100;001002;Airasca", ALA)
                        .fingerprint())
                .isNotEqualTo(seen);
    }

    private static String synthetic(String row) {
        return row + ";SINTETICO";
    }

    private static Differences between(List<Membership> current, String... rows) {
        String header = SmallTerritory.HEADER + (rows[0].endsWith("SINTETICO") ? ";origine" : "");
        byte[] content = SmallTerritory.utf8(header + "\n" + String.join("\n", rows));
        TerritoryCheck.Verdict verdict = judge(content, "0100");
        assertThat(verdict.errors()).isEmpty();
        return Differences.between(verdict.articulation(), SmallTerritory.known(), current, YEAR, "0100");
    }
}
