package dev.lockstep.engine.document;

import dev.lockstep.engine.invariant.Invariant;
import java.util.Arrays;

/**
 * The name space of prepares: the prepare of document {@code id} is the document {@code 0x02 id}. A
 * live one waits to be committed or aborted, or is completed and waits to be purged; a deleted one is
 * an abort.
 */
public final class Prepares {
  private static final byte PREFIX = 2;

  /** No id of a prepare is below it. */
  public static final Bytes FIRST_ID = Bytes.wrap(new byte[] {PREFIX});

  /** Every id of a prepare is below it. */
  public static final Bytes END = Bytes.wrap(new byte[] {PREFIX + 1});

  private Prepares() {}

  /** The id under which the prepare of document {@code id} is kept. */
  public static Bytes prepareId(Bytes id) {
    byte[] prefixed = new byte[id.length() + 1];
    prefixed[0] = PREFIX;
    id.copyTo(prefixed, 1);
    return Bytes.wrap(prefixed);
  }

  /** Whether a document of this id is a prepare or an abort. */
  public static boolean isPrepareId(Bytes id) {
    return id.length() > 0 && id.byteAt(0) == PREFIX;
  }

  /** The id of the document that a prepare is for. */
  public static Bytes documentId(Bytes prepareId) {
    Invariant.check(isPrepareId(prepareId), "not the id of a prepare");
    byte[] prefixed = prepareId.toArray();
    return Bytes.wrap(Arrays.copyOfRange(prefixed, 1, prefixed.length));
  }
}
