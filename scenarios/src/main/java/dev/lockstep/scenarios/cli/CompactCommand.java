package dev.lockstep.scenarios.cli;

import dev.lockstep.engine.file.Encryption;
import dev.lockstep.engine.live.DirectoryInUseException;
import dev.lockstep.engine.live.DirectoryLock;
import dev.lockstep.engine.live.LivePlatform;
import dev.lockstep.engine.tool.CompactFile;
import dev.lockstep.engine.tool.CompactFile.TargetVersion;
import dev.lockstep.engine.tool.CompactFile.Tombstones;
import dev.lockstep.engine.tool.CompactStore;
import dev.lockstep.engine.tool.ToolKeys;
import dev.lockstep.engine.tool.UnusableFileException;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.model.scheduler.Counted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lockstep compact}: a couch file that no store has open, compacted into a new one beside it. */
@Command(
    name = "compact",
    description = {
      "Compacts a couch file into a new file beside it; the file itself stays as it is.",
      "Given the folder of a store, compacts every vbucket in place, as the store itself does: no"
          + " program may have the store open."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {"", "Exit codes: 0 compacted, 2 the file or folder cannot be."})
final class CompactCommand implements Callable<Integer> {
  private static final String TARGET_SUFFIX = ".compacted";

  private final Console console;

  @Mixin
  private CouchPath file = new CouchPath();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TARGET",
      description = "the new file's name; default: FILE.compacted")
  private @Nullable String target;

  @Option(
      names = "--drop-deletes",
      description =
          "leave out tombstones, except those with the highest seqno of the file or a collection")
  private boolean isDropping;

  @Option(
      names = "--upgrade",
      description = "write the newest version even where the file has version 11")
  private boolean isUpgrading;

  @ArgGroup
  private NewKey newKey = new NewKey();

  /** What new files are encrypted with, if not as the old ones were; at most one of them. */
  private static final class NewKey {
    @Option(
        names = "--encrypt-with",
        paramLabel = "ID",
        description = "encrypt what is written with this key of --keys; default: as it was")
    private @Nullable String id;

    @Option(names = "--decrypt", description = "write what was encrypted without encryption")
    private boolean isPlain;
  }

  CompactCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (file.isFolder()) {
      compactStore(file.store());
    } else {
      compactFile();
    }
    return ExitCode.AS_EXPECTED.code();
  }

  private void compactStore(StorePath store) throws IOException {
    if (target != null || isUpgrading) {
      throw new UnusableArgumentException(
          "a store is compacted in place, into files of version 14: leave TARGET and --upgrade out");
    }
    CompactionOptions options =
        CompactionOptions.defaults().withPurgeUpToSeqno(isDropping ? Long.MAX_VALUE : 0);
    ToolKeys keys = toolKeys();
    store.checkNotEmpty();
    DirectoryLock lock = lock(store.path());
    try {
      CompactStore.run(
          LivePlatform.open(store.path()), store.path().toString(), keys, options, this::show);
    } catch (UnusableFileException e) {
      throw store.unusable(e);
    } finally {
      lock.close();
    }
  }

  private static DirectoryLock lock(Path folder) throws IOException {
    try {
      return DirectoryLock.take(folder);
    } catch (DirectoryInUseException e) {
      throw new UnusableArgumentException(String.valueOf(e.getMessage()));
    }
  }

  private void show(CompactStore.Compacted vbucket) {
    console.line(String.format(
        Locale.ROOT,
        "%s became %s: %s kept, %,d purged, %,d bytes became %,d",
        vbucket.before().file(),
        vbucket.after().file(),
        Counted.grouped(vbucket.result().documentsCopied(), "document"),
        vbucket.result().documentsPurged(),
        vbucket.before().fileSize(),
        vbucket.after().fileSize()));
  }

  private ToolKeys toolKeys() throws IOException {
    Encryption encryption = file.keys().encryption();
    if (newKey.id != null && encryption.keys().find(newKey.id).isEmpty()) {
      throw new UnusableArgumentException(
          "there is no key \"" + newKey.id + "\"; give a file with it by --keys");
    }
    return newKey.id == null && !newKey.isPlain
        ? ToolKeys.keeping(encryption)
        : ToolKeys.changingTo(Optional.ofNullable(newKey.id), encryption);
  }

  private void compactFile() throws IOException {
    String name = target == null ? file.name() + TARGET_SUFFIX : target;
    if (Path.of(name).getNameCount() != 1 || Path.of(name).isAbsolute()) {
      throw new UnusableArgumentException(
          name + ": the new file is made beside the old one; give a name without a folder");
    }
    if (Files.isDirectory(file.folder().resolve(name))) {
      throw new UnusableArgumentException(
          "'" + name + "' is a folder; give the name of a new file");
    }
    CompactFile.Result result = file.with(
        toolKeys(),
        source -> CompactFile.run(
            source,
            name,
            isDropping ? Tombstones.DROP : Tombstones.KEEP,
            isUpgrading ? TargetVersion.NEWEST : TargetVersion.COMPATIBLE));
    console.line(String.format(
        Locale.ROOT,
        "%s: %s kept, %s dropped, %,d bytes became %,d",
        file.folder().resolve(name),
        Counted.grouped(result.kept(), "document"),
        Counted.grouped(result.dropped(), "tombstone"),
        result.sourceSize(),
        result.targetSize()));
  }
}
