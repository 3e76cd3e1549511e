package it.sioss.steering;

import it.sioss.platform.BatchWork;
import it.sioss.services.Services;
import java.util.List;
import org.springframework.stereotype.Component;

/** The sheets of new modules, one ATS at a time; doing an ATS twice adds nothing. */
@Component
class NewModulesWork implements BatchWork {

    private final Services services;

    NewModulesWork(Services services) {
        this.services = services;
    }

    @Override
    public String kind() {
        return NewModules.KIND;
    }

    @Override
    public String title(String subject) {
        return "Nuovi moduli";
    }

    @Override
    public String leftAside() {
        return "Le schede dei nuovi moduli di questi ambiti non sono ancora nate.";
    }

    @Override
    public String perform(String subject, String item) {
        String[] parts = subject.split("/", 3);
        return services.integrate(Integer.parseInt(parts[0]), item, List.of(parts[1].split("\\+")));
    }
}
