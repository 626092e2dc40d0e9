package org.mandatum.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mandatum.journal.EventJson;
import org.mandatum.log.ExportLines.Entry;
import org.mandatum.log.ExportLines.Footer;
import org.mandatum.log.ExportLines.Header;
import org.mandatum.log.ExportLines.Note;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What docs/log-format.md promises, shown by its worked example; a missing file of the example is written. */
class LogFormatTest {
    private static final Path EXAMPLE = Path.of("../docs/log-format");
    private static final String ORIGIN = "mandatum.example/log";
    /** The first secret key of RFC 8032, section 7.1: nobody signs anything real with it. */
    private static final String SEED = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

    private static final SigningKey KEY = SigningKey.parse(ORIGIN, pem("302e020100300506032b657004220420" + SEED));

    private static final List<StoredEvent> EVENTS = List.of(
            StoredEvent.of(
                    "0b9d4f6e-6f0a-4a35-9b1e-0d6f8f1c2a01",
                    "organisations/oas",
                    0,
                    1,
                    0,
                    "OrganisationOpened",
                    1,
                    Instant.parse("2026-11-24T08:00:00Z"),
                    """
                    {"organisation": "oas", "name": {"es": "Secretaría General", "en": "General Secretariat"}}""",
                    "{}"),
            StoredEvent.of(
                    "0b9d4f6e-6f0a-4a35-9b1e-0d6f8f1c2a02",
                    "resolutions/ag-res-2876",
                    0,
                    2,
                    0,
                    "ResolutionAdopted",
                    1,
                    Instant.parse("2026-11-24T08:00:00.000001Z"),
                    """
                    {"resolution": "ag-res-2876", "symbol": "AG/RES. 2876 (XLV-O/15)", "adoptedOn": "2015-06-15"}""",
                    """
                    {"correlation": "c-1", "causation": "c-1"}"""),
            StoredEvent.of(
                    "0b9d4f6e-6f0a-4a35-9b1e-0d6f8f1c2a03",
                    "organisations/oas",
                    1,
                    5,
                    1,
                    "SecretariatCreated",
                    1,
                    Instant.parse("2026-11-24T08:00:01.5Z"),
                    """
                    {"organisation": "oas", "unit": {"id": "sare", "weight": 1.50}, "note": "a \\"quote\\"\\n\\u0001"}""",
                    """
                    {"actor": {"issuer": "https://id.example", "subject": "17", "name": "Ana"}}"""),
            StoredEvent.of(
                    "0b9d4f6e-6f0a-4a35-9b1e-0d6f8f1c2a04",
                    "organisations/oas",
                    2,
                    6,
                    0,
                    "UnitRenamed",
                    1,
                    Instant.parse("2026-11-24T08:00:01.5Z"),
                    "{\"organisation\":\"oas\",\"unit\":\"sare\",\"z\":null,\"count\":12,\"emoji\":\"\\ud83d\\ude00\"}",
                    "{}"),
            StoredEvent.of(
                    "0b9d4f6e-6f0a-4a35-9b1e-0d6f8f1c2a05",
                    "resolutions/ag-res-2876",
                    1,
                    7,
                    0,
                    "ResolutionRescinded",
                    1,
                    Instant.parse("2026-11-24T09:30:00.123456Z"),
                    "{\"by\":\"ag-res-2900\",\"resolution\":\"ag-res-2876\",\"effectiveOn\":\"2026-11-24\"}",
                    "{}"));

    @Test
    void the_export_of_the_example_is_this_one() throws IOException {
        var export = new StringBuilder();
        export.append(ExportLines.line(Header.of(ORIGIN, List.of(KEY.key().toString()), 0, EVENTS.size())));
        for (int i = 0; i < EVENTS.size(); i++) {
            export.append(ExportLines.line(Entry.of(i, EVENTS.get(i))));
            if (i == 2 || i == 4)
                export.append(ExportLines.line(new Note(note(i + 1).toString())));
        }
        export.append(ExportLines.line(new Footer(true, EVENTS.size(), 2)));

        assertThat(export.toString()).isEqualTo(kept("example.ndjson", export.toString()));
    }

