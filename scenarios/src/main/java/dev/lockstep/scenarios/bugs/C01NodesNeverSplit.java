package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.couch.CouchOptions;
import dev.lockstep.engine.opening.Creation;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.opening.WarmUp;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.vbucket.VBucketParts;

/**
 * C01 (MB-36804, 2019; MB-68169, 2025). What was left of a node's quota was kept in an unsigned variable
 * and wrapped around: the quota was never used up, and no node was split.
 */
final class C01NodesNeverSplit extends VBucketParts {

  @Override
  public Creation newCreation(Platform platform, int vbucket, VBucketOptions options) {
    return new Creation(platform, vbucket, withoutQuota(options));
  }

  @Override
  public WarmUp newWarmUp(Platform platform, int vbucket, VBucketOptions options) {
    return new WarmUp(platform, vbucket, withoutQuota(options));
  }

  private static VBucketOptions withoutQuota(VBucketOptions options) {
    CouchOptions couch = options.couch();
    return options.withCouch(couch.withNodeSizeThreshold(Integer.MAX_VALUE));
  }
}
