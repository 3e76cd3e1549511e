package it.sioss.services;

import java.util.Arrays;
import java.util.Optional;

/** How a service is carried out (modalità di attuazione). */
public enum Manner {
    DIRECT("GESTIONE_DIRETTA", "Gestione diretta"),
    CONTRACT("AFFIDAMENTO", "Affidamento (appalto)"),
    ACCREDITATION("ACCREDITAMENTO", "Accreditamento o voucher"),
    CO_DESIGN("COPROGETTAZIONE", "Co-progettazione o convenzione con enti del Terzo settore"),
    PUBLIC_COMPANY("AZIENDA_O_CONSORZIO", "Azienda speciale, ASP, consorzio o Società della Salute"),
    HEALTH_DELEGATION("DELEGA_ASL", "Delega all'azienda sanitaria"),
    GRANT("CONTRIBUTO", "Contributo economico");

    private final String word;
    private final String label;

    Manner(String word, String label) {
        this.word = word;
        this.label = label;
    }

    public String word() {
        return word;
    }

    public String label() {
        return label;
    }

    static Optional<Manner> of(String word) {
        return Arrays.stream(values())
                .filter(one -> one.word.equals(word) || one.label.equalsIgnoreCase(word))
                .findFirst();
    }
}
