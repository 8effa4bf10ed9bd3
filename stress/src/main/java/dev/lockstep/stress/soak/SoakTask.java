package dev.lockstep.stress.soak;

import java.io.IOException;

/** Something that runs in a thread of its own until the soak is over. */
record SoakTask(String name, Body body) {

  /** What it does. On a healthy machine nothing fails: whatever it throws is a violation. */
  @FunctionalInterface
  interface Body {
    void run() throws IOException;
  }
}
