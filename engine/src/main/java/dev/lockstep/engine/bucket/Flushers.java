package dev.lockstep.engine.bucket;

import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.Task;
import java.util.ArrayList;
import java.util.List;

/** The flushers of a bucket, each with its {@link Shard} of the vbuckets. */
final class Flushers {
  private final List<Shard> shards = new ArrayList<>();
  private final List<Task> tasks = new ArrayList<>();

  Flushers(Platform platform, FlushOptions options) {
    for (int i = 0; i < options.flushers(); i++) {
      shards.add(new Shard(platform, options));
    }
  }

  /** The shard that a vbucket belongs to. */
  Shard shardOf(int vbucket) {
    return shards.get(vbucket % shards.size());
  }

  void start(Platform platform, FlushListener listener, Instruments instruments) {
    for (int i = 0; i < shards.size(); i++) {
      FlusherLoop loop = new FlusherLoop(shards.get(i), listener, instruments);
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
