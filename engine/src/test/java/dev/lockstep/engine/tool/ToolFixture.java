package dev.lockstep.engine.tool;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.format.Checksum;
import dev.lockstep.engine.format.Chunks;
import dev.lockstep.engine.format.DiskVersion;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.format.HeaderFormat;
import dev.lockstep.engine.golden.OwnFiles;
import dev.lockstep.engine.live.LivePlatform;
import dev.lockstep.engine.platform.StorageFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Couch files, good and bad, in a directory of their own. */
final class ToolFixture {
  static final String GOOD = "v14.couch";

  private final Path directory;
  final StorageFiles files;

  ToolFixture(Path directory) throws IOException {
    this.directory = directory;
    this.files = LivePlatform.files(directory);
    OwnFiles.write(files, GOOD, DiskVersion.V14);
  }

  byte[] good() throws IOException {
    return Files.readAllBytes(directory.resolve(GOOD));
  }

  CouchSource source(String name) {
    return CouchSource.of(files, name);
  }

  CouchSource put(String name, byte[] bytes) throws IOException {
    Files.write(directory.resolve(name), bytes);
    return source(name);
  }

  /** A copy of the good file, ten bytes into its last header. */
  CouchSource truncated() throws IOException {
    byte[] good = good();
    return put("truncated.couch", Arrays.copyOf(good, lastHeader(good) + 10));
  }

  /** A file whose only header is whole and claims {@code version}. */
  CouchSource ofVersion(int version) throws IOException {
    byte[] body = HeaderFormat.encode(Header.empty(DiskVersion.V14));
    body[0] = (byte) version;
    return put("v" + version + ".couch", header(1, body));
  }

  /** A file that begins as an encrypted one does, with a header that says so. */
  CouchSource encrypted(String keyId) throws IOException {
    ByteArrayOutputStream metadata = new ByteArrayOutputStream();
    metadata.write(1);
    metadata.write(keyId.length());
    metadata.writeBytes(keyId.getBytes(StandardCharsets.UTF_8));
    metadata.write(3);
    metadata.writeBytes(new byte[] {1, 2, 3});
    byte[] first = Arrays.copyOf(header(2, metadata.toByteArray()), 4096);
    Header empty = Header.empty(DiskVersion.V14);
    Header marked = new Header(
        empty.version(),
        0,
        0,
        0,
        0,
        Header.NO_PREVIOUS,
        true,
        empty.bySeqno(),
        empty.byId(),
        empty.local());
    byte[] second = header(1, HeaderFormat.encode(marked));
    byte[] file = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, file, first.length, second.length);
    return put("encrypted.couch", file);
  }

  /** Every file of the directory with its bytes, to see whether anything changed. */
  Map<String, String> snapshot() throws IOException {
    Map<String, String> snapshot = new TreeMap<>();
    for (String name : files.list()) {
      snapshot.put(name, HexFormat.of().formatHex(Files.readAllBytes(directory.resolve(name))));
    }
    return snapshot;
  }

  static Bytes id(String text) {
    return Bytes.ofUtf8(text);
  }

  private static int lastHeader(byte[] file) {
    int block = (file.length - 1) / 4096 * 4096;
    while (file[block] != 1) {
      block -= 4096;
    }
    return block;
  }

  private static byte[] header(int type, byte[] body) {
    byte[] prefix = Chunks.headerPrefix(body, Checksum.CRC32C);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(type);
    out.writeBytes(prefix);
    out.writeBytes(body);
    return out.toByteArray();
  }
}
