package dev.lockstep.stress.fuzz;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.format.Blocks;
import dev.lockstep.engine.format.Checksum;
import dev.lockstep.engine.format.Chunks;
import dev.lockstep.engine.format.Compression;
import dev.lockstep.engine.format.HeaderFormat;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A file whose checksums are right and whose content is whatever the input says: so hostile nodes and
 * headers get past the checksums to the code behind them.
 *
 * <pre>
 *   input   { u8 kind, u16 length, length bytes } one record after the other, the last one the header
 *   file    record i is the chunk at position 2 * 4096 * i, the header stands after the last chunk
 *   kind    odd: the bytes are compressed first, as nodes are
 * </pre>
 */
final class HostileFile {
  static final int SLOT = 2 * Blocks.SIZE;
  private static final int RECORD_PREFIX = 3;
  private static final int RECORDS_MAX = 64;

  /** Below a block's payload, and far below a slot's. */
  private static final int LENGTH_MAX = 3_500;

  /** Leaves room for the checksum in the longest header there may be. */
  private static final int HEADER_LENGTH_MAX = HeaderFormat.LENGTH_MAX - Integer.BYTES;

  private static final Checksum CHECKSUM = Checksum.CRC32C;

  private HostileFile() {}

  private record RecordOfInput(int kind, Bytes content) {
    boolean isPlain() {
      return kind % 2 == 0;
    }
  }

  /** Lays the records of an input out as a file. */
  static byte[] assemble(byte[] input) {
    List<RecordOfInput> records = split(input);
    byte[] file = new byte[SLOT * Math.max(1, records.size())];
    for (int i = 0; i < records.size() - 1; i++) {
      RecordOfInput one = records.get(i);
      byte[] body = one.isPlain()
          ? one.content().toArray()
          : Compression.compress(one.content().toArray());
      place(file, SLOT * i, Blocks.DATA, Chunks.prefix(body, 0, body.length, CHECKSUM), body);
    }
    if (!records.isEmpty()) {
      byte[] body = records.get(records.size() - 1).content().toArray();
      byte[] header = Arrays.copyOf(body, Math.min(body.length, HEADER_LENGTH_MAX));
      byte[] prefix = Chunks.headerPrefix(header, CHECKSUM);
      place(file, SLOT * (records.size() - 1), Blocks.HEADER, prefix, header);
    }
    return file;
  }

  private static List<RecordOfInput> split(byte[] input) {
    List<RecordOfInput> records = new ArrayList<>();
    ByteBuffer buffer = ByteBuffer.wrap(input);
    while (buffer.remaining() >= RECORD_PREFIX && records.size() < RECORDS_MAX) {
      int kind = buffer.get();
      int length = Short.toUnsignedInt(buffer.getShort());
      byte[] bytes = new byte[Math.min(Math.min(length, LENGTH_MAX), buffer.remaining())];
      buffer.get(bytes);
      records.add(new RecordOfInput(kind, Bytes.wrap(bytes)));
    }
    return records;
  }

  /** A record that its compression made longer than the block is cut: that too is an input. */
  private static void place(byte[] file, int position, byte type, byte[] prefix, byte[] body) {
    ByteBuffer block = ByteBuffer.wrap(file, position, Blocks.SIZE);
    block.put(type);
    block.put(prefix);
    block.put(body, 0, Math.min(body.length, block.remaining()));
  }

  /** Builds inputs. */
  static final class Builder {
    private final ByteArrayOutputStream input = new ByteArrayOutputStream();
    private int records;

    /** Adds a compressed chunk; returns its position. */
    long node(byte[] bytes) {
      return add(1, bytes);
    }

    /** Adds a chunk as it is; returns its position. */
    long body(byte[] bytes) {
      return add(0, bytes);
    }

    private long add(int kind, byte[] bytes) {
      input.write(kind);
      input.write(bytes.length >> Byte.SIZE);
      input.write(bytes.length);
      input.writeBytes(bytes);
      return (long) SLOT * records++;
    }

    /** Ends the input with its header. */
    byte[] header(byte[] body) {
      add(0, body);
      return input.toByteArray();
    }
  }
}
