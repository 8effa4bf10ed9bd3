package dev.lockstep.stress.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which package may use which: an arrow leads down, and where arrows lead on, so may the use. Names are
 * those of packages below {@code dev.lockstep}.
 *
 * <p>{@code engine.invariant} lies beneath all: every package may use it, and it uses none.
 */
final class Arrows {
  static final String ROOT = "dev.lockstep.";
  private static final String BOTTOM = "engine.invariant";

  private final Map<String, Set<String>> below = new TreeMap<>();

  /** The arrows of the whole repository, each package with those right below it, lowest first. */
  static Arrows ofLockstep() {
    return new Arrows()
        .with("engine.invariant")
        .with("engine.platform")
        .with("engine.document")
        .with("engine.collection", "engine.document")
        .with("engine.format", "engine.document")
        .with("engine.file", "engine.format", "engine.platform")
        .with("engine.tree", "engine.file")
        .with("engine.couch", "engine.tree")
        .with("engine.state", "engine.couch", "engine.collection")
        .with("engine.revision", "engine.state")
        .with("engine.opening", "engine.revision")
        .with("engine.vbucket", "engine.opening")
        .with("engine.store", "engine.vbucket")
        .with("engine.schedule", "engine.store")
        .with("engine.bucket", "engine.schedule")
        .with("engine.live", "engine.bucket")
        .with("engine.tool", "engine.vbucket")
        .with("model.trace")
        .with("model.spec", "engine.document", "engine.collection")
        .with("model.history", "model.spec")
        .with("model.disk", "model.trace", "engine.platform")
        .with("model.strand")
        .with("model.simulation", "model.disk", "model.strand")
        .with("model.scheduler", "model.simulation")
        .with("model.scenario", "model.trace", "model.spec", "engine.vbucket")
        .with("model.result", "model.scenario", "model.scheduler")
        .with("model.execution", "model.result", "model.history", "engine.bucket")
        .with("model.counterexample", "model.execution")
        .with("model.program", "model.execution")
        .with("model.check", "model.counterexample", "model.program")
        .with("model.junit", "model.check")
        .with("reports", "model.check")
        .with("scenarios.language", "model.check")
        .with("scenarios.bugs", "engine.vbucket", "scenarios.language")
        .with("scenarios.bench", "model.check")
        .with(
            "scenarios.cli",
            "scenarios.bugs",
            "scenarios.bench",
            "reports",
            "engine.tool",
            "engine.live")
        .with("stress.subject", "engine.vbucket", "engine.live")
        .with("stress.memory", "stress.subject")
        .with("stress.stores", "stress.subject")
        .with("stress.mapped", "stress.subject")
        .with("stress.checking", "stress.subject", "scenarios.cli")
        .with("stress.planted", "stress.subject")
        .with("stress.shadow", "engine.vbucket")
        .with("stress.kill", "stress.shadow", "engine.live")
        .with("stress.exhausted", "stress.shadow", "engine.live")
        .with("stress.soak", "stress.shadow", "engine.bucket", "engine.live", "scenarios.cli")
        .with("stress.benchmark", "scenarios.cli", "engine.vbucket", "engine.live");
  }

  /** Adds a package and the packages right below it, which are there already. */
  Arrows with(String name, String... rightBelow) {
    Set<String> reached = new TreeSet<>(List.of(name, BOTTOM));
    for (String next : rightBelow) {
      Set<String> further = below.get(next);
      if (further == null) {
        throw new AssertionError(name + " leads to " + next + ", which is not below it");
      }
      reached.addAll(further);
    }
    below.put(name, reached);
    return this;
  }

  /** Every use against the arrows, and every class in a package that has none. */
  List<String> broken(Iterable<JavaClass> classes) {
    Set<String> broken = new TreeSet<>();
    for (JavaClass user : classes) {
      String source = nameOf(user);
      Set<String> allowed = below.get(source);
      if (allowed == null) {
        broken.add(source + " is in no arrow: give it its place");
        continue;
      }
      for (Dependency use : user.getDirectDependenciesFromSelf()) {
        JavaClass used = use.getTargetClass().getBaseComponentType();
        if (used.getPackageName().startsWith(ROOT) && !allowed.contains(nameOf(used))) {
          broken.add(source + " uses " + nameOf(used) + ": " + use.getDescription());
        }
      }
    }
    return List.copyOf(broken);
  }

  private static String nameOf(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(ROOT) ? name.substring(ROOT.length()) : name;
  }
}
