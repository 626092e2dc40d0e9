package org.mandatum.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {
    @Test
    void names_stand_in_the_order_of_their_utf_16_code_units() {
        // RFC 8785, section 3.2.3: the emoji's first surrogate comes before the Hebrew letter
        String json =
                "{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,\"\\ud83d\\ude00\":5,\"\\u0080\":6,\"\\u00f6\":7}";

        assertThat(CanonicalJson.of(json))
                .isEqualTo(
                        "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":1,\"\ud83d\ude00\":5,\"\ufb33\":3}");
    }

    @Test
    void only_what_must_be_escaped_is_escaped_and_in_lower_case() {
        // RFC 8785, section 3.2.2.2
        assertThat(CanonicalJson.of("\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\\u001F\\u007f\""))
                .isEqualTo("\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\\u001f\u007f\"");
    }

    @ParameterizedTest
    @CsvSource({
        "0.10, 0.1",
        "-0, 0",
        "-0.0, 0",
        "1e2, 100",
        "1.50e-3, 0.0015",
        "100, 100",
        "1.0, 1",
        "0e9, 0",
        "-12.00, -12",
        "9007199254740993, 9007199254740993",
        "0.30000000000000004441, 0.30000000000000004441"
    })
    void a_number_stands_with_its_exact_value_and_no_exponent(String written, String canonical) {
        assertThat(CanonicalJson.of(written)).isEqualTo(canonical);
    }

    @Test
    void white_space_goes_and_nothing_else() {
        assertThat(CanonicalJson.of(" { \"b\" : [ true , null, { } , [ ] ] , \"a\" : \" \" } "))
                .isEqualTo("{\"a\":\" \",\"b\":[true,null,{},[]]}");
    }

    @Test
    void a_text_that_names_a_member_twice_has_no_canonical_form() {
        assertThatThrownBy(() -> CanonicalJson.of("{\"a\":1,\"a\":2}")).hasMessageContaining("Duplicate");
    }

    @Test
    void a_digest_does_not_depend_on_how_many_pieces_it_is_given_in() {
        // given an array of values that do not fit into one piece together
        var values = EventJson.MAPPER.createArrayNode();
        for (int i = 0; i < 3; i++) values.add("Secretaría №" + i + " 𝒮".repeat(5_000));

        // when it is given value by value
        var digest = new CanonicalJson.Digest().text("{\"units\":[");
        for (int i = 0; i < values.size(); i++) digest.text(i == 0 ? "" : ",").value(values.get(i));
        String inPieces = digest.text("]}").told();

        // then it is that of the whole
        var whole = EventJson.MAPPER.createObjectNode();
        whole.set("units", values);
        assertThat(inPieces).isEqualTo(CanonicalJson.digest(whole)).isEqualTo(sha256(CanonicalJson.of(whole)));
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha-256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
