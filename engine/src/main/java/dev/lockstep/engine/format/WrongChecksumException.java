package dev.lockstep.engine.format;

/** Bytes do not have the checksum that was stored with them. */
public final class WrongChecksumException extends MalformedDataException {
  private static final long serialVersionUID = 1L;

  WrongChecksumException(Checksum checksum, int stored, int computed) {
    super(String.format("%s 0x%08x", checksum, stored), String.format("0x%08x", computed));
  }
}
