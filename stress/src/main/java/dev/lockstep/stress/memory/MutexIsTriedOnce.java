package dev.lockstep.stress.memory;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.stress.subject.CountedFiles;
import dev.lockstep.stress.subject.CountedPlatform;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** Two tasks try a mutex: it is how a second compaction of a vbucket is refused. */
@JCStressTest
@Description("Two tries of a mutex: who had it; how often a plain field under it was counted.")
@Outcome(
    id = "true, true, 2",
    expect = ACCEPTABLE,
    desc = "The second one came after the first had given it back, and saw what it did.")
@Outcome(id = "true, false, 1", expect = ACCEPTABLE, desc = "The second one came meanwhile.")
@Outcome(id = "false, true, 1", expect = ACCEPTABLE, desc = "The same the other way round.")
@Outcome(
    id = "false, false, .*",
    expect = FORBIDDEN,
    desc = "Nobody had it, though it was free when the first one came.")
@Outcome(expect = FORBIDDEN, desc = "Both had it at once.")
@State
public class MutexIsTriedOnce {
  private final Platform platform = new CountedPlatform(new CountedFiles());

  private final Mutex mutex = platform.newMutex("mutex");
  private int count;

  @Actor
  public void one(LLL_Result result) {
    result.r1 = countIfFree();
  }

  @Actor
  public void other(LLL_Result result) {
    result.r2 = countIfFree();
  }

  private boolean countIfFree() {
    if (!mutex.tryLock()) {
      return false;
    }
    count++;
    mutex.unlock();
    return true;
  }

  @Arbiter
  public void after(LLL_Result result) {
    result.r3 = count;
  }
}
