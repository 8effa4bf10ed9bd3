package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.bucket.BucketParts;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.schedule.CompactionScheduler;
import dev.lockstep.engine.schedule.CompactionTicket;
import dev.lockstep.engine.vbucket.CompactionOptions;
import org.jspecify.annotations.Nullable;

/**
 * B58 (MB-43199, MB-50555, MB-50609, MB-68407; 2021 to 2025). A second request for a compaction was merged
 * into the one that waited, and who had asked for it was forgotten: nobody ever answered.
 */
final class B58SecondAskerForgotten extends BucketParts {

  @Override
  public CompactionScheduler newScheduler(
      Platform platform, CompactionScheduler.Compactions compactions) {
    return new Forgetful(platform, compactions);
  }

  private static final class Forgetful extends CompactionScheduler {
    /** Takes requests and runs none. */
    private final CompactionScheduler nobody;

    private @Nullable CompactionTicket first;

    Forgetful(Platform platform, Compactions compactions) {
      super(platform, compactions);
      nobody = BucketParts.standard().newScheduler(platform, compactions);
    }

    @Override
    public CompactionTicket request(int vbucket, CompactionOptions options) {
      CompactionTicket asked = first;
      if (asked != null && !asked.isDone()) {
        return nobody.request(vbucket, options);
      }
      CompactionTicket taken = super.request(vbucket, options);
      first = taken;
      return taken;
    }
  }
}
