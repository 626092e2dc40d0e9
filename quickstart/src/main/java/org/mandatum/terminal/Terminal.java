package org.mandatum.terminal;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** The commands that speak to a register, wherever it runs. */
public final class Terminal {
    private Terminal() {}

    /**
     * Adds them as subcommands.
     *
     * @param where is asked only when no addresses are given
     * @param home of this copy of Mandatum, where the verifier is
     */
    public static void addTo(CommandLine program, WhereItRuns where, Path home) {
        program.addSubcommand(new StructureCommand(where));
        program.addSubcommand(new DiffCommand(where));
        program.addSubcommand(new WhyCommand(where));
        program.addSubcommand(new HistoryCommand(where));
        program.addSubcommand(new MandatesCommand(where));
        program.addSubcommand(new TraceCommand(where));
        program.addSubcommand(new GapsCommand(where));
        program.addSubcommand(new SubmitCommand(where));
        program.addSubcommand(new ImportCommand(where));
        program.addSubcommand(new WatchCommand(where));
        program.addSubcommand(new RebuildCommand(where));
        program.addSubcommand(new ReplaysCommand(where));
        program.addSubcommand(new ExportCommand(where, home));
        program.addSubcommand(new CompareCommand(where));
        program.registerConverter(LocalDate.class, Terminal::day);
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException noDay) {
            throw new TypeConversionException("'" + text + "' is no date such as 2015-07-31");
        }
    }
}
