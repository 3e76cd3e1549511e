package it.sioss.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What an installer reads (compose file, example of the environment, README) speaks of the same names. */
class InstallationTest {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(:[-?][^}]*)?}");

    @Test
    void everyVariableThatMustBeWrittenStandsInTheExampleWithoutAValue() throws IOException {
        Set<String> required = VARIABLE.matcher(compose())
                .results()
                .filter(found -> found.group(2) != null && found.group(2).startsWith(":?"))
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(required).contains("POSTGRES_PASSWORD", "SIOSS_ADMIN_PASSWORD");
        Set<String> empty = Files.readAllLines(Path.of("docker/.env.example")).stream()
                .filter(line -> line.endsWith("="))
                .map(line -> line.substring(0, line.length() - 1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(empty).isEqualTo(required);
    }

    @Test
    void theApplicationIsGivenOnlyWhatTheReadmeExplains() throws IOException {
        JsonNode services = parsed().path("services");
        List<String> given = new ArrayList<>();
        services.path("application").path("environment").fieldNames().forEachRemaining(given::add);
        String readme = Files.readString(Path.of("README.md"));
        assertThat(given).isNotEmpty().allSatisfy(name -> assertThat(readme).contains("`" + name + "`"));
    }

    @Test
    void theApplicationWaitsForADatabaseThatAnswersAndKeepsItsData() throws IOException {
        JsonNode services = parsed().path("services");
        assertThat(services.at("/application/depends_on/database/condition").asText())
                .isEqualTo("service_healthy");
        assertThat(services.at("/database/healthcheck/test")).isNotEmpty();
        assertThat(services.at("/database/volumes").toString()).contains("database:/var/lib/postgresql/data");
    }

    @Test
    void theImageRunsTheReleaseTheBuildIsMadeFor() throws IOException {
        String docker = Files.readString(Path.of("docker/Dockerfile"));
        String release = Files.readString(Path.of("pom.xml")).replaceAll("(?s).*<java.version>(\\d+)<.*", "$1");
        assertThat(docker.lines().filter(line -> line.startsWith("FROM ")))
                .hasSize(2)
                .allMatch(line -> line.startsWith("FROM eclipse-temurin:" + release));
        assertThat(docker).contains("USER sioss").contains("extract --layers");
    }

    private static JsonNode parsed() throws IOException {
        Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(compose());
        return new ObjectMapper().valueToTree(read);
    }

    private static String compose() throws IOException {
        return Files.readString(Path.of("docker/compose.yaml"));
    }
}
