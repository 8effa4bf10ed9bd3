package dev.lockstep.stress.memory;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.lockstep.engine.platform.Cell;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.stress.subject.CountedFiles;
import dev.lockstep.stress.subject.CountedPlatform;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** An object is handed on through a cell: who sees it sees what was written to it before. */
@JCStressTest
@Description("A cell is set beside a read: two plain fields of what was read.")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Read before the cell was set.")
@Outcome(
    id = "1, 2",
    expect = ACCEPTABLE,
    desc = "Read after: the set hands on all that was written before it.")
@Outcome(
    expect = FORBIDDEN,
    desc = "The object was seen before its content: the cell does not order it.")
@State
public class CellPublishesWhole {
  private final Platform platform = new CountedPlatform(new CountedFiles());

  private final Cell<Pair> cell = platform.newCell("pair", new Pair());

  private static final class Pair {
    private int one;
    private int two;
  }

  @Actor
  public void writer() {
    Pair pair = new Pair();
    pair.one = 1;
    pair.two = 2;
    cell.set(pair);
  }

  @Actor
  public void reader(II_Result result) {
    Pair seen = cell.get();
    result.r1 = seen.one;
    result.r2 = seen.two;
  }
}
