package it.sioss.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The published revisions, on a real PostgreSQL. */
class CatalogueTest {

    private static final Instant NOW = Instant.parse("2025-06-25T08:00:00Z");
    private static EmbeddedPostgres postgres;
    private static JdbcClient jdbc;
    private static TransactionTemplate transactions;
    private static RevisionStore store;

    @BeforeAll
    static void startDatabase() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
        var dataSource = postgres.getPostgresDatabase();
        jdbc = JdbcClient.create(dataSource);
        jdbc.sql(Files.readString(Path.of("src/main/resources/db/migration/V020__module_editions_and_revisions.sql")))
                .update();
        transactions = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        store = new RevisionStore(jdbc);
    }

    @AfterAll
    static void stopDatabase() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void forgetEverything() {
        jdbc.sql("truncate module_edition, module_revision, module_revision_check")
                .update();
    }

    @Test
    void theFirstStartPublishesEveryModuleAndTheSecondNothing() {
        Catalogue first = started();
        Catalogue second = started();
        assertThat(first.offered(2024).stream().map(ModuleRevision::module))
                .containsExactlyElementsOf(ModuleFixtures.released().stream()
                        .map(ModuleRevision::module)
                        .toList());
        assertThat(second.offered(2024))
                .extracting(ModuleRevision::id)
                .isEqualTo(first.offered(2024).stream().map(ModuleRevision::id).toList());
        assertThat(first.latest("A5", 2024)).hasValueSatisfying(revision -> {
            assertThat(revision.number()).isEqualTo(1);
            assertThat(revision.publishedAt()).isEqualTo(NOW);
            assertThat(revision.formBytes()).isEqualTo(bytesOf("forms/2024/a5.form"));
            assertThat(revision.checks())
                    .extracting(ModuleRevision.CheckFile::name)
                    .containsExactly("common.dmn", "a5.dmn");
        });
    }

    @Test
    void anEditionStaysValidUntilANewerOne() {
        Catalogue catalogue = started();
        assertThat(catalogue.offered(2023)).isEmpty();
        assertThat(catalogue.latest("A5", 2031)).isPresent();
        assertThat(catalogue.latest("Z9", 2024)).isEmpty();
    }

    @Test
    void aCorrectionIsTheNextRevisionAndTheFormerStaysAsItWas() {
        Catalogue before = started();
        ModuleRevision former = before.latest("A5", 2024).orElseThrow();
        ModuleRevision corrected = corrected(former, "Donne", "Femmine");
        transactions.executeWithoutResult(tx -> store.publish(corrected, NOW));
        Catalogue after = started();
        ModuleRevision latest = after.latest("A5", 2024).orElseThrow();
        assertThat(latest.number()).isEqualTo(2);
        assertThat(latest.formHash()).isEqualTo(corrected.formHash()).isNotEqualTo(former.formHash());
        assertThat(latest.checksHash()).isEqualTo(former.checksHash());
        ModuleRevision kept = after.revision(former.id());
        assertThat(kept.formHash()).isEqualTo(former.formHash());
        assertThat(kept.number()).isEqualTo(1);
        assertThat(before.revision(latest.id()).number())
                .as("a node started earlier finds what another has published")
                .isEqualTo(2);
    }

    @Test
    void twoNodesStartingTogetherPublishOnce() {
        CompletableFuture<Catalogue> one = CompletableFuture.supplyAsync(CatalogueTest::started);
        CompletableFuture<Catalogue> other = CompletableFuture.supplyAsync(CatalogueTest::started);
        assertThat(List.of(one.join(), other.join())).hasSize(2);
        assertThat(jdbc.sql("select count(*) from module_revision")
                        .query(Integer.class)
                        .single())
                .isEqualTo(ModuleFixtures.released().size());
    }

    @Test
    void anUnknownRevisionIsSaid() {
        Catalogue catalogue = started();
        assertThatThrownBy(() -> catalogue.revision(UUID.randomUUID())).isInstanceOf(NoSuchElementException.class);
    }

    private static Catalogue started() {
        Catalogue catalogue = new Catalogue(store, transactions, Clock.fixed(NOW, ZoneOffset.UTC));
        catalogue.afterSingletonsInstantiated();
        return catalogue;
    }

    private static ModuleRevision corrected(ModuleRevision revision, String label, String newLabel) {
        String form = new String(revision.formBytes(), StandardCharsets.UTF_8).replace(label, newLabel);
        return new ModuleRevision(
                UUID.randomUUID(),
                revision.editionYear(),
                0,
                Instant.EPOCH,
                form.getBytes(StandardCharsets.UTF_8),
                revision.checks());
    }

    private static byte[] bytesOf(String file) {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
