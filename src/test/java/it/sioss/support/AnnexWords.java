package it.sioss.support;

import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.platform.PresentClock;
import it.sioss.registry.Registry;
import it.sioss.services.AnnexDesk;
import it.sioss.services.AnnexReader;
import it.sioss.services.AnnexView;
import it.sioss.services.DatabaseDesk;
import it.sioss.services.DatabaseReceipt;
import it.sioss.services.ModeDraft;
import it.sioss.services.ServiceDatabase;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationContext;

/** Words for tests about Allegato 1: an ATS's referent writes lines, concludes, finalizes. */
public record AnnexWords(
        House house, AnnexDesk annex, DatabaseDesk desk, AnnexReader reader, Registry registry, PresentClock clock) {

    public static final String TAX_CODE = "80078750587";

    public static AnnexWords in(ApplicationContext context, House house) {
        return new AnnexWords(
                house,
                context.getBean(AnnexDesk.class),
                context.getBean(DatabaseDesk.class),
                context.getBean(AnnexReader.class),
                context.getBean(Registry.class),
                context.getBean(PresentClock.class));
    }

    public Viewer referent(ServiceDatabase database) {
        return house.somebody(Role.ATS_REFERENT, database.ats());
    }

    public AnnexView view(ServiceDatabase database) {
        return reader.view(database.year(), database.ats(), referent(database));
    }

    /** The ISTAT code of the first municipality of the ATS, by name. */
    public String town(ServiceDatabase database) {
        return registry.municipalitiesOf(database.ats(), database.year()).get(0).code();
    }

    /** A line of the given service for a body of the given legal form, which covers the whole ATS. */
    public UUID line(ServiceDatabase database, String service, String legalForm) {
        return line(database, draft(service, legalForm, town(database), true, List.of()));
    }

    public UUID line(ServiceDatabase database, ModeDraft draft) {
        return annex.add(database.year(), database.ats(), draft, referent(database), clock.instant());
    }

    public static ModeDraft draft(
            String service, String legalForm, String town, boolean whole, List<String> municipalities) {
        return new ModeDraft(
                service, "AFFIDAMENTO", "ASSOCIATA", legalForm, town, "Ente di prova", TAX_CODE, whole, municipalities);
    }

    public void remove(ServiceDatabase database, UUID line) {
        annex.remove(database.year(), database.ats(), line, referent(database), clock.instant());
    }

    public void conclude(ServiceDatabase database) {
        desk.conclude(database.year(), database.ats(), referent(database), clock.instant());
    }

    public void resume(ServiceDatabase database) {
        desk.resume(database.year(), database.ats(), referent(database), clock.instant());
    }

    public DatabaseReceipt finalizeDatabase(ServiceDatabase database) {
        return desk.finalizeDatabase(database.year(), database.ats(), referent(database), clock.instant());
    }
}
