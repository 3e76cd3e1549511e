package it.sioss.registry.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import it.sioss.registry.Ats;
import it.sioss.registry.AtsSummary;
import it.sioss.registry.DeclaredAts;
import it.sioss.registry.Differences;
import it.sioss.registry.ImportFinding;
import it.sioss.registry.Municipality;
import it.sioss.registry.Population;
import it.sioss.registry.RegionSummary;
import it.sioss.registry.RegionalBody;
import it.sioss.registry.TerritoryPreview;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words of the territory on the wire. */
final class TerritoryJson {

    private static final int LISTED = 200;

    private TerritoryJson() {}

    record Bodies(
            @JsonProperty("anno") int year,
            @JsonProperty("fonte") String source,
            @JsonProperty("enti") List<Body> bodies) {}

    record Body(
            @JsonProperty("codice") String code,
            @JsonProperty("tipo") String kind,
            @JsonProperty("denominazione") String name,
            @JsonProperty("ats") int ats,
            @JsonProperty("atsSintetici") int syntheticAts,
            @JsonProperty("comuni") int municipalities,
            @JsonProperty("popolazione") long residents) {

        static Body of(RegionSummary region) {
            return new Body(
                    region.body().code(),
                    region.body().kind() == RegionalBody.Kind.REGION ? "REGIONE" : "PROVINCIA_AUTONOMA",
                    region.body().name(),
                    region.ats(),
                    region.syntheticAts(),
                    region.population().municipalities(),
                    region.population().residents());
        }
    }

    record AtsPage(
            @JsonProperty("anno") int year,
            @JsonProperty("fonte") String source,
            @JsonProperty("pagina") int page,
            @JsonProperty("dimensione") int size,
            @JsonProperty("totale") int total,
            @JsonProperty("ats") List<AtsLine> ats) {}

    record AtsLine(
            @JsonProperty("codice") String code,
            @JsonProperty("denominazione") String name,
            @JsonProperty("sintetico") boolean synthetic,
            @JsonProperty("regione") String region,
            @JsonProperty("comuni") int municipalities,
            @JsonProperty("popolazione") long residents) {

        static AtsLine of(AtsSummary summary) {
            return new AtsLine(
                    summary.ats().code(),
                    summary.ats().name(),
                    summary.ats().synthetic(),
                    summary.ats().regionalBody(),
                    summary.population().municipalities(),
                    summary.population().residents());
        }
    }

    record AtsDetail(
            @JsonProperty("anno") int year,
            @JsonProperty("fonte") String source,
            @JsonProperty("codice") String code,
            @JsonProperty("denominazione") String name,
            @JsonProperty("sintetico") boolean synthetic,
            @JsonProperty("regione") String region,
            @JsonProperty("capofila") @Nullable String leadMunicipality,
            @JsonProperty("dal") int from,
            @JsonProperty("al") @Nullable Integer to,
            @JsonProperty("popolazione") long residents,
            @JsonProperty("comuniSenzaPopolazione") int withoutFigure,
            @JsonProperty("comuni") List<MunicipalityLine> municipalities) {

        static AtsDetail of(int year, String source, Ats ats, Population population, List<Municipality> members) {
            return new AtsDetail(
                    year,
                    source,
                    ats.code(),
                    ats.name(),
                    ats.synthetic(),
                    ats.regionalBody(),
                    ats.leadMunicipality(),
                    ats.validFromYear(),
                    ats.validToYear(),
                    population.residents(),
                    population.withoutFigure(),
                    members.stream().map(MunicipalityLine::of).toList());
        }
    }

    record MunicipalityLine(
            @JsonProperty("codice") String code,
            @JsonProperty("denominazione") String name,
            @JsonProperty("provincia") String province,
            @JsonProperty("codiceCatastale") String cadastralCode,
            @JsonProperty("popolazione2021") @Nullable Integer population2021,
            @JsonProperty("popolazione2022") @Nullable Integer population2022) {

        static MunicipalityLine of(Municipality municipality) {
            return new MunicipalityLine(
                    municipality.code(),
                    municipality.name(),
                    municipality.province(),
                    municipality.cadastralCode(),
                    municipality.population2021(),
                    municipality.population2022());
        }
    }

