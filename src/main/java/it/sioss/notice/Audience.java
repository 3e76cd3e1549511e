package it.sioss.notice;

import it.sioss.access.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Whom a notice is for: everybody who holds one of these roles on one of these territories when it is written. */
final class Audience {

    private final List<String> roles = new ArrayList<>();
    private final List<String> territories = new ArrayList<>();

    /** Who compiles for a district: the district itself, or its region. */
    static Audience compilersOf(String ats, String region, boolean byRegion) {
        return byRegion ? new Audience().with(Role.REGION_OPERATOR, region) : ofDistrict(ats);
    }

    static Audience ofDistrict(String ats) {
        return new Audience().with(Role.ATS_OPERATOR, ats).with(Role.ATS_REFERENT, ats);
    }

    static Audience supervisorsOf(String region) {
        return new Audience().with(Role.REGION_SUPERVISOR, region);
    }

    Audience andOperatorsOf(String region) {
        return with(Role.REGION_OPERATOR, region);
    }

    Audience andRegion(String region) {
        return with(Role.REGION_OPERATOR, region).with(Role.REGION_SUPERVISOR, region);
    }

    static Audience ofDistricts(Collection<String> districts, Collection<String> regions) {
        Audience all = new Audience();
        districts.forEach(ats -> all.with(Role.ATS_OPERATOR, ats).with(Role.ATS_REFERENT, ats));
        regions.forEach(all::andRegion);
        return all;
    }

    private Audience with(Role role, String territory) {
        roles.add(role.name());
        territories.add(territory);
        return this;
    }

    String[] roles() {
        return roles.toArray(String[]::new);
    }

    String[] territories() {
        return territories.toArray(String[]::new);
    }
}
