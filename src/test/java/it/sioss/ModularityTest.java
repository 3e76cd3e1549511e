package it.sioss;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

/** Rooms do not depend on each other in circles, nor on what another keeps for itself; and they are drawn. */
class ModularityTest {

    private final ApplicationModules rooms = ApplicationModules.of(SiossApplication.class);

    @Test
    void noRoomReachesIntoAnotherOrDependsOnItselfThroughOthers() {
        assertThat(rooms.stream().map(ApplicationModule::getIdentifier).map(Object::toString))
                .contains("platform", "registry", "catalogue", "access", "campaign", "sheet", "steering");
        rooms.verify();
    }

    @Test
    void theRoomsAreDrawn() {
        new Documenter(rooms).writeModulesAsPlantUml();
        assertThat(Path.of("target", "spring-modulith-docs", "components.puml"))
                .matches(Files::isRegularFile)
                .content()
                .contains("Sheet", "Catalogue");
    }
}
