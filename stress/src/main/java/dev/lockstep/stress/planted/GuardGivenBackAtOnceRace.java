package dev.lockstep.stress.planted;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.lockstep.engine.platform.Cell;
import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.stress.subject.CountedFiles;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A copy of a compactor that expires a document if the vbucket is active, under a {@link
 * LeakyMutex}.
 */
@JCStressTest
@Description(
    "Check and act under a guard that is given back before them: expiry in a replica (B31).")
@Outcome(id = "(0, 0|1, 1)", expect = ACCEPTABLE, desc = "Expired while active, or not at all.")
@Outcome(expect = FORBIDDEN, desc = "A replica gave out a seqno.")
@State
public class GuardGivenBackAtOnceRace {
  private final Platform platform = new LeakyMutex.Machine(new CountedFiles());
  private final Mutex stateLock = platform.newMutex("state lock");
  private final Cell<String> state = platform.newCell("state", "active");
  private final LongCell seqno = platform.newLongCell("seqno", 0);

  @Actor
  public void compactor() {
    stateLock.lock();
    if (state.get().equals("active")) {
      seqno.addAndGet(1);
    }
    stateLock.unlock();
  }

  @Actor
  public void owner(II_Result result) {
    stateLock.lock();
    state.set("replica");
    result.r1 = (int) seqno.get();
    stateLock.unlock();
  }

  @Arbiter
  public void after(II_Result result) {
    result.r2 = (int) seqno.get();
  }
}
