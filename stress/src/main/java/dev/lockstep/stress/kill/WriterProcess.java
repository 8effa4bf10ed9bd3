package dev.lockstep.stress.kill;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A {@link KilledWriter} in a JVM of its own, and the acknowledgements it has sent. Closed, it is no more,
 * whatever became of it.
 */
final class WriterProcess implements Closeable {
  /** What a shell reports of a process that SIGKILL ended: 128 + 9. */
  private static final int KILLED = 137;

  /**
   * What is written where.
   *
   * @param directory of the vbuckets' files
   * @param errors the file that the writer's standard error goes to, outside that directory
   * @param seed of the workloads
   * @param vbuckets how many, from number 0 on
   * @param promise when batches are acknowledged
   */
  record Setting(
      Path directory, Path errors, long seed, int vbuckets, KilledWriter.Promise promise) {}

  private final Process process;
  private final InputStream pipe;
  private final Setting setting;
  private final List<Long> acknowledged;

  private WriterProcess(Process process, Setting setting, List<Long> before) {
    this.process = process;
    this.pipe = new BufferedInputStream(process.getInputStream());
    this.setting = setting;
    this.acknowledged = new ArrayList<>(before);
  }

  /**
   * Starts a writer with the Java that runs this.
   *
   * @param before the last batch on disk, by vbucket
   */
  static WriterProcess start(Setting setting, List<Long> before) throws IOException {
    List<String> command = List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx128m",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        KilledWriter.class.getName(),
        setting.directory().toString(),
        Long.toString(setting.seed()),
        Integer.toString(setting.vbuckets()),
        setting.promise().name());
    File errors = setting.errors().toFile();
    Process process = new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.to(errors))
        .start();
    return new WriterProcess(process, setting, before);
  }

  /** Reads so many acknowledgements. Fails if the writer ends before. */
  void awaitAcknowledgements(int count) throws IOException, InterruptedException {
    for (int i = 0; i < count; i++) {
      if (!readOne()) {
        throw new IOException("the writer ended by itself with exit code " + process.waitFor()
            + ":\n" + Files.readString(setting.errors()));
      }
    }
  }

  /** Kills the writer after a pause, and reads what it had acknowledged before its end. */
  void kill(int pauseNanos) throws IOException, InterruptedException {
    LockSupport.parkNanos(pauseNanos);
    // Process.destroyForcibly would close the pipe and lose what the writer had said.
    process.toHandle().destroyForcibly();
    int exitCode = process.waitFor();
    if (exitCode != KILLED) {
      throw new IOException("the writer was not killed but ended with exit code " + exitCode + ":\n"
          + Files.readString(setting.errors()));
    }
    while (readOne()) {
      // What is said is said: the pipe outlives its writer.
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private boolean readOne() throws IOException {
    Optional<Acknowledgement> next = Acknowledgement.read(pipe);
    next.ifPresent(one -> acknowledged.set(one.vbucket(), one.batch()));
    return next.isPresent();
  }

  /** The last batch acknowledged, by vbucket. */
  List<Long> acknowledged() {
    return List.copyOf(acknowledged);
  }
}
