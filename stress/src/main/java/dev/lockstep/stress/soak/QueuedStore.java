package dev.lockstep.stress.soak;

import dev.lockstep.engine.bucket.Bucket;
import dev.lockstep.engine.bucket.BucketOptions;
import dev.lockstep.engine.bucket.FlushOptions;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.schedule.AutoCompactionOptions;
import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.scenarios.cli.Soak;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A bucket: writes go through its queues, its own flushers and compactors run in the background. */
final class QueuedStore implements SoakedStore {
  private static final int QUEUE_SIZE_MAX = 64;
  private static final int AUTO_COMPACTION_FILE_SIZE_MIN = 1 << 16;

  private final Platform platform;
  private final VBucketParts parts;
  private final Soak.Request request;
  private final Course course;
  private final Bucket bucket;
  private final List<QueueWriterTask> writers = new ArrayList<>();

  private QueuedStore(
      Platform platform, VBucketParts parts, Soak.Request request, Course course, Bucket bucket) {
    this.platform = platform;
    this.parts = parts;
    this.request = request;
    this.course = course;
    this.bucket = bucket;
  }

  /** Opens it in the platform's empty directory. */
  static QueuedStore open(
      Platform platform, VBucketParts parts, Soak.Request request, Course course)
      throws IOException {
    Bucket bucket = Bucket.open(platform, options(request), parts);
    QueuedStore store = new QueuedStore(platform, parts, request, course, bucket);
    for (int id = 0; id < request.vbuckets(); id++) {
      store.writers.add(new QueueWriterTask(course, bucket, id, request.seed()));
    }
    return store;
  }

  /** Queues are short, so that writers wait for room; compaction comes by itself too. */
  private static BucketOptions options(Soak.Request request) {
    return BucketOptions.defaults()
        .withVBuckets(request.vbuckets())
        .withFlush(FlushOptions.defaults().withQueueSizeMax(QUEUE_SIZE_MAX))
        .withAutoCompaction(AutoCompactionOptions.defaults()
            .withIntervalSeconds(1)
            .withFileSizeMin(AUTO_COMPACTION_FILE_SIZE_MIN)
            .withPurgeAgeSeconds(1));
  }

  @Override
  public List<SoakTask> tasks() {
    List<SoakTask> tasks = new ArrayList<>();
    for (int id = 0; id < writers.size(); id++) {
      tasks.add(new SoakTask("queue-writer-" + id, writers.get(id)::run));
    }
    QueueCompactorTask compactor =
        new QueueCompactorTask(course, bucket, writers.size(), request.seed());
    tasks.add(new SoakTask("queue-compactor", compactor::run));
    for (int i = 0; i < request.readers(); i++) {
      QueueReaderTask reader = new QueueReaderTask(course, bucket, writers, request.seed() + i);
      tasks.add(new SoakTask("queue-reader-" + i, reader::run));
    }
    return tasks;
  }

  @Override
  public void close() throws IOException {
    bucket.close();
  }

  @Override
  public void compareReopened() throws IOException {
    try (Bucket reopened = Bucket.open(platform, options(request), parts)) {
      for (QueueWriterTask writer : writers) {
        writer.compareWith(reopened).ifPresent(what -> course.violated("opened again: " + what));
      }
    }
    SoakedStore.compareFiles(platform, writers.size(), course);
  }
}
