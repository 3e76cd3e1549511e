package it.sioss;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import it.sioss.platform.PresentClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The walls of the house. Each rule first shows that it has something to look at. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {

    private static final Path SOURCES = Path.of("src", "main", "java");

    /** Which rooms a room may import; every room may import the platform. */
    private static final Map<String, Set<String>> MAY_IMPORT = walls();

    private static Map<String, Set<String>> walls() {
        Map<String, Set<String>> walls = new LinkedHashMap<>();
        walls.put("platform", Set.of());
        walls.put("registry", Set.of());
        walls.put("catalogue", Set.of());
        walls.put("access", Set.of("registry"));
        walls.put("campaign", Set.of("registry", "catalogue"));
        walls.put("delegation", Set.of("registry", "catalogue", "campaign", "access"));
        walls.put("prefill", Set.of("registry", "catalogue", "campaign"));
        walls.put("services", Set.of("registry", "catalogue", "campaign", "access", "delegation", "prefill"));
        Set<String> above = new TreeSet<>(walls.keySet());
        for (String room : List.of("sheet", "steering", "worklist")) {
            walls.put(room, Set.copyOf(above));
            above.add(room);
        }
        above.remove("worklist");
        for (String room : List.of("monitoring", "guide")) {
            walls.put(room, Set.copyOf(above));
        }
        above.add("guide");
        walls.put("notice", Set.copyOf(above));
        above.remove("guide");
        above.add("worklist");
        walls.put("exchange", Set.copyOf(above));
        return walls;
    }

    private final JavaClasses house = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("it.sioss");

    @Test
    void theEngineIsKnownOnlyToProcessPackagesAndThePlatform() {
        walled(
                resideInAPackage("org.camunda.."),
                noClasses()
                        .that()
                        .resideOutsideOfPackages("..process..", "it.sioss.platform..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.camunda.."));
    }

    @Test
    void theWebIsKnownOnlyToWebPackages() {
        walled(
                resideInAnyPackage("jakarta.servlet..", "org.springframework.web.bind.."),
                noClasses()
                        .that()
                        .resideOutsideOfPackage("..web..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("jakarta.servlet..", "org.springframework.web.bind.."));
    }

    @Test
    void theEngineAndTheWebNeverMeetInOnePackage() {
        walled(
                resideInAPackage("org.camunda.."),
                noClasses()
                        .that()
                        .resideInAPackage("..web..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.camunda.."));
    }

    @Test
    void importsPointOneWay() {
        List<String> against = new ArrayList<>();
        int looked = 0;
        for (JavaClass type : house) {
            for (var dependency : type.getDirectDependenciesFromSelf()) {
                String from = room(type);
                String to = room(dependency.getTargetClass());
                if (!from.isEmpty() && !to.isEmpty() && !from.equals(to)) {
                    looked++;
                    if (!to.equals("platform")
                            && !MAY_IMPORT.getOrDefault(from, Set.of()).contains(to)) {
                        against.add(dependency.getDescription());
                    }
                }
            }
        }
        assertThat(looked).isGreaterThan(200);
        assertThat(against).isEmpty();
    }

    @Test
    void everyRoomHasItsPlaceInTheTable() {
        SortedSet<String> rooms = house.stream()
                .map(ArchitectureTest::room)
                .filter(room -> !room.isEmpty())
                .collect(toCollection(TreeSet::new));
        assertThat(rooms).hasSizeGreaterThan(9).isSubsetOf(MAY_IMPORT.keySet());
    }

    @Test
    void onlyThePresentClockAsksTheMachineForTheTime() {
        Set<String> clocks = Set.of(
                "java.time.Instant",
                "java.time.LocalDate",
                "java.time.LocalDateTime",
                "java.time.LocalTime",
                "java.time.OffsetDateTime",
                "java.time.ZonedDateTime",
                "java.time.Year",
                "java.time.YearMonth");
        List<JavaMethodCall> calls = calls();
        var bare = calls.stream()
                .filter(call -> (call.getName().equals("now")
                                && clocks.contains(call.getTargetOwner().getName())
                                && call.getTarget().getRawParameterTypes().isEmpty())
                        || call.getTarget().getFullName().startsWith("java.lang.System.currentTimeMillis")
                        || (call.getTargetOwner().isEquivalentTo(java.time.Clock.class)
                                && call.getName().startsWith("system")))
                .map(JavaAccess::getOriginOwner)
                .map(JavaClass::getName)
                .collect(toCollection(TreeSet::new));
        assertThat(bare).containsExactly(PresentClock.class.getName());
        assertThat(house.stream()
                        .flatMap(type -> type.getConstructorCallsFromSelf().stream())
                        .filter(call -> call.getTargetOwner().isEquivalentTo(java.util.Date.class)
                                && call.getTarget().getRawParameterTypes().isEmpty()))
                .isEmpty();
    }

    @Test
    void exactlyOneClassPerProcessCompletesTasks() {
        var completers = calls().stream()
                .filter(call -> call.getTargetOwner().getName().equals("org.camunda.bpm.engine.TaskService"))
                .filter(call ->
                        call.getName().startsWith("complete") || call.getName().startsWith("resolveTask"))
                .map(call -> call.getOriginOwner().getName())
                .collect(toCollection(TreeSet::new));
        assertThat(completers)
                .containsExactly(
                        "it.sioss.services.process.ServiceDatabaseProcess", "it.sioss.sheet.process.SheetProcess");
    }

    @Test
    void nobodySetsVariablesOrSubmitsEngineForms() {
        Set<String> services = Set.of(
                "org.camunda.bpm.engine.TaskService",
                "org.camunda.bpm.engine.RuntimeService",
                "org.camunda.bpm.engine.FormService",
                "org.camunda.bpm.engine.delegate.VariableScope",
                "org.camunda.bpm.engine.delegate.DelegateExecution");
        var looked = calls().stream()
                .filter(call -> services.contains(call.getTargetOwner().getName()))
                .toList();
        assertThat(looked).isNotEmpty();
        assertThat(looked.stream()
                        .filter(call -> call.getName().startsWith("setVariable")
                                || call.getName().startsWith("submit")
                                || call.getName().startsWith("removeVariable"))
                        .map(JavaMethodCall::getDescription))
                .isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIsForAndIsNullMarked() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            var packages = files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .toList();
            assertThat(packages)
                    .hasSizeGreaterThan(15)
                    .allSatisfy(folder -> assertThat(folder.resolve("package-info.java"))
                            .content()
                            .startsWith("/**")
                            .contains("@" + NullMarked.class.getName()));
        }
    }

    /** Adding a module means adding its files: Java does not know its code. "A4" is the paper. */
    @Test
    void noSourceNamesAModule() throws IOException {
        Pattern literal = Pattern.compile("\"(?:[^\"\\\\\\n]|\\\\.)*\"");
        Pattern moduleCode =
                Pattern.compile("(?i)(?<![A-Za-z0-9])A(?!4(?![0-9.]))\\d{1,2}(?:\\.\\d{1,2})?(?![A-Za-z0-9])");
        List<String> named = new ArrayList<>();
        int literals = 0;
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                for (String line : Files.readAllLines(file)) {
                    if (line.strip().startsWith("*")
                            || line.strip().startsWith("/*")
                            || line.strip().startsWith("//")) {
                        continue;
                    }
                    for (var text : literal.matcher(line).results().toList()) {
                        literals++;
                        if (moduleCode.matcher(text.group()).find()) {
                            named.add(file + ": " + text.group());
                        }
                    }
                }
            }
        }
        assertThat(literals).isGreaterThan(1_000);
        assertThat(named).isEmpty();
    }

    private List<JavaMethodCall> calls() {
        List<JavaMethodCall> calls = house.stream()
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .toList();
        assertThat(calls).hasSizeGreaterThan(2_000);
        return calls;
    }

    /** A wall is checked only where something beyond it is really used; otherwise the rule has lost its object. */
    private void walled(DescribedPredicate<JavaClass> beyond, ArchRule rule) {
        assertThat(house.stream()
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .filter(dependency -> beyond.test(dependency.getTargetClass())))
                .as("uses of what the wall keeps apart")
                .isNotEmpty();
        rule.allowEmptyShould(false).check(house);
    }

    private static String room(JavaClass type) {
        String[] parts = type.getPackageName().split("\\.");
        return parts.length > 2 && parts[0].equals("it") && parts[1].equals("sioss") ? parts[2] : "";
    }
}
