package dev.lockstep.stress.checking;

import dev.lockstep.model.program.ProgramExplorer;
import dev.lockstep.model.scheduler.DiskOrder;
import dev.lockstep.model.scheduler.ExhaustiveScheduler;
import java.util.List;
import java.util.stream.IntStream;

/** The exhaustive search of every {@link SmallStoreProgram}, over and over. */
final class SmallStoreRun {
  static final String SUBJECT = "small-store";

  private SmallStoreRun() {}

  /**
   * Proves one job's share of them again and again until the time is over, half as long unmeasured
   * before.
   */
  static Measurement measure(double secondsMin, int job, int jobs) {
    List<SmallStoreProgram> all = SmallStoreProgram.all();
    List<SmallStoreProgram> share = IntStream.range(0, all.size())
        .filter(i -> i % jobs == job)
        .mapToObj(all::get)
        .toList();
    repeat(share, secondsMin / 2);
    long begun = System.nanoTime();
    Rounds rounds = repeat(share, secondsMin);
    double seconds = Measurement.seconds(System.nanoTime() - begun);
    return new Measurement(
        SUBJECT,
        Measurement.LOCKSTEP,
        Runtime.version().feature(),
        jobs,
        rounds.executions,
        rounds.executions / seconds,
        true,
        seconds / rounds.count);
  }

  private record Rounds(int count, long executions) {}

  private static Rounds repeat(List<SmallStoreProgram> programs, double secondsMin) {
    long begun = System.nanoTime();
    int count = 0;
    long executions = 0;
    do {
      executions += programs.stream().mapToLong(SmallStoreRun::prove).sum();
      count++;
    } while (Measurement.seconds(System.nanoTime() - begun) < secondsMin);
    return new Rounds(count, executions);
  }

  private static long prove(SmallStoreProgram program) {
    ProgramExplorer.Result result =
        new ProgramExplorer(program).explore(new ExhaustiveScheduler(DiskOrder.UNOBSERVED));
    result.failure().ifPresent(failure -> {
      throw new AssertionError("the store is wrong", failure.thrown());
    });
    return result.executions();
  }
}
