package dev.lockstep.stress.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.lockstep.stress.architecture.offending.one.UsesOther;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Arrows point down, and there is one way from the engine to the machine. All main classes of all
 * modules are looked at; each rule is also shown a class or a package that breaks it.
 */
class ArchitectureTest {
  private static final String OFFENDING = ArchitectureTest.class.getPackageName() + ".offending";
  private static final ArchRule NO_CYCLES =
      slices().matching("dev.lockstep.(**)").should().beFreeOfCycles();

  private static final Pattern MONITOR = Pattern.compile("\\bsynchronized\\s*\\(");

  private static JavaClasses all;

  @BeforeAll
  static void importAll() {
    all = new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages("dev.lockstep");
  }

  @Test
  void looksAtEveryModule() {
    for (String module : List.of("engine", "model", "reports", "scenarios", "stress")) {
      assertThat(in(module)).as("classes of " + module).hasSizeGreaterThan(5);
    }
    assertThat(classes(type -> type.getPackageName().startsWith(OFFENDING))).isEmpty();
  }

  @Test
  void packagesUseOnlyWhatLiesBelowThem() {
    assertThat(Arrows.ofLockstep().broken(all)).isEmpty();
  }

  @Test
  void noticesArrowThatTurnsBack() {
    Arrows upsideDown = new Arrows().with("engine.invariant").with("engine.couch");
    List<JavaClass> couch = in("engine.couch");
    assertThat(upsideDown.broken(couch))
        .anySatisfy(broken -> assertThat(broken).startsWith("engine.couch uses engine.tree: "));
  }

  @Test
  void noticesPackageWithoutArrow() {
    assertThat(new Arrows().broken(in("engine.tree")))
        .containsExactly("engine.tree is in no arrow: give it its place");
  }

  @Test
  void packagesAreFreeOfCycles() {
    assertThat(NO_CYCLES.evaluate(all).getFailureReport().getDetails()).isEmpty();
  }

  @Test
  void noticesCycle() {
    assertThat(NO_CYCLES.evaluate(offending()).getFailureReport().getDetails()).hasSize(1);
  }

  @Test
  void engineReachesTheMachineThroughTheSeamAlone() {
    List<JavaClass> engine = in("engine");
    engine.removeAll(in("engine.live"));
    checkBans(engine, Exemptions.ofEngine());
  }

  @Test
  void modelReachesTheMachineOnlyWhereItMust() {
    checkBans(in("model"), Exemptions.ofModel());
  }

  private static void checkBans(List<JavaClass> classes, Map<String, String> exempt) {
    Set<String> unused = new TreeSet<>(exempt.keySet());
    List<String> broken = new ArrayList<>();
    for (JavaClass type : classes) {
      for (Ban ban : Ban.ALL) {
        List<String> uses = ban.broken(type);
        String exemption = Exemptions.key(type, ban);
        if (!exempt.containsKey(exemption)) {
          broken.addAll(uses);
        } else if (!uses.isEmpty()) {
          unused.remove(exemption);
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(unused).as("exemptions that nothing needs any more").isEmpty();
  }

  static List<Ban> bans() {
    return Ban.ALL;
  }

  @ParameterizedTest
  @MethodSource("bans")
  void noticesWhatIsBanned(Ban ban) {
    JavaClass offender = offending().get(OFFENDING + ".Offends" + capitalized(ban.name()));
    List<String> broken = ban.broken(offender);
    List<String> members = offender.getMembers().stream()
        .map(JavaMember::getName)
        .filter(name -> !name.startsWith("<"))
        .toList();
    assertThat(members)
        .isNotEmpty()
        .allSatisfy(member -> assertThat(broken)
            .anySatisfy(use -> assertThat(use).contains(offender.getName() + "." + member)));
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(unmarked(all)).isEmpty();
  }

  @Test
  void noticesPackageThatIsNotNullMarked() {
    assertThat(unmarked(offending())).containsExactly(OFFENDING, OFFENDING + ".one");
  }

  @Test
  void engineEntersNoMonitor() throws IOException {
    List<Path> sources = engineSources();
    assertThat(sources).hasSizeGreaterThan(50);
    for (Path source : sources) {
      assertThat(MONITOR.matcher(Files.readString(source)).find())
          .as("%s", source)
          .isFalse();
    }
  }

  @Test
  void noticesMonitor() {
    assertThat(MONITOR.matcher("    synchronized (lock) {").find()).isTrue();
  }

  private static List<Path> engineSources() throws IOException {
    Path sources = Path.of("..", "engine", "src", "main", "java");
    Path live = sources.resolve(Path.of("dev", "lockstep", "engine", "live"));
    try (Stream<Path> tree = Files.walk(sources)) {
      return tree.filter(file -> file.toString().endsWith(".java") && !file.startsWith(live))
          .toList();
    }
  }

  private static String capitalized(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static Set<String> unmarked(JavaClasses classes) {
    Map<String, Boolean> marked = new TreeMap<>();
    for (JavaClass type : classes) {
      boolean marks =
          type.getSimpleName().equals("package-info") && type.isAnnotatedWith(NullMarked.class);
      marked.merge(type.getPackageName(), marks, Boolean::logicalOr);
    }
    marked.values().removeIf(marks -> marks);
    return marked.keySet();
  }

  private static List<JavaClass> in(String name) {
    String wanted = Arrows.ROOT + name;
    return classes(type ->
        type.getPackageName().equals(wanted) || type.getPackageName().startsWith(wanted + "."));
  }

  private static List<JavaClass> classes(Predicate<JavaClass> wanted) {
    List<JavaClass> found = new ArrayList<>();
    for (JavaClass type : all) {
      if (wanted.test(type)) {
        found.add(type);
      }
    }
    return found;
  }

  private static JavaClasses offending() {
    return new ClassFileImporter().importPackages(UsesOther.class.getPackageName(), OFFENDING);
  }
}
