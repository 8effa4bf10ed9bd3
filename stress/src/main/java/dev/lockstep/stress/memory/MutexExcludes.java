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
import org.openjdk.jcstress.infra.results.III_Result;

/** Two tasks count on a plain field under a mutex. */
@JCStressTest
@Description("Two increments under a mutex: what each made of it; what is there.")
@Outcome(
    id = "(1, 2|2, 1), 2",
    expect = ACCEPTABLE,
    desc = "One came after the other and saw what it did.")
@Outcome(
    expect = FORBIDDEN,
    desc = "Both were inside, or the later one did not see the earlier one.")
@State
public class MutexExcludes {
  private final Platform platform = new CountedPlatform(new CountedFiles());

  private final Mutex mutex = platform.newMutex("mutex");
  private int count;

  @Actor
  public void one(III_Result result) {
    mutex.lock();
    count++;
    result.r1 = count;
    mutex.unlock();
  }

  @Actor
  public void other(III_Result result) {
    mutex.lock();
    count++;
    result.r2 = count;
    mutex.unlock();
  }

  @Arbiter
  public void after(III_Result result) {
    result.r3 = count;
  }
}
