package dev.lockstep.stress.memory;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.lockstep.engine.platform.Condition;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.stress.subject.CountedFiles;
import dev.lockstep.stress.subject.CountedPlatform;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** A task waits an hour at most for what another one sets. */
@JCStressTest
@Description(
    "A timed wait against set and signal: what the waiter read; whether it took a signal for the end of its time.")
@Outcome(id = "42, true", expect = ACCEPTABLE, desc = "Woken by the signal, or never waited.")
@Outcome(
    id = "42, false",
    expect = FORBIDDEN,
    desc = "Woken by the signal, and told that the time was over.")
@Outcome(expect = FORBIDDEN, desc = "Woken without seeing what was set.")
@State
public class ConditionSignalsTimedWait {
  private final Platform platform = new CountedPlatform(new CountedFiles());

  private static final long HOUR = 3_600_000_000_000L;

  private final Mutex mutex = platform.newMutex("mutex");
  private final Condition isSet = mutex.newCondition("it is set");
  private int value;

  @Actor
  public void waiter(LL_Result result) {
    boolean isSignalled = true;
    mutex.lock();
    while (value == 0) {
      isSignalled &= isSet.awaitNanos(HOUR);
    }
    result.r1 = value;
    result.r2 = isSignalled;
    mutex.unlock();
  }

  @Actor
  public void signaller() {
    mutex.lock();
    value = 42;
    isSet.signalAll();
    mutex.unlock();
  }
}
