package it.sioss.notice;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One thing a notice is about.
 *
 * @param href the address of its place in the application
 */
public record NoticeLine(
        @JsonProperty("testo") String words,
        @JsonProperty("collegamento") String href) {}
