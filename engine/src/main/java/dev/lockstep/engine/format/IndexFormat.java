package dev.lockstep.engine.format;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.invariant.Invariant;

/**
 * The entries of the two document indexes.
 *
 * <pre>
 * by-id     key    id
 *           value  u48 seqno, u32 physical size, u48 deleted &lt;&lt; 47 | body position,
 *                  u48 revision seqno, u8 content-meta, revision metadata
 *
 * by-seqno  key    u48 seqno
 *           value  12 bits id length, 28 bits physical size, u48 deleted &lt;&lt; 47 | body position,
 *                  u48 revision seqno, u8 content-meta, id, revision metadata
 * </pre>
 */
public final class IndexFormat {

  /** The largest seqno. */
  public static final long SEQNO_MAX = (1L << 48) - 1;

  /** The largest physical size of a body. */
  public static final int PHYSICAL_SIZE_MAX = (1 << 28) - 1;

  /** Bytes of a by-seqno key. */
  public static final int SEQNO_LENGTH = BigEndian.U48;

  static final int BY_ID_PHYSICAL_SIZE = BigEndian.U48;
  static final int BY_ID_POSITION = BY_ID_PHYSICAL_SIZE + BigEndian.U32;
  static final long DELETED = 1L << 47;

  /** What {@link #DELETED} is in the first of the six bytes. */
  static final int DELETED_IN_FIRST_BYTE = 0x80;

  private static final int STATE_LENGTH = 2 * BigEndian.U48 + 1;
  static final int BY_ID_FIXED_LENGTH = BY_ID_POSITION + STATE_LENGTH;
  private static final int BY_SEQNO_FIXED_LENGTH = BigEndian.U40 + STATE_LENGTH;

  private IndexFormat() {}

  /** The by-seqno key of a seqno. */
  public static Bytes seqnoKey(long seqno) {
    byte[] out = new byte[SEQNO_LENGTH];
    putSeqno(out, 0, seqno);
    return Bytes.wrap(out);
  }

  /** Puts the by-seqno key of a seqno. */
  public static void putSeqno(byte[] out, int offset, long seqno) {
    BigEndian.put(out, offset, SEQNO_LENGTH, seqno);
  }

  /** The by-id value of a document. */
  public static Bytes byIdValue(DocumentInfo info) {
    byte[] out = new byte[byIdLength(info)];
    putById(out, 0, info);
    return Bytes.wrap(out);
  }

  /** Bytes of the by-id value of a document. */
  public static int byIdLength(DocumentInfo info) {
    return BY_ID_FIXED_LENGTH + info.revisionMetadata().length();
  }

  /** Puts the by-id value of a document. */
  public static void putById(byte[] out, int offset, DocumentInfo info) {
    checkWidths(info);
    int at = BigEndian.put(out, offset, BigEndian.U48, info.seqno());
    at = BigEndian.put(out, at, BigEndian.U32, info.physicalSize());
    at = putState(out, at, info);
    info.revisionMetadata().copyTo(out, at);
  }

  /** The by-seqno value of a document. */
  public static Bytes bySeqnoValue(DocumentInfo info) {
    byte[] out = new byte[bySeqnoLength(info)];
    putBySeqno(out, 0, info);
    return Bytes.wrap(out);
  }

  /** Bytes of the by-seqno value of a document. */
  public static int bySeqnoLength(DocumentInfo info) {
    return BY_SEQNO_FIXED_LENGTH + info.id().length() + info.revisionMetadata().length();
  }

  /** Puts the by-seqno value of a document. */
  public static void putBySeqno(byte[] out, int offset, DocumentInfo info) {
    checkWidths(info);
    long lengths = (long) info.id().length() << 28 | info.physicalSize();
    int at = BigEndian.put(out, offset, BigEndian.U40, lengths);
    at = putState(out, at, info);
    info.id().copyTo(out, at);
    info.revisionMetadata().copyTo(out, at + info.id().length());
  }

  /**
   * The document of by-id entry {@code index} of a leaf.
   *
   * @throws MalformedDataException if the entry is too short
   */
  public static DocumentInfo byIdEntry(Node leaf, int index) throws MalformedDataException {
    return byIdEntry(leaf.key(index), leaf.raw(), leaf.valueStart(index), leaf.valueLength(index));
  }

  /**
   * The document of a by-id entry.
   *
   * @throws MalformedDataException if the entry is too short
   */
  public static DocumentInfo byIdEntry(Bytes id, Bytes value) throws MalformedDataException {
    return byIdEntry(id, value.toArray(), 0, value.length());
  }

