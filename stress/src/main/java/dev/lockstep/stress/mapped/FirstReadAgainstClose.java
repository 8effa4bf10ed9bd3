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

/** A file is closed while its first read maps it. */
@JCStressTest
@Description("The read that maps a file against its closing.")
@Outcome(
    id = "read, closed",
    expect = ACCEPTABLE,
    desc = "The read ended, through a mapping that went after it or through a call.")
@Outcome(
    id = "a closed file, closed",
    expect = ACCEPTABLE,
    desc = "The file was closed before the read.")
@Outcome(expect = FORBIDDEN, desc = "The read met what was no longer, or not yet, the file.")
@State
public class FirstReadAgainstClose {
  private final MappedSubject subject = MappedSubject.opened();

  @Actor
  public void reader(LL_Result result) {
    result.r1 = subject.read();
  }

  @Actor
  public void owner(LL_Result result) {
    result.r2 = subject.close();
  }
}
