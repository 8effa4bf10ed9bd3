package dev.lockstep.engine.format;

import java.util.Optional;

/** The disk versions we read and write. */
public enum DiskVersion {
  /** The last one with the IEEE checksum. */
  V11(11, Checksum.CRC32),
  /** Castagnoli checksum. */
  V12(12, Checksum.CRC32C),
  /** Headers carry the time of their commit. */
  V13(13, Checksum.CRC32C),
  /** Headers carry the position of the header before them. */
  V14(14, Checksum.CRC32C);

  private final int number;
  private final Checksum checksum;

  DiskVersion(int number, Checksum checksum) {
    this.number = number;
    this.checksum = checksum;
  }

  /** The version with that number, if it is one of ours. */
  public static Optional<DiskVersion> of(int number) {
    for (DiskVersion version : values()) {
      if (version.number == number) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }

  /** The number that stands in the header. */
  public int number() {
    return number;
  }

  /** The checksum of headers and chunks. */
  public Checksum checksum() {
    return checksum;
  }

  /** Whether headers carry the time of their commit. */
  public boolean hasTimestamp() {
    return number >= V13.number;
  }

  /** Whether headers carry the position of the header before them. */
  public boolean hasPreviousPosition() {
    return number >= V14.number;
  }
}
