package dev.lockstep.stress.memory;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.lockstep.engine.platform.Cell;
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

/** Two tasks replace the same value of a cell: one of them does. */
@JCStressTest
@Description("Two compare-and-sets of one value: who did; what the cell holds.")
@Outcome(
    id = "true, false, one",
    expect = ACCEPTABLE,
    desc = "The first one replaced it, the second found it replaced.")
@Outcome(id = "false, true, other", expect = ACCEPTABLE, desc = "The same the other way round.")
@Outcome(
    expect = FORBIDDEN,
    desc = "Both or neither replaced it, or what the winner wrote is not there.")
@State
public class CellIsSwappedOnce {
  private final Platform platform = new CountedPlatform(new CountedFiles());

  private final Cell<String> cell = platform.newCell("cell", "first");

  @Actor
  public void one(LLL_Result result) {
    result.r1 = cell.compareAndSet("first", "one");
  }

  @Actor
  public void other(LLL_Result result) {
    result.r2 = cell.compareAndSet("first", "other");
  }

  @Arbiter
  public void after(LLL_Result result) {
    result.r3 = cell.get();
  }
}
