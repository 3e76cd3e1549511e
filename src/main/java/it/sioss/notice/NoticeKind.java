package it.sioss.notice;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a notice is about. The subject of its e-mail says no more than the kind and the year: no names, no places.
 */
public enum NoticeKind {
    REMINDER("Promemoria", "PROMEMORIA", "promemoria del termine", true),
    SOLICITATION("Sollecito", "SOLLECITO", "sollecito della Regione o Provincia autonoma", true),
    RETURNED("Restituzione", "RESTITUZIONE", "una scheda è stata restituita con rilievi", true),
    APPROVED("Approvazione", "APPROVAZIONE", "ci sono schede pronte da finalizzare", true),
    DELEGATION("Delega", "DELEGA", "una delega è cambiata", true),
    EXTENSION("Proroga", "PROROGA", "il termine è cambiato", true),
    REOPENING("Riapertura", "RIAPERTURA", "una scheda è stata riaperta", true),
    LAPSE("Scadenza", "SCADENZA", "il termine è scaduto", true),
    ASSISTANCE("Assistenza", "ASSISTENZA", "una richiesta di assistenza ha avuto risposta", true),
    /** Only in the application: who has finalized a sheet has the receipt before them. */
    RECEIPT("Ricevuta", "RICEVUTA", "una scheda è stata trasmessa", false);

    private final String label;
    private final String word;
    private final String subject;
    private final boolean mailed;

    NoticeKind(String label, String word, String subject, boolean mailed) {
        this.label = label;
        this.word = word;
        this.subject = subject;
        this.mailed = mailed;
    }

    public String label() {
        return label;
    }

    /** The word of the machine interface. */
    public String word() {
        return word;
    }

    boolean mailed() {
        return mailed;
    }

    String subject() {
        return subject;
    }

    public static Optional<NoticeKind> of(String words) {
        String wanted = words.strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(values()).filter(kind -> kind.word.equals(wanted)).findFirst();
    }
}
