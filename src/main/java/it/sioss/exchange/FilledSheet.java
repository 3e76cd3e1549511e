package it.sioss.exchange;

import java.util.List;
import java.util.Map;

/** All that an uploaded spreadsheet says of one sheet: every question and every grid of its form. */
record FilledSheet(
        SheetIdentity identity, Place place, Map<String, FilledCell> answers, Map<String, List<FilledRow>> grids) {}
