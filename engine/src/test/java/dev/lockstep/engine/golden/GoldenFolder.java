package dev.lockstep.engine.golden;

import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.couch.CouchOptions;
import dev.lockstep.engine.file.EncryptionKey;
import dev.lockstep.engine.file.EncryptionKeys;
import dev.lockstep.engine.file.HeaderSearch;
import dev.lockstep.engine.format.MalformedDataException;
import dev.lockstep.engine.live.LivePlatform;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.engine.testing.Keys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The folder of files that the real couchstore wrote, found by the system property {@code
 * lockstep.golden}: {@code X.couch}, what was written into it in {@code X.expected.json}, what the
 * real library says about it in {@code outcomes.json}, its nodes in {@code structure/}.
 */
final class GoldenFolder {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final StorageFiles files;
  private final TreeMap<String, JsonNode> outcomes = new TreeMap<>();

  private GoldenFolder(Path folder) throws IOException {
    this.folder = folder;
    this.files = LivePlatform.files(folder);
    JSON.readTree(folder.resolve("outcomes.json").toFile())
        .properties()
        .forEach(outcome -> outcomes.put(outcome.getKey(), outcome.getValue()));
  }

  /** The folder; the running test is skipped where there is none. */
  static GoldenFolder orSkip() throws IOException {
    String property = System.getProperty("lockstep.golden", "");
    assumeFalse(
        property.isEmpty(),
        "needs the files of the real couchstore: point at their folder with -Dlockstep.golden=DIR");
    assumeTrue(
        Files.exists(Path.of(property, "outcomes.json")),
        "there is no outcomes.json in -Dlockstep.golden=" + property);
    return new GoldenFolder(Path.of(property));
  }

  /** The names of all couch files the folder's outcomes speak of, without {@code .couch}. */
  List<String> names() {
    return List.copyOf(outcomes.keySet());
  }

  /** Whether the folder says what was written into this very file. */
  boolean hasExpectation(String name) {
    return Files.exists(plain(name)) || Files.exists(zipped(name));
  }

  /** The names of files that are neither damaged nor encrypted. */
  List<String> undamaged() {
    return readable().stream().filter(name -> !isEncrypted(name)).toList();
  }

  /** The names of files that are not damaged; {@link #open} has the keys of those encrypted. */
  List<String> readable() {
    return names().stream()
        .filter(name -> name.equals("j_base") || !name.startsWith("j"))
        .toList();
  }

  static boolean isEncrypted(String name) {
    return name.startsWith("i_encrypted");
  }

  /** The names for which the real library's nodes are listed. */
  List<String> namesWithStructure() throws IOException {
    try (Stream<Path> listings = Files.list(folder.resolve("structure"))) {
      return listings
          .map(path -> path.getFileName().toString().replace(".struct.jsonl", ""))
          .sorted()
          .toList();
    }
  }

  /** The names of all files that end in {@code .couch}, without that ending. */
  List<String> couchFiles() throws IOException {
    return files.list().stream()
        .filter(name -> name.endsWith(".couch"))
        .map(name -> name.substring(0, name.length() - ".couch".length()))
        .toList();
  }

  JsonNode outcome(String name) {
    return Objects.requireNonNull(outcomes.get(name), name);
  }

  JsonNode expected(String name) throws IOException {
    if (Files.exists(plain(name))) {
      return JSON.readTree(plain(name).toFile());
    }
    try (InputStream unzipped = new GZIPInputStream(Files.newInputStream(zipped(name)))) {
      return JSON.readTree(unzipped);
    }
  }

  /** What is in the file, told by its own expectation or by that of the file it was made from. */
  JsonNode contentOf(String name) throws IOException {
    if (hasExpectation(name)) {
      return expected(name);
    }
    if (name.startsWith("e_")) {
      return expected("e_deletes_purge");
    }
    if (name.startsWith("h_")) {
      return expected(name.substring(0, "h_v11".length()));
    }
    if (name.equals("i_decrypted_compacted")) {
      return expected("i_encrypted_v1_kdf");
    }
    throw new AssertionError("nothing says what is in " + name);
  }

  List<JsonNode> structure(String name) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("structure/" + name + ".struct.jsonl"))) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  Path path(String file) {
    return folder.resolve(file);
  }

  StorageFiles files() {
    return files;
  }

  /** Opens a file with all keys that the folder knows. */
  CouchFile open(String name, HeaderSearch search) throws IOException {
    return open(name, search, keys());
  }

  CouchFile open(String name, HeaderSearch search, EncryptionKeys keys) throws IOException {
    CouchOptions options = CouchOptions.defaults().withEncryption(Keys.of(keys));
    return CouchFile.open(files, name + ".couch", OpenMode.READ, search, options);
  }

  private EncryptionKeys keys() throws IOException {
    List<EncryptionKey> keys = new ArrayList<>();
    JSON.readTree(folder.resolve("i_keys.json").toFile()).properties().forEach(key -> {
      String secret = key.getValue().get("key_hex").asText();
      keys.add(new EncryptionKey(key.getKey(), HexFormat.of().parseHex(secret)));
    });
    return EncryptionKeys.readingWith(keys.toArray(EncryptionKey[]::new));
  }

  /** One test a name. */
  static Stream<DynamicTest> tests(List<String> names, GoldenTest test) {
    return names.stream().map(name -> DynamicTest.dynamicTest(name, () -> test.run(name)));
  }

  private Path plain(String name) {
    return folder.resolve(name + ".expected.json");
  }

  private Path zipped(String name) {
    return folder.resolve(name + ".expected.json.gz");
  }

  /** What a test does with the file of that name. */
  interface GoldenTest {
    void run(String name) throws IOException, MalformedDataException;
  }
}
