package org.mandatum.terminal;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What all commands of the terminal share: their register, where they write, how they end. */
@Command(
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:fine",
            "1:unreachable, not permitted, or a fault; it may go well later",
            "2:the command line is wrong",
            "3:the register is not running here",
            "4:refused by a rule, or the organisation has moved on meanwhile",
            "5:not found",
            "6:the register cannot read what was sent; an export is damaged",
            "7:what was compared differs"
        })
abstract class TerminalCommand implements Callable<Integer> {
    @Mixin
    final RegisterOptions register;

    @Spec
    @Nullable
    CommandSpec spec;

    TerminalCommand(WhereItRuns where) {
        this.register = new RegisterOptions(where);
    }

    /** Returns the exit code. */
    abstract int run();

    @Override
    public final Integer call() {
        try {
            int code = run();
            // A print writer swallows a full disk or a reader that has gone; a script must not take half for the whole.
            if (out().checkError()) {
                throw new Failure(ExitCode.FAULT, "standard output took no more; the answer there is not whole");
            }
            return code;
        } catch (Failure failure) {
            out().flush();
            failure.lines().forEach(this::say);
            return failure.exitCode();
        }
    }

    final PrintWriter out() {
        return commandSpec().commandLine().getOut();
    }

    /** A line on standard error. */
    final void say(String line) {
        PrintWriter err = commandSpec().commandLine().getErr();
        err.println("mandatum: " + line);
        err.flush();
    }

    private CommandSpec commandSpec() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the command up");
        }
        return spec;
    }
}
