package dev.lockstep.engine.bucket;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.revision.NoSuchVBucketException;
import dev.lockstep.engine.schedule.CompactionTicket;
import dev.lockstep.engine.state.VBucketState.Lifecycle;
import dev.lockstep.engine.store.VBuckets;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.RollbackResult;
import dev.lockstep.engine.vbucket.VBucketParts;
import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A store: many vbuckets in one directory, written by flushers in the background. Any task may call any
 * method.
 *
 * <ol>
 *   <li>A write is taken: it gets its seqno and CAS, waits in the vbucket's queue, and is readable at
 *       once. A later write of the same document takes its place.
 *   <li>A flusher commits all that is queued for a vbucket at once. {@link #awaitPersisted} waits for it.
 *   <li>A failed commit is tried again; nothing of it is ever visible.
 *   <li>{@link #close} commits what is queued. What cannot be committed is refused: whoever waits for it
 *       is told, and so is whoever closes.
 * </ol>
 *
 * <p>All writes throw {@link WriteQueueFullException} if they do not want to wait for room, and {@link
 * dev.lockstep.engine.revision.VBucketClosedException} or {@link
 * dev.lockstep.engine.vbucket.WritesRefusedException} if none are taken any more.
 */
public final class Bucket implements Closeable {
  private final BucketOptions options;
  private final VBuckets vbuckets;
  private final Flushers flushers;
  private final BucketCompactions compactions;
  private final Attachments attachments;
  private final Reads reads;
  private final Writes writes;
  private final Scans scans;
  private final Persistence persistence;
  private final Statistics statistics;
  private final Instruments instruments;

  private Bucket(
      Platform platform,
      VBuckets vbuckets,
      BucketOptions options,
      BucketParts parts,
      Instruments instruments) {
    this.options = options;
    this.instruments = instruments;
    this.vbuckets = vbuckets;
    this.flushers = new Flushers(platform, options.flush(), instruments);
    this.attachments = new Attachments(platform, vbuckets, flushers, parts);
    Expirations expirations = new Expirations(attachments, platform.clock(), parts.expiryGuard());
    this.compactions =
        new BucketCompactions(platform, vbuckets, options, parts, expirations, instruments);
    this.reads = new Reads(attachments, expirations, platform.clock());
    this.writes = new Writes(attachments, reads);
    this.scans = new Scans(attachments, platform.clock());
    this.statistics = new Statistics(vbuckets, attachments, flushers, compactions, instruments);
    this.persistence = new Persistence(attachments, platform.clock());
  }

  /**
   * Opens the vbuckets of the platform's directory, and starts the flushers. A vbucket that cannot be
   * opened keeps no other from it; {@link VBuckets#damaged} has it, and every operation on it answers
   * {@link dev.lockstep.engine.opening.VBucketDamagedException}.
   */
  public static Bucket open(Platform platform, BucketOptions options) throws IOException {
    return open(platform, options, VBucketParts.standard());
  }

  /** Opens a bucket whose vbuckets are made of other parts. */
  public static Bucket open(Platform platform, BucketOptions options, VBucketParts parts)
      throws IOException {
    return open(platform, options, parts, Instruments.NONE);
  }

  /** Opens a bucket that is measured. */
  public static Bucket open(
      Platform platform, BucketOptions options, VBucketParts parts, Instruments instruments)
      throws IOException {
    VBucketParts own = parts.forStore(platform);
    VBuckets vbuckets = VBuckets.open(platform, options.vbucket(), own);
    Closeable opened = vbuckets;
    boolean isStarted = false;
    try {
      Bucket bucket = new Bucket(platform, vbuckets, options, BucketParts.of(own), instruments);
      opened = bucket;
      bucket.start(platform);
      isStarted = true;
      return bucket;
    } finally {
      if (!isStarted) {
        opened.close();
      }
    }
  }

  private void start(Platform platform) throws IOException {
    attachments.attachAll(options.vbuckets(), options.vbucket().createdAs());
    flushers.start(platform, Listeners.contained(options.listener()));
    compactions.start(platform);
    instruments.opened(this);
  }

  /** The vbucket that a document belongs to where all of {@link BucketOptions#vbuckets} share them. */
  public int vbucketOf(Bytes id) {
    CRC32 hash = new CRC32();
    hash.update(id.asBuffer());
    return (int) (hash.getValue() % options.vbuckets());
  }

  // Documents.

  /** A live document; empty where there is none, or it is deleted or has expired. */
  public Optional<StoredDocument> get(int vbucket, Bytes id) throws IOException {
    return reads.get(vbucket, id);
  }

  /** The live ones of these documents, in the order given. */
  public Map<Bytes, StoredDocument> getAll(int vbucket, Collection<Bytes> ids) throws IOException {
    return reads.getAll(vbucket, ids);
  }

  /** Stores a document; one without expiry, whatever is there, waiting for room. */
  public Mutation set(int vbucket, Bytes id, Bytes body) throws IOException {
    return set(vbucket, id, body, WriteOptions.defaults());
  }

  /**
   * Stores a document.
   *
   * @throws CasMismatchException if the options expect another version than there is
   */
  public Mutation set(int vbucket, Bytes id, Bytes body, WriteOptions how) throws IOException {
    return writes.write(vbucket, QueuedWrite.Kind.SET, id, body, how);
  }

  /** Deletes a document, whatever is there, waiting for room. */
  public Mutation delete(int vbucket, Bytes id) throws IOException {
    return delete(vbucket, id, WriteOptions.defaults());
  }

  /**
   * Deletes a document, leaving a tombstone; an absent one too. The expiry says nothing.
   *
   * @throws CasMismatchException if the options expect another version than there is
   */
  public Mutation delete(int vbucket, Bytes id, WriteOptions how) throws IOException {
    return writes.write(
        vbucket, QueuedWrite.Kind.DELETE, id, Bytes.EMPTY, how.withExpirySeconds(0));
  }

  // Durable writes: prepared first, then committed or aborted, in the order of the prepares.

  /** Prepares a document: nobody reads it before it is committed. Replaces an open prepare of it. */
  public Mutation prepare(int vbucket, Bytes id, Bytes body, WriteOptions how) throws IOException {
    return writes.write(vbucket, QueuedWrite.Kind.PREPARE, id, body, how);
  }

  /**
   * Commits the prepare of a document: stores what was prepared.
   *
   * @throws dev.lockstep.engine.vbucket.NotPreparedException if it has none, or an earlier one is open
   */
  public Mutation commit(int vbucket, Bytes id, WriteOptions.WhenFull whenFull) throws IOException {
    return writes.commit(vbucket, id, whenFull);
  }

  /**
   * Aborts the prepare of a document.
   *
   * @throws dev.lockstep.engine.vbucket.NotPreparedException if it has none, or an earlier one is open
   */
  public Mutation abort(int vbucket, Bytes id, WriteOptions.WhenFull whenFull) throws IOException {
    return writes.abort(vbucket, id, whenFull);
  }

  // Collections, in the order of the writes around them.

  /**
   * Creates a collection: from now on its documents can be written, and read. On disk when its seqno is
   * persisted.
   *
   * @throws dev.lockstep.engine.collection.WrongCollectionException if it is open, or the vbucket was
   *     created without collections
   */
  public Mutation createCollection(int vbucket, long collection, WriteOptions.WhenFull whenFull)
      throws IOException {
    return writes.event(vbucket, QueuedWrite.Kind.CREATE_COLLECTION, collection, whenFull);
  }

  /**
   * Drops a collection: from now on nobody reads its documents. On disk when its seqno is persisted; a
   * compaction erases what is left then.
   *
   * @throws dev.lockstep.engine.collection.WrongCollectionException if it is not open
   */
  public Mutation dropCollection(int vbucket, long collection, WriteOptions.WhenFull whenFull)
      throws IOException {
    return writes.event(vbucket, QueuedWrite.Kind.DROP_COLLECTION, collection, whenFull);
  }

  // Scans, of what is on disk.

  /** The documents whose last change has a seqno in {@code from..to}, in that order. */
  public Scan scanBySeqno(int vbucket, long from, long to, Scan.Tombstones tombstones)
      throws IOException {
    return scans.bySeqno(vbucket, from, to, tombstones);
  }

  /**
   * Goes on with a paused scan.
   *
   * @throws ScanPositionLostException if what it saw is no longer part of the vbucket's past
   */
  public Scan resume(ScanPosition position) throws IOException {
    return scans.resume(position);
  }

  /** The documents with ids from {@code from}, inclusive, to {@code to}, exclusive, in that order. */
  public Scan scanById(int vbucket, Bytes from, Optional<Bytes> to, Scan.Tombstones tombstones)
      throws IOException {
    return scans.byId(vbucket, from, to, tombstones);
  }

  // Durability.

  /**
   * Waits until every write of a vbucket up to a seqno, or a later one that stands for it, is durable.
   *
   * <p>A rollback undoes writes, and their seqnos are given out again. Whoever waits for an undone write
   * is told, also whoever asks afterwards; but from the write on that gets the seqno next, it is that one
   * which is waited for. The CAS of {@link Mutation} tells the two apart.
   *
   * @throws NotPersistedException if that will not be: the write was refused or undone
   * @throws IllegalArgumentException if no write ever had the seqno
   */
  public void awaitPersisted(int vbucket, long seqno) throws IOException {
    persistence.await(vbucket, seqno);
  }

  /** The same, but waits no longer than {@code nanos}; returns whether it is durable. */
  public boolean awaitPersisted(int vbucket, long seqno, long nanos) throws IOException {
    return persistence.await(vbucket, seqno, nanos);
  }

  /** The seqno of the last write to a vbucket that was taken. */
  public long highSeqno(int vbucket) throws IOException {
    return persistence.highSeqno(vbucket);
  }

  /** The seqno up to which the writes of a vbucket are durable. */
  public long persistedSeqno(int vbucket) throws IOException {
    return persistence.persistedSeqno(vbucket);
  }

  // Compaction.

  /**
   * Asks for the compaction of a vbucket, beside everything else. It may join one that waits already.
   * Deleting or rolling back the vbucket and closing the bucket call it off.
   *
   * @throws NoSuchVBucketException if there is no such vbucket
   */
  public CompactionTicket compact(int vbucket, CompactionOptions how) throws IOException {
    attachments.get(vbucket);
    return compactions.request(vbucket, how);
  }

  /** What the bucket counts now. */
  public BucketStatistics statistics() throws IOException {
    return statistics.read();
  }

  // Vbuckets.

  /** The vbuckets, for what goes neither by the queues nor by the scheduler. */
  public VBuckets vbuckets() {
    return vbuckets;
  }

  /** Creates a vbucket; see {@link VBuckets#create}. */
  public void createVBucket(int id, Lifecycle state) throws IOException {
    attachments.create(id, state);
  }

  /** Deletes a vbucket and what is queued for it, a damaged one too; see {@link VBuckets#delete}. */
  public void deleteVBucket(int id) throws IOException {
    attachments.delete(id, compactions);
  }

  /**
   * Changes what a vbucket is in its cluster, in the order of its writes. When it returns, that is
   * durable.
   *
   * @throws NotPersistedException if it is not
   */
  public void setState(int vbucket, Lifecycle state) throws IOException {
    persistence.setState(vbucket, state);
  }

  /**
   * Takes a vbucket back to the newest commit at or below a seqno. What is queued for it is refused, as
   * is whatever is asked of the vbucket while it lasts; see {@link RolledBackException}. A scan that was
   * opened before still shows what is undone.
   */
  public RollbackResult rollback(int vbucket, long seqno) throws IOException {
    return attachments.rollback(vbucket, seqno, compactions);
  }

  /**
   * Commits what is queued, calls off compactions, and closes. From then on writes are refused. Scans
   * that are out stay good until they are closed. Does nothing the second time.
   *
   * @throws NotPersistedException if writes that were taken could not be committed; all else is closed
   */
  @Override
  public void close() throws IOException {
    instruments.closing();
    flushers.close();
    compactions.close();
    flushers.join();
    vbuckets.close();
    instruments.closed();
    persistence.checkNothingRefused();
  }
}
