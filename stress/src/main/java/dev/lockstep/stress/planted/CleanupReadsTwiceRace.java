package dev.lockstep.stress.planted;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.stress.subject.CountedFiles;
import dev.lockstep.stress.subject.CountedPlatform;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * A copy of a warm-up by two scanners of one directory: each makes the revision it found the
 * current one if that is newer, and removes the older.
 */
@JCStressTest
@Description("Compare with one read of the entry, remove what a second one says (B26).")
@Outcome(
    id = "3, (2|6)",
    expect = ACCEPTABLE,
    desc = "The newest revision is current, and only older ones are removed (a bit for each).")
@Outcome(
    expect = FORBIDDEN,
    desc = "A scanner removed the newest revision as the old one, or made an older one current.")
@State
public class CleanupReadsTwiceRace {
  private final Platform platform = new CountedPlatform(new CountedFiles());

  private final LongCell current = platform.newLongCell("revision", 1);
  private final LongCell removed = platform.newLongCell("removed", 0);

  /** The fault: between the two reads the other scanner may have stored what it found. */
  private void found(long revision) {
    if (current.get() < revision) {
      long old = current.get();
      current.set(revision);
      removed.addAndGet(1L << old);
    }
  }

  @Actor
  public void oneScanner() {
    found(2);
  }

  @Actor
  public void otherScanner() {
    found(3);
  }

  @Arbiter
  public void after(LL_Result result) {
    result.r1 = current.get();
    result.r2 = removed.get();
  }
}
