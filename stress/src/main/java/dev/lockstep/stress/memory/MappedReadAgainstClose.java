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
import org.openjdk.jcstress.infra.results.LLL_Result;

/**
 * A read from mapped memory while the file is closed, which unmaps it: a read of memory that is gone
 * ends the JVM, an error of this race.
 */
@JCStressTest
@Description("Two reads against the close of a mapped file: what they found; what one finds after.")
@Outcome(id = "read, read, closed", expect = ACCEPTABLE, desc = "Both before the close.")
@Outcome(id = "read, closed, closed", expect = ACCEPTABLE, desc = "The close between them.")
@Outcome(id = "closed, closed, closed", expect = ACCEPTABLE, desc = "Both after the close.")
@Outcome(expect = FORBIDDEN, desc = "Other bytes, or a file that opens again.")
@State
public class MappedReadAgainstClose {
  private final MappedFileSubject subject = new MappedFileSubject();

  public MappedReadAgainstClose() {
    subject.read();
  }

  @Actor
  public void reader(LLL_Result result) {
    result.r1 = subject.read();
    result.r2 = subject.read();
  }

  @Actor
  public void closer() {
    subject.close();
  }

  @Arbiter
  public void after(LLL_Result result) {
    result.r3 = subject.read();
  }
}
