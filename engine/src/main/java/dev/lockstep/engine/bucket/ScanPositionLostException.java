package dev.lockstep.engine.bucket;

import java.io.IOException;

/** A scan cannot be resumed: what it saw is no longer part of the vbucket's past. Scan from the start. */
public final class ScanPositionLostException extends IOException {
  private static final long serialVersionUID = 1L;

  ScanPositionLostException(int vbucket, String why) {
    super("the scan of vbucket " + vbucket + " cannot go on: " + why + "; scan from the start");
  }
}
