package it.sioss.services;

import java.util.List;

/** The sheets of an ATS as the services database asks about them; the room of the sheets answers. */
public interface KnownSheets {

    /** The newest sheet of each place of an ATS in a year, by module, level and body. One read. */
    List<KnownSheet> of(int year, String ats);
}
