package it.sioss.services;

import it.sioss.prefill.DataLevel;
import java.util.Map;

/** What other systems have published about a district's module, as the decision on due sheets needs it. */
public interface PublishedData {

    /**
     * @param level at which level they speak of the district
     * @param municipalities the municipalities they speak of, by ISTAT code, with their names
     */
    record Known(DataLevel level, Map<String, String> municipalities) {

        public static final Known NOTHING = new Known(DataLevel.NONE, Map.of());
    }

    Known of(int year, String ats, String module);
}
