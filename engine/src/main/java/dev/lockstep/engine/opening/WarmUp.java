package dev.lockstep.engine.opening;

import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.file.HeaderSearch;
import dev.lockstep.engine.file.NoHeaderException;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.engine.revision.Milestones;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.revision.RevisionFile;
import dev.lockstep.engine.revision.VBucketFileName;
import dev.lockstep.engine.state.StateDocuments;
import dev.lockstep.engine.state.VBucketState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens a vbucket from whatever a shutdown or a crash left of it.
 *
 * <ol>
 *   <li>Choose the highest revision that has a valid header, among those above the mark of the last
 *       deletion. One without any header is set aside under another name, not deleted; if nothing else
 *       is left of the vbucket, and it is not just empty, that stops the warm-up, for a vbucket that
 *       comes up empty would hide the loss. A damaged newest header stops the warm-up: falling back to
 *       an older one would lose commits, and happens only where the options ask for recovery.
 *   <li>Remove what compactions and creations left unfinished.
 *   <li>If nothing was chosen, create the vbucket, with a revision above all that were seen.
 *   <li>Make what is opened durable: the crash may have been the program's alone, and what is about
 *       to be served and relied on may so far be in the machine's memory only.
 *   <li>Remove older revisions and the marks of deletions below it.
 * </ol>
 */
public class WarmUp {
  private final Platform platform;
  private final StorageFiles files;
  private final int vbucket;
  private final VBucketOptions options;

  private List<VBucketFileName> found = List.of();
  private final List<VBucketFileName> headerless = new ArrayList<>();
  private final List<String> removed = new ArrayList<>();
  private final List<String> setAside = new ArrayList<>();
  private boolean created;

  public WarmUp(Platform platform, int vbucket, VBucketOptions options) {
    this.platform = platform;
    this.files = platform.files();
    this.vbucket = vbucket;
    this.options = options;
  }

  /** Opens the vbucket, creating it if there is nothing of it. */
  public final Revision open() throws IOException {
    return open(ownFiles());
  }

  /** The same with the names of the vbucket's files, where they are known. */
  public final Revision open(List<VBucketFileName> names) throws IOException {
    found = names;
    Revision chosen = choose(live(found));
    try {
      setHeaderlessAside();
      removeUnfinished(found);
      if (chosen == null) {
        chosen = create(revisionsUsed(found));
      }
      makeDurable(chosen);
      removeOlder(found, chosen);
    } catch (IOException | RuntimeException | Error e) {
      if (chosen != null) {
        closeAfter(e, chosen.file().couch());
      }
      throw e;
    }
    platform.reached(
        Milestones.WARM_UP_CHOSEN, chosen.file().name().toString(), chosen.highSeqno());
    return chosen;
  }

  /** What was found and done; after {@link #open}. */
  public final WarmUpReport report(Revision chosen) {
    List<String> names = found.stream().map(VBucketFileName::toString).toList();
    return new WarmUpReport(names, chosen.file().name().toString(), created, removed, setAside);
  }

  private List<VBucketFileName> ownFiles() throws IOException {
    return files.list().stream()
        .map(VBucketFileName::parse)
        .flatMap(Optional::stream)
        .filter(name -> name.vbucket() == vbucket)
        .toList();
  }

  /** Step 1. */
  protected @Nullable Revision choose(List<VBucketFileName> live) throws IOException {
    List<VBucketFileName> newestFirst = live.stream()
        .sorted(Comparator.comparingLong(VBucketFileName::revision).reversed())
        .toList();
    Revision chosen = null;
    for (int i = 0; chosen == null && i < newestFirst.size(); i++) {
      chosen = openIfCommitted(newestFirst.get(i));
    }
    if (chosen == null) {
      refuseLoss();
    }
    return chosen;
  }

  private @Nullable Revision openIfCommitted(VBucketFileName name) throws IOException {
    CouchFile couch;
    try {
      couch = CouchFile.open(
          files, name.toString(), OpenMode.WRITE, options.headerSearch(), options.couch());
    } catch (NoHeaderException e) {
      headerless.add(name);
      return null;
    }
    return revision(name, couch);
  }

