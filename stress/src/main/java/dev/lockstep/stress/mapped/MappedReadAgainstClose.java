package dev.lockstep.stress.mapped;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.lockstep.stress.subject.MappedSubject;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** A mapped file is closed while it is read. */
@JCStressTest
@Description("A read of a mapped file against its closing.")
@Outcome(
    id = "read, closed",
    expect = ACCEPTABLE,
    desc = "The read ended, and only then the mapping went.")
@Outcome(
    id = "a closed file, closed",
    expect = ACCEPTABLE,
    desc = "The file was closed before the read.")
@Outcome(expect = FORBIDDEN, desc = "The read met what was no longer, or not yet, the file.")
@State
public class MappedReadAgainstClose {
  private final MappedSubject subject = MappedSubject.mapped();

  @Actor
  public void reader(LL_Result result) {
    result.r1 = subject.read();
  }

  @Actor
  public void owner(LL_Result result) {
    result.r2 = subject.close();
  }
}
