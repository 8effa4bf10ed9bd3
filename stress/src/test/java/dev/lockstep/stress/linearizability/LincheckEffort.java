package dev.lockstep.stress.linearizability;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lockstep.stress.length.StressLength;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.StressOptions;

/** How hard Lincheck tries, where it may be trusted, and what of its errors is a finding. */
final class LincheckEffort {
  private static final int JDK = 17;

  static final boolean SHORT = StressLength.isShort();

  static final int STRESS_INVOCATIONS = SHORT ? 500 : 5_000;

  /** The canary's limit; the search stops at the first finding, long before it. */
  static final int CANARY_INVOCATIONS_MAX = 20_000;

  static final int CANARY_STRESS_INVOCATIONS_MAX = 500_000;

  private static final long LARGE_SUBJECT_MILLIS_MAX = 300_000;

  /** What parses, packs and compares bytes for one caller and shares nothing: no place to stop at. */
  private static final List<String> UNSHARED = List.of(
      "com.fasterxml.jackson.",
      "org.xerial.snappy.",
      "java.util.regex.",
      "dev.lockstep.engine.format.",
      "dev.lockstep.engine.document.",
      "dev.lockstep.engine.collection.");

  /** Files and what reads them, for subjects whose files do not change while they are looked at. */
  static final List<String> FILES = List.of(
      "dev.lockstep.engine.file.",
      "dev.lockstep.engine.tree.",
      "dev.lockstep.engine.couch.",
      "dev.lockstep.stress.subject.CountedFile");

  private LincheckEffort() {}

  /** Skips the test on JDKs on which Lincheck's verdict means nothing. */
  static void assumeItSeesRaces() {
    int running = Runtime.version().feature();
    assumeTrue(
        running == JDK,
        () -> "Lincheck is skipped on JDK " + running + ": on newer ones than " + JDK
            + " it passes racy code, so its verdict would mean nothing");
  }

  /** Skips the test in the short mode: each check rewrites all classes of its subject, for seconds. */
  static void assumeFullLength() {
    assumeTrue(!SHORT, "left to the long mode: mvn -B verify -Pstress");
  }

  /**
   * Its model checker, with so many executions of each scenario.
   *
   * @param unshared beginnings of the names of more classes with no place to stop at
   */
  static ModelCheckingOptions modelChecking(int invocations, List<String> unshared) {
    return common(new ModelCheckingOptions(), invocations)
        .addGuarantee(forClasses(new Beginnings(UNSHARED)::isOne).allMethods().ignore())
        .addGuarantee(forClasses(new Beginnings(unshared)::isOne).allMethods().ignore());
  }

  /** Remembers its answers, for it is asked at each call of a method. */
  private record Beginnings(List<String> all, Map<String, Boolean> answers) {
    Beginnings(List<String> all) {
      this(all, new ConcurrentHashMap<>());
    }

    boolean isOne(String className) {
      return answers.computeIfAbsent(className, name -> all.stream().anyMatch(name::startsWith));
    }
  }

  /** Real threads, with so many executions of each scenario. */
  static StressOptions realThreads(int invocations) {
    return common(new StressOptions(), invocations);
  }

  private static <T extends Options<T, ?>> T common(T options, int invocations) {
    return options.invocationsPerIteration(invocations).minimizeFailedScenario(false);
  }

  /**
   * The same for a subject of many classes. Lincheck rewrites each class when it is first used, in the
   * midst of an execution, and takes an execution for hung after ten seconds: on a busy machine the
   * first one of a large subject takes longer.
   */
  static <T extends Options<T, ?>> T forLargeSubject(T options) {
    return options.invocationTimeout$lincheck(LARGE_SUBJECT_MILLIS_MAX);
  }

  /**
   * Requires that a canary's race is found: by a wrong answer, or by an execution that never ends. That
   * Lincheck itself fails is no finding.
   */
  static void assertFindsRace(ThrowingCallable check) {
    assertThatThrownBy(check)
        .isInstanceOf(LincheckAssertionError.class)
        .hasMessageNotContaining("bug in Lincheck");
  }
}
