package dev.lockstep.model.execution;

import dev.lockstep.engine.file.Encryption;
import dev.lockstep.engine.file.EncryptionKey;
import dev.lockstep.engine.file.EncryptionKeys;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.opening.VBucketOptions.Compression;
import dev.lockstep.engine.platform.RandomBytes;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.spec.Operation.Writing;
import java.util.Set;

/** How the store of a scenario writes once it is opened for the tasks. */
final class Writings {
  private static final EncryptionKey KEY =
      new EncryptionKey("scenario", new byte[EncryptionKey.LENGTH]);

  private Writings() {}

  /** The options of a store that writes as the scenario says. */
  static VBucketOptions of(Scenario scenario, VBucketOptions plain, RandomBytes random) {
    Set<Writing> writes =
        scenario.diskChange().map(Operation.ChangeDisk::writes).orElse(Set.of());
    VBucketOptions options = plain;
    if (writes.contains(Writing.COMPRESSED)) {
      options = options.withCompression(Compression.SNAPPY);
    }
    if (writes.contains(Writing.ENCRYPTED)) {
      Encryption encryption = new Encryption(EncryptionKeys.writingWith(KEY), random);
      options = options.withCouch(options.couch().withEncryption(encryption));
    }
    return options;
  }
}
