package org.mandatum.benchmarks.figures;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.mandatum.benchmarks.history.Extent;
import org.mandatum.benchmarks.history.History;
import org.mandatum.benchmarks.history.ImportLines;
import org.mandatum.benchmarks.register.Projection;
import org.mandatum.benchmarks.register.RegisterUnderLoad;
import org.mandatum.journal.EventJson;
import org.mandatum.organisation.OrganisationId;
import tools.jackson.databind.JsonNode;

/** A whole register's history captured at once, as NDJSON: until it is recorded, and until it can be asked about. */
final class Importing implements Experiment {
    private static final String STORED = "import.stored";
    private static final String PROJECTED = "import.projected";
    private static final String PEER = "the same lines by batched inserts";
    private static final int AT_A_TIME = 1_000;
    private static final int MOST_ROUNDS = 3;
    private static final int MOST_WARM_UPS = 1;

    @Override
    public List<String> figures() {
        return List.of(STORED, PROJECTED);
    }

    /** @param stored seconds until all is recorded */
    private record Times(double stored, double projected, long changes) {}

    @Override
    public void run(Bench bench) throws Exception {
        RegisterUnderLoad register = bench.register();
        String extent = Reading.extent(changes(bench));
        try (var counter = new Counter(register);
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            counter.adoptActs();
            var stored = new ArrayList<Double>();
            var projected = new ArrayList<Double>();
            var inserted = new ArrayList<Double>();
            int warmUps = Math.min(MOST_WARM_UPS, bench.scale().warmUps());
            int rounds = warmUps + Math.min(MOST_ROUNDS, bench.scale().rounds());
            for (int round = 0; round < rounds; round++) {
                Path lines = lines(bench, round);
                Times times = imported(bench, http, "import-" + round, lines);
                if (times.stored() == 0) {
                    for (String figure : figures())
                        bench.report(Figure.notMeasured(figure, extent, "this register has no import"));
                    return;
                }
                bench.tell("%s %d: stored in %.1f s, projected in %.1f s"
                        .formatted(
                                round < warmUps ? "warm-up" : "round",
                                round < warmUps ? round + 1 : round - warmUps + 1,
                                times.stored(),
                                times.projected()));
                double peer = insertedPerSecond(bench, lines, times.changes());
                if (round < warmUps && times.projected() > 0) continue;
                stored.add(times.changes() / times.stored());
                if (times.projected() > 0) projected.add(times.changes() / times.projected());
                inserted.add(peer);
                if (times.projected() == 0) break;
            }
            if (bench.wants(STORED))
                bench.report(Figure.of(
                        STORED, extent, "chg/s", PEER, new Comparison(stored, inserted), Target.atLeast(10_000)));
            if (!bench.wants(PROJECTED)) return;
            if (projected.isEmpty())
                bench.report(Figure.notMeasured(PROJECTED, extent, "not projected within patience"));
            else
                bench.report(Figure.of(
                        PROJECTED,
                        extent,
                        "chg/s",
                        PEER,
                        new Comparison(projected, inserted.subList(0, projected.size())),
                        Target.atLeast(10_000)));
        }
    }

    private static int changes(Bench bench) {
        return bench.scale().importedUnits() + bench.scale().importedChanges();
    }

    private static Path lines(Bench bench, int round) throws Exception {
        var organisation = new OrganisationId("import-" + round);
        var history = new History(
                new Extent(organisation, changes(bench), bench.scale().importedUnits(), Counter.ACTS), round);
        Path file = bench.register().data().resolve("import.ndjson");
        try (var writer = Files.newBufferedWriter(file)) {
            var lines = new ImportLines(history, organisation + "-");
            while (lines.hasNext()) writer.append(lines.next()).append('\n');
        }
        return file;
    }

    private static Times imported(Bench bench, HttpClient http, String organisation, Path lines) throws Exception {
        RegisterUnderLoad register = bench.register();
        try (var opening = new Counter(register)) {
            opening.open(organisation);
        }
        URI service = URI.create("http://127.0.0.1:" + register.commandPort());
        long begun = System.nanoTime();
        HttpResponse<String> accepted = http.send(
                request(service.resolve("/organisations/" + organisation + "/imports"), register.officer())
                        .header("Content-Type", "application/x-ndjson")
                        .POST(HttpRequest.BodyPublishers.ofFile(lines))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (accepted.statusCode() == 404 || accepted.statusCode() == 405) return new Times(0, 0, 0);
        if (accepted.statusCode() != 202)
            throw new IllegalStateException("the import was answered " + accepted.statusCode() + " " + accepted.body());
        URI location = service.resolve(accepted.headers().firstValue("Location").orElseThrow());
        JsonNode state = ended(bench, http, location, register.officer());
        double stored = (System.nanoTime() - begun) / 1e9;
        long changes = changes(bench);
        if (!state.path("state").asString("").equals("completed")
                || state.path("refused").asLong() > 0)
            throw new IllegalStateException("the import ended with " + state);
        // The next change's position is behind all of them: when that is projected, they are. On a connection of its
        // own,
        // since a server closes one on which nothing was said for so long.
        long position;
        try (var again = new Counter(register)) {
            position = again.change(organisation, Counter.renaming("secretariat-0", 1))
                    .path("position")
                    .asLong();
        }
        boolean projected = new Projection(register)
                .await(organisation, position, bench.scale().patience());
        return new Times(stored, projected ? (System.nanoTime() - begun) / 1e9 : 0, changes);
    }

    private static JsonNode ended(Bench bench, HttpClient http, URI location, String token) throws Exception {
        long told = System.nanoTime();
        while (true) {
            JsonNode state = EventJson.MAPPER.readTree(
                    http.send(request(location, token).build(), HttpResponse.BodyHandlers.ofString())
                            .body());
            if (!state.path("state").asString("").equals("running")) return state;
            if (System.nanoTime() - told > 5_000_000_000L) {
                told = System.nanoTime();
                bench.tell("imported " + state.path("changes").asLong() + " changes");
            }
            Thread.sleep(20);
        }
    }

    private static HttpRequest.Builder request(URI uri, String token) {
        var request = HttpRequest.newBuilder(uri).header("Accept", "application/json");
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    /** Each line as a row, 1,000 a transaction; counted in changes, like the import. */
    private static double insertedPerSecond(Bench bench, Path lines, long changes)
            throws IOException, InterruptedException, java.sql.SQLException {
        try (Connection connection = bench.register().commandDatabase();
                Statement statement = connection.createStatement();
                var reader = Files.newBufferedReader(lines)) {
            statement.execute("create table benchmark_import (id bigint generated always as identity primary key,"
                    + " payload jsonb not null)");
            connection.setAutoCommit(false);
            long begun = System.nanoTime();
            try (var insert = connection.prepareStatement("insert into benchmark_import (payload) values (?::jsonb)")) {
                int batched = 0;
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    insert.setString(1, line);
                    insert.addBatch();
                    if (++batched % AT_A_TIME != 0) continue;
                    insert.executeBatch();
                    connection.commit();
                }
                insert.executeBatch();
                connection.commit();
            }
            double perSecond = changes / ((System.nanoTime() - begun) / 1e9);
            statement.execute("drop table benchmark_import");
            connection.commit();
            return perSecond;
        }
    }
}
