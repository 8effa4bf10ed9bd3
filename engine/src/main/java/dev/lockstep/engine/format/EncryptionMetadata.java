package dev.lockstep.engine.format;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.invariant.Invariant;
import java.nio.charset.StandardCharsets;

/**
 * What the first block of an encrypted file says about its key. It stands there as a header does, in
 * a block of type 2:
 *
 * <pre>
 * u8 version, u8 length of the key id, key id, u8 length of the context, context
 *
 * version 0   context = 12 bytes nonce, AES-256-GCM(key, file key), 16 bytes tag;
 *             the key id is authenticated with it
 * version 1   file key = KBKDF(key, label "FileKey", context "couchstore/" and this context)
 * </pre>
 *
 * @param version how the file's key is found
 * @param keyId the name of the key it is found with, at most 255 bytes in UTF-8
 * @param context what else is needed, at most 255 bytes
 */
public record EncryptionMetadata(int version, String keyId, Bytes context) {

  /** The file's key is stored, encrypted with the named key. */
  public static final int WRAPPED = 0;

  /** The file's key is derived from the named key. */
  public static final int DERIVED = 1;

  private static final int FIELD_LENGTH_MAX = 255;

  /** The body's bytes. Values that do not fit their fields are a broken invariant. */
  public Bytes encode() {
    byte[] id = keyId.getBytes(StandardCharsets.UTF_8);
    Invariant.check(
        id.length <= FIELD_LENGTH_MAX && context.length() <= FIELD_LENGTH_MAX,
        "key id of %d or context of %d bytes: more than 255",
        id.length,
        context.length());
    byte[] out = new byte[3 + id.length + context.length()];
    out[0] = (byte) version;
    out[1] = (byte) id.length;
    System.arraycopy(id, 0, out, 2, id.length);
    out[2 + id.length] = (byte) context.length();
    context.copyTo(out, 3 + id.length);
    return Bytes.wrap(out);
  }

  /**
   * Parses a body.
   *
   * @throws MalformedDataException if it is longer or shorter than its parts
   */
  public static EncryptionMetadata decode(byte[] body) throws MalformedDataException {
    int idLength = lengthAt(body, 1, "a key id");
    int contextAt = 2 + idLength;
    int contextLength = lengthAt(body, contextAt, "a context");
    int length = contextAt + 1 + contextLength;
    if (body.length != length) {
      throw new MalformedDataException(
          "encryption metadata of " + length + " bytes", body.length + " bytes");
    }
    return new EncryptionMetadata(
        Byte.toUnsignedInt(body[0]),
        new String(body, 2, idLength, StandardCharsets.UTF_8),
        Bytes.copyOf(body, contextAt + 1, contextLength));
  }

  private static int lengthAt(byte[] body, int offset, String field) throws MalformedDataException {
    int length = offset < body.length ? Byte.toUnsignedInt(body[offset]) : FIELD_LENGTH_MAX;
    if (offset + 1 + length > body.length) {
      throw new MalformedDataException(field, body.length + " bytes of encryption metadata");
    }
    return length;
  }
}
