package dev.lockstep.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.document.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class KeyWordsTest {

  /** Keys of few different bytes, zeros among them, so that paddings and beginnings are alike. */
  @Property(tries = 500)
  void aSearchableNodeFindsWhatTheNodeFinds(@ForAll long seed) throws MalformedDataException {
    Random random = new Random(seed);
    Bytes start = key(random, random.nextInt(20));
    TreeSet<Bytes> keys = new TreeSet<>();
    for (int i = 0; i < 1 + random.nextInt(12); i++) {
      keys.add(joined(start, key(random, random.nextInt(12))));
    }
    Node node = leaf(keys);
    Node searchable = node.searchable();
    for (int i = 0; i < 30; i++) {
      Bytes wanted = random.nextBoolean()
          ? joined(start, key(random, random.nextInt(12)))
          : key(random, random.nextInt(24));
      int from = random.nextInt(node.count() + 1);
      assertThat(searchable.firstNotBelow(wanted, from))
          .as("%s from %d in %s", wanted, from, keys)
          .isEqualTo(node.firstNotBelow(wanted, from));
    }
    for (Bytes each : keys) {
      assertThat(searchable.firstNotBelow(each)).isEqualTo(keys.headSet(each).size());
    }
  }

  private static Bytes key(Random random, int length) {
    byte[] key = new byte[length];
    for (int i = 0; i < length; i++) {
      key[i] = (byte) (random.nextInt(3) * 0x7f);
    }
    return Bytes.wrap(key);
  }

  private static Bytes joined(Bytes one, Bytes other) {
    byte[] both = new byte[one.length() + other.length()];
    one.copyTo(both, 0);
    other.copyTo(both, one.length());
    return Bytes.wrap(both);
  }

  private static Node leaf(Iterable<Bytes> keys) throws MalformedDataException {
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    raw.write(Node.type(true));
    for (Bytes key : keys) {
      byte[] prefix = new byte[Node.ENTRY_PREFIX_LENGTH];
      Node.putEntryPrefix(prefix, 0, key.length(), 1);
      raw.writeBytes(prefix);
      raw.writeBytes(key.toArray());
      raw.write(7);
    }
    return Node.decode(raw.toByteArray());
  }
}
