package dev.lockstep.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.live.LivePlatform;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.state.VBucketState.Lifecycle;
import dev.lockstep.engine.store.VBuckets;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.CompactionResult.Status;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scheduled compactions of real vbuckets. */
class VBucketCompactionsTest {
  @TempDir
  private Path folder;

  @Test
  void aScheduledCompactionSwitchesItsVBucketAndOneOfNoVBucketFails() throws IOException {
    LivePlatform platform = LivePlatform.open(folder);
    try (VBuckets vbuckets = VBuckets.open(platform, VBucketOptions.defaults())) {
      vbuckets.create(3, Lifecycle.ACTIVE);
      try (CompactionScheduler scheduler =
          CompactionScheduler.start(platform, 2, new VBucketCompactions(vbuckets))) {
        CompactionTicket there = scheduler.request(3, CompactionOptions.defaults());
        CompactionTicket nowhere = scheduler.request(4, CompactionOptions.defaults());
        assertThat(there.await().status()).isEqualTo(Status.SWITCHED);
        assertThatThrownBy(nowhere::await).isInstanceOf(IOException.class);
      }
      assertThat(vbuckets.get(3).statistics().revision()).isEqualTo(2);
    }
  }
}
