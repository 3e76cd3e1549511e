package it.sioss.registry;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Judges the columns that declare a district: code, name, regional body, source; the same in all its rows. */
final class AtsColumns {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,19}");
    private static final Pattern SPREADSHEET_DATE =
            Pattern.compile("(?:\\d{1,2}-)?(gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov|dic)-?\\d{0,4}");
    private static final Pattern THREE_DIGITS = Pattern.compile("[0-9]{3}");
    private static final int LONGEST_NAME = 200;

    private final KnownTerritory known;
    private final int year;
    private final @Nullable String region;
    private final Findings findings;
    private final Map<String, DeclaredAts> declared = new TreeMap<>();
    private final Map<String, String> codesByLowerCase = new TreeMap<>();

    AtsColumns(KnownTerritory known, int year, @Nullable String region, Findings findings) {
        this.known = known;
        this.year = year;
        this.region = region;
        this.findings = findings;
    }

    Map<String, DeclaredAts> declared() {
        return declared;
    }

    /** The regional body of the row, or null when it is refused. */
    @Nullable
    String regionalBody(TerritoryRow row) {
        String code = row.regionalBody();
        if (code.isEmpty()) {
            findings.error(
                    row,
                    TerritoryFile.REGIONAL_BODY,
                    "VALORE_MANCANTE",
                    "Manca il codice dell'ente territoriale.",
                    "Scrivete le quattro cifre della regione o provincia autonoma, per esempio 0100 per il Piemonte.");
            return null;
        }
        if (!known.bodies().containsKey(code)) {
            RegionalBody padded =
                    THREE_DIGITS.matcher(code).matches() ? known.bodies().get("0" + code) : null;
            if (padded != null) {
                findings.error(
                        row,
                        TerritoryFile.REGIONAL_BODY,
                        "ZERO_INIZIALE_PERSO",
                        CellText.lostZero(code),
                        "Scrivete " + padded.code() + " (" + padded.name() + ").");
            } else {
                findings.error(
                        row,
                        TerritoryFile.REGIONAL_BODY,
                        "ENTE_SCONOSCIUTO",
                        "«" + CellText.shown(code) + "» non è il codice di una regione o provincia autonoma.",
                        "Usate i codici di quattro cifre elencati nella pagina Territorio (per esempio 0422 per Trento).");
            }
            return null;
        }
        if (region != null && !region.equals(code)) {
            findings.error(
                    row,
                    TerritoryFile.REGIONAL_BODY,
                    "ENTE_FUORI_CARICAMENTO",
                    "La riga riguarda " + known.bodyLabel(code) + ", il caricamento riguarda " + known.bodyLabel(region)
                            + ".",
                    "Togliete la riga, oppure scegliete l'ente giusto (o «tutti») prima di caricare.");
            return null;
        }
        return code;
    }

    /** The district of the row, or null when its code, name or source is refused. */
    @Nullable
    DeclaredAts ats(TerritoryRow row, String body) {
        String code = row.atsCode();
        if (!acceptableCode(row) | !acceptableName(row) | !acceptableSource(row)) {
            return null;
        }
        String sameLetters = codesByLowerCase.putIfAbsent(code.toLowerCase(Locale.ROOT), code);
        if (sameLetters != null && !sameLetters.equals(code)) {
            findings.error(
                    row,
                    TerritoryFile.ATS_CODE,
                    "CODICE_ATS_NON_VALIDO",
                    "Il codice «" + code + "» differisce da «" + sameLetters + "» solo per maiuscole e minuscole.",
                    "Scrivete lo stesso ATS sempre nello stesso modo.");
            return null;
        }
        String name = Normalizer.normalize(row.atsName(), Normalizer.Form.NFC);
        boolean synthetic = !row.source().isEmpty();
        DeclaredAts before = declared.get(code);
        if (before == null) {
            var ats = new DeclaredAts(code, name, body, synthetic, row.row());
            if (!codeIsFree(row, ats)) {
                return null;
            }
            declared.put(code, ats);
            return ats;
        }
        if (!before.name().equals(name)) {
            findings.error(
                    row,
                    TerritoryFile.ATS_NAME,
                    "ATS_DISCORDE",
                    "L'ATS " + code + " qui si chiama «" + CellText.shown(name) + "», alla riga " + before.row() + " «"
                            + CellText.shown(before.name()) + "».",
                    "Scrivete la stessa denominazione in tutte le righe dell'ATS.");
        } else if (!before.regionalBody().equals(body)) {
            findings.error(
                    row,
                    TerritoryFile.REGIONAL_BODY,
                    "ATS_DISCORDE",
                    "L'ATS " + code + " qui è di " + known.bodyLabel(body) + ", alla riga " + before.row() + " di "
                            + known.bodyLabel(before.regionalBody()) + ".",
                    "Un ATS sta in una sola regione o provincia autonoma: correggete l'ente o il codice dell'ATS.");
        } else if (before.synthetic() != synthetic) {
            findings.error(
                    row,
                    TerritoryFile.SOURCE,
                    "ATS_DISCORDE",
                    "L'ATS " + code + " è indicato come sintetico solo in alcune righe.",
                    "Scrivete la stessa origine in tutte le righe dell'ATS.");
        }
        return before;
    }

    private boolean acceptableCode(TerritoryRow row) {
        String code = row.atsCode();
        if (code.isEmpty()) {
            findings.error(
                    row,
                    TerritoryFile.ATS_CODE,
                    "VALORE_MANCANTE",
                    "Manca il codice dell'ATS.",
                    "Scrivete il codice che la regione ha dato all'ATS, uguale in tutte le sue righe.");
            return false;
        }
        if (SPREADSHEET_DATE.matcher(code.toLowerCase(Locale.ROOT)).matches()) {
            findings.error(
                    row,
                    TerritoryFile.ATS_CODE,
                    "CODICE_ATS_NON_VALIDO",
                    "«" + code + "» sembra una data: Excel ha trasformato il codice?",
                    "Riscrivete il codice con la colonna in formato Testo, poi salvate di nuovo.");
            return false;
        }
        if (!CODE.matcher(code).matches()) {
            findings.error(
                    row,
                    TerritoryFile.ATS_CODE,
                    "CODICE_ATS_NON_VALIDO",
                    "Il codice «" + CellText.shown(code) + "» non è ammesso.",
                    "Usate da 1 a 20 caratteri tra lettere senza accento, cifre, punto, trattino e trattino basso.");
            return false;
        }
        return true;
    }

    private boolean acceptableName(TerritoryRow row) {
        String name = row.atsName();
        if (name.codePoints().noneMatch(Character::isLetterOrDigit)) {
            findings.error(
                    row,
                    TerritoryFile.ATS_NAME,
                    "VALORE_MANCANTE",
                    "Manca la denominazione dell'ATS.",
                    "Scrivete il nome dell'ATS, uguale in tutte le sue righe.");
            return false;
        }
        if (name.length() > LONGEST_NAME) {
            findings.error(
                    row,
                    TerritoryFile.ATS_NAME,
                    "VALORE_NON_VALIDO",
                    "La denominazione ha " + name.length() + " caratteri.",
                    "Riducetela a non più di " + LONGEST_NAME + " caratteri.");
            return false;
        }
        if (CellText.hasInvisible(name)) {
            findings.error(
                    row,
                    TerritoryFile.ATS_NAME,
                    "CARATTERE_NON_AMMESSO",
                    "La denominazione contiene caratteri invisibili o illeggibili: «" + CellText.shown(name) + "».",
                    "Riscrivetela a mano, su una sola riga.");
            return false;
        }
        return true;
    }

    private boolean acceptableSource(TerritoryRow row) {
        if (row.source().isEmpty() || row.source().equalsIgnoreCase("SINTETICO")) {
            return true;
        }
        findings.error(
                row,
                TerritoryFile.SOURCE,
                "VALORE_NON_VALIDO",
                "L'origine «" + CellText.shown(row.source()) + "» non è prevista.",
                "Scrivete SINTETICO per un ATS inventato, altrimenti lasciate vuota la cella.");
        return false;
    }

    /** A code names one district for ever: not one of another region, not one that ended in an earlier year. */
    private boolean codeIsFree(TerritoryRow row, DeclaredAts ats) {
        Ats existing = known.ats().get(ats.code());
        if (existing == null) {
            return true;
        }
        if (!existing.regionalBody().equals(ats.regionalBody())) {
            findings.error(
                    row,
                    TerritoryFile.ATS_CODE,
                    "CODICE_ATS_GIA_USATO",
                    "Il codice " + ats.code() + " è già di " + existing.label() + ", "
                            + known.bodyLabel(existing.regionalBody()) + ".",
                    "Usate un codice diverso: i codici degli ATS sono unici in tutta Italia.");
            return false;
        }
        Integer last = existing.validToYear();
        if (last != null && last < year - 1 && !existing.withdrawn()) {
            findings.error(
                    row,
                    TerritoryFile.ATS_CODE,
                    "CODICE_ATS_GIA_USATO",
                    "Il codice " + ats.code() + " era di " + existing.label() + ", cessato dopo il " + last + ".",
                    "Usate un codice nuovo: quello di un ATS cessato non si riusa.");
            return false;
        }
        return true;
    }
}