  private void refuseLoss() throws IOException {
    if (options.headerSearch() == HeaderSearch.RECOVERY) {
      return;
    }
    for (VBucketFileName name : headerless) {
      try (StorageFile file = files.open(name.toString(), OpenMode.READ)) {
        if (file.size() > 0) {
          throw new NothingToChooseException(name);
        }
      }
    }
  }

  private void setHeaderlessAside() throws IOException {
    for (VBucketFileName name : headerless) {
      setAside(name);
    }
  }

  /** A rename replaces: what was set aside before keeps its name. */
  private void setAside(VBucketFileName name) throws IOException {
    VBucketFileName aside = name.damaged();
    for (int copy = 2; found.contains(aside); copy++) {
      aside = name.damaged(copy);
    }
    files.rename(name.toString(), aside.toString());
    setAside.add(aside.toString());
  }

  private Revision revision(VBucketFileName name, CouchFile couch) throws IOException {
    try {
      CommittedHeader header = couch.lastHeader();
      VBucketState state = StateDocuments.read(couch, header.header());
      return new Revision(new RevisionFile(platform, name, couch), header, state);
    } catch (IOException | RuntimeException | Error e) {
      closeAfter(e, couch);
      throw e;
    }
  }

  /** Step 2. */
  protected void removeUnfinished(List<VBucketFileName> found) throws IOException {
    for (VBucketFileName name : found) {
      if (name.isUnfinished()) {
        remove(name);
      }
    }
  }

  /** Step 3. */
  protected Revision create(long used) throws IOException {
    created = true;
    return new Creation(platform, vbucket, options).create(used);
  }

  /** Step 4. */
  protected void makeDurable(Revision chosen) throws IOException {
    chosen.file().couch().confirm();
    files.syncDirectory();
  }

  /** Step 5. */
  protected void removeOlder(List<VBucketFileName> found, Revision chosen) throws IOException {
    for (VBucketFileName name : found) {
      boolean isPast = name.isData() || name.isDeletionMark();
      if (isPast && name.revision() < chosen.number()) {
        remove(name);
      }
    }
  }

  /**
   * Removes what a deleted vbucket left: its files and the marks of deletions before the last. The last
   * mark, which the caller has made durable, stays, so that revisions go on counting when the vbucket is
   * created again.
   *
   * @param found the names of the vbucket's files
   * @return the names removed
   */
  public final List<String> removeDead(List<VBucketFileName> found) throws IOException {
    long used = revisionsUsed(found);
    removeUnfinished(found);
    for (VBucketFileName name : found) {
      boolean isPastMark = name.isDeletionMark() && name.revision() < used;
      if (name.isData() || isPastMark) {
        remove(name);
      }
    }
    return removed;
  }

  /** The data files that belong to the vbucket: those above the mark of the last deletion. */
  public static List<VBucketFileName> live(List<VBucketFileName> found) {
    long deletedUpTo = found.stream()
        .filter(VBucketFileName::isDeletionMark)
        .mapToLong(VBucketFileName::revision)
        .max()
        .orElse(0);
    return found.stream()
        .filter(name -> name.isData() && name.revision() > deletedUpTo)
        .toList();
  }

  /** The highest revision of any file of the vbucket, 0 where there is none. */
  public static long revisionsUsed(List<VBucketFileName> found) {
    return found.stream().mapToLong(VBucketFileName::revision).max().orElse(0);
  }

  static void closeAfter(Throwable failure, CouchFile couch) {
    try {
      couch.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * Removes a file, if it is still there: what was set aside has another name, a creation removes the mark
   * before it, and the end of a snapshot that is out since before a closing removes a retired file too.
   */
  private void remove(VBucketFileName name) throws IOException {
    if (files.removeIfPresent(name.toString())) {
      removed.add(name.toString());
    }
  }
}
