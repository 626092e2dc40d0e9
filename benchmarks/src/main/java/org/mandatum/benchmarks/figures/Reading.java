package org.mandatum.benchmarks.figures;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.mandatum.benchmarks.figures.Points.Point;
import org.mandatum.benchmarks.history.RecordedLog;
import org.mandatum.benchmarks.load.Client;
import org.mandatum.benchmarks.load.HttpConnection;
import org.mandatum.benchmarks.load.Load;
import org.mandatum.benchmarks.register.RegisterUnderLoad;
import org.mandatum.benchmarks.register.StaticPeer;
import org.mandatum.journal.EventJson;

/** Questions to the query service about organisations of growing age, and how long it takes to get them there. */
final class Reading implements Experiment {
    private static final String P50 = "structure.p50";
    private static final String GROWTH = "structure.growth";
    private static final String UNCACHED = "structure.throughput.uncached";
    private static final String CACHED = "structure.throughput.cached";
    private static final String DIFFERENCE = "diff.year";
    private static final int CLIENTS = 8;
    private static final int MANY = 1_000;
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(15);
    private static final long SEED = 20_150_615;
    /** Above every position that the command side assigns, were it to record something meanwhile. */
    private static final long FIRST_POSITION = 1_000_000_000_000L;

    @Override
    public List<String> figures() {
        return List.of(Rebuild.OF_ONE, Rebuild.OF_MANY, P50, GROWTH, UNCACHED, CACHED, DIFFERENCE);
    }

    @Override
    public void run(Bench bench) throws Exception {
        var p50s = new ArrayList<Comparison>();
        boolean projected = true;
        for (long size : bench.scale().sizes()) {
            String organisation = "org-" + size;
            var rebuild = new Rebuild(bench, Rebuild.OF_ONE, organisation, extent(size));
            projected = rebuild.run(RecordedLog.ofOne(organisation, size, SEED, FIRST_POSITION + 10 * size), size);
            if (!projected) {
                bench.tell("larger sizes are left out");
                break;
            }
            if (bench.wants(List.of(P50, GROWTH))) p50s.add(p50(bench, organisation, extent(size)));
            if (bench.wants(List.of(UNCACHED, CACHED))) throughput(bench, organisation, extent(size));
            if (bench.wants(DIFFERENCE)) difference(bench, organisation, extent(size));
        }
        if (p50s.size() > 1 && bench.wants(GROWTH)) growth(bench, p50s);
        if (projected && bench.wants(Rebuild.OF_MANY)) rebuildOfMany(bench);
    }

    /** As many events as the largest size, in organisations of a thousand events or fewer. */
    private static void rebuildOfMany(Bench bench) throws Exception {
        long size = bench.scale().sizes().getLast();
        int organisations = Math.clamp(size / 100, 1, MANY);
        new Rebuild(bench, Rebuild.OF_MANY, "org-many-0", extent(size) + " in " + organisations)
                .run(RecordedLog.ofMany("org-many", organisations, size, SEED, 2 * FIRST_POSITION), size);
    }

    private static Comparison p50(Bench bench, String organisation, String extent) throws Exception {
        RegisterUnderLoad register = bench.register();
        try (var http = register.queries();
                var sql = new SqlPeer(register.queryDatabase(), organisation)) {
            requireSameAnswer(http, sql, organisation);
            Comparison comparison = bench.inTurn(
                    round -> oneByOne(bench, round, point -> structure(http, organisation, point)),
                    round -> oneByOne(bench, round, sql::structure));
            bench.report(Figure.of(P50, extent, "µs", "rows by SQL", comparison, Target.ratioAtMost(0.2)));
            return comparison;
        }
    }

    private static void growth(Bench bench, List<Comparison> p50s) throws IOException {
        Comparison smallest = p50s.getFirst();
        Comparison largest = p50s.getLast();
        List<Long> sizes = bench.scale().sizes();
        bench.report(Figure.of(
                        GROWTH,
                        extent(sizes.getFirst()) + "→" + extent(sizes.get(p50s.size() - 1)),
                        "µs",
                        "itself at the smallest size",
                        new Comparison(List.of(largest.our()), List.of(smallest.our())),
                        Target.ratioAtMost(2))
                .remarked("SQL grew by %.2f".formatted(largest.peer() / smallest.peer())));
    }

