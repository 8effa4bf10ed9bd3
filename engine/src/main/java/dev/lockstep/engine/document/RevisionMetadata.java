package dev.lockstep.engine.document;

import dev.lockstep.engine.invariant.Invariant;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What couchbase keeps in a document's revision metadata. The index trees treat it as opaque bytes;
 * its three layouts are told apart by their length alone.
 *
 * @param casNanos compare-and-set value, a hybrid logical time
 * @param expirySeconds when the document expires, or when it was deleted; 0 never
 * @param flags the client's own 32 bits, in the order given
 * @param deleteSource why the document was deleted; {@code EXPLICIT} in layout V0
 * @param datatype bits that say what the value is; 0 in layout V0
 * @param operation {@code NONE} below layout V3
 * @param details six bytes in layout V3, else empty
 */
public record RevisionMetadata(
    Layout layout,
    long casNanos,
    long expirySeconds,
    int flags,
    DeleteSource deleteSource,
    int datatype,
    Operation operation,
    Bytes details) {

  /**
   * The layouts.
   *
   * <pre>
   * V0  u64 cas, u32 expiry or delete time (s), u32 flags
   * V1  V0, u8 delete source in bit 7 (bit 0 is set by older writers and says nothing), u8 datatype
   * V3  V1, u8 operation, 6 bytes of details
   * </pre>
   */
  public enum Layout {
    V0(16),
    V1(18),
    V3(25);

    private final int length;

    Layout(int length) {
      this.length = length;
    }
  }

  /** Who deleted a document. */
  public enum DeleteSource {
    EXPLICIT,
    EXPIRY
  }

  /** Which part of a durable write a document stands for. */
  public enum Operation {
    NONE(-1),
    PREPARE(0),
    COMMIT(1),
    ABORT(2);

    private final int number;

    Operation(int number) {
      this.number = number;
    }

    private static Operation of(int number) {
      for (Operation operation : values()) {
        if (operation.number == number) {
          return operation;
        }
      }
      return NONE;
    }
  }

  private static final int LENGTH_V1_PADDED = 19;
  private static final int DELETE_SOURCE_BIT = 0x80;
  private static final int DETAILS_LENGTH = 6;

  public RevisionMetadata {
    Invariant.check(
        details.length() == (layout == Layout.V3 ? DETAILS_LENGTH : 0),
        "details of %s bytes in layout %s",
        details.length(),
        layout);
    Invariant.check(
        (operation == Operation.NONE) == (layout != Layout.V3),
        "operation %s in layout %s",
        operation,
        layout);
  }

  /** Parses revision metadata; empty where the bytes have none of the known layouts. */
  public static Optional<RevisionMetadata> decode(Bytes encoded) {
    Layout layout;
    switch (encoded.length()) {
      case 16 -> layout = Layout.V0;
      case 18, LENGTH_V1_PADDED -> layout = Layout.V1;
      case 25 -> layout = Layout.V3;
      default -> {
        return Optional.empty();
      }
    }
    ByteBuffer in = encoded.asBuffer();
    long cas = in.getLong();
    long expiry = Integer.toUnsignedLong(in.getInt());
    int flags = in.getInt();
    DeleteSource source = DeleteSource.EXPLICIT;
    int datatype = 0;
    Operation operation = Operation.NONE;
    Bytes details = Bytes.EMPTY;
    if (layout != Layout.V0) {
      source = (in.get() & DELETE_SOURCE_BIT) != 0 ? DeleteSource.EXPIRY : DeleteSource.EXPLICIT;
      datatype = Byte.toUnsignedInt(in.get());
    }
    if (layout == Layout.V3) {
      operation = Operation.of(Byte.toUnsignedInt(in.get()));
      if (operation == Operation.NONE) {
        return Optional.empty();
      }
      byte[] six = new byte[DETAILS_LENGTH];
      in.get(six);
      details = Bytes.wrap(six);
    }
    return Optional.of(
        new RevisionMetadata(layout, cas, expiry, flags, source, datatype, operation, details));
  }

  /** When a document with these bytes expires; 0 never, or where the bytes have none of the known layouts. */
  public static long expiryOf(Bytes encoded) {
    return decode(encoded).map(RevisionMetadata::expirySeconds).orElse(0L);
  }

  /** The bytes of the layout. */
  public Bytes encode() {
    ByteBuffer out = ByteBuffer.allocate(layout.length);
    out.putLong(casNanos).putInt((int) expirySeconds).putInt(flags);
    if (layout != Layout.V0) {
      out.put((byte) (deleteSource == DeleteSource.EXPIRY ? DELETE_SOURCE_BIT : 0));
      out.put((byte) datatype);
    }
    if (layout == Layout.V3) {
      out.put((byte) operation.number);
      out.put(details.toArray());
    }
    return Bytes.wrap(out.array());
  }
}
