package dev.lockstep.model.disk;

/**
 * A crash may leave more disks than are looked at, so that nobody can say that all of them are right. No
 * failure of the code under test: whoever judges that lets this pass.
 */
public final class TooManyImages extends Error {
  private static final long serialVersionUID = 1L;

  TooManyImages() {
    super(
        "a crash may leave more different disks than can be looked at: let fewer or smaller writes"
            + " come before each sync");
  }
}
