package dev.lockstep.engine.state;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.state.VBucketState.Lifecycle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The state document as JSON, in the form the real store reads: 64-bit numbers are decimal strings.
 * Members this engine does not keep are carried along unchanged, in the order of their names.
 */
final class VBucketStateJson {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String STATE = "state";
  private static final String HIGH_SEQNO = "high_seqno";
  private static final String PURGE_SEQNO = "purge_seqno";
  private static final String HIGH_COMPLETED_SEQNO = "high_completed_seqno";
  private static final String ON_DISK_PREPARES = "on_disk_prepares";
  private static final String ON_DISK_PREPARE_BYTES = "on_disk_prepare_bytes";

  private static final Set<String> KNOWN = Set.of(
      STATE,
      HIGH_SEQNO,
      PURGE_SEQNO,
      HIGH_COMPLETED_SEQNO,
      ON_DISK_PREPARES,
      ON_DISK_PREPARE_BYTES);

  private VBucketStateJson() {}

  /** Writes the document; the two seqnos are those of the header it is committed with. */
  static Bytes encode(VBucketState state, long highSeqno, long purgeSeqno) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField(STATE, state.lifecycle().word());
      writeNumber(json, HIGH_SEQNO, highSeqno);
      writeNumber(json, PURGE_SEQNO, purgeSeqno);
      writeNumber(json, HIGH_COMPLETED_SEQNO, state.highCompletedSeqno());
      writeNumber(json, ON_DISK_PREPARES, state.onDiskPrepares());
      writeNumber(json, ON_DISK_PREPARE_BYTES, state.onDiskPrepareBytes());
      for (Map.Entry<String, String> other : new TreeMap<>(state.others()).entrySet()) {
        json.writeFieldName(other.getKey());
        json.writeRawValue(other.getValue());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new AssertionError("writing to memory failed", e);
    }
    return Bytes.wrap(out.toByteArray());
  }

  private static void writeNumber(JsonGenerator json, String name, long value) throws IOException {
    json.writeStringField(name, Long.toString(value));
  }

  /**
   * Reads the document. A counter of prepares that it lacks is {@link VBucketState#NOT_COUNTED}.
   *
   * @throws MalformedStateException if it is not one, saying why
   */
  static VBucketState decode(Bytes document) throws MalformedStateException {
    Map<String, String> known = new TreeMap<>();
    Map<String, String> others = new TreeMap<>();
    readMembers(document, known, others);
    String word = known.getOrDefault(STATE, "");
    Lifecycle lifecycle = Lifecycle.of(word)
        .orElseThrow(() -> new MalformedStateException("state is '" + word + "'"));
    return new VBucketState(
        lifecycle,
        number(known, HIGH_COMPLETED_SEQNO, 0),
        number(known, ON_DISK_PREPARES, VBucketState.NOT_COUNTED),
        number(known, ON_DISK_PREPARE_BYTES, VBucketState.NOT_COUNTED),
        others);
  }

  private static void readMembers(
      Bytes document, Map<String, String> known, Map<String, String> others)
      throws MalformedStateException {
    try (JsonParser json = JSON.createParser(document.toArray())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedStateException("it is no JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        boolean isScalar = json.nextToken().isScalarValue();
        if (!KNOWN.contains(name)) {
          others.put(name, rawValue(json));
        } else if (isScalar) {
          known.put(name, json.getText());
        } else {
          throw new MalformedStateException(name + " is no single value");
        }
      }
      if (json.nextToken() != null) {
        throw new MalformedStateException("more follows the JSON object");
      }
    } catch (JsonProcessingException e) {
      throw new MalformedStateException("it is no JSON: " + e.getOriginalMessage());
    } catch (MalformedStateException e) {
      throw e;
    } catch (IOException e) {
      throw new AssertionError("reading from memory failed", e);
    }
  }

  private static String rawValue(JsonParser json) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator copy = JSON.createGenerator(text)) {
      copy.copyCurrentStructure(json);
    }
    return text.toString();
  }

  private static long number(Map<String, String> known, String name, long absent)
      throws MalformedStateException {
    String text = known.get(name);
    if (text == null) {
      return absent;
    }
    try {
      long value = Long.parseLong(text);
      if (value >= 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new MalformedStateException(name + " is " + text + ", no number");
    }
    throw new MalformedStateException(name + " is negative: " + text);
  }
}
