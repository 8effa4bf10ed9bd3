package dev.lockstep.stress.soak;

import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.store.VBuckets;
import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.scenarios.cli.Soak;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Vbuckets that their writers flush and their compactors compact themselves. */
final class DirectStore implements SoakedStore {
  private final Platform platform;
  private final VBucketParts parts;
  private final Soak.Request request;
  private final Course course;
  private final VBuckets vbuckets;
  private final List<WriterTask> writers = new ArrayList<>();

  private DirectStore(
      Platform platform,
      VBucketParts parts,
      Soak.Request request,
      Course course,
      VBuckets vbuckets) {
    this.platform = platform;
    this.parts = parts;
    this.request = request;
    this.course = course;
    this.vbuckets = vbuckets;
  }

  /** Opens it in the platform's empty directory. */
  static DirectStore open(
      Platform platform, VBucketParts parts, Soak.Request request, Course course)
      throws IOException {
    VBuckets vbuckets = VBuckets.open(platform, VBucketOptions.defaults(), parts);
    DirectStore store = new DirectStore(platform, parts, request, course, vbuckets);
    for (int id = 0; id < request.vbuckets(); id++) {
      store.writers.add(new WriterTask(course, vbuckets, id, request.seed()));
    }
    return store;
  }

  @Override
  public List<SoakTask> tasks() {
    List<SoakTask> tasks = new ArrayList<>();
    for (int id = 0; id < writers.size(); id++) {
      CompactorTask compactor = new CompactorTask(course, vbuckets, id, request.seed());
      tasks.add(new SoakTask("writer-" + id, writers.get(id)::run));
      tasks.add(new SoakTask("compactor-" + id, compactor::run));
    }
    for (int i = 0; i < request.readers(); i++) {
      ReaderTask reader = new ReaderTask(course, vbuckets, writers, request.seed() + i);
      tasks.add(new SoakTask("reader-" + i, reader::run));
    }
    return tasks;
  }

  @Override
  public void close() throws IOException {
    vbuckets.close();
  }

  @Override
  public void compareReopened() throws IOException {
    try (VBuckets reopened = VBuckets.open(platform, VBucketOptions.defaults(), parts)) {
      for (int id = 0; id < writers.size(); id++) {
        try (Snapshot snapshot = reopened.get(id).snapshot()) {
          List<String> differences = writers.get(id).shadow().differences(snapshot);
          if (!differences.isEmpty()) {
            course.violated("vbucket " + id + ", opened again: " + String.join("\n", differences));
          }
        }
      }
    }
    SoakedStore.compareFiles(platform, writers.size(), course);
  }
}
