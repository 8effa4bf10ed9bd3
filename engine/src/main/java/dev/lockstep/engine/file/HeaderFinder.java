package dev.lockstep.engine.file;

import dev.lockstep.engine.format.Blocks;
import dev.lockstep.engine.format.Checksum;
import dev.lockstep.engine.format.Chunks;
import dev.lockstep.engine.format.DiskVersion;
import dev.lockstep.engine.format.EncryptionMetadata;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.format.HeaderFormat;
import dev.lockstep.engine.format.MalformedDataException;
import dev.lockstep.engine.format.NodePointer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds headers. The last one:
 *
 * <ol>
 *   <li>Start at the block that holds the file's last byte but one.
 *   <li>A block typed as data or metadata: go to the block before.
 *   <li>A block typed as header that parses is the one.
 *   <li>A block of any other type, or a header that does not parse, is an error in a strict search
 *       and skipped in a recovery. At position 0 it is no header in both: an old compactor left bytes
 *       there that look like one, and before it there is nothing to fall back to anyway.
 * </ol>
 *
 * A whole header of an unknown disk version ends every search: nothing before it is the database.
 */
final class HeaderFinder {
  private static final int PREFIX_END = 1 + Chunks.PREFIX_LENGTH;
  private static final int READ_LENGTH = PREFIX_END + HeaderFormat.LENGTH_MAX;

  private final String file;
  private final ByteSource source;

  HeaderFinder(String file, ByteSource source) {
    this.file = file;
    this.source = source;
  }

  /** The file's last header; empty where it has none. */
  Optional<CommittedHeader> last(HeaderSearch search) throws IOException {
    long lastButOne = source.end() - 2;
    return lastButOne < 0 ? Optional.empty() : walkBack(Blocks.startOf(lastButOne), search);
  }

  /**
   * The header before {@code header}; empty where that is the file's first.
   *
   * @param search what to do about damage, where the version asks for a walk
   */
  Optional<CommittedHeader> before(CommittedHeader header, HeaderSearch search) throws IOException {
    if (!header.header().version().hasPreviousPosition()) {
      return walkBack(header.position() - Blocks.SIZE, search);
    }
    long position = header.header().previousPosition();
    if (position == Header.NO_PREVIOUS) {
      return Optional.empty();
    }
    if (position >= header.position() || !Blocks.isBoundary(position)) {
      throw new CorruptFileException(
          file,
          header.position(),
          "a previous header at a block boundary before",
          "position " + position);
    }
    byte[] start = readStart(position);
    boolean isUnused = start[0] == Blocks.DATA || start[0] == Blocks.METADATA;
    if (position == 0 && isUnused) {
      return Optional.empty();
    }
    return Optional.of(at(position, start));
  }

  /** The metadata in the first block of an encrypted file. */
  EncryptionMetadata metadata() throws IOException {
    byte[] start = readStart(0);
    if (start.length == 0 || start[0] != Blocks.METADATA) {
      throw new CorruptFileException(
          file, 0, "a block of type 2 (encryption metadata)", foundType(start));
    }
    try {
      return EncryptionMetadata.decode(body(start, Checksum.CRC32C));
    } catch (MalformedDataException e) {
      throw new CorruptFileException(file, 0, e);
    }
  }

  /** Whether the file starts with the metadata of an encrypted one. */
  boolean startsWithMetadata() throws IOException {
    byte[] start = readStart(0);
    return start.length > 0 && start[0] == Blocks.METADATA;
  }

  private Optional<CommittedHeader> walkBack(long from, HeaderSearch search) throws IOException {
    for (long position = from; position >= 0; position -= Blocks.SIZE) {
      byte[] start = readStart(position);
      if (start[0] == Blocks.DATA || start[0] == Blocks.METADATA) {
        continue;
      }
      try {
        return Optional.of(at(position, start));
      } catch (CorruptFileException damage) {
        if (search == HeaderSearch.STRICT && position > 0) {
          throw damage;
        }
      }
    }
    return Optional.empty();
  }

  private CommittedHeader at(long position, byte[] start) throws IOException {
    if (start.length == 0 || start[0] != Blocks.HEADER) {
      throw new CorruptFileException(
          file, position, "a block of type 1 (header)", foundType(start));
    }
    try {
      byte[] body = body(start, Checksum.CRC32C, Checksum.CRC32);
      int number = HeaderFormat.versionNumber(body);
      Optional<DiskVersion> version = DiskVersion.of(number);
      if (version.isEmpty()) {
        throw new UnsupportedVersionException(file, position, number);
      }
      Chunks.check(prefix(start), body, version.get().checksum());
      Header header = HeaderFormat.decode(body);
      checkPositions(header, position);
      return new CommittedHeader(position, header);
    } catch (MalformedDataException e) {
      throw new CorruptFileException(file, position, e);
    }
  }

  private static void checkPositions(Header header, long position) throws MalformedDataException {
    if (header.purgePointer() > position) {
      throw new MalformedDataException(
          "a purge pointer of at most " + position, "" + header.purgePointer());
    }
    checkRoot(header.bySeqno(), position);
    checkRoot(header.byId(), position);
    checkRoot(header.local(), position);
  }

  private static void checkRoot(Optional<NodePointer> root, long position)
      throws MalformedDataException {
    if (root.isPresent() && root.get().position() >= position) {
      throw new MalformedDataException(
          "roots before the header at " + position, "one at " + root.get().position());
    }
  }

  /** The body of the header whose block starts with {@code start}, if one of the checksums fits. */
  private static byte[] body(byte[] start, Checksum first, Checksum... others)
      throws MalformedDataException {
    if (start.length < PREFIX_END) {
      throw new MalformedDataException("a header", "the end of the file");
    }
    byte[] prefix = prefix(start);
    int length = Chunks.headerBodyLength(prefix);
    if (start.length < PREFIX_END + length) {
      throw new MalformedDataException(
          "a header body of " + length + " bytes", "the end of the file");
    }
    byte[] body = Arrays.copyOfRange(start, PREFIX_END, PREFIX_END + length);
    for (Checksum other : others) {
      if (Chunks.matches(prefix, body, other)) {
        return body;
      }
    }
    Chunks.check(prefix, body, first);
    return body;
  }

  private static byte[] prefix(byte[] start) {
    return Arrays.copyOfRange(start, 1, PREFIX_END);
  }

  private static String foundType(byte[] start) {
    return start.length == 0 ? "the end of the file" : "block type " + Byte.toUnsignedInt(start[0]);
  }

  /** The first bytes of the block at {@code position}: enough for the longest header. */
  private byte[] readStart(long position) throws IOException {
    byte[] bytes = new byte[READ_LENGTH];
    int read = source.readFully(ByteBuffer.wrap(bytes), position);
    return Arrays.copyOf(bytes, read);
  }
}
