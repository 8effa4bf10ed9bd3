package dev.lockstep.stress.mapped;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.lockstep.stress.subject.MappedSubject;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** Two first reads of a file: one maps it, the other does not wait for that. */
@JCStressTest
@Description("Two reads that each would map a file; one more when it is mapped.")
@Outcome(
    id = "read, read, read",
    expect = ACCEPTABLE,
    desc = "Mapped or not, the bytes are those of the file.")
@Outcome(expect = FORBIDDEN, desc = "A read met a mapping that was not whole.")
@State
public class TwoFirstReads {
  private final MappedSubject subject = MappedSubject.opened();

  @Actor
  public void one(LLL_Result result) {
    result.r1 = subject.read();
  }

  @Actor
  public void other(LLL_Result result) {
    result.r2 = subject.read();
  }

  @Arbiter
  public void later(LLL_Result result) {
    result.r3 = subject.read();
    subject.close();
  }
}
