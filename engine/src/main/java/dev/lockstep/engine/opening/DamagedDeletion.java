package dev.lockstep.engine.opening;

import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.revision.Milestones;
import dev.lockstep.engine.revision.VBucketFileName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Deletes a vbucket that could not be opened: nobody reads or writes it, so there is nothing to wait for.
 *
 * <ol>
 *   <li>Mark every revision of it dead. When the mark is durable, so is the deletion.
 *   <li>Remove its data files, as every warm-up does that finds such a mark; what an earlier warm-up set
 *       aside stays.
 * </ol>
 */
public final class DamagedDeletion {
  private static final System.Logger LOG = System.getLogger(DamagedDeletion.class.getName());

  private final Platform platform;
  private final WarmUp warmUp;

  public DamagedDeletion(Platform platform, WarmUp warmUp) {
    this.platform = platform;
    this.warmUp = warmUp;
  }

  /**
   * Deletes the vbucket.
   *
   * @return the highest revision that a file of it may have
   * @throws IOException if it failed; the vbucket is as it was, though a crash may delete it
   */
  public long delete(DamagedVBucket damaged) throws IOException {
    List<VBucketFileName> found = new ArrayList<>(damaged.files());
    VBucketFileName mark =
        VBucketFileName.data(damaged.id(), WarmUp.revisionsUsed(found)).deletionMark();
    mark(mark);
    platform.reached(Milestones.VBUCKET_MARKED, mark.toString(), mark.revision());
    found.add(mark);
    removeFiles(found);
    platform.reached(Milestones.VBUCKET_DELETED, mark.toString(), mark.revision());
    return mark.revision();
  }

  /** Step 1. */
  private void mark(VBucketFileName mark) throws IOException {
    StorageFiles files = platform.files();
    try {
      DeletionMark.set(mark, files);
    } catch (IOException e) {
      try {
        DeletionMark.takeBack(mark, files);
      } catch (IOException stays) {
        e.addSuppressed(stays);
      }
      throw e;
    }
  }

  /** Step 2. A file that stays is dead, and the next warm-up removes it. */
  private void removeFiles(List<VBucketFileName> found) {
    try {
      warmUp.removeDead(present(found));
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "some files stay; the next warm-up removes them", e);
    }
  }

  /** People may have moved a damaged file away meanwhile. */
  private List<VBucketFileName> present(List<VBucketFileName> found) throws IOException {
    return platform.files().list().stream()
        .map(VBucketFileName::parse)
        .flatMap(Optional::stream)
        .filter(found::contains)
        .toList();
  }
}
