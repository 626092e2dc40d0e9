package org.mandatum.query.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextsTest {
    private static final int DOCUMENTS = 50_000;

    private final Texts texts = new Texts();

    @Test
    void documents_stand_one_behind_the_other_however_many_there_are() {
        // given thirty megabytes of documents, one of them larger than any segment
        List<String> documents = new ArrayList<>(
                IntStream.range(0, DOCUMENTS).mapToObj(i -> i + "x".repeat(600)).toList());
        documents.set(DOCUMENTS / 2, "y".repeat(1 << 20));

        // when they are added
        long[] places = documents.stream()
                .mapToLong(document -> texts.add(document.getBytes(UTF_8)))
                .toArray();

        // then each is found where it was put, hundreds to a segment, and next to nothing is wasted
        byte[][] segments = texts.segments();
        for (int i = 0; i < DOCUMENTS; i++) {
            String document = documents.get(i);
            assertThat(new String(Texts.segment(segments, places[i]), Texts.begin(places[i]), document.length(), UTF_8))
                    .isEqualTo(document);
        }
        assertThat(Arrays.stream(segments).filter(Objects::nonNull).count()).isLessThan(DOCUMENTS / 200);
        long bytes = documents.stream().mapToLong(String::length).sum();
        assertThat(texts.weight()).isBetween(bytes, bytes + bytes / 50);
    }
}
