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
import org.openjdk.jcstress.infra.results.I_Result;

/** A task waits for what another one sets. A wake-up that is lost shows as a race that hangs. */
@JCStressTest
@Description("A wait in a loop against set and signal: what the waiter read.")
@Outcome(
    id = "42",
    expect = ACCEPTABLE,
    desc = "Woken, or never waited: it saw what was set before the signal.")
@Outcome(expect = FORBIDDEN, desc = "Woken without seeing it.")
@State
public class ConditionLosesNoWakeUp {
  private final Platform platform = new CountedPlatform(new CountedFiles());

  private final Mutex mutex = platform.newMutex("mutex");
  private final Condition isSet = mutex.newCondition("it is set");
  private int value;

  @Actor
  public void waiter(I_Result result) {
    mutex.lock();
    while (value == 0) {
      isSet.await();
    }
    result.r1 = value;
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
