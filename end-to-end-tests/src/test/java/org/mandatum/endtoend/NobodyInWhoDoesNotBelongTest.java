package org.mandatum.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mandatum.endtoend.RegisterUnderTest.Answer;
import tools.jackson.databind.JsonNode;

/** People of the demonstration sign in at a real authorisation server, and the register knows whom it has before it. */
@ExtendWith(RegisterUnderTest.Shared.class)
class NobodyInWhoDoesNotBelongTest {
    private final RegisterUnderTest register;

    NobodyInWhoDoesNotBelongTest(RegisterUnderTest register) {
        this.register = register;
    }

    @Test
    void who_ordered_a_change_is_in_the_minutes_the_events_and_the_answer_to_why() throws IOException {
        String otto = register.token("officer2");
        register.commandAs(otto, "/organisations", "{\"id\":\"academy\",\"name\":\"Academy\"}");
        register.commandAs(
                otto,
                "/resolutions",
                "{\"id\":\"charter\",\"kind\":\"resolution\",\"symbol\":\"CHARTER\",\"organ\":\"board\","
                        + "\"title\":\"Charter\",\"adoptedOn\":\"1990-01-01\",\"paragraphs\":[]}");
        Answer recorded = register.commandAs(
                otto,
                "/organisations/academy/changes",
                "{\"authority\":{\"resolution\":\"charter\"},\"effectiveOn\":\"2001-01-01\",\"changes\":[{\"type\":"
                        + "\"CreateUnit\",\"unit\":\"library\",\"kind\":\"department\",\"name\":\"Library\"}]}");
        assertThat(recorded.status()).as(recorded.text()).isEqualTo(201);
        String upToHere = "minPosition=" + recorded.json().get("position");

        JsonNode event = register.ask("/organisations/academy/events?type=UnitCreated&" + upToHere)
                .at("/events/0");
        assertThat(event.get("actor").asString()).isEqualTo("officer2");
        assertThat(event.get("actorname").asString()).isEqualTo("Otto Lindqvist");
        assertThat(event.get("actorissuer").asString()).isEqualTo(register.issuer());
        JsonNode why = register.ask("/organisations/academy/why?unit=library&" + upToHere);
        assertThat(why.at("/chain/0/actor/subject").asString()).isEqualTo("officer2");
        assertThat(why.at("/chain/0/actor/issuer").asString()).isEqualTo(register.issuer());
    }

    @Test
    void a_role_that_does_not_submit_is_told_which_does() throws IOException {
        Answer refused = register.commandAs(
                register.token("viewer"), "/organisations/oas/changes", "{\"effectiveOn\":\"2016-01-01\"}");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().get("code").asString()).isEqualTo("role-missing");
        assertThat(refused.json().get("roles").toString()).isEqualTo("[\"officer\"]");
    }

    @Test
    void a_token_for_one_organisation_sees_and_changes_no_other() throws IOException {
        String elsewhere = register.token("officer", "paho");

        assertThat(register.queryAs(elsewhere, "/organisations").json().get("organisations"))
                .isEmpty();
        for (String path : new String[] {"", "/structure", "/events", "/events/stream"})
            assertThat(register.queryAs(elsewhere, "/organisations/oas" + path).status())
                    .as(path)
                    .isEqualTo(403);
        assertThat(register.commandAs(elsewhere, "/organisations/oas/changes", "{}")
                        .status())
                .isEqualTo(403);
        Answer other = register.commandAs(elsewhere, "/organisations", "{\"id\":\"unesco\",\"name\":\"UNESCO\"}");
        assertThat(other.status()).isEqualTo(403);
        assertThat(other.json().get("code").asString()).isEqualTo("organisation-out-of-scope");
    }

    @Test
    void what_signs_people_in_is_kept_for_its_owner_alone() throws IOException {
        for (String secret : new String[] {"credentials", "sign-in", "sign-in-key.pem"}) {
            Path file = register.data().resolve(secret);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as(secret)
                    .isEqualTo("rw-------");
        }
    }
}
