package dev.lockstep.stress.exhausted;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.live.LivePlatform;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.stress.shadow.ShadowedWriter;
import dev.lockstep.stress.shadow.Workload;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * A process that runs out of file descriptors, at every point of a compaction.
 *
 * <ol>
 *   <li>Write a vbucket.
 *   <li>Open files until the system gives no more descriptors.
 *   <li>With none left: reads go on, and so do flushes, for their file is open.
 *   <li>Give one back, then two, and so on: a compaction either fails as an operating error or switches,
 *       and the vbucket holds the same either way.
 *   <li>Give all back: a compaction switches, and one data file is left.
 * </ol>
 *
 * <p>Ends with exit code 0 if all of that was so; the parent sets the limit.
 */
public final class DescriptorsRunOut {
  private static final int BATCHES = 30;
  private static final int DESCRIPTORS_FREE_MAX = 12;
  private static final int DESCRIPTORS_MAX = 10_000;
  private static final Bytes ABSENT = Bytes.ofUtf8("absent");

  private final Platform platform;
  private final Path anyFile;
  private final ShadowedWriter writer = new ShadowedWriter(new Workload(7));
  private final Deque<FileInputStream> taken = new ArrayDeque<>();
  private VBucket vbucket;
  private int compactionsFailed;

  private DescriptorsRunOut(Platform platform, Path anyFile) throws IOException {
    this.platform = platform;
    this.anyFile = anyFile;
    this.vbucket = open();
  }

  /** Arguments: directory of the vbucket, any file that can be opened again and again. */
  public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
    loadClassesOf(VBucket.class);
    loadClassesOf(DescriptorsRunOut.class);
    new DescriptorsRunOut(LivePlatform.open(Path.of(arguments[0])), Path.of(arguments[1])).run();
  }

  /** A class read from a folder takes a descriptor: all of them are loaded before there is none left. */
  private static void loadClassesOf(Class<?> one) throws IOException, ReflectiveOperationException {
    Path folder = folderOf(one);
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        String name =
            folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), ".");
        Class.forName(
            name.substring(0, name.length() - ".class".length()), false, one.getClassLoader());
      }
    }
  }

  private static Path folderOf(Class<?> one) {
    try {
      return Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private void run() throws IOException {
    for (int i = 0; i < BATCHES; i++) {
      writer.flushNext(vbucket);
    }
    check("before");
    takeAll();
    writer.flushNext(vbucket);
    check("with no descriptor left");
    for (int free = 0; free <= DESCRIPTORS_FREE_MAX; free++) {
      compactWith(free);
      giveBack(1);
    }
    require(compactionsFailed > 0, "no compaction ever failed: nothing was tried");
    giveBack(taken.size());
    vbucket.compact(CompactionOptions.defaults());
    check("with all descriptors back");
    vbucket.close();
    List<String> names = platform.files().list();
    require(names.size() == 1, "not one file is left: " + names);
  }

  /** A compaction that failed after its rename may have had to refuse writes until the next opening. */
  private void compactWith(int free) throws IOException {
    String when = "with " + free + " descriptors free";
    try {
      vbucket.compact(CompactionOptions.defaults());
    } catch (IOException expected) {
      compactionsFailed++;
      check(when + ", after " + expected);
      int takenBefore = taken.size();
      giveBack(takenBefore);
      vbucket.close();
      vbucket = open();
      check("opened again, after failing " + when);
      take(takenBefore);
      return;
    }
    writer.flushNext(vbucket);
    check(when);
  }

  private VBucket open() throws IOException {
    return VBucket.open(platform, 0, VBucketOptions.defaults());
  }

  private void check(String when) throws IOException {
    require(vbucket.get(ABSENT).isEmpty(), "found what was never written, " + when);
    List<String> differences = writer.differences(vbucket);
    require(differences.isEmpty(), when + ": " + differences);
  }

  private static void require(boolean isSo, String otherwise) {
    if (!isSo) {
      throw new AssertionError(otherwise);
    }
  }

  private void takeAll() {
    try {
      take(DESCRIPTORS_MAX);
    } catch (IOException noneLeft) {
      System.out.println("took " + taken.size() + " descriptors, then: " + noneLeft.getMessage());
      return;
    }
    throw new AssertionError("no limit of descriptors: " + taken.size() + " are open");
  }

  private void take(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      taken.push(new FileInputStream(anyFile.toFile()));
    }
  }

  private void giveBack(int count) throws IOException {
    for (int i = 0; i < count && !taken.isEmpty(); i++) {
      taken.pop().close();
    }
  }
}
