package dev.lockstep.stress.planted;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.stress.subject.CountedFiles;
import dev.lockstep.stress.subject.CountedPlatform;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A copy of a shared entry, revision and size, that each of its two users guards by a lock of its
 * own.
 */
@JCStressTest
@Description("Two instances, two locks, one map (B25).")
@Outcome(id = "1, 1|2, 2", expect = ACCEPTABLE, desc = "Read before the switch, or after it.")
@Outcome(expect = FORBIDDEN, desc = "Read in the middle of it: the locks exclude nobody.")
@State
public class LockPerViewRace {
  private final Platform platform = new CountedPlatform(new CountedFiles());

  private final Mutex lockOfReader = platform.newMutex("lock of the reading store");
  private final Mutex lockOfWriter = platform.newMutex("lock of the writing store");
  private int revision = 1;
  private int size = 1;

  @Actor
  public void scan(II_Result result) {
    lockOfReader.lock();
    result.r1 = revision;
    result.r2 = size;
    lockOfReader.unlock();
  }

  @Actor
  public void compactor() {
    lockOfWriter.lock();
    revision = 2;
    size = 2;
    lockOfWriter.unlock();
  }
}
