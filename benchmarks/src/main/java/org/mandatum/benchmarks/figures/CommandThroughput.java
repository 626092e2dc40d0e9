package org.mandatum.benchmarks.figures;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.mandatum.benchmarks.load.Client;
import org.mandatum.benchmarks.load.Load;
import org.mandatum.benchmarks.register.RegisterUnderLoad;

/** Single changes to many organisations at once, against the least that makes anything durable in the same database. */
final class CommandThroughput implements Experiment {
    private static final String FIGURE = "command.throughput";
    private static final int WARMING_ROUNDS = 20;

    @Override
    public List<String> figures() {
        return List.of(FIGURE);
    }

    @Override
    public void run(Bench bench) throws Exception {
        RegisterUnderLoad register = bench.register();
        List<Client> clients = Officer.all(bench);
        try (Connection connection = register.commandDatabase();
                Statement statement = connection.createStatement()) {
            requireDurable(statement);
            statement.execute("create table benchmark_row (id bigint generated always as identity primary key,"
                    + " stream text not null, payload jsonb not null)");
        }
        List<Client> peers = new ArrayList<>();
        for (int peer = 0; peer < clients.size(); peer++) peers.add(new Inserter(register.commandDatabase()));
        bench.tell("warming up");
        // A service runs for weeks; its first minute, in which the JVM compiles, is not what is asked about.
        Load.closedLoop(clients, bench.scale().round().multipliedBy(WARMING_ROUNDS));
        Comparison comparison = bench.inTurn(
                round -> Load.closedLoop(clients, bench.scale().round()).perSecond(),
                round -> Load.closedLoop(peers, bench.scale().round()).perSecond());
        for (Client client : clients) client.close();
        for (Client peer : peers) peer.close();
        bench.report(Figure.of(
                FIGURE,
                clients.size() + " clients",
                "cmd/s",
                "one row inserted and committed",
                comparison,
                Target.ratioAtLeast(0.5)));
    }

    private static void requireDurable(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery("show synchronous_commit")) {
            if (!result.next() || !result.getString(1).equals("on"))
                throw new IllegalStateException("synchronous_commit is not on");
        }
    }

    /** A row about as large as an event's, one transaction each. */
    private static final class Inserter implements Client {
        private static final String PAYLOAD = Counter.renaming("office-1", 1_000);

        private final Connection connection;
        private final PreparedStatement insert;

        Inserter(Connection connection) throws SQLException {
            this.connection = connection;
            insert = connection.prepareStatement("insert into benchmark_row (stream, payload) values (?, ?::jsonb)");
        }

        @Override
        public void request() throws Exception {
            insert.setString(1, "organisations/throughput");
            insert.setString(2, PAYLOAD);
            insert.executeUpdate();
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
