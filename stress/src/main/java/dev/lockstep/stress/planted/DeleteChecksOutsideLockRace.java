package dev.lockstep.stress.planted;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.lockstep.engine.platform.Cell;
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

/** A copy of the deletion of a vbucket that looks first and then takes the lock. */
@JCStressTest
@Description("Check, then lock, then use: two deletions of one vbucket (B62, MB-51391).")
@Outcome(
    id = "deleted, no such vbucket|no such vbucket, deleted",
    expect = ACCEPTABLE,
    desc = "One deleted it, the other found nothing.")
@Outcome(expect = FORBIDDEN, desc = "The second one had looked before the first took it away.")
@State
public class DeleteChecksOutsideLockRace {
  private final Platform platform = new CountedPlatform(new CountedFiles());

  private final Mutex lifecycleLock = platform.newMutex("lifecycle lock");
  private final Cell<String> vbucket = platform.newCell("vbucket", "there");

  /** The fault: what was seen outside the lock need not be so under it. */
  private String delete() {
    if (vbucket.get().equals("gone")) {
      return "no such vbucket";
    }
    lifecycleLock.lock();
    boolean isThere = vbucket.get().equals("there");
    vbucket.set("gone");
    lifecycleLock.unlock();
    return isThere ? "deleted" : "deleted what was gone";
  }

  @Actor
  public void one(LL_Result result) {
    result.r1 = delete();
  }

  @Actor
  public void other(LL_Result result) {
    result.r2 = delete();
  }
}