  private static DocumentInfo byIdEntry(Bytes id, byte[] in, int start, int length)
      throws MalformedDataException {
    if (length < BY_ID_FIXED_LENGTH) {
      throw new MalformedDataException(
          "a by-id value of at least " + BY_ID_FIXED_LENGTH + " bytes", length + " bytes");
    }
    long size = BigEndian.get(in, start + BY_ID_PHYSICAL_SIZE, BigEndian.U32);
    if (size > PHYSICAL_SIZE_MAX) {
      throw new MalformedDataException(
          "a physical size of at most " + PHYSICAL_SIZE_MAX, Long.toString(size));
    }
    return info(
        id,
        BigEndian.get(in, start, BigEndian.U48),
        (int) size,
        in,
        start + BY_ID_POSITION,
        start + BY_ID_FIXED_LENGTH,
        start + length);
  }

  /**
   * The document of by-seqno entry {@code index} of a leaf.
   *
   * @throws MalformedDataException if the entry is too short or its key no seqno
   */
  public static DocumentInfo bySeqnoEntry(Node leaf, int index) throws MalformedDataException {
    byte[] in = leaf.raw();
    int start = leaf.valueStart(index);
    int length = leaf.valueLength(index);
    long seqno = seqno(leaf, index);
    if (length < BY_SEQNO_FIXED_LENGTH) {
      throw new MalformedDataException(
          "a by-seqno value of at least " + BY_SEQNO_FIXED_LENGTH + " bytes", length + " bytes");
    }
    long sizes = BigEndian.get(in, start, BigEndian.U40);
    int idLength = (int) (sizes >>> 28);
    if (length < BY_SEQNO_FIXED_LENGTH + idLength) {
      throw new MalformedDataException(
          "a by-seqno value with an id of " + idLength + " bytes", length + " bytes in all");
    }
    int idStart = start + BY_SEQNO_FIXED_LENGTH;
    return info(
        Bytes.copyOf(in, idStart, idLength),
        seqno,
        (int) sizes & PHYSICAL_SIZE_MAX,
        in,
        start + BigEndian.U40,
        idStart + idLength,
        start + length);
  }

  private static long seqno(Node leaf, int index) throws MalformedDataException {
    if (leaf.keyLength(index) != BigEndian.U48) {
      throw new MalformedDataException("a seqno of 6 bytes", leaf.keyLength(index) + " bytes");
    }
    return BigEndian.get(leaf.raw(), leaf.keyStart(index), BigEndian.U48);
  }

  private static DocumentInfo info(
      Bytes id, long seqno, int physicalSize, byte[] in, int state, int metadata, int end) {
    long position = BigEndian.get(in, state, BigEndian.U48);
    return new DocumentInfo(
        id,
        seqno,
        BigEndian.get(in, state + BigEndian.U48, BigEndian.U48),
        (position & DELETED) != 0,
        Byte.toUnsignedInt(in[state + 2 * BigEndian.U48]),
        Bytes.copyOf(in, metadata, end - metadata),
        position & ~DELETED,
        physicalSize);
  }

  private static int putState(byte[] out, int offset, DocumentInfo info) {
    long position = info.bodyPosition() | (info.deleted() ? DELETED : 0);
    int at = BigEndian.put(out, offset, BigEndian.U48, position);
    at = BigEndian.put(out, at, BigEndian.U48, info.revisionSeqno());
    out[at] = (byte) info.contentMeta();
    return at + 1;
  }

  private static void checkWidths(DocumentInfo info) {
    Invariant.check(
        info.seqno() >>> 48 == 0 && info.revisionSeqno() >>> 48 == 0,
        "seqno %d or revision seqno %d exceeds 48 bits",
        info.seqno(),
        info.revisionSeqno());
    Invariant.check(
        info.bodyPosition() >>> 47 == 0
            && info.physicalSize() >= 0
            && info.physicalSize() <= PHYSICAL_SIZE_MAX,
        "body position %d exceeds 47 bits or physical size %d 28 bits",
        info.bodyPosition(),
        info.physicalSize());
    Invariant.check(
        info.id().length() <= Node.KEY_LENGTH_MAX && info.contentMeta() >>> 8 == 0,
        "id of %d bytes exceeds 4095, or content-meta %d 8 bits",
        info.id().length(),
        info.contentMeta());
  }
}
