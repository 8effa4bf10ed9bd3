package dev.lockstep.stress.planted;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Header and state document published by two writes: no one value holds both. */
@JCStressTest
@Description("The revision and its cached state as two plain writes (B60).")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Read before the commit was published.")
@Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "Read after the commit was published.")
@Outcome(expect = FORBIDDEN, desc = "Header and state are of two commits.")
@State
public class HeaderBesideStateRace {
  private int header = 1;
  private int state = 1;

  @Actor
  public void reader(II_Result result) {
    result.r1 = header;
    result.r2 = state;
  }

  @Actor
  public void flusher() {
    header = 2;
    state = 2;
  }
}
