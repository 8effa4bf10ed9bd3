package dev.lockstep.engine.revision;

/**
 * There is no such vbucket, or not of that generation any more: it was never created, or it was deleted
 * before or during the operation.
 */
public final class NoSuchVBucketException extends VBucketClosedException {
  private static final long serialVersionUID = 1L;

  public NoSuchVBucketException(int vbucket) {
    super("there is no vbucket " + vbucket + ": create it first");
  }
}
