package dev.lockstep.engine.collection;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.lockstep.engine.document.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Generations as JSON: an array of objects whose members are decimal strings, as in the state document.
 * An open one says where it starts; its counters have a document of their own. A dropped one says all.
 */
final class GenerationsJson {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String COLLECTION = "collection";
  private static final String START_SEQNO = "start_seqno";
  private static final String END_SEQNO = "end_seqno";
  private static final String ITEMS = "items";
  private static final String BYTES = "bytes";

  private GenerationsJson() {}

  static Bytes encode(List<Generation> generations) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartArray();
      for (Generation generation : generations) {
        json.writeStartObject();
        writeNumber(json, COLLECTION, generation.collection());
        writeNumber(json, START_SEQNO, generation.startSeqno());
        if (!generation.isOpen()) {
          writeNumber(json, END_SEQNO, generation.endSeqno());
          writeNumber(json, ITEMS, generation.items());
          writeNumber(json, BYTES, generation.bytes());
        }
        json.writeEndObject();
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new AssertionError("writing to memory failed", e);
    }
    return Bytes.wrap(out.toByteArray());
  }

  private static void writeNumber(JsonGenerator json, String name, long value) throws IOException {
    json.writeStringField(name, Long.toString(value));
  }

  /** Reads the array; an open generation comes with nothing in it. */
  static List<Generation> decode(Bytes localId, Bytes document) throws MalformedManifestException {
    List<Generation> generations = new ArrayList<>();
    try (JsonParser json = JSON.createParser(document.toArray())) {
      expect(localId, json.nextToken() == JsonToken.START_ARRAY, "it is no JSON array");
      while (json.nextToken() == JsonToken.START_OBJECT) {
        generations.add(generation(localId, members(localId, json)));
      }
      expect(localId, json.currentToken() == JsonToken.END_ARRAY, "it holds more than objects");
    } catch (JsonProcessingException e) {
      throw new MalformedManifestException(localId, "it is no JSON: " + e.getOriginalMessage());
    } catch (MalformedManifestException e) {
      throw e;
    } catch (IOException e) {
      throw new AssertionError("reading from memory failed", e);
    }
    return generations;
  }

  private static Map<String, Long> members(Bytes localId, JsonParser json) throws IOException {
    Map<String, Long> members = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      String text = json.nextTextValue();
      expect(localId, text != null && text.matches("[0-9]{1,18}"), name + " is " + text);
      members.put(name, Long.parseLong(text));
    }
    return members;
  }

  private static Generation generation(Bytes localId, Map<String, Long> members)
      throws MalformedManifestException {
    Generation created = Generation.created(
        member(localId, members, COLLECTION), member(localId, members, START_SEQNO));
    if (!members.containsKey(END_SEQNO)) {
      return created;
    }
    long end = member(localId, members, END_SEQNO);
    return new Generation(
        created.collection(),
        created.startSeqno(),
        end,
        member(localId, members, ITEMS),
        member(localId, members, BYTES),
        end);
  }

  private static long member(Bytes localId, Map<String, Long> members, String name)
      throws MalformedManifestException {
    Long value = members.get(name);
    if (value == null) {
      throw new MalformedManifestException(localId, "a collection lacks its " + name);
    }
    return value;
  }

  private static void expect(Bytes localId, boolean isSo, String otherwise)
      throws MalformedManifestException {
    if (!isSo) {
      throw new MalformedManifestException(localId, otherwise);
    }
  }
}
