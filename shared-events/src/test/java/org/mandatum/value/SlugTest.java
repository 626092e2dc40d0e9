package org.mandatum.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of every id: {@code [a-z0-9][a-z0-9._-]{0,127}}. */
class SlugTest {
    private static final String OF_64 = "abcdefghijklmnopqrstuvwxyz0123456789._-abcdefghijklmnopqrstuvwxy";

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "z9", "ag-res-2876", "a.b_c-d", "9-", "a.", OF_64 + OF_64})
    void these_are_ids(String text) {
        assertThat(Slug.require(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".a",
                "_a",
                "-a",
                "A",
                "aB",
                "a b",
                "a/b",
                "a`",
                "a{",
                "ä",
                "aé",
                "٣",
                "a\u0000",
                OF_64 + OF_64 + "a"
            })
    void these_are_not(String text) {
        assertThatThrownBy(() -> Slug.require(text))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("is not an id");
    }
}
