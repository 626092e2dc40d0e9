package org.mandatum.command.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mandatum.command.mandate.Given.ADOPTED;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.mandatum.command.mandate.Given;
import org.mandatum.organisation.Structure;
import tools.jackson.databind.JsonNode;

class PreviewsTest {
    @Test
    void each_unit_is_shown_with_its_functions_in_their_lasting_order() {
        var given = new Given().office("cabinet", "press", "archive").office("treasury", "budget");

        JsonNode units = Previews.structure(given.organisation.on(ADOPTED)).get("units");

        assertThat(units.at("/0/functions").valueStream())
                .extracting(held -> held.at("/id").asString())
                .containsExactly("press", "archive");
        assertThat(units.at("/1/functions").valueStream())
                .extracting(held -> held.at("/id").asString())
                .containsExactly("budget");
    }

    @Test
    void a_large_organisation_is_shown_in_the_time_that_its_size_asks_for() {
        var given = new Given();
        for (int i = 0; i < 40_000; i++) given.office("office-" + i, "function-" + i);
        Structure structure = given.organisation.on(ADOPTED);

        // Seconds at most; where every unit looked through all functions it was many minutes.
        JsonNode shown =
                Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> Previews.structure(structure));

        assertThat(shown.at("/units/39999/functions/0/id").asString()).isEqualTo("function-39999");
    }
}
