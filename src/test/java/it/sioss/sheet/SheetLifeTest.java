package it.sioss.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.access.Role;
import it.sioss.support.House;
import it.sioss.support.SiossTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SiossTest
class SheetLifeTest {

    @Autowired
    House house;

    @Autowired
    Sheets sheets;

    @Test
    void anOpenedCampaignHasOneSheetPerModuleAndAts() {
        house.openCampaign(2031, "1400", "A5");
        var viewer = house.somebody(Role.ATS_REFERENT, "14-001");
        var view = sheets.view(house.sheet(2031, "14-001", "A5"), viewer);
        assertThat(view.effectiveState()).isEqualTo(SheetState.COMPILING);
        assertThat(view.action(Verb.SAVE).allowed()).isTrue();
    }
}
