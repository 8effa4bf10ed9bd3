package dev.lockstep.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.document.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NodeCompressorTest {
  private final NodeCompressor compressor = new NodeCompressor();

  @Property(tries = 300)
  void theLibraryReadsWhatItWrites(
      @ForAll long seed,
      @ForAll @IntRange(max = 60) int count,
      @ForAll @IntRange(max = 40) int alike)
      throws MalformedDataException {
    byte[] raw = node(new Random(seed), count, alike);
    byte[] stream = compressed(raw);
    assertThat(Compression.decompress(stream)).isEqualTo(raw);
  }

  @Test
  void entriesAlikeTakeLittle() throws MalformedDataException {
    byte[] raw = node(new Random(1), 20, 30);
    assertThat(compressed(raw)).hasSizeLessThan(raw.length / 2);
  }

  @Test
  void copiesOfAnyLengthAndDistanceAreRead() throws MalformedDataException {
    for (int length = 8; length < 6000; length = length * 5 / 4 + 1) {
      ByteArrayOutputStream node = new ByteArrayOutputStream();
      node.write(1);
      for (int i = 0; i < 3; i++) {
        byte[] prefix = new byte[Node.ENTRY_PREFIX_LENGTH];
        Node.putEntryPrefix(prefix, 0, 2, length);
        node.writeBytes(prefix);
        node.writeBytes(new byte[] {0, (byte) i});
        node.writeBytes(noise(new Random(7), length));
      }
      byte[] stream = compressed(node.toByteArray());
      assertThat(Compression.decompress(stream)).isEqualTo(node.toByteArray());
      assertThat(stream).hasSizeLessThan(length + length / 4 + 60);
    }
  }

  private byte[] compressed(byte[] raw) {
    try {
      int length = compressor.compressAlike(Node.decode(raw));
      return Arrays.copyOf(compressor.stream(), length);
    } catch (MalformedDataException e) {
      throw new AssertionError(e);
    }
  }

  /** A leaf whose values have {@code alike} equal bytes, and as many others or fewer. */
  private static byte[] node(Random random, int count, int alike) {
    byte[] equal = noise(random, alike);
    ByteArrayOutputStream node = new ByteArrayOutputStream();
    node.write(1);
    for (int i = 0; i < count; i++) {
      byte[] key = Bytes.ofUtf8(String.format("key-%06d", i * 13)).toArray();
      byte[] other = noise(random, random.nextInt(4) == 0 ? random.nextInt(alike + 1) : 3);
      byte[] prefix = new byte[Node.ENTRY_PREFIX_LENGTH];
      Node.putEntryPrefix(prefix, 0, key.length, equal.length + other.length);
      node.writeBytes(prefix);
      node.writeBytes(key);
      node.writeBytes(equal);
      node.writeBytes(other);
    }
    return node.toByteArray();
  }

  private static byte[] noise(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