    @Test
    void leaves_roots_checkpoints_and_proofs_of_the_example_are_these() throws IOException {
        ObjectNode vectors = EventJson.MAPPER.createObjectNode();
        vectors.put("key", KEY.key().toString());
        ArrayNode leaves = vectors.putArray("leaves");
        for (StoredEvent event : EVENTS)
            leaves.addObject()
                    .put("bytes", HexFormat.of().formatHex(event.leaf()))
                    .put("hash", event.leafHash().toString());
        ArrayNode roots = vectors.putArray("roots");
        for (int size = 0; size <= EVENTS.size(); size++)
            roots.add(tree().root(size).toString());
        ArrayNode checkpoints = vectors.putArray("checkpoints");
        for (int size : new int[] {0, 3, 5}) checkpoints.add(note(size).toString());
        ArrayNode inclusion = vectors.putArray("inclusion");
        for (int index = 0; index < EVENTS.size(); index++)
            inclusion
                    .addObject()
                    .put("index", index)
                    .put("size", EVENTS.size())
                    .set("hashes", texts(tree().inclusion(index, EVENTS.size())));
        ArrayNode consistency = vectors.putArray("consistency");
        for (int from = 0; from <= EVENTS.size(); from++)
            consistency
                    .addObject()
                    .put("from", from)
                    .put("to", EVENTS.size())
                    .set("hashes", texts(tree().consistency(from, EVENTS.size())));
        String text = EventJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(vectors) + "\n";

        assertThat(text).isEqualTo(kept("example-vectors.json", text));
    }

    @Test
    void an_event_reads_from_its_line_as_it_was_written() {
        for (StoredEvent event : EVENTS) {
            String line = ExportLines.line(Entry.of(7, event));

            assertThat(EventJson.MAPPER.readValue(line, Entry.class).event()).isEqualTo(event);
        }
    }

    @Test
    void a_checkpoint_is_signed_by_the_key_that_signed_it_and_by_no_other() {
        SigningKey other = SigningKey.parse(ORIGIN, SigningKey.generate());
        SignedNote note = SignedNote.parse(note(3).toString());

        assertThat(note.isSignedBy(LogKey.parse(KEY.key().toString()))).isTrue();
        assertThat(note.isSignedBy(other.key())).isFalse();
        assertThat(SignedNote.parse(note.toString().replace("\n3\n", "\n4\n")).isSignedBy(KEY.key()))
                .isFalse();
        assertThat(Checkpoint.parse(note.text())).isEqualTo(new Checkpoint(ORIGIN, 3, tree().root(3)));
    }

    @Test
    void the_note_that_the_format_s_own_authors_signed_is_understood() {
        // the example of the Go implementation of signed notes
        LogKey peter = LogKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        SignedNote note = SignedNote.parse("""
                If you think cryptography is the answer to your problem,
                then you don't know what your problem is.

                \u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
                """);

        assertThat(note.isSignedBy(peter)).isTrue();
    }

    @Test
    void what_is_no_key_and_no_checkpoint_is_refused() {
        assertThatThrownBy(() -> LogKey.parse("mandatum.example/log+00000000+AR=="))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SigningKey.parse("two words", SigningKey.generate()))
                .hasMessageContaining("neither spaces nor a plus");
        assertThatThrownBy(() -> Checkpoint.parse("origin\n03\n" + Hash.ofNothing() + "\n"))
                .hasMessageContaining("origin, size and root");
    }

    private static SignedNote note(int size) {
        return KEY.sign(new Checkpoint(ORIGIN, size, tree().root(size)));
    }

    private static MerkleTree tree() {
        byte[] tile = new byte[EVENTS.size() * Hash.LENGTH];
        for (int i = 0; i < EVENTS.size(); i++)
            System.arraycopy(EVENTS.get(i).leafHash().bytes(), 0, tile, i * Hash.LENGTH, Hash.LENGTH);
        return new MerkleTree(new Tiles((level, number) -> tile));
    }

    private static JsonNode texts(List<Hash> hashes) {
        var texts = new ArrayList<String>();
        hashes.forEach(hash -> texts.add(hash.toString()));
        return EventJson.MAPPER.valueToTree(texts);
    }

    private static String kept(String name, String now) throws IOException {
        Path file = EXAMPLE.resolve(name);
        if (!Files.exists(file)) {
            Files.createDirectories(EXAMPLE);
            Files.writeString(file, now);
        }
        return Files.readString(file);
    }

    private static String pem(String hex) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex))
                + "\n-----END PRIVATE KEY-----\n";
    }
}
