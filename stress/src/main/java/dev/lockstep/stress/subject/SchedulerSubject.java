package dev.lockstep.stress.subject;

import dev.lockstep.engine.schedule.CompactionScheduler;
import dev.lockstep.engine.schedule.CompactionTicket;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.CompactionResult;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A compaction scheduler with one compactor, which is a {@link DeferredTask}: an actor runs it until the
 * scheduler is closed, or else whoever closes does. What it compacts are only counted; one that is asked
 * to give up does when it ends.
 */
public final class SchedulerSubject {
  private static final int VBUCKET = 7;

  private final AtomicInteger compactions = new AtomicInteger();
  private final DeferredPlatform platform;
  private final CompactionScheduler scheduler;

  private SchedulerSubject(Function<CountedFiles, DeferredPlatform> machine) {
    this.platform = machine.apply(new CountedFiles());
    this.scheduler = CompactionScheduler.start(platform, 1, (vbucket, options) -> new Counted());
  }

  public static SchedulerSubject start() {
    return new SchedulerSubject(DeferredPlatform::new);
  }

  /** The same on a platform of the caller's making. */
  public static SchedulerSubject on(Function<CountedFiles, DeferredPlatform> machine) {
    return new SchedulerSubject(machine);
  }

  private final class Counted implements CompactionScheduler.Compaction {
    private final AtomicBoolean isAborted = new AtomicBoolean();

    @Override
    public CompactionResult run() {
      int number = compactions.incrementAndGet();
      CompactionResult.Status status =
          isAborted.get() ? CompactionResult.Status.ABORTED : CompactionResult.Status.SWITCHED;
      return new CompactionResult(status, number, 0, 0, 0);
    }

    @Override
    public void abort() {
      isAborted.set(true);
    }
  }

  public CompactionTicket request() {
    return scheduler.request(VBUCKET, CompactionOptions.defaults());
  }

  /** Waits for an answer: {@code switched}, {@code aborted} or {@code cancelled}. */
  public String await(CompactionTicket ticket) {
    return Answers.of(() -> Answers.word(ticket.await()));
  }

  /** Compacts until the scheduler is closed. */
  public void runCompactor() {
    platform.task("compactor").run();
  }

  public void close() {
    scheduler.close();
  }

  /** The vbucket is gone. */
  public void forget() {
    scheduler.forget(VBUCKET, "it is gone");
  }

  /** How many compactions ran: {@code 1 compaction}. */
  public String compactions() {
    int count = compactions.get();
    return count + (count == 1 ? " compaction" : " compactions");
  }
}
