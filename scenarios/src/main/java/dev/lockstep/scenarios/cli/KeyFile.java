package dev.lockstep.scenarios.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.engine.file.Encryption;
import dev.lockstep.engine.file.EncryptionKey;
import dev.lockstep.engine.file.EncryptionKeys;
import dev.lockstep.engine.live.LivePlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The argument that says where the keys of encrypted files are. */
final class KeyFile {
  private static final int HEX_LENGTH = 2 * EncryptionKey.LENGTH;

  @Option(
      names = "--keys",
      paramLabel = "KEYS",
      description =
          "a JSON file {\"id\": \"key\", ...}: keys of 32 bytes in base64 or hexadecimal digits, for"
              + " encrypted files")
  private @Nullable Path path;

  /**
   * What reads files of these keys.
   *
   * @throws UnusableArgumentException if the key file cannot be used
   */
  Encryption encryption() throws IOException {
    if (path == null) {
      return Encryption.NONE;
    }
    List<EncryptionKey> keys = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : read(path).properties()) {
      keys.add(key(entry.getKey(), entry.getValue().asText()));
    }
    return LivePlatform.encryption(EncryptionKeys.readingWith(keys.toArray(new EncryptionKey[0])));
  }

  private JsonNode read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new UnusableArgumentException(file + " is no file; give the file with the keys");
    }
    try {
      JsonNode keys = new ObjectMapper().readTree(file.toFile());
      if (keys != null && keys.isObject()) {
        return keys;
      }
    } catch (JsonProcessingException e) {
      throw notKeys(file);
    }
    throw notKeys(file);
  }

  private static UnusableArgumentException notKeys(Path file) {
    return new UnusableArgumentException(
        file + " is no JSON object of keys by their ids; write it as {\"id\": \"key\", ...}");
  }

  private EncryptionKey key(String id, String digits) throws UnusableArgumentException {
    Optional<byte[]> secret = digits.length() == HEX_LENGTH ? hex(digits) : base64(digits);
    if (secret.isEmpty() || secret.get().length != EncryptionKey.LENGTH) {
      throw new UnusableArgumentException(path + ": key \"" + id + "\" is not "
          + EncryptionKey.LENGTH + " bytes; give 64 hexadecimal digits, or base64");
    }
    return new EncryptionKey(id, secret.get());
  }

  private static Optional<byte[]> hex(String digits) {
    try {
      return Optional.of(HexFormat.of().parseHex(digits));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> base64(String digits) {
    try {
      return Optional.of(Base64.getDecoder().decode(digits));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
