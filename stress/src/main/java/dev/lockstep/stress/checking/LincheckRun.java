package dev.lockstep.stress.checking;

import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/** Lincheck's model checker on {@link SmallStoreOperations}, with as many tasks and operations. */
final class LincheckRun {
  private static final int SCENARIOS = 10;
  private static final int INVOCATIONS = 1_000;

  private LincheckRun() {}

  /** Checks random scenarios again and again until the time is over, the first round unmeasured. */
  static Measurement measure(double secondsMin) {
    round();
    long begun = System.nanoTime();
    long before = InvocationCount.get();
    long nanos = 0;
    while (Measurement.seconds(nanos) < secondsMin) {
      round();
      nanos = System.nanoTime() - begun;
    }
    long executions = InvocationCount.get() - before;
    double seconds = Measurement.seconds(nanos);
    return new Measurement(
        SmallStoreRun.SUBJECT,
        Measurement.LINCHECK,
        Runtime.version().feature(),
        1,
        executions,
        executions / seconds,
        false,
        seconds);
  }

  private static void round() {
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
  }
}
