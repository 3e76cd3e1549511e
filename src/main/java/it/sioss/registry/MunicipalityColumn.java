package it.sioss.registry;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Judges the municipality column: a code of today, with its leading zero. */
final class MunicipalityColumn {

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private final KnownTerritory known;
    private final Findings findings;
    private final Set<String> meant = new HashSet<>();

    MunicipalityColumn(KnownTerritory known, Findings findings) {
        this.known = known;
        this.findings = findings;
    }

    /** The municipality of the row, or null when the code is refused. */
    @Nullable
    Municipality read(TerritoryRow row) {
        String code = row.municipality();
        Municipality found = known.municipalities().get(code);
        FormerMunicipality former = known.formerMunicipalities().get(code);
        if (found != null) {
            return found;
        }
        if (code.isEmpty()) {
            findings.error(
                    row,
                    TerritoryFile.MUNICIPALITY,
                    "VALORE_MANCANTE",
                    "Manca il codice ISTAT del comune.",
                    "Scrivete le sei cifre del comune, per esempio 058091 per Roma.");
        } else if (!DIGITS.matcher(code).matches() || code.length() > 6) {
            findings.error(
                    row,
                    TerritoryFile.MUNICIPALITY,
                    "COMUNE_SCONOSCIUTO",
                    "«" + CellText.shown(code) + "» non è un codice ISTAT: servono sei cifre.",
                    "Scrivete il codice ISTAT del comune (non quello catastale), con la colonna in formato Testo.");
        } else if (code.length() < 6) {
            tooShort(row, code);
        } else if (former != null) {
            ceased(row, former);
        } else {
            findings.error(
                    row,
                    TerritoryFile.MUNICIPALITY,
                    "COMUNE_SCONOSCIUTO",
                    "Il codice " + code + " non è di nessun comune italiano.",
                    "Controllate il codice nell'elenco ISTAT dei comuni, aggiornato al 14 agosto 2026.");
        }
        return null;
    }

    /** Whether a refused code most likely meant that municipality, which is then not missing besides. */
    boolean meant(String municipality) {
        return meant.contains(municipality);
    }

    private void tooShort(TerritoryRow row, String code) {
        String padded = "0".repeat(6 - code.length()) + code;
        Municipality likely = known.municipalities().get(padded);
        FormerMunicipality former = known.formerMunicipalities().get(padded);
        if (likely != null) {
            meant.add(padded);
            findings.error(
                    row,
                    TerritoryFile.MUNICIPALITY,
                    "ZERO_INIZIALE_PERSO",
                    CellText.lostZero(code),
                    "Scrivete " + padded + " (" + likely.name() + ").");
        } else if (former != null) {
            meant.add(former.successor());
            findings.error(
                    row,
                    TerritoryFile.MUNICIPALITY,
                    "ZERO_INIZIALE_PERSO",
                    CellText.lostZero(code) + " E " + padded + " (" + former.name() + ") non è più in uso.",
                    "Scrivete " + former.successor() + " (" + known.nameOf(former.successor()) + ").");
        } else {
            findings.error(
                    row,
                    TerritoryFile.MUNICIPALITY,
                    "COMUNE_SCONOSCIUTO",
                    "«" + code + "» ha " + CellText.digits(code) + ": un codice ISTAT ne ha 6, e " + padded
                            + " non è di nessun comune.",
                    "Controllate il codice nell'elenco ISTAT dei comuni.");
        }
    }

    private void ceased(TerritoryRow row, FormerMunicipality former) {
        meant.add(former.successor());
        String successor = former.successor() + " (" + known.nameOf(former.successor()) + ")";
        if (former.reason() == FormerMunicipality.Reason.MERGED) {
            findings.error(
                    row,
                    TerritoryFile.MUNICIPALITY,
                    "COMUNE_CESSATO",
                    "Il comune " + former.code() + " (" + former.name() + ") è cessato: il suo territorio è oggi in "
                            + successor + ".",
                    "Togliete la riga e lasciate quella di " + successor + ".");
        } else {
            findings.error(
                    row,
                    TerritoryFile.MUNICIPALITY,
                    "COMUNE_CESSATO",
                    "Il codice " + former.code() + " (" + former.name()
                            + ") non è più in uso: il comune ha oggi il codice " + former.successor() + ".",
                    "Scrivete " + former.successor() + ".");
        }
    }

    /** The codes decide; a different name is only pointed out, since municipalities change theirs. */
    void compareName(TerritoryRow row, Municipality municipality) {
        String written = CellText.bare(row.municipalityName());
        if (written.isEmpty() || CellText.bare(municipality.name()).equals(written)) {
            return;
        }
        for (String part : municipality.name().split("/", -1)) {
            if (CellText.bare(part).equals(written)) {
                return;
            }
        }
        findings.warning(
                row,
                TerritoryFile.MUNICIPALITY_NAME,
                "NOME_DIVERSO",
                "Il codice " + municipality.code() + " è di " + municipality.name() + ", ma c'è scritto «"
                        + CellText.shown(row.municipalityName()) + "».",
                "Vale il codice: se intendevate un altro comune, correggetelo.");
    }
}
