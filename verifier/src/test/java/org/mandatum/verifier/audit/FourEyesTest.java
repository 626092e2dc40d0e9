package org.mandatum.verifier.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mandatum.verifier.export.Line.Entry;
import org.mandatum.verifier.export.Line.Placed;
import org.mandatum.verifier.tree.Hash;

/** Who did what in a mandate's history, and who only wrote it down. */
class FourEyesTest {
    private final Findings findings = new Findings();
    private final FourEyes fourEyes = new FourEyes(findings);
    private long sequence;

    @Test
    void who_captures_a_history_has_claimed_and_verified_nothing() {
        recorded("MandateIssued", 2);
        recorded("ImplementationClaimed", 1);
        recorded("ImplementationVerified", 0);

        assertThat(findings.first()).isEmpty();
        assertThat(fourEyes.anonymous()).isEqualTo(1);
        assertThat(fourEyes.checked()).isZero();
    }

    @Test
    void who_goes_on_after_it_is_held_to_it() {
        recorded("MandateIssued", 1);
        recorded("MandateAssigned", 0);
        recorded("ImplementationClaimed", 0);
        recorded("ImplementationVerified", 0);

        assertThat(findings.first()).extracting(Finding::rule).containsExactly("four-eyes");
    }

    private void recorded(String type, int remaining) {
        var entry = new Entry(
                sequence,
                "0190a6a0-0000-7000-8000-00000000000" + sequence,
                "mandates/m",
                sequence,
                sequence,
                remaining,
                type,
                1,
                "2015-01-01T00:00:00.000000Z",
                0,
                "{}",
                "{\"actor\":{\"issuer\":\"https://id.example\",\"subject\":\"ana\"}}",
                Hash.ofLeaf(new byte[0]),
                null,
                null);
        sequence++;
        fourEyes.take(new Placed(entry, "export", sequence), entry);
    }
}
