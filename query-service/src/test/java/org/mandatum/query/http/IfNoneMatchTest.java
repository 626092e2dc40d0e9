package org.mandatum.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** RFC 9110 §13.1.2. */
class IfNoneMatchTest {
    private static final String TAG = "\"oas-7,json\"";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"oas-7,json\"",
                "W/\"oas-7,json\"",
                "\"oas-6\", \"oas-7,json\"",
                "\"oas-6\",W/\"oas-7,json\" , \"\"",
                "*",
                " * "
            })
    void a_client_has_the_answer_by_one_of_its_tags_or_by_any(String header) {
        assertThat(sent(header).has(TAG)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"oas-7\"", "\"oas-7\", \"json\"", "\"*\"", "oas-7,json", "w/", "\"", ""})
    void a_client_does_not_have_it_by_another_tag_nor_by_what_is_none(String header) {
        assertThat(sent(header).has(TAG)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"oas-7,json\"", "*"})
    void a_list_may_come_in_several_lines(String second) {
        assertThat(sent("\"oas-6\"", second).has(TAG)).isTrue();
    }

    private static IfNoneMatch sent(String... lines) {
        var request = new MockHttpServletRequest();
        for (String line : lines) request.addHeader("If-None-Match", line);
        return IfNoneMatch.of(request);
    }
}
