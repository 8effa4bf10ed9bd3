package dev.lockstep.stress.soak;

import dev.lockstep.engine.live.LivePlatform;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.Task;
import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.scenarios.cli.Soak;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The soak test.
 *
 * <ol>
 *   <li>Open two empty stores with real files and threads: vbuckets that their writers flush themselves,
 *       and a bucket with its queues, flushers and compactors.
 *   <li>Start their tasks: writers, compactors and readers.
 *   <li>Say every few seconds how it goes, until the time is over or something is wrong.
 *   <li>Wait for every task.
 *   <li>Close the stores, open them again and compare everything with what was written.
 *   <li>Sum up; where something was wrong, say what, and what to do.
 * </ol>
 *
 * <p>The seed fixes what each task asks for; the order in which they meet is the machine's own.
 */
public final class EngineSoak implements Soak {
  private static final long REPORT_MILLIS = 5_000;
  private static final long POLL_MILLIS = 50;

  private final VBucketParts parts;
  private final Map<String, Opening> openings;

  /** How a store is opened in its directory. */
  interface Opening {
    SoakedStore open(Platform platform, VBucketParts parts, Request request, Course course)
        throws IOException;
  }

  /** The engine as it ships. */
  public EngineSoak() {
    this(VBucketParts.standard(), stores());
  }

  /** Both stores, by the names of their directories. */
  static Map<String, Opening> stores() {
    Map<String, Opening> stores = new TreeMap<>();
    stores.put("direct", DirectStore::open);
    stores.put("queued", QueuedStore::open);
    return stores;
  }

  /** An engine of other parts: a test gives faulty ones, which a soak of any store must notice. */
  EngineSoak(VBucketParts parts, Map<String, Opening> openings) {
    this.parts = parts;
    this.openings = openings;
  }

  @Override
  public boolean run(Request request, Consumer<String> out, Consumer<String> progress)
      throws IOException {
    out.accept("seed " + request.seed() + ", files in " + request.directory());
    Course course = new Course(new Tally());
    List<SoakedStore> stores = new ArrayList<>();
    try {
      for (Map.Entry<String, Opening> opening : openings.entrySet()) {
        Path directory = Files.createDirectories(request.directory().resolve(opening.getKey()));
        stores.add(opening.getValue().open(LivePlatform.open(directory), parts, request, course));
      }
      List<Task> tasks = start(LivePlatform.open(request.directory()), course, stores);
      watch(course, request.seconds(), progress);
      tasks.forEach(Task::join);
    } finally {
      close(stores, course);
    }
    compareReopened(course, stores);
    return sumUp(request, course, out);
  }

  private static List<Task> start(Platform platform, Course course, List<SoakedStore> stores) {
    List<Task> tasks = new ArrayList<>();
    for (SoakedStore store : stores) {
      for (SoakTask task : store.tasks()) {
        tasks.add(platform.start(task.name(), () -> guarded(course, task.name(), task.body())));
      }
    }
    return tasks;
  }

  /** No operation may fail on a healthy machine: whatever is thrown is a violation. */
  private static void guarded(Course course, String name, SoakTask.Body body) {
    try {
      body.run();
    } catch (IOException | RuntimeException | Error e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      course.violated(name + " failed: " + trace);
    }
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

  private static void close(List<SoakedStore> stores, Course course) {
    for (SoakedStore store : stores) {
      guarded(course, "closing", store::close);
    }
  }

  private static void compareReopened(Course course, List<SoakedStore> stores) {
    for (SoakedStore store : stores) {
      if (course.violation().isEmpty()) {
        course.tally().add(Tally.Event.REOPENINGS, 1);
        guarded(course, "opening again", store::compareReopened);
      }
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
    out.accept("The files are kept. Look at them:  ./lockstep verify "
        + request.directory().resolve("direct") + "  or  "
        + request.directory().resolve("queued"));
    out.accept("Run it again:  ./lockstep soak --minutes " + Math.max(1, request.seconds() / 60)
        + " --dir ANOTHER --seed " + request.seed() + " --vbuckets " + request.vbuckets()
        + " --readers " + request.readers());
    return false;
  }
}
