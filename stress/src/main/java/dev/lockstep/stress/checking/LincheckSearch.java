package dev.lockstep.stress.checking;

import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import dev.lockstep.model.scenario.Scenario;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/**
 * Lincheck's model checker on the tasks of one scenario:
 *
 * <ol>
 *   <li>Run the healthy engine for a while, so that what Lincheck and the JVM have yet to prepare is not
 *       measured.
 *   <li>Seed the bug, and search until something differs from every sequential order.
 * </ol>
 */
final class LincheckSearch {
  private static final int WARM_UP_INVOCATIONS = 100;

  /** The first invocation of all goes through every class for the first time. */
  private static final long INVOCATION_MILLIS_MAX = 120_000;

  private static final List<String> BELOW_VBUCKETS = List.of(
      "dev.lockstep.engine.couch.",
      "dev.lockstep.engine.tree.",
      "dev.lockstep.engine.file.",
      "dev.lockstep.engine.format.",
      "dev.lockstep.engine.document.",
      "dev.lockstep.engine.collection.",
      "dev.lockstep.engine.state.StateDocuments",
      "dev.lockstep.engine.revision.VBucketCheck",
      "dev.lockstep.engine.vbucket.ChangeWriter",
      "dev.lockstep.engine.vbucket.WriteBatch",
      "dev.lockstep.model.spec.",
      "dev.lockstep.stress.subject.Counted",
      "com.fasterxml.");

  private LincheckSearch() {}

  /**
   * What came of it.
   *
   * @param found whether the bug was
   * @param invocations how many it took
   */
  record Result(boolean found, long invocations, long nanos) {}

  /**
   * Searches.
   *
   * @throws AssertionError if the healthy engine is accused
   */
  static Result search(Scenario bug, int invocationsMax) {
    SeededBug.seed(bug.withoutFault());
    options(WARM_UP_INVOCATIONS).check(SeededBugOperations.class);
    SeededBug.seed(bug);
    long before = InvocationCount.get();
    long begun = System.nanoTime();
    boolean found = isFound(invocationsMax);
    long nanos = System.nanoTime() - begun;
    return new Result(found, InvocationCount.get() - before, nanos);
  }

  private static boolean isFound(int invocationsMax) {
    try {
      options(invocationsMax).check(SeededBugOperations.class);
      return false;
    } catch (LincheckAssertionError e) {
      return true;
    }
  }

  private static ModelCheckingOptions options(int invocations) {
    return new ModelCheckingOptions()
        .iterations(0)
        .invocationsPerIteration(invocations)
        .minimizeFailedScenario(false)
        .invocationTimeout$lincheck(INVOCATION_MILLIS_MAX)
        .addCustomScenario(scenario())
        .addGuarantee(forClasses(InvocationCount.class.getName(), SeededBug.class.getName())
            .allMethods()
            .ignore())
        .addGuarantee(forClasses(LincheckSearch::isBelowVBuckets).allMethods().ignore());
  }

  /** Whether a class is of the files that one task at a time works on: looked at, it takes minutes. */
  private static boolean isBelowVBuckets(String name) {
    return BELOW_VBUCKETS.stream().anyMatch(name::startsWith);
  }

  private static ExecutionScenario scenario() {
    try {
      Method perform = SeededBugOperations.class.getMethod("perform", int.class, int.class);
      Method end = SeededBugOperations.class.getMethod("end");
      List<List<Actor>> tasks = new ArrayList<>();
      for (int task = 0; task < SeededBug.tasks().size(); task++) {
        List<Actor> actors = new ArrayList<>();
        int count = SeededBug.tasks().get(task).operations().size();
        for (int index = 0; index < count; index++) {
          actors.add(new Actor(perform, List.of(task, index)));
        }
        tasks.add(actors);
      }
      return new ExecutionScenario(List.of(), tasks, List.of(new Actor(end, List.of())), null);
    } catch (NoSuchMethodException e) {
      throw new AssertionError("a method of our own is not there", e);
    }
  }
}
