package dev.lockstep.stress.checking;

import dev.lockstep.model.program.ProgramExplorer;
import dev.lockstep.model.scheduler.DiskOrder;
import dev.lockstep.model.scheduler.ExhaustiveScheduler;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** The exhaustive search of every {@link SmallStoreProgram}, over and over. */
final class SmallStoreRun {
  static final String SUBJECT = "small-store";

  private SmallStoreRun() {}

  /** Proves one job's share of them again and again until the time is over, warmed up before. */
  static Measurement measure(double secondsMin, int job, int jobs, StartSignal start)
      throws IOException {
    List<SmallStoreProgram> all = SmallStoreProgram.all();
    List<SmallStoreProgram> share = IntStream.range(0, all.size())
        .filter(i -> i % jobs == job)
        .mapToObj(all::get)
        .toList();
    WarmUp.of(() -> prove(share));
    start.await();
    Repeated proofs = Repeated.of(() -> prove(share), secondsMin);
    return new Measurement(
        SUBJECT,
        Measurement.LOCKSTEP,
        Runtime.version().feature(),
        jobs,
        proofs.executions(),
        proofs.rate(),
        true,
        proofs.seconds() / proofs.count());
  }

  private static long prove(List<SmallStoreProgram> programs) {
    return programs.stream().mapToLong(SmallStoreRun::prove).sum();
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
