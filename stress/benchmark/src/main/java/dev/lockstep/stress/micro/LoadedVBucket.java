package dev.lockstep.stress.micro;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.live.LivePlatform;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.engine.vbucket.WriteBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A vbucket full of documents in a directory of its own. */
@State(Scope.Benchmark)
public class LoadedVBucket {
  private static final int BATCH = 1000;
  private static final int VALUE_LENGTH = 256;

  @Param("100000")
  int documents;

  private final Random random = new Random(1);
  private Path directory = Path.of("");
  private VBucket vbucket = unopened();

  @SuppressWarnings("NullAway") // JMH opens it before anyone looks.
  private static VBucket unopened() {
    return null;
  }

  @Setup(Level.Trial)
  public void load() throws IOException {
    directory = Files.createTempDirectory("lockstep-micro-");
    vbucket = VBucket.open(LivePlatform.open(directory), 0, VBucketOptions.defaults());
    for (int from = 0; from < documents; from += BATCH) {
      WriteBatch batch = new WriteBatch();
      for (int i = from; i < Math.min(documents, from + BATCH); i++) {
        batch.set(id(i), body());
      }
      vbucket.flush(batch);
    }
  }

  @TearDown(Level.Trial)
  public void remove() throws IOException {
    vbucket.close();
    List<Path> paths;
    try (Stream<Path> found = Files.walk(directory)) {
      paths = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }

  VBucket vbucket() {
    return vbucket;
  }

  Bytes randomId() {
    return id(random.nextInt(documents));
  }

  Bytes body() {
    byte[] body = new byte[VALUE_LENGTH];
    random.nextBytes(body);
    return Bytes.wrap(body);
  }

  private static Bytes id(int number) {
    return Bytes.ofUtf8(String.format("doc-%012d", number));
  }
}
