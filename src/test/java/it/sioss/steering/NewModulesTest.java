package it.sioss.steering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.campaign.Calendar;
import it.sioss.campaign.CampaignState;
import it.sioss.campaign.Campaigns;
import it.sioss.platform.CanonicalJson;
import it.sioss.platform.Refusal;
import it.sioss.services.DatabaseReceipt;
import it.sioss.services.ServiceDatabase;
import it.sioss.services.Services;
import it.sioss.sheet.Sheets;
import it.sioss.support.AnnexWords;
import it.sioss.support.House;
import it.sioss.support.SiossTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The "apposita funzione": who has finalized the year adds the new modules, and nothing else moves. */
@SiossTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NewModulesTest {

    private static final int YEAR = 2038;
    private static final String REGION = "1300";
    private static final String FINALIZED = "13-001";
    private static final String LAPSED = "13-002";

    @Autowired
    House house;

    @Autowired
    NewModules newModules;

    @Autowired
    Steering steering;

    @Autowired
    Campaigns campaigns;

    @Autowired
    Services services;

    @Autowired
    Sheets sheets;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationContext context;

    private AnnexWords annex;
    private Instant began;

    @BeforeAll
    void aYearWithOneModule() {
        annex = AnnexWords.in(context, house);
        began = house.clock().instant();
        house.openCampaign(YEAR, REGION, "A5");
    }

    @AfterEach
    void thePresentGoesBack() {
        house.clock().stopMoving();
    }

    private ServiceDatabase database(String ats) {
        return services.find(YEAR, ats).orElseThrow();
    }

    private void closeEmpty(UUID sheet, Viewer referent) {
        Instant now = house.clock().instant();
        sheets.declareEmpty(sheet, true, referent, now);
        sheets.submit(sheet, referent, now);
        sheets.justify(
                sheet,
                "nessun_beneficiario",
                "Nel corso dell'anno nessuna persona ha chiesto il servizio all'Ambito.",
                referent,
                now);
        sheets.finalizeSheet(sheet, referent, now);
    }

    /** Everything finalized of an ATS, row by row, as one fingerprint. */
    private String finalized(String ats) {
        return jdbc.sql("""
                        select md5(string_agg(line, '|' order by line)) from (
                          select d::text as line from service_database d where year = :year and ats = :ats
                          union all select t::text from database_transmission t where year = :year and ats = :ats
                          union all select s::text from sheet s where year = :year and ats = :ats and module = 'A5'
                          union all select t::text from transmission t join sheet s on s.id = t.sheet_id
                            where s.year = :year and s.ats = :ats and s.module = 'A5'
                          union all select a::text from activated_service a join service_database d on d.id = a.database_id
                            where d.year = :year and d.ats = :ats
                          union all select m::text from implementation_mode m join service_database d on d.id = m.database_id
                            where d.year = :year and d.ats = :ats
                          union all select h.id_ || h.act_id_ || h.start_time_ || h.end_time_ from act_hi_actinst h
                            join service_database d on d.process_instance_id = h.proc_inst_id_
                            where d.year = :year and d.ats = :ats) everything""")
                .param("year", YEAR)
                .param("ats", ats)
                .query(String.class)
                .single();
    }

    private NewModules.Wish wish(String reason) {
        var modules = new TreeMap<String, Calendar>();
        Instant now = house.clock().instant();
        modules.put("A1", Calendar.between(now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(30))));
        return new NewModules.Wish(modules, reason, null);
    }

    private List<String> sheetsOf(String ats) {
        return jdbc.sql("select module || ' ' || state from sheet where year = ? and ats = ? order by module, sequence")
                .params(YEAR, ats)
                .query(String.class)
                .list();
    }

    @Test
    void anAtsThatHasFinalizedIntegratesTheNewModulesAfterTheDeadlineAndNothingElseMoves() {
        ServiceDatabase database = database(FINALIZED);
        Viewer referent = house.somebody(Role.ATS_REFERENT, FINALIZED);
        annex.line(database, "B.07.1", "COMUNE");
        closeEmpty(house.sheet(YEAR, FINALIZED, "A5"), referent);
        annex.conclude(database);
        DatabaseReceipt receipt = annex.finalizeDatabase(database);
        assertThatThrownBy(() -> newModules.preview(YEAR, wish("no")))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(422));

        house.clock().moveTo(began.plus(Duration.ofDays(11)));
        steering.fireCalendar(YEAR);
        house.workOff();
        assertThat(campaigns.require(YEAR).state()).isEqualTo(CampaignState.CLOSED);
        assertThat(sheetsOf(LAPSED)).containsExactly("A5 LAPSED");
        String before = finalized(FINALIZED);
        String beforeElsewhere = finalized(LAPSED);

        NewModules.Preview preview = newModules.preview(YEAR, wish("Nuovi moduli di approfondimento"));
        assertThat(preview.finalized()).isOne();
        assertThat(preview.lapsed()).isEqualTo(preview.districts() - 1);
        assertThat(preview.atWork() + preview.missing()).isZero();
        assertThat(preview.reopened()).isTrue();
        assertThat(campaigns.require(YEAR).modules())
                .as("a preview changes nothing")
                .containsExactly("A5");

        newModules.publish(YEAR, wish("Nuovi moduli di approfondimento"), "prova");
        house.workOff();
        house.workOff();
        assertThat(newModules.progress(YEAR)).hasValueSatisfying(progress -> {
            assertThat(progress.done()).isEqualTo(preview.districts());
            assertThat(progress.failed()).isZero();
        });
        assertThat(campaigns.require(YEAR).state()).isEqualTo(CampaignState.OPEN);
        assertThat(finalized(FINALIZED)).isEqualTo(before);
        assertThat(finalized(LAPSED)).isEqualTo(beforeElsewhere);
        assertThat(sheetsOf(FINALIZED)).containsExactly("A1 COMPILING", "A5 FINALIZED");
        assertThat(sheetsOf(LAPSED)).containsExactly("A1 COMPILING", "A5 LAPSED");
        assertThat(services.integrate(YEAR, FINALIZED, List.of("A1")))
                .isEqualTo("integra la ricevuta " + receipt.number());
        assertThat(sheetsOf(FINALIZED)).as("doing it twice").hasSize(2);

        UUID added = house.sheet(YEAR, FINALIZED, "A1");
        assertThat(sheets.ofCase(added).duenessReason())
                .contains("attua «Pronto intervento sociale»: Allegato 1, riga 1");
        closeEmpty(added, referent);
        var integration = sheets.receipt(added, referent).orElseThrow();
        assertThat(integration.integrates()).isEqualTo(receipt.number());
        assertThat(new String(integration.canonical(), StandardCharsets.UTF_8))
                .contains("\"integra\":\"" + receipt.number() + "\"");
        assertThat(finalized(FINALIZED)).isEqualTo(before);
        assertThat(CanonicalJson.fingerprint(
                        annex.view(database).receipt().orElseThrow().canonical()))
                .isEqualTo(receipt.fingerprint());
        UUID elsewhere = house.sheet(YEAR, LAPSED, "A1");
        closeEmpty(elsewhere, house.somebody(Role.ATS_REFERENT, LAPSED));
        assertThat(sheets.receipt(elsewhere, house.somebody(Role.ATS_REFERENT, LAPSED))
                        .orElseThrow()
                        .integrates())
                .isNull();

        assertThatThrownBy(() -> newModules.publish(YEAR, wish("Un'altra volta la stessa cosa"), "prova"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("MODULO_SCONOSCIUTO"));

        house.clock().moveTo(began.plus(Duration.ofDays(45)));
        steering.fireCalendar(YEAR);
        house.workOff();
        assertThat(campaigns.require(YEAR).state()).isEqualTo(CampaignState.CLOSED);
        assertThat(finalized(FINALIZED)).isEqualTo(before);
    }
}
