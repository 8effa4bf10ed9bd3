package dev.lockstep.engine.vbucket;

import dev.lockstep.engine.testing.MemoryFiles;
import dev.lockstep.engine.testing.MemoryFiles.Call;
import java.io.IOException;

/** Makes one call fail, or one and all that follow; calls are counted from 0. */
final class FailingCalls implements MemoryFiles.Gate {

  /** How it fails. */
  enum Mode {
    /** One call fails. */
    ONCE,
    /** One call and all that follow fail. */
    FOREVER,
    /** One call fails, and so does every later removal. */
    ONCE_AND_REMOVALS,
    /** One call fails, and so does every later close, the file being closed nevertheless. */
    ONCE_AND_CLOSES
  }

  private final int failing;
  private final Mode mode;
  private int calls;

  FailingCalls(int failing, Mode mode) {
    this.failing = failing;
    this.mode = mode;
  }

  /** Whether there was a call to fail. */
  boolean hasFailed() {
    return calls > failing;
  }

  @Override
  public int pass(Call call, String name, long position, int length) throws IOException {
    int index = calls++;
    boolean isLater = index > failing;
    boolean fails = index == failing
        || (isLater && mode == Mode.FOREVER)
        || (isLater && mode == Mode.ONCE_AND_REMOVALS && call == Call.REMOVE)
        || (isLater && mode == Mode.ONCE_AND_CLOSES && call == Call.CLOSE);
    if (fails) {
      throw new IOException(call + " of " + name + ", call " + index + ", fails on purpose");
    }
    return length;
  }
}
