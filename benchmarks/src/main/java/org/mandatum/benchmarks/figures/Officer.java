package org.mandatum.benchmarks.figures;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.mandatum.benchmarks.load.Client;
import org.mandatum.benchmarks.register.RegisterUnderLoad;

/** Hands in single changes, one after the other. Its organisations are its own, so that no two orders wait for each other. */
final class Officer implements Client {
    private static final int OFFICERS = 32;
    private static final int ORGANISATIONS_EACH = 8;

    private final Counter counter;
    private final int name;
    private final Random random;
    private long number;

    private Officer(RegisterUnderLoad register, int name) {
        counter = new Counter(register);
        this.name = name;
        random = new Random(name);
    }

    /** As many as make a busy day, with the organisations that they are in charge of. */
    static List<Client> all(Bench bench) throws IOException, InterruptedException {
        RegisterUnderLoad register = bench.register();
        bench.tell("opening " + OFFICERS * ORGANISATIONS_EACH + " organisations");
        try (var counter = new Counter(register)) {
            counter.adoptActs();
            for (int name = 0; name < OFFICERS; name++)
                for (int number = 0; number < ORGANISATIONS_EACH; number++) counter.found(organisation(name, number));
        }
        List<Client> officers = new ArrayList<>();
        for (int name = 0; name < OFFICERS; name++) officers.add(new Officer(register, name));
        return officers;
    }

    private static String organisation(int officer, int number) {
        return "throughput-" + officer + "-" + number;
    }

    @Override
    public void request() throws Exception {
        counter.changeUnread(
                organisation(name, random.nextInt(ORGANISATIONS_EACH)), Counter.renaming("office-1", number++));
    }

    @Override
    public void close() throws IOException {
        counter.close();
    }
}
