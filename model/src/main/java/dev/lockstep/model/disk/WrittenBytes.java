package dev.lockstep.model.disk;

import dev.lockstep.model.trace.Fingerprint;

/** Bytes that were written, never changed, and their fingerprint. */
final class WrittenBytes {
  final byte[] bytes;
  final long hash;

  WrittenBytes(byte[] bytes) {
    this.bytes = bytes;
    this.hash = Fingerprint.of(bytes, 0, bytes.length);
  }
}
