package org.mandatum.query.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.mandatum.value.InvalidValue;

class SecretTest {
    /** The example that the libraries of Standard Webhooks are tested with. */
    @Test
    void a_message_is_signed_as_the_standard_signs_it() {
        var secret = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        assertThat(secret.signature(
                        "msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1614265330), "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void a_secret_of_the_wrong_form_or_length_is_refused_and_none_is_printed() {
        for (String wrong : new String[] {"MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_!!", "whsec_c2hvcnQ="})
            assertThatThrownBy(() -> new Secret(wrong)).as(wrong).isInstanceOf(InvalidValue.class);
        assertThat(Secret.made().toString()).isEqualTo("whsec_…");
        assertThat(Secret.made().text()).isNotEqualTo(Secret.made().text());
    }
}
