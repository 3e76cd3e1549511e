package it.sioss.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.GarbageCollectionNotificationInfo;
import it.sioss.access.Role;
import it.sioss.catalogue.ModuleFixtures;
import it.sioss.prefill.Indicator;
import it.sioss.prefill.Publications;
import it.sioss.registry.ReferenceData;
import it.sioss.registry.Registry;
import it.sioss.services.NomenclatureFixtures;
import it.sioss.support.House;
import it.sioss.support.SiossTest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A national publication, every municipality and every district with all its figures: how long, and in how much memory. */
@SiossTest
@Tag("benchmark")
class OnceOnlyBenchmarkTest {

    private static final int YEAR = 2078;
    private static final long MIB = 1024 * 1024;

    @Autowired
    Publications publications;

    @Autowired
    ReferenceData reference;

    @Autowired
    Registry registry;

    @Autowired
    House house;

    @LocalServerPort
    int port;

    private final Measures measures = new Measures("National publication, %d processors, JDK %s"
            .formatted(Runtime.getRuntime().availableProcessors(), System.getProperty("java.version")));

    @Test
    void aNationalPublicationIsTakenInWithinItsTimeAndItsMemory() throws IOException {
        reference.load();
        byte[] first = national(0);
        byte[] later = national(1);
        System.gc();
        long before = used();
        AtomicLong most = new AtomicLong(before);
        NotificationListener listener = (notification, handback) -> {
            if (GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION.equals(notification.getType())) {
                long after = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
                        .getGcInfo()
                        .getMemoryUsageAfterGc()
                        .entrySet()
                        .stream()
                        .filter(pool -> pool.getKey().matches(".*(Eden|Survivor|Old|Tenured).*"))
                        .mapToLong(pool -> pool.getValue().getUsed())
                        .sum();
                most.accumulateAndGet(after, Math::max);
            }
        };
        ManagementFactory.getGarbageCollectorMXBeans()
                .forEach(bean -> ((NotificationEmitter) bean).addNotificationListener(listener, null, null));
        double taken = seconds(first, 201);
        double again = seconds(first, 200);
        double republished = seconds(later, 201);
        System.gc();
        long growth = (most.get() - before) / MIB;
        measures.add("import, " + first.length / 1024 + " KiB", "≤ 60 s", words(taken), "–", "–");
        measures.add("the same again", "≤ 20 s", words(again), "–", "–");
        measures.add("republished with other figures", "≤ 60 s", words(republished), "–", "–");
        measures.add("most heap held after a collection, beyond the start", "≤ 128 MiB", growth + " MiB", "–", "–");
        measures.printTo(Path.of("target", "benchmark-once-only.md"));
        assertThat(taken).isLessThan(60);
        assertThat(again).isLessThan(20);
        assertThat(republished).isLessThan(60);
        assertThat(growth).isLessThanOrEqualTo(128);
    }

    /** The page of Allegato 1 as a referent asks for it: sixty services, five bodies each, over HTTP. */
    @Test
    void aLargeAllegatoIsShownAtOnce() throws IOException {
        int year = house.freeYear();
        String ats = "13-006";
        house.openCampaign(year, "1300", "A1", "A5");
        house.jdbc()
                .sql("""
                        insert into activated_service (id, database_id, service, activated)
                        select gen_random_uuid(), d.id, unnest(?), true from service_database d where d.year = ? and d.ats = ?""")
                .params(NomenclatureFixtures.codes().stream().limit(60).toArray(String[]::new), year, ats)
                .update();
        house.jdbc().sql("""
                        insert into implementation_mode (id, database_id, service, line, manner, exercise, legal_form, body,
                            body_name, whole_ats, municipalities)
                        select gen_random_uuid(), d.id, s.service, row_number() over (), 'CONTRACT', 'ASSOCIATED', 'COOPERATIVE',
                            'ENTE-' || n, 'Ente attuatore numero ' || n, true, '{}'
                        from service_database d join activated_service s on s.database_id = d.id, generate_series(1, 5) n
                        where d.year = ? and d.ats = ?""").params(year, ats).update();
        var session = new Session(
                port, house.somebody("allegato-grande", Role.ATS_REFERENT, ats).username(), House.PASSWORD);
        String address = "/servizi-attivati/" + year + "/" + ats;
        assertThat(session.page(address)).contains("Ente attuatore numero 5", "riga 300");
        var large = new Measures("Allegato 1, %d processors, JDK %s"
                .formatted(Runtime.getRuntime().availableProcessors(), System.getProperty("java.version")));
        large.add("page of 60 services × 5 bodies", "≤ 300 ms", Sample.of(20, 100, run -> session.page(address)));
        large.printTo(Path.of("target", "benchmark-annex.md"));
    }

    private double seconds(byte[] publication, int expected) {
        long start = System.nanoTime();
        boolean known = publications.apply(publication, null, "prova").alreadyKnown();
        assertThat(known ? 200 : 201).isEqualTo(expected);
        return (System.nanoTime() - start) / 1e9;
    }

    private static String words(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    private static long used() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private byte[] national(int more) {
        List<String> names = Indicator.of(ModuleFixtures.module("A4").form()).stream()
                .filter(indicator -> indicator.source().equals("RPM"))
                .map(Indicator::name)
                .distinct()
                .toList();
        var text = new StringBuilder(
                "fonte;annualita;estratto_il;periodo_dal;periodo_al;livello;codice;" + String.join(";", names));
        var districts = new TreeSet<String>();
        registry.articulation(YEAR, null).forEach(member -> {
            districts.add(member.ats());
            row(text, "COMUNE;" + member.municipality(), names.size(), more);
        });
        districts.forEach(ats -> row(text, "ATS;" + ats, names.size(), more));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void row(StringBuilder text, String place, int figures, int more) {
        text.append("\nRPM;" + YEAR + ";2079-06-30;2078-01-01;2078-12-31;").append(place);
        for (int figure = 0; figure < figures; figure++) {
            text.append(';').append(figure + 1 + more);
        }
    }
}
