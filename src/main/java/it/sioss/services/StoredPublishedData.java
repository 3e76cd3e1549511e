package it.sioss.services;

import it.sioss.catalogue.Catalogue;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.prefill.DataLevel;
import it.sioss.prefill.Prefill;
import it.sioss.registry.Municipality;
import it.sioss.registry.Registry;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** What other systems have published, read from our own tables. */
@Component
class StoredPublishedData implements PublishedData {

    private final Prefill prefill;
    private final Catalogue catalogue;
    private final Registry registry;

    StoredPublishedData(Prefill prefill, Catalogue catalogue, Registry registry) {
        this.prefill = prefill;
        this.catalogue = catalogue;
        this.registry = registry;
    }

    @Override
    public Known of(int year, String ats, String module) {
        return catalogue
                .latest(module, year)
                .map(revision -> known(revision, year, ats))
                .orElse(Known.NOTHING);
    }

    private Known known(ModuleRevision revision, int year, String ats) {
        DataLevel level = prefill.levelOf(revision, year, ats);
        return level == DataLevel.NONE ? Known.NOTHING : new Known(level, names(revision, year, ats));
    }

    private Map<String, String> names(ModuleRevision revision, int year, String ats) {
        var names = new TreeMap<String, String>();
        prefill.municipalitiesWithData(revision, year, ats)
                .forEach(code -> names.put(
                        code,
                        registry.municipality(code).map(Municipality::name).orElse(code)));
        return names;
    }
}
