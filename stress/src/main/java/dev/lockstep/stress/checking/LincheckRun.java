package dev.lockstep.stress.checking;

import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import java.io.IOException;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/** Lincheck's model checker on {@link SmallStoreOperations}, with as many tasks and operations. */
final class LincheckRun {
  private static final int SCENARIOS = 10;
  private static final int INVOCATIONS = 1_000;

  private LincheckRun() {}

  /** Checks random scenarios again and again until the time is over, warmed up before. */
  static Measurement measure(double secondsMin, StartSignal start) throws IOException {
    WarmUp.of(LincheckRun::round);
    start.await();
    Repeated rounds = Repeated.of(LincheckRun::round, secondsMin);
    return new Measurement(
        SmallStoreRun.SUBJECT,
        Measurement.LINCHECK,
        Runtime.version().feature(),
        1,
        rounds.executions(),
        rounds.rate(),
        false,
        rounds.seconds());
  }

  private static long round() {
    long before = InvocationCount.get();
    new ModelCheckingOptions()
        .threads(SmallStoreProgram.TASKS)
        .actorsPerThread(SmallStoreProgram.OPERATIONS)
        .actorsBefore(0)
        .actorsAfter(0)
        .iterations(SCENARIOS)
        .invocationsPerIteration(INVOCATIONS)
        .minimizeFailedScenario(false)
        .addGuarantee(forClasses(InvocationCount.class.getName()).allMethods().ignore())
        .check(SmallStoreOperations.class);
    return InvocationCount.get() - before;
  }
}
