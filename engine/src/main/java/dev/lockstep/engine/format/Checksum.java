package dev.lockstep.engine.format;

import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** The two checksums that files use. */
public enum Checksum {
  /** The IEEE polynomial. */
  CRC32 {
    @Override
    java.util.zip.Checksum start() {
      return new CRC32();
    }
  },
  /** The Castagnoli polynomial. */
  CRC32C {
    @Override
    java.util.zip.Checksum start() {
      return new CRC32C();
    }
  };

  abstract java.util.zip.Checksum start();

  /** The checksum of {@code length} bytes from {@code offset} on. */
  public int of(byte[] bytes, int offset, int length) {
    java.util.zip.Checksum sum = start();
    sum.update(bytes, offset, length);
    return (int) sum.getValue();
  }
}
