package it.sioss.platform;

import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.support.SiossTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is searched is compared in the same way by the database, whatever its language, and by the pages. */
@SiossTest
class FoldTest {

    @Autowired
    JdbcClient jdbc;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SOCIETÀ COOPERATIVA",
                "Cantù",
                "CANTÙ",
                "Sant’Agata de' Goti",
                "L`Aquila",
                "Sovodnje ob Soči",
                "ŽABNICE",
                "Südtiroler Unterland ÜBERETSCH",
                "Vallée d'Aoste, CÔTE",
                "Ñ ç Õ"
            })
    void capitalsAccentsAndApostrophesDoNotMatter(String words) {
        String byDatabase = jdbc.sql("select fold(cast(? as text) collate \"C\")")
                .param(words)
                .query(String.class)
                .single();
        assertThat(byDatabase).isEqualTo(PlainText.folded(words)).matches("[a-z ,]+");
    }
}
