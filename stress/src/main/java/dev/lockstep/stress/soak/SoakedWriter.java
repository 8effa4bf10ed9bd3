package dev.lockstep.stress.soak;

import java.io.IOException;
import java.util.SplittableRandom;

/** The one task that writes a vbucket, and so knows what it holds; what it does when is up to chance. */
abstract class SoakedWriter {
  final Course course;
  final SplittableRandom random;
  private final OneIn oneIn;

  SoakedWriter(Course course, long seed, OneIn oneIn) {
    this.course = course;
    this.random = new SplittableRandom(seed);
    this.oneIn = oneIn;
  }

  /** Of how many turns one is a recreation, a rollback, and ends with a comparison of everything. */
  record OneIn(int recreation, int rollback, int fullCheck) {}

  /** Writes until the soak is over. */
  final void run() throws IOException {
    while (course.nextTurn()) {
      if (random.nextInt(oneIn.recreation) == 0) {
        recreate();
      } else if (random.nextInt(oneIn.rollback) == 0) {
        rollback();
      } else {
        write();
      }
      if (random.nextInt(oneIn.fullCheck) == 0) {
        compareAll();
      }
    }
    compareAll();
  }

  abstract void write() throws IOException;

  abstract void rollback() throws IOException;

  abstract void recreate() throws IOException;

  abstract void compareAll() throws IOException;
}
