package dev.lockstep.stress.planted;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.lockstep.stress.subject.StoreSubject;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** The real store, whose snapshots do not hold the file that they read. */
@JCStressTest
@Description(
    "A snapshot without a pin against a deletion: the last reference goes under a scan (B62, MB-24151).")
@Outcome(
    id = "(a=a b=b|no such vbucket), deleted",
    expect = ACCEPTABLE,
    desc = "The scan ended before the file was closed, or began after the deletion.")
@Outcome(expect = FORBIDDEN, desc = "The file was closed under the scan.")
@State
public class SnapshotWithoutPinRace {
  private final StoreSubject subject = UnpinnedSnapshots.store("a", "b");

  @Actor
  public void reader(LL_Result result) {
    result.r1 = subject.scan();
  }

  @Actor
  public void owner(LL_Result result) {
    result.r2 = subject.delete();
  }
}
