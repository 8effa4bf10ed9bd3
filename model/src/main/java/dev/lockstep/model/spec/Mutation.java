package dev.lockstep.model.spec;

import dev.lockstep.engine.document.Bytes;

/** One line of a write batch. Keys are text, as {@link KeyText} reads it; values are bytes. */
public sealed interface Mutation {

  /** Stores a document. */
  record Set(String key, Bytes value) implements Mutation {}

  /**
   * Stores a document whose time is over: nobody reads it, and a bucket makes a tombstone of it when that is
   * met on disk.
   */
  record SetExpired(String key, Bytes value) implements Mutation {}

  /** Deletes a document, leaving a tombstone; of an absent document too. */
  record Delete(String key) implements Mutation {}

  /** Stores a prepare of a document, to be committed or aborted. */
  record Prepare(String key, Bytes value) implements Mutation {}

  /** Stores a prepare of a document whose time is over: what a commit of it stores, nobody reads. */
  record PrepareExpired(String key, Bytes value) implements Mutation {}

  /** Commits the prepare of a document: stores its value under the key. */
  record Commit(String key) implements Mutation {}

  /** Aborts the prepare of a document: a tombstone takes the prepare's place. */
  record Abort(String key) implements Mutation {}

  /** Creates a collection. */
  record CreateCollection(long collection) implements Mutation {}

  /** Drops a collection with all its documents. */
  record DropCollection(long collection) implements Mutation {}

  /** Stores a local document. */
  record SetLocal(String name, Bytes value) implements Mutation {}

  /** Removes a local document; of an absent one too. */
  record RemoveLocal(String name) implements Mutation {}

  /** Changes the vbucket's state: {@code active}, {@code replica}, {@code pending} or {@code dead}. */
  record SetState(String state) implements Mutation {}
}
