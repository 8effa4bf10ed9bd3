package dev.lockstep.engine.vbucket;

import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.file.HeaderSearch;
import dev.lockstep.engine.file.InitialHeader;
import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.engine.revision.VBucketFileName;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The file that a compaction makes: {@code N.compact} while it is filled, the next revision once it is
 * renamed, nothing if the compaction ends before its switch. Belongs to the compactor's task.
 */
final class CompactionTarget {
  private static final System.Logger LOG = System.getLogger(CompactionTarget.class.getName());

  private final VBucketInternals vbucket;
  private final StorageFiles files;
  private final VBucketFileName name;
  private final VBucketFileName nextName;
  private @Nullable CouchFile couch;
  private boolean renamed;

  CompactionTarget(VBucketInternals vbucket, VBucketFileName source) {
    this.vbucket = vbucket;
    this.files = vbucket.platform().files();
    this.name = source.compact();
    this.nextName = source.next();
  }

  /** Its name until it is renamed. */
  VBucketFileName name() {
    return name;
  }

  /** Its name as the next revision. */
  VBucketFileName nextName() {
    return nextName;
  }

  /**
   * Makes the empty file. A file of its name is what an earlier run could not remove; written over,
   * its longer tail would outlive the new content.
   */
  CouchFile create() throws IOException {
    files.removeIfPresent(name.toString());
    return CouchFile.create(files, name.toString(), vbucket.options().couch(), InitialHeader.NONE);
  }

  /** Takes the file over that it is from now on. */
  void use(CouchFile file) {
    couch = file;
  }

  CouchFile couch() {
    return Objects.requireNonNull(couch, "there is no target yet");
  }

  /**
   * Makes it the next revision, durably. It is closed before and opened after, by its new name: no
   * rule against renaming open files stands in the way, errors name the file that is there, and what
   * others will find is read once before anyone relies on it.
   */
  void rename(CommittedHeader expected) throws IOException {
    String next = nextName.toString();
    couch().close();
    renamed = true;
    files.rename(name.toString(), next);
    files.syncDirectory();
    couch = CouchFile.open(
        files, next, OpenMode.WRITE, HeaderSearch.STRICT, vbucket.options().couch());
    Invariant.check(
        couch.lastHeader().equals(expected),
        "opened by its new name, the compacted file ends in %s, not in %s",
        couch.lastHeader(),
        expected);
  }

  /**
   * Leaves no new revision behind; for a compaction that did not switch. If a renamed target cannot be
   * removed for good, a crash might bring it back as the newest revision without what is written from
   * now on, so nothing more is written.
   */
  void discard() {
    if (couch == null) {
      return;
    }
    close(couch);
    try {
      files.removeIfPresent(name.toString());
      if (renamed) {
        files.removeIfPresent(nextName.toString());
        files.syncDirectory();
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "cannot remove what is left of " + name, e);
      if (renamed) {
        vbucket.refuseWrites(e);
      }
    }
  }

  /** A failure harms nothing: what the file holds is not wanted. */
  private void close(CouchFile unfinished) {
    try {
      unfinished.close();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "cannot close " + name, e);
    }
  }
}
