package dev.lockstep.stress.planted;

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
import org.openjdk.jcstress.infra.results.L_Result;

/** A copy of the look-up of a vbucket that checks one read and uses another. */
@JCStressTest
@Description("Check one fetch, use a second one: a look-up against a deletion (B62, MB-21738).")
@Outcome(
    id = "found|no such vbucket",
    expect = ACCEPTABLE,
    desc = "Found before the deletion, or not after it.")
@Outcome(expect = FORBIDDEN, desc = "Deleted between the check and the use.")
@State
public class VBucketFetchedTwiceRace {
  private final Platform platform = new CountedPlatform(new CountedFiles());

  private static final String NONE = "";

  private final Cell<String> vbucket = platform.newCell("vbucket", "found");

  @Actor
  public void client(L_Result result) {
    result.r1 = vbucket.get().equals(NONE) ? "no such vbucket" : vbucket.get();
  }

  @Actor
  public void owner() {
    vbucket.set(NONE);
  }
}
