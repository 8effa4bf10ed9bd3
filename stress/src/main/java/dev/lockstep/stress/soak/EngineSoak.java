package dev.lockstep.stress.soak;

import dev.lockstep.engine.bucket.VBuckets;
import dev.lockstep.engine.live.LivePlatform;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.Task;
import dev.lockstep.engine.vbucket.Snapshot;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.engine.vbucket.VBucketOptions;
import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.scenarios.cli.Soak;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The soak test.
 *
 * <ol>
 *   <li>Open an empty store with real files and threads.
 *   <li>Start a writer and a compactor for each vbucket, and the readers.
 *   <li>Say every few seconds how it goes, until the time is over or something is wrong.
 *   <li>Wait for every task.
 *   <li>Close the store, open it again and compare everything with the shadows.
 *   <li>Sum up; where something was wrong, say what, and what to do.
 * </ol>
 *
 * <p>The seed fixes what each task asks for; the order in which they meet is the machine's own.
 */
public final class EngineSoak implements Soak {
  private static final long REPORT_MILLIS = 5_000;
  private static final long POLL_MILLIS = 50;

  private final VBucketParts parts;

  /** The engine as it ships. */
  public EngineSoak() {
    this(VBucketParts.standard());
  }

  /** An engine of other parts: a test gives faulty ones, which a soak must notice. */
  EngineSoak(VBucketParts parts) {
    this.parts = parts;
  }

  @Override
  public boolean run(Request request, Consumer<String> out, Consumer<String> progress)
      throws IOException {
    out.accept("seed " + request.seed() + ", files in " + request.directory());
    Platform platform = LivePlatform.open(request.directory());
    Tally tally = new Tally();
    Course course;
    List<WriterTask> writers = new ArrayList<>();
    try (VBuckets store = VBuckets.open(platform, VBucketOptions.defaults(), parts)) {
      course = new Course(store, tally);
      for (int id = 0; id < request.vbuckets(); id++) {
        writers.add(new WriterTask(course, id, request.seed()));
      }
      List<Task> tasks = start(platform, course, writers, request);
      watch(course, request.seconds(), progress);
      tasks.forEach(Task::join);
    }
    compareReopened(platform, course, writers);
    return sumUp(request, course, out);
  }

  private static List<Task> start(
      Platform platform, Course course, List<WriterTask> writers, Request request) {
    List<Task> tasks = new ArrayList<>();
    for (int id = 0; id < writers.size(); id++) {
      CompactorTask compactor = new CompactorTask(course, id, request.seed());
      tasks.add(start(platform, course, "writer-" + id, writers.get(id)::run));
      tasks.add(start(platform, course, "compactor-" + id, compactor::run));
    }
    for (int i = 0; i < request.readers(); i++) {
      ReaderTask reader = new ReaderTask(course, writers, request.seed() + i);
      tasks.add(start(platform, course, "reader-" + i, reader::run));
    }
    return tasks;
  }

  private interface Body {
    void run() throws IOException;
  }

  /** No operation may fail on a healthy machine: whatever a task throws is a violation. */
  private static Task start(Platform platform, Course course, String name, Body body) {
    return platform.start(name, () -> {
      try {
        body.run();
      } catch (IOException | RuntimeException | Error e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        course.violated(name + " failed: " + trace);
      }
    });
  }

  private static void watch(Course course, long seconds, Consumer<String> progress) {
    long begin = System.nanoTime();
    long reported = begin;
    while (course.goesOn()) {
      long now = System.nanoTime();
      if (now - begin >= TimeUnit.SECONDS.toNanos(seconds)) {
        course.end();
      }
      if (now - reported >= TimeUnit.MILLISECONDS.toNanos(REPORT_MILLIS)) {
        reported = now;
        progress.accept(course.tally().line(TimeUnit.NANOSECONDS.toSeconds(now - begin)));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while it waited for its tasks", e);
    }
  }

  private void compareReopened(Platform platform, Course course, List<WriterTask> writers)
      throws IOException {
    if (course.violation().isPresent()) {
      return;
    }
    course.tally().add(Tally.Event.REOPENINGS, 1);
    try (VBuckets store = VBuckets.open(platform, VBucketOptions.defaults(), parts)) {
      for (int id = 0; id < writers.size(); id++) {
        VBucket vbucket = store.get(id);
        try (Snapshot snapshot = vbucket.snapshot()) {
          List<String> differences = writers.get(id).shadow().differences(snapshot);
          if (!differences.isEmpty()) {
            course.violated("vbucket " + id + ", opened again: " + String.join("\n", differences));
          }
        }
      }
    }
    int files = platform.files().list().size();
    if (files != writers.size()) {
      course.violated("not one file a vbucket: " + platform.files().list());
    }
  }

  private static boolean sumUp(Request request, Course course, Consumer<String> out) {
    course.tally().summary().forEach(out);
    if (course.violation().isEmpty()) {
      out.accept("soak: no violation in " + request.seconds() + " s");
      return true;
    }
    out.accept("soak: VIOLATED");
    out.accept(course.violation().get());
    out.accept("The files are kept. Look at them:  ./lockstep verify " + request.directory());
    out.accept("Run it again:  ./lockstep soak --minutes " + Math.max(1, request.seconds() / 60)
        + " --dir ANOTHER --seed " + request.seed() + " --vbuckets " + request.vbuckets()
        + " --readers " + request.readers());
    return false;
  }
}
