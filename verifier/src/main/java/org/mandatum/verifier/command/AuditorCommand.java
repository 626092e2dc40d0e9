package org.mandatum.verifier.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.mandatum.verifier.export.Json;
import org.mandatum.verifier.export.Unreadable;
import org.mandatum.verifier.note.Unsigned;
import org.mandatum.verifier.register.Fault;
import org.mandatum.verifier.structure.Changes.Impossible;
import org.mandatum.verifier.structure.Fields.Unfit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands share: where they write, in which form, and how they end. */
@Command(
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything is as it must be",
            "1:unreachable, not permitted, no space: nothing was found out",
            "2:the command line is wrong",
            "3:the export cannot be read: cut, damaged, or of another form",
            "4:it is not what was signed, or breaks a rule; the findings say where",
            "5:alarm: the log forked or went back",
            "6:two exports differ"
        })
abstract class AuditorCommand implements Callable<Integer> {
    enum Form {
        plain,
        json
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "plain",
            description = "plain or json (default: plain)")
    Form form = Form.plain;

    @Option(
            names = {"-q", "--quiet"},
            description = "no progress on standard error")
    boolean quiet;

    @Spec
    @Nullable
    CommandSpec spec;

    /** Returns the exit code. */
    abstract int run() throws Unreadable, Unsigned, Unfit, Impossible, Fault, IOException;

    @Override
    public final Integer call() {
        try {
            int code = run();
            if (out().checkError()) throw new Fault("standard output took no more; the answer there is not whole");
            return code;
        } catch (Unreadable unreadable) {
            return failed(ExitCode.UNREADABLE, unreadable.rule(), String.valueOf(unreadable.getMessage()));
        } catch (Unsigned unsigned) {
            return failed(ExitCode.NOT_PROVEN, unsigned.rule(), unsigned.why());
        } catch (Unfit unfit) {
            return failed(ExitCode.NOT_PROVEN, "answer", "the register's answer proves nothing: " + unfit.why());
        } catch (Impossible impossible) {
            return failed(
                    ExitCode.NOT_PROVEN, "impossible-change", "event " + impossible.event() + ": " + impossible.why());
        } catch (Fault fault) {
            return failed(ExitCode.FAULT, "fault", fault.why());
        } catch (NoSuchFileException missing) {
            return failed(ExitCode.FAULT, "fault", "there is no file " + missing.getFile());
        } catch (IOException broken) {
            return failed(ExitCode.FAULT, "fault", broken.getClass().getSimpleName() + ": " + broken.getMessage());
        } catch (OutOfMemoryError large) {
            return failed(
                    ExitCode.FAULT,
                    "fault",
                    "the memory does not suffice for so many events; give more with VERIFIER_MEMORY (such as 4g)");
        }
    }

    private int failed(int code, String rule, String why) {
        out().flush();
        if (form == Form.json) answer(Map.of("verified", false, "rule", rule, "detail", why));
        else say(why);
        return code;
    }

    final PrintWriter out() {
        return commandSpec().commandLine().getOut();
    }

    final void answer(Map<String, ? extends @Nullable Object> document) {
        out().println(Json.text(document));
        out().flush();
    }

    /** A line on standard error. */
    final void say(String line) {
        PrintWriter err = commandSpec().commandLine().getErr();
        err.println("verifier: " + line);
        err.flush();
    }

    final Progress progress(String what) {
        return new Progress(what, quiet ? null : commandSpec().commandLine().getErr());
    }

    final ParameterException usage(String problem) {
        return new ParameterException(commandSpec().commandLine(), problem);
    }

    private CommandSpec commandSpec() {
        if (spec == null) throw new IllegalStateException("picocli has not set the command up");
        return spec;
    }
}
