package dev.lockstep.engine.format;

import dev.lockstep.engine.invariant.Invariant;
import java.util.Optional;

/**
 * The layout of a header's body.
 *
 * <pre>
 * u8   disk version
 * u48  update seqno
 * u48  purge seqno
 * u48  purge pointer
 * u16  by-seqno root size, u16 by-id root size, u16 local root size
 * u64  timestamp (ns since the epoch)                                    since 13
 * u48  previous header's position shifted left by one, or'ed with 1      since 14
 *      where block 0 holds metadata; all upper 47 bits set: none
 *      by-seqno root, by-id root, local root (nothing where the size is 0)
 * </pre>
 */
public final class HeaderFormat {

  /** Longest header accepted, in bytes: the checksum and the body. */
  public static final int LENGTH_MAX = 1024;

  private static final long PREVIOUS_NONE = (1L << 47) - 1;
  private static final int FIXED_LENGTH = 1 + 3 * BigEndian.U48 + 3 * BigEndian.U16;

  private HeaderFormat() {}

  /** The body's bytes. Values that do not fit their fields are a broken invariant. */
  public static byte[] encode(Header header) {
    checkWidths(header);
    DiskVersion version = header.version();
    byte[] out = new byte[fixedLength(version) + rootLengths(header)];
    out[0] = (byte) version.number();
    int at = BigEndian.put(out, 1, BigEndian.U48, header.updateSeqno());
    at = BigEndian.put(out, at, BigEndian.U48, header.purgeSeqno());
    at = BigEndian.put(out, at, BigEndian.U48, header.purgePointer());
    at = BigEndian.put(out, at, BigEndian.U16, rootLength(header.bySeqno()));
    at = BigEndian.put(out, at, BigEndian.U16, rootLength(header.byId()));
    at = BigEndian.put(out, at, BigEndian.U16, rootLength(header.local()));
    if (version.hasTimestamp()) {
      at = BigEndian.put(out, at, BigEndian.U64, header.timestampNanos());
    }
    if (version.hasPreviousPosition()) {
      long previous = header.previousPosition() == Header.NO_PREVIOUS
          ? PREVIOUS_NONE
          : header.previousPosition();
      at = BigEndian.put(out, at, BigEndian.U48, previous << 1 | (header.hasMetadata() ? 1 : 0));
    }
    at = putRoot(out, at, header.bySeqno());
    at = putRoot(out, at, header.byId());
    at = putRoot(out, at, header.local());
    Invariant.check(at == out.length, "header of %d bytes filled up to %d", out.length, at);
    return out;
  }

  /** The disk version that a body claims, ours or not. */
  public static int versionNumber(byte[] body) {
    return Byte.toUnsignedInt(body[0]);
  }

  /**
   * Parses a body whose first byte is the number of one of our versions.
   *
   * @throws MalformedDataException if the body is longer or shorter than its parts
   */
  public static Header decode(byte[] body) throws MalformedDataException {
    DiskVersion version = DiskVersion.of(versionNumber(body)).orElseThrow();
    int fixed = fixedLength(version);
    if (body.length < fixed) {
      throw new MalformedDataException(
          "a header body of at least " + fixed + " bytes", body.length + " bytes");
    }
    int at = FIXED_LENGTH - 3 * BigEndian.U16;
    int bySeqnoLength = (int) BigEndian.get(body, at, BigEndian.U16);
    int byIdLength = (int) BigEndian.get(body, at + BigEndian.U16, BigEndian.U16);
    int localLength = (int) BigEndian.get(body, at + 2 * BigEndian.U16, BigEndian.U16);
    int length = fixed + bySeqnoLength + byIdLength + localLength;
    if (body.length != length) {
      throw new MalformedDataException(
          "a header body of " + length + " bytes", body.length + " bytes");
    }
    at = FIXED_LENGTH;
    long timestamp = 0;
    if (version.hasTimestamp()) {
      timestamp = BigEndian.get(body, at, BigEndian.U64);
      at += BigEndian.U64;
    }
    long previous = PREVIOUS_NONE << 1;
    if (version.hasPreviousPosition()) {
      previous = BigEndian.get(body, at, BigEndian.U48);
    }
    return new Header(
        version,
        BigEndian.get(body, 1, BigEndian.U48),
        BigEndian.get(body, 1 + BigEndian.U48, BigEndian.U48),
        BigEndian.get(body, 1 + 2 * BigEndian.U48, BigEndian.U48),
        timestamp,
        previous >>> 1 == PREVIOUS_NONE ? Header.NO_PREVIOUS : previous >>> 1,
        (previous & 1) != 0,
        root(body, fixed, bySeqnoLength),
        root(body, fixed + bySeqnoLength, byIdLength),
        root(body, fixed + bySeqnoLength + byIdLength, localLength));
  }

  private static void checkWidths(Header header) {
    Invariant.check(
        header.updateSeqno() >>> 48 == 0 && header.purgeSeqno() >>> 48 == 0,
        "update seqno %d or purge seqno %d exceeds 48 bits",
        header.updateSeqno(),
        header.purgeSeqno());
    Invariant.check(
        header.previousPosition() == Header.NO_PREVIOUS
            || (header.previousPosition() >= 0 && header.previousPosition() < PREVIOUS_NONE),
        "the previous header's position exceeds 47 bits");
    Invariant.check(header.purgePointer() >>> 48 == 0, "the purge pointer exceeds 48 bits");
  }

  private static int fixedLength(DiskVersion version) {
    return FIXED_LENGTH
        + (version.hasTimestamp() ? BigEndian.U64 : 0)
        + (version.hasPreviousPosition() ? BigEndian.U48 : 0);
  }

  private static int rootLengths(Header header) {
    return rootLength(header.bySeqno()) + rootLength(header.byId()) + rootLength(header.local());
  }

  private static int rootLength(Optional<NodePointer> root) {
    return root.map(NodePointer::rootLength).orElse(0);
  }

  private static int putRoot(byte[] out, int at, Optional<NodePointer> root) {
    return root.isPresent() ? root.get().putRoot(out, at) : at;
  }

  private static Optional<NodePointer> root(byte[] body, int offset, int length)
      throws MalformedDataException {
    return length == 0
        ? Optional.empty()
        : Optional.of(NodePointer.decodeRoot(body, offset, length));
  }
}