    record Upload(
            @JsonProperty("anno") int year,
            @JsonProperty("regione") @Nullable String region,
            @JsonProperty("righe") int rows,
            @JsonProperty("applicato") boolean applied,
            @JsonProperty("applicabile") boolean applicable,
            @JsonProperty("giaPresente") boolean alreadyKnown,
            @JsonProperty("avvisi") List<ImportFinding> warnings,
            @JsonProperty("differenze") @Nullable Changes changes,
            @JsonProperty("schede") List<String> sheetsConcerned) {

        static Upload of(TerritoryPreview preview, boolean applied) {
            return new Upload(
                    preview.year(),
                    preview.region(),
                    preview.rows(),
                    applied,
                    preview.applicable(),
                    preview.alreadyKnown(),
                    preview.warnings(),
                    preview.differences() == null ? null : Changes.of(preview.differences()),
                    preview.sheetsConcerned());
        }
    }

    /** Counts are whole; lists stop at two hundred rows. */
    record Changes(
            @JsonProperty("conteggi") Counts counts,
            @JsonProperty("atsNuovi") List<AtsName> started,
            @JsonProperty("atsRinominati") List<Renaming> renamed,
            @JsonProperty("atsCessati") List<AtsName> ended,
            @JsonProperty("atsConfermati") List<AtsName> confirmed,
            @JsonProperty("comuniSpostati") List<Move> moved,
            @JsonProperty("anniSuccessiviSostituiti") List<Integer> laterYearsReplaced) {

        static Changes of(Differences differences) {
            return new Changes(
                    new Counts(
                            differences.started().size(),
                            differences.renamed().size(),
                            differences.ended().size(),
                            differences.confirmed().size(),
                            differences.moved().size(),
                            differences.municipalitiesUnchanged()),
                    differences.started().stream()
                            .limit(LISTED)
                            .map(AtsName::of)
                            .toList(),
                    differences.renamed().stream()
                            .limit(LISTED)
                            .map(renaming -> new Renaming(renaming.code(), renaming.from(), renaming.to()))
                            .toList(),
                    differences.ended().stream().limit(LISTED).map(AtsName::of).toList(),
                    differences.confirmed().stream()
                            .limit(LISTED)
                            .map(AtsName::of)
                            .toList(),
                    differences.moved().stream()
                            .limit(LISTED)
                            .map(move -> new Move(
                                    move.municipality().code(),
                                    move.municipality().name(),
                                    move.from(),
                                    move.to()))
                            .toList(),
                    differences.laterYearsReplaced());
        }
    }

    record Counts(
            @JsonProperty("atsNuovi") int started,
            @JsonProperty("atsRinominati") int renamed,
            @JsonProperty("atsCessati") int ended,
            @JsonProperty("atsConfermati") int confirmed,
            @JsonProperty("comuniSpostati") int moved,
            @JsonProperty("comuniInvariati") int unchanged) {}

    record AtsName(
            @JsonProperty("codice") String code,
            @JsonProperty("denominazione") String name,
            @JsonProperty("sintetico") boolean synthetic) {

        static AtsName of(Ats ats) {
            return new AtsName(ats.code(), ats.name(), ats.synthetic());
        }

        static AtsName of(DeclaredAts ats) {
            return new AtsName(ats.code(), ats.name(), ats.synthetic());
        }
    }

    record Renaming(
            @JsonProperty("codice") String code,
            @JsonProperty("da") String from,
            @JsonProperty("a") String to) {}

    record Move(
            @JsonProperty("codice") String code,
            @JsonProperty("denominazione") String name,
            @JsonProperty("da") @Nullable String from,
            @JsonProperty("a") String to) {}
}
