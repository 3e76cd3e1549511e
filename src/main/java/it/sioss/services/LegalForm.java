package it.sioss.services;

import java.util.Arrays;
import java.util.Optional;

/** What an implementing body is in law, and so whom its sheet is about. */
public enum LegalForm {
    DISTRICT("AMBITO", "Ambito territoriale sociale, in gestione propria", SheetLevel.ATS),
    MUNICIPALITY("COMUNE", "Comune", SheetLevel.MUNICIPALITY),
    LEAD_MUNICIPALITY("COMUNE_CAPOFILA", "Comune capofila in convenzione (art. 30 TUEL)", SheetLevel.MUNICIPALITY),
    UNION("UNIONE_DI_COMUNI", "Unione di comuni", SheetLevel.OTHER_BODY),
    MOUNTAIN_COMMUNITY("COMUNITA_MONTANA", "Comunità montana", SheetLevel.OTHER_BODY),
    SPECIAL_COMPANY(
            "AZIENDA_SPECIALE", "Azienda speciale o azienda di servizi alla persona (ASP)", SheetLevel.OTHER_BODY),
    CONSORTIUM_COMPANY("AZIENDA_SPECIALE_CONSORTILE", "Azienda speciale consortile", SheetLevel.OTHER_BODY),
    INSTRUMENTAL_BODY("ORGANISMO_STRUMENTALE", "Organismo strumentale", SheetLevel.OTHER_BODY),
    CONSORTIUM("CONSORZIO", "Consorzio", SheetLevel.OTHER_BODY),
    HEALTH_SOCIETY("SOCIETA_DELLA_SALUTE", "Società della Salute", SheetLevel.OTHER_BODY),
    HEALTH_AUTHORITY("AZIENDA_SANITARIA", "Azienda sanitaria locale", SheetLevel.OTHER_BODY),
    COOPERATIVE("COOPERATIVA_SOCIALE", "Cooperativa sociale", SheetLevel.OTHER_BODY),
    THIRD_SECTOR("ENTE_TERZO_SETTORE", "Altro ente del Terzo settore", SheetLevel.OTHER_BODY),
    PRIVATE("IMPRESA", "Impresa o altro soggetto privato", SheetLevel.OTHER_BODY);

    private final String word;
    private final String label;
    private final SheetLevel level;

    LegalForm(String word, String label, SheetLevel level) {
        this.word = word;
        this.label = label;
        this.level = level;
    }

    public String word() {
        return word;
    }

    public String label() {
        return label;
    }

    public SheetLevel level() {
        return level;
    }

    static Optional<LegalForm> of(String word) {
        return Arrays.stream(values())
                .filter(one -> one.word.equals(word) || one.label.equalsIgnoreCase(word))
                .findFirst();
    }
}
