package dev.lockstep.stress.kill;

import dev.lockstep.engine.live.LivePlatform;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.opening.WarmUpReport;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.stress.shadow.Shadow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One kill.
 *
 * <ol>
 *   <li>Start a writer on what the last one left.
 *   <li>Read its acknowledgements, a random number of them and then for a random part of a batch.
 *   <li>Kill it by SIGKILL, and read what it had said before.
 *   <li>Open each vbucket. Its last batch is the last one acknowledged, or the one after that, which
 *       was in flight; it holds what those batches wrote, and its files keep their rules.
 * </ol>
 *
 * @param acknowledged the last batch that the writer promised, by vbucket
 * @param found the last batch on disk, by vbucket
 * @param warmUps what opening met, by vbucket
 * @param violations one line each; empty where all was well
 */
public record KillRound(
    List<Long> acknowledged,
    List<Long> found,
    List<WarmUpReport> warmUps,
    List<String> violations) {
  private static final int ACKNOWLEDGEMENTS_MAX = 120;
  private static final int PAUSE_NANOS_MAX = 3_000_000;

  public KillRound {
    acknowledged = List.copyOf(acknowledged);
    found = List.copyOf(found);
    warmUps = List.copyOf(warmUps);
    violations = List.copyOf(violations);
  }

  /**
   * Runs one round.
   *
   * @param before the last batch on disk, by vbucket
   */
  static KillRound run(WriterProcess.Setting setting, List<Long> before, SplittableRandom random)
      throws IOException, InterruptedException {
    int acknowledgements = 1 + random.nextInt(ACKNOWLEDGEMENTS_MAX);
    int pauseNanos = random.nextInt(PAUSE_NANOS_MAX);
    try (WriterProcess writer = WriterProcess.start(setting, before)) {
      writer.awaitAcknowledgements(acknowledgements);
      writer.kill(pauseNanos);
      return judge(setting, writer.acknowledged());
    }
  }

  private static KillRound judge(WriterProcess.Setting setting, List<Long> acknowledged)
      throws IOException {
    List<Long> found = new ArrayList<>();
    List<WarmUpReport> warmUps = new ArrayList<>();
    List<String> violations = new ArrayList<>();
    Platform platform = LivePlatform.open(setting.directory());
    for (int id = 0; id < setting.vbuckets(); id++) {
      try (VBucket vbucket = VBucket.open(platform, id, VBucketOptions.defaults());
          Snapshot snapshot = vbucket.snapshot()) {
        warmUps.add(vbucket.warmUpReport());
        long batch = KilledWriter.batchNumber(snapshot);
        found.add(batch);
        String start = "vbucket " + id + ": ";
        if (batch < acknowledged.get(id) || batch > acknowledged.get(id) + 1) {
          violations.add(start + "batch " + acknowledged.get(id)
              + " was acknowledged, the last one on disk is " + batch);
        }
        Shadow shadow = KilledWriter.workloadOf(setting.seed(), id).after(batch);
        shadow.differences(snapshot).forEach(line -> violations.add(start + line));
      }
    }
    return new KillRound(acknowledged, found, warmUps, violations);
  }
}
