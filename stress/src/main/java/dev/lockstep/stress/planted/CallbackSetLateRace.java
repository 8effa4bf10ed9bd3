package dev.lockstep.stress.planted;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A callback in a plain field, made ready only after compactors can see it. */
@JCStressTest
@Description(
    "A callback published to running compactors before it is whole, by a plain write (B61).")
@Outcome(
    id = "none|ready",
    expect = ACCEPTABLE,
    desc = "Looked before there was one, or after it was ready.")
@Outcome(expect = FORBIDDEN, desc = "A compactor called what was half-made.")
@State
public class CallbackSetLateRace {
  private @Nullable Callback callback;

  private static final class Callback {
    private String state = "half-made";
  }

  @Actor
  public void startUp() {
    Callback fresh = new Callback();
    callback = fresh;
    fresh.state = "ready";
  }

  @Actor
  public void compactor(L_Result result) {
    Callback seen = callback;
    result.r1 = seen == null ? "none" : seen.state;
  }
}
