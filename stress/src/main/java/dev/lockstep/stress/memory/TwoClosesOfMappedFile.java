package dev.lockstep.stress.memory;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.lockstep.stress.subject.MappedFileSubject;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A mapped file is closed twice: memory that is given back twice may be somebody else's by then. */
@JCStressTest
@Description("Two closes of a mapped file at once: what a read finds after.")
@Outcome(id = "closed", expect = ACCEPTABLE, desc = "It is closed, and the JVM still runs.")
@Outcome(expect = FORBIDDEN, desc = "It can be read.")
@State
public class TwoClosesOfMappedFile {
  private final MappedFileSubject subject = new MappedFileSubject();

  public TwoClosesOfMappedFile() {
    subject.read();
  }

  @Actor
  public void one() {
    subject.close();
  }

  @Actor
  public void other() {
    subject.close();
  }

  @Arbiter
  public void after(L_Result result) {
    result.r1 = subject.read();
  }
}
