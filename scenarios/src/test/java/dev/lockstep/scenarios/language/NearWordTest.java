package dev.lockstep.scenarios.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearWordTest {
  private static final List<String> WORDS = List.of("compact", "scan", "get");

  @Test
  void findsAWordWithLettersMissingAddedReplacedOrSwapped() {
    assertThat(NearWord.find("compat", WORDS)).contains("compact");
    assertThat(NearWord.find("commpact", WORDS)).contains("compact");
    assertThat(NearWord.find("conpact", WORDS)).contains("compact");
    assertThat(NearWord.find("sacn", WORDS)).contains("scan");
  }

  @Test
  void suggestsNothingThatIsAnotherWord() {
    assertThat(NearWord.find("flush", WORDS)).isEmpty();
    assertThat(NearWord.find("put", WORDS)).isEmpty();
    assertThat(NearWord.find("", WORDS)).isEmpty();
  }
}
