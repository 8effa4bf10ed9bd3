package dev.lockstep.stress.memory;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.lockstep.stress.subject.CacheSubject;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** A decoded node is put into the live cache while another reader looks there. */
@JCStressTest
@Description("A put against two looks: what both found.")
@Outcome(id = "nothing, nothing", expect = ACCEPTABLE, desc = "Looked before.")
@Outcome(id = "nothing, version 1", expect = ACCEPTABLE, desc = "Looked before and after.")
@Outcome(id = "version 1, version 1", expect = ACCEPTABLE, desc = "Looked after.")
@Outcome(
    id = "version 1, nothing",
    expect = ACCEPTABLE_INTERESTING,
    desc = "Found and then gone: another place took the slot, which a cache may do at any time.")
@Outcome(expect = FORBIDDEN, desc = "Half a node, or one of another place.")
@State
public class CachedNodeIsWhole {
  private final CacheSubject subject = new CacheSubject();

  @Actor
  public void decoder() {
    subject.put(1);
  }

  @Actor
  public void reader(LL_Result result) {
    result.r1 = subject.get();
    result.r2 = subject.get();
  }
}
