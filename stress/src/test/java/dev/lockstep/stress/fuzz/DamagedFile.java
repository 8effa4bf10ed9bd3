package dev.lockstep.stress.fuzz;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.file.HeaderSearch;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.engine.vbucket.WriteBatch;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.simulation.ImmediatePlatform;
import dev.lockstep.model.simulation.VirtualClock;
import dev.lockstep.stress.shadow.Change;
import dev.lockstep.stress.shadow.Shadow;
import dev.lockstep.stress.shadow.Workload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A file that the engine wrote, and what it held after each commit. An input damages it:
 *
 * <pre>
 *   input   u24 cut off so many bytes (modulo the length), then { u24 position, u8 value } ...
 * </pre>
 */
final class DamagedFile {
  private static final int BATCHES = 8;
  private static final int U24 = 3;

  private final byte[] bytes;
  private final Set<List<String>> states;

  private DamagedFile(byte[] bytes, Set<List<String>> states) {
    this.bytes = bytes;
    this.states = states;
  }

  /** Writes the file: always the same one. */
  static DamagedFile write() {
    try {
      SimulatedDisk disk = new SimulatedDisk();
      ImmediatePlatform platform = new ImmediatePlatform(disk, new VirtualClock());
      Set<List<String>> states = new LinkedHashSet<>();
      Workload workload = new Workload(1);
      Shadow shadow = new Shadow();
      try (VBucket vbucket = VBucket.open(platform, 0, VBucketOptions.defaults())) {
        String name = vbucket.currentFile().toString();
        states.add(FullRead.of(disk.bytes(name), HeaderSearch.STRICT).lines());
        for (int number = 1; number <= BATCHES; number++) {
          List<Change> changes = workload.batch(number, shadow);
          shadow.apply(changes);
          WriteBatch batch = Change.batchOf(changes);
          batch.setLocal(Bytes.ofUtf8("_local/number"), Bytes.ofUtf8("" + number));
          vbucket.flush(batch);
          states.add(FullRead.of(disk.bytes(name), HeaderSearch.STRICT).lines());
        }
        return new DamagedFile(disk.bytes(name), states);
      }
    } catch (IOException e) {
      throw new AssertionError("a simulated disk without faults failed", e);
    }
  }

  /** Whether some commit held just this. */
  boolean wasCommitted(List<String> content) {
    return states.contains(content);
  }

  /** The file with the damage of an input. */
  byte[] damagedBy(byte[] input) {
    ByteBuffer damage = ByteBuffer.wrap(input);
    int cut = damage.remaining() < U24 ? 0 : u24(damage) % bytes.length;
    byte[] damaged = Arrays.copyOf(bytes, bytes.length - cut);
    while (damage.remaining() > U24) {
      int position = u24(damage) % damaged.length;
      damaged[position] = damage.get();
    }
    return damaged;
  }

  private static int u24(ByteBuffer buffer) {
    return Byte.toUnsignedInt(buffer.get()) << 16 | Short.toUnsignedInt(buffer.getShort());
  }
}
