package it.sioss.registry;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the registry knows when a file arrives: the ground on which each row is judged. */
record KnownTerritory(
        Map<String, RegionalBody> bodies,
        Map<String, Municipality> municipalities,
        Map<String, FormerMunicipality> formerMunicipalities,
        Map<String, Ats> ats) {

    String nameOf(String municipality) {
        Municipality known = municipalities.get(municipality);
        return known == null ? municipality : known.name();
    }

    String bodyLabel(String code) {
        RegionalBody body = bodies.get(code);
        return body == null ? code : body.name() + " (" + code + ")";
    }

    boolean concerns(Municipality municipality, @Nullable String region) {
        return region == null || region.equals(municipality.regionalBody());
    }
}
