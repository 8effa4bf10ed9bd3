package dev.lockstep.engine.revision;

import dev.lockstep.engine.invariant.Invariant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of one file of a vbucket.
 *
 * <pre>
 * 7.couch.3           data file of vbucket 7, revision 3
 * 7.couch.3.compact   what a compaction of revision 3 writes before it becomes revision 4
 * 7.couch.3.damaged   a revision without a valid header, set aside by a warm-up; .damaged.2 and so
 *                     on where there is one already
 * 7.couch.4.deleted   an empty file: the mark that every revision up to 4 is of a deleted vbucket
 * </pre>
 *
 * @param vbucket the vbucket's number, from 0
 * @param revision counts the files of a vbucket, from 1; 0 only in the name of a file being created
 * @param suffix empty for a data file, else what follows the revision, with its dot
 */
public record VBucketFileName(int vbucket, long revision, String suffix) {
  private static final String COMPACT_SUFFIX = ".compact";
  private static final String DAMAGED_SUFFIX = ".damaged";
  private static final String DELETED_SUFFIX = ".deleted";
  private static final Pattern PATTERN =
      Pattern.compile("(\\d{1,9})\\.couch\\.(\\d{1,18})((?:\\.[A-Za-z0-9.]+)?)");

  /** The largest number of a vbucket that a name may hold. */
  public static final int VBUCKET_MAX = 999_999_999;

  public VBucketFileName {
    Invariant.check(
        vbucket >= 0 && vbucket <= VBUCKET_MAX && revision >= 0,
        "no file name holds vbucket %d, revision %d",
        vbucket,
        revision);
  }

  /** The name of a data file. */
  public static VBucketFileName data(int vbucket, long revision) {
    return new VBucketFileName(vbucket, revision, "");
  }

  /** Reads a file name; empty where it is not one of a vbucket's. */
  public static Optional<VBucketFileName> parse(String name) {
    Matcher matcher = PATTERN.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    VBucketFileName parsed = new VBucketFileName(
        Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)), matcher.group(3));
    return parsed.toString().equals(name) ? Optional.of(parsed) : Optional.empty();
  }

  /** Whether the file holds a revision that a warm-up may choose. */
  public boolean isData() {
    return suffix.isEmpty();
  }

  /** Whether the file is what a compaction, its sort or a creation left unfinished. */
  public boolean isUnfinished() {
    return suffix.startsWith(COMPACT_SUFFIX);
  }

  /** Whether the file is the mark of a deletion. */
  public boolean isDeletionMark() {
    return suffix.equals(DELETED_SUFFIX);
  }

  /**
   * The mark that a vbucket is deleted whose current revision is this one. It counts one further: a
   * compaction that failed may have left the next revision's file behind.
   */
  public VBucketFileName deletionMark() {
    return markUpTo(vbucket, revision + 1);
  }

  /** The mark that every revision up to this one is of a deleted vbucket. */
  public static VBucketFileName markUpTo(int vbucket, long revision) {
    return new VBucketFileName(vbucket, revision, DELETED_SUFFIX);
  }

  /** The data file that a compaction of this one becomes. */
  public VBucketFileName next() {
    return data(vbucket, revision + 1);
  }

  /** What a compaction of this data file writes before that. */
  public VBucketFileName compact() {
    return new VBucketFileName(vbucket, revision, COMPACT_SUFFIX);
  }

  /** What this data file is called when it is set aside. */
  public VBucketFileName damaged() {
    return new VBucketFileName(vbucket, revision, DAMAGED_SUFFIX);
  }

  /** The same where a file of that name is there: {@code copy} counts them, from 2. */
  public VBucketFileName damaged(int copy) {
    return new VBucketFileName(vbucket, revision, DAMAGED_SUFFIX + "." + copy);
  }

  @Override
  public String toString() {
    return vbucket + ".couch." + revision + suffix;
  }
}