    private static void difference(Bench bench, String organisation, String extent) throws Exception {
        RegisterUnderLoad register = bench.register();
        try (var http = register.queries();
                var sql = new SqlPeer(register.queryDatabase(), organisation)) {
            Comparison comparison = bench.inTurn(
                    round -> oneByOne(
                            bench,
                            round,
                            Points::nextWithYearBehind,
                            point -> ok(
                                    http,
                                    "/organisations/" + organisation + "/structure/diff?from=" + point.effectiveOn()
                                            + "&to=" + point.effectiveOn().plusYears(1) + "&knownAt="
                                            + point.knownAt())),
                    round -> oneByOne(bench, round, Points::nextWithYearBehind, sql::yearsDifference));
            bench.report(
                    Figure.of(DIFFERENCE, extent, "µs", "two days joined by SQL", comparison, Target.ratioAtMost(0.1)));
        }
    }

    private static void throughput(Bench bench, String organisation, String extent) throws Exception {
        RegisterUnderLoad register = bench.register();
        byte[] answer;
        Point point = new Points(SEED).next();
        try (var http = register.queries()) {
            structure(http, organisation, point);
            answer = http.body().getBytes(StandardCharsets.UTF_8);
        }
        try (var peer = new StaticPeer(register, answer)) {
            Comparison.Side statically =
                    round -> perSecond(bench, peer::connection, client -> http -> ok(http, "/answer"));
            if (bench.wants(UNCACHED))
                bench.report(Figure.of(
                        UNCACHED,
                        extent,
                        "req/s",
                        "the same framework, its answer ready",
                        bench.inTurn(
                                round -> perSecond(bench, register::queries, client -> {
                                    var points = new Points(SEED + 100L * round + client);
                                    return http -> structure(http, organisation, points.next());
                                }),
                                statically),
                        Target.ratioAtLeast(0.6)));
            if (bench.wants(CACHED))
                bench.report(Figure.of(
                        CACHED,
                        extent,
                        "req/s",
                        "the same framework, its answer ready",
                        bench.inTurn(
                                round -> perSecond(
                                        bench,
                                        register::queries,
                                        client -> http -> structure(http, organisation, point)),
                                statically),
                        Target.ratioAtLeast(0.9)));
        }
    }

    @FunctionalInterface
    private interface Question {
        void ask(Point point) throws Exception;
    }

    @FunctionalInterface
    private interface Request {
        void send(HttpConnection http) throws Exception;
    }

    @FunctionalInterface
    private interface Requests {
        Request of(int client);
    }

    /** The median of one round's latencies, in microseconds. Both sides draw the same points in the same round. */
    private static double oneByOne(Bench bench, int round, Question question) throws Exception {
        return oneByOne(bench, round, Points::next, question);
    }

    private static double oneByOne(Bench bench, int round, Function<Points, Point> drawn, Question question)
            throws Exception {
        var points = new Points(SEED + round);
        return Load.oneByOne(
                        () -> question.ask(drawn.apply(points)), bench.scale().requests(), LONGEST_ROUND)
                .p50Micros();
    }

    private static double perSecond(Bench bench, Supplier<HttpConnection> connections, Requests requests)
            throws Exception {
        List<HttpConnection> open = IntStream.range(0, CLIENTS)
                .mapToObj(client -> connections.get())
                .toList();
        try {
            var clients = new ArrayList<Client>();
            for (int client = 0; client < CLIENTS; client++) {
                HttpConnection http = open.get(client);
                Request request = requests.of(client);
                clients.add(() -> request.send(http));
            }
            return Load.closedLoop(clients, bench.scale().round()).perSecond();
        } finally {
            for (HttpConnection http : open) http.close();
        }
    }

    /** A figure about two answers that differ would be worth nothing. */
    private static void requireSameAnswer(HttpConnection http, SqlPeer sql, String organisation) throws Exception {
        Point point = new Points(SEED).next();
        structure(http, organisation, point);
        int answered = EventJson.MAPPER.readTree(http.body()).path("units").size();
        int rows = sql.structure(point);
        if (answered != rows || rows == 0)
            throw new IllegalStateException("the service answers " + answered + " units, SQL " + rows);
    }

    private static void structure(HttpConnection http, String organisation, Point point) throws IOException {
        ok(http, "/organisations/" + organisation + "/structure" + point.asQuery());
    }

    private static void ok(HttpConnection http, String pathAndQuery) throws IOException {
        int status = http.get(pathAndQuery);
        if (status != 200)
            throw new IllegalStateException(pathAndQuery + " was answered " + status + " " + http.body());
    }

    static String extent(long size) {
        return size % 1_000_000 == 0 ? size / 1_000_000 + "M" : size % 1_000 == 0 ? size / 1_000 + "k" : "" + size;
    }
}
