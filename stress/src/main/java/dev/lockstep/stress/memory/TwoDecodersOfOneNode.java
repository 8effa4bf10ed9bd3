package dev.lockstep.stress.memory;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.lockstep.stress.subject.CacheSubject;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** Two readers decode the same node and put it into the live cache. */
@JCStressTest
@Description("Two puts at one place, each with a look after it: what each found; what is there.")
@Outcome(
    id = "version [12], version [12], version [12]",
    expect = ACCEPTABLE,
    desc = "Either decoding: they are equal.")
@Outcome(
    id = "(version [12]|nothing), (version [12]|nothing), (version [12]|nothing)",
    expect = ACCEPTABLE_INTERESTING,
    desc = "Not there: it is just being replaced, or another place took the slot.")
@Outcome(expect = FORBIDDEN, desc = "Half a node, or one of another place.")
@State
public class TwoDecodersOfOneNode {
  private final CacheSubject subject = new CacheSubject();

  @Actor
  public void one(LLL_Result result) {
    subject.put(1);
    result.r1 = subject.get();
  }

  @Actor
  public void other(LLL_Result result) {
    subject.put(2);
    result.r2 = subject.get();
  }

  @Arbiter
  public void after(LLL_Result result) {
    result.r3 = subject.get();
  }
}
