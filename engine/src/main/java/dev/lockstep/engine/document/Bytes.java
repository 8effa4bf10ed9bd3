package dev.lockstep.engine.document;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** An immutable string of bytes, ordered as {@code memcmp} orders them: unsigned, shorter first. */
public final class Bytes implements Comparable<Bytes> {

  /** No bytes at all. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] bytes;

  private Bytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy of {@code source}. */
  public static Bytes of(byte[] source) {
    return copyOf(source, 0, source.length);
  }

  /** A copy of {@code length} bytes of {@code source} from {@code offset} on. */
  public static Bytes copyOf(byte[] source, int offset, int length) {
    return length == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(source, offset, offset + length));
  }

  /** The bytes of {@code owned} itself, which nobody may change from here on. */
  public static Bytes wrap(byte[] owned) {
    return owned.length == 0 ? EMPTY : new Bytes(owned);
  }

  /** The UTF-8 form of {@code text}. */
  public static Bytes ofUtf8(String text) {
    return wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /** How many bytes these are. */
  public int length() {
    return bytes.length;
  }

  /** The byte at {@code index}, counted from 0. */
  public byte byteAt(int index) {
    return bytes[index];
  }

  /** A copy as an array. */
  public byte[] toArray() {
    return bytes.clone();
  }

  /** Copies all bytes into {@code target} from {@code offset} on. */
  public void copyTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, bytes.length);
  }

  /** A read-only view of the bytes. */
  public ByteBuffer asBuffer() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  /** Whether the first bytes are those of {@code prefix}. */
  public boolean startsWith(Bytes prefix) {
    return bytes.length >= prefix.bytes.length
        && Arrays.equals(bytes, 0, prefix.bytes.length, prefix.bytes, 0, prefix.bytes.length);
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  /** Compares with {@code length} bytes of {@code other} from {@code offset} on. */
  public int compareTo(byte[] other, int offset, int length) {
    return Arrays.compareUnsigned(bytes, 0, bytes.length, other, offset, offset + length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The text where the bytes are printable UTF-8, else their hexadecimal digits after {@code 0x}. */
  @Override
  public String toString() {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(asBuffer()).toString();
      if (text.codePoints().noneMatch(Character::isISOControl)) {
        return text;
      }
    } catch (CharacterCodingException notText) {
      return hex();
    }
    return hex();
  }

  private String hex() {
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
