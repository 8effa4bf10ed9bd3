package dev.lockstep.engine.bucket;

import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.Task;
import java.util.ArrayList;
import java.util.List;

/** The flushers of a bucket, each with its {@link Shard} of the vbuckets. */
final class Flushers {
  private final List<Shard> shards = new ArrayList<>();
  private final List<Task> tasks = new ArrayList<>();

  Flushers(Platform platform, FlushOptions options, Instruments instruments) {
    for (int i = 0; i < options.flushers(); i++) {
      shards.add(new Shard(platform, options, instruments));
    }
  }

  /** The shard that a vbucket belongs to. */
  Shard shardOf(int vbucket) {
    return shards.get(vbucket % shards.size());
  }

  /** What came of all flushes, those of deleted vbuckets too. */
  FlushCounts counts() {
    return shards.stream().map(Shard::totalCounts).reduce(FlushCounts.NONE, FlushCounts::plus);
  }

  void start(Platform platform, FlushListener listener) {
    for (int i = 0; i < shards.size(); i++) {
      FlusherLoop loop = new FlusherLoop(shards.get(i), listener);
      tasks.add(platform.start("flusher " + i, loop));
    }
  }

  /** From now on writes are refused; what is queued is flushed once, without delay. Does not wait for that. */
  void close() {
    shards.forEach(Shard::close);
  }

  /** Waits until every flusher has ended. */
  void join() {
    tasks.forEach(Task::join);
  }
}
