package dev.lockstep.stress.soak;

import dev.lockstep.engine.live.LivePlatform;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.scenarios.cli.Soak;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
 *   <li>Say every few seconds how it goes, until the time is over or something is wrong, and until every
 *       task has ended. One that hangs is something wrong, and nobody waits for it.
 *   <li>Close the stores, open them again and compare everything with what was written.
 *   <li>Sum up; where something was wrong, say what, and what to do.
 * </ol>
 *
 * <p>The seed fixes what each task asks for; the order in which they meet is the machine's own.
 */
public final class EngineSoak implements Soak {
  private static final long POLL_MILLIS = 50;

  private final VBucketParts parts;
  private final Map<String, Opening> openings;
  private final Pace pace;

  /** How a store is opened in its directory. */
  interface Opening {
    SoakedStore open(Platform platform, VBucketParts parts, Request request, Course course)
        throws IOException;
  }

  /**
   * What the soak waits for.
   *
   * @param report after which it says again how it goes
   * @param turnMax after which a task that does not end its turn hangs
   */
  record Pace(Duration report, Duration turnMax) {
    static final Pace USUAL = new Pace(Duration.ofSeconds(5), Duration.ofMinutes(2));
  }

  /** The engine as it ships. */
  public EngineSoak() {
    this(VBucketParts.standard(), stores(), Pace.USUAL);
  }

  /** Both stores, by the names of their directories. */
  static Map<String, Opening> stores() {
    Map<String, Opening> stores = new TreeMap<>();
    stores.put("direct", DirectStore::open);
    stores.put("queued", QueuedStore::open);
    return stores;
  }

  /** An engine of other parts: a test gives faulty ones, which a soak of any store must notice. */
  EngineSoak(VBucketParts parts, Map<String, Opening> openings, Pace pace) {
    this.parts = parts;
    this.openings = openings;
    this.pace = pace;
  }

  @Override
  public boolean run(Request request, Consumer<String> out, Consumer<String> progress)
      throws IOException {
    out.accept("seed " + request.seed() + ", files in " + request.directory());
    Course course = new Course(new Tally());
    EndOnSignal signal = new EndOnSignal(course);
    try {
      List<SoakedStore> stores = open(request, course);
      long begin = System.nanoTime();
      start(LivePlatform.open(request.directory()), course, stores);
      boolean allEnded = watch(course, request.seconds(), progress);
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
      if (allEnded) {
        close(stores, course);
        compareReopened(course, stores);
      }
      return new Summary(request, openings.keySet(), course, seconds).write(out);
    } finally {
      signal.letGo();
    }
  }

  private List<SoakedStore> open(Request request, Course course) throws IOException {
    List<SoakedStore> stores = new ArrayList<>();
    for (Map.Entry<String, Opening> opening : openings.entrySet()) {
      Path directory = Files.createDirectories(request.directory().resolve(opening.getKey()));
      stores.add(opening.getValue().open(LivePlatform.open(directory), parts, request, course));
    }
    return stores;
  }

  private static void start(Platform platform, Course course, List<SoakedStore> stores) {
    for (SoakedStore store : stores) {
      for (SoakTask task : store.tasks()) {
        course.turns().expect();
        platform.start(task.name(), () -> {
          guarded(course, task.name(), task.body());
          course.turns().leave();
        });
      }
    }
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

  /** True when every task has ended, false when one hangs. */
  private boolean watch(Course course, long seconds, Consumer<String> progress) {
    long begin = System.nanoTime();
    long reported = begin;
    while (course.turns().goOn()) {
      long now = System.nanoTime();
      if (now - begin >= TimeUnit.SECONDS.toNanos(seconds)) {
        course.end();
      }
      if (now - reported >= pace.report().toNanos()) {
        reported = now;
        progress.accept(course.tally().line(TimeUnit.NANOSECONDS.toSeconds(now - begin)));
      }
      if (course.isStuck(pace.turnMax())) {
        return false;
      }
      pause(course);
    }
    return true;
  }

  /** An interrupt ends the soak in good order. */
  private static void pause(Course course) {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      course.end();
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
}
