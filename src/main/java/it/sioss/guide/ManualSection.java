package it.sioss.guide;

/**
 * One section of a chapter of the manual.
 *
 * @param id its anchor, by which pages point to it
 * @param html what it says, ready for the page
 * @param words the same without signs, for the search
 */
public record ManualSection(String id, String title, String html, String words) {}
