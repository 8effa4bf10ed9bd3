package dev.lockstep.stress.checking;

import java.io.IOException;

/** Holds a process that is warmed up until all are that are measured together. */
interface StartSignal {
  void await() throws IOException;
}
