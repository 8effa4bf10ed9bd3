package dev.lockstep.engine.tool;

import dev.lockstep.engine.document.Document;
import dev.lockstep.engine.document.LocalDocument;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;

/** Writes entries of a dump, each complete when its call returns; closing leaves the target open. */
interface EntryWriter extends Closeable {

  static EntryWriter of(Format format, Writer out) throws IOException {
    return switch (format) {
      case TEXT -> new TextEntries(out);
      case JSON -> new JsonEntries(out);
    };
  }

  void write(Document document) throws IOException;

  void write(LocalDocument document) throws IOException;
}
