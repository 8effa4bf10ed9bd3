package dev.lockstep.model.spec;

import dev.lockstep.engine.collection.CollectionKeys;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Prepares;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Document ids as people write them: {@code 9/apple} is the key {@code apple} in collection 9, any other
 * text is an id without a collection.
 */
public final class KeyText {
  private static final Pattern IN_COLLECTION =
      Pattern.compile("(0|[1-9][0-9]{0,9})/(.*)", Pattern.DOTALL);

  private KeyText() {}

  /** The collection that a text names; empty where it names none. */
  public static OptionalLong collectionOf(String text) {
    Matcher parts = IN_COLLECTION.matcher(text);
    return parts.matches() ? OptionalLong.of(Long.parseLong(parts.group(1))) : OptionalLong.empty();
  }

  /** The document id that a text stands for. */
  public static Bytes id(String text) {
    Matcher parts = IN_COLLECTION.matcher(text);
    return parts.matches()
        ? CollectionKeys.documentId(Long.parseLong(parts.group(1)), Bytes.ofUtf8(parts.group(2)))
        : Bytes.ofUtf8(text);
  }

  /** The id of the local document of a name. */
  public static Bytes localId(String name) {
    return Bytes.ofUtf8("_local/" + name);
  }

  /** The text for a document's id, or that of a prepare or of a collection's event. */
  public static String of(Bytes id) {
    if (Prepares.isPrepareId(id)) {
      return "prepare of " + of(Prepares.documentId(id));
    }
    if (CollectionKeys.ofEvent(id).isPresent()) {
      return "collection " + CollectionKeys.ofEvent(id).getAsLong();
    }
    OptionalLong collection = CollectionKeys.collectionOf(id);
    boolean isPrefixed = collection.isPresent() && id.byteAt(0) < ' ';
    return isPrefixed ? collection.getAsLong() + "/" + CollectionKeys.keyOf(id) : id.toString();
  }
}
