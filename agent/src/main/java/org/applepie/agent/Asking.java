package org.applepie.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.applepie.agent.job.RemoteScript;
import org.applepie.agent.ssh.Deadline;
import org.applepie.agent.ssh.RemoteProcess;
import org.applepie.agent.ssh.Transport;
import org.applepie.domain.remote.ConnectionFault;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Reply;
import org.applepie.domain.remote.Shell;

/** Runs a script that only reads, and gives back what it printed: all of it or a fault, never a part. */
final class Asking {

    private static final int MOST = 64 << 20;
    private static final Duration FOR_EXIT_CODE = Duration.ofSeconds(5);

    private final Transport transport;

    Asking(Transport transport) {
        this.transport = transport;
    }

    /** Everything a command printed, the words of the account's shell among them. */
    record Printed(byte[] stdout, byte[] stderr, OptionalInt exitCode) {}

    Reply<Shell.Answer> ask(Login login, String script, List<String> arguments, Duration limit)
            throws InterruptedException {
        Mark mark = Mark.fresh();
        List<String> all = new ArrayList<>(List.of(mark.word()));
        all.addAll(arguments);
        return switch (run(login, new RemoteScript(Answered.marked(script), all), limit)) {
            case Reply.NotConnected<Printed>(var fault) -> new Reply.NotConnected<>(fault);
            case Reply.Got<Printed>(var printed) -> answer(login, mark, printed);
        };
    }

    private static Reply<Shell.Answer> answer(Login login, Mark mark, Printed printed) {
        Optional<Answered> stdout = Answered.in(printed.stdout(), mark);
        Optional<Answered> stderr = Answered.in(printed.stderr(), mark);
        if (stdout.isEmpty() || stderr.isEmpty()) {
            return new Reply.NotConnected<>(refusal(login, printed));
        }
        return new Reply.Got<>(new Shell.Answer(
                stdout.get().exitCode(), stdout.get().bytes(), stderr.get().bytes()));
    }

    /** Why the script did not run, or not to its end. */
    static ConnectionFault refusal(Login login, Printed printed) {
        return Refusals.of(login.sudo(), new String(printed.stderr(), StandardCharsets.UTF_8), printed.exitCode());
    }

    Reply<Printed> run(Login login, RemoteScript script, Duration limit) throws InterruptedException {
        RootCommand command = RootCommand.of(login.sudo(), script);
        Deadline deadline = Deadline.in(limit);
        return switch (transport.run(login, command.line(), deadline)) {
            case Reply.NotConnected<RemoteProcess>(var fault) -> new Reply.NotConnected<>(fault);
            case Reply.Got<RemoteProcess>(var process) -> collect(process, command, deadline);
        };
    }

    private static Reply<Printed> collect(RemoteProcess process, RootCommand command, Deadline deadline)
            throws InterruptedException {
        try (process) {
            Collector stdout = Collector.of(process.stdout(), MOST);
            Collector stderr = Collector.of(process.stderr(), MOST);
            process.feed(command.inputBytes());
            Printed printed =
                    new Printed(stdout.all(), stderr.all(), process.exitCode(deadline.leftUpTo(FOR_EXIT_CODE)));
            return deadline.isOver() && printed.exitCode().isEmpty() ? cut(deadline) : new Reply.Got<>(printed);
        } catch (IOException cut) {
            return cut(deadline);
        }
    }

    private static Reply<Printed> cut(Deadline deadline) {
        String detail = deadline.isOver() ? "it did not answer in time" : "the connection was cut";
        return new Reply.NotConnected<>(new ConnectionFault.Unreachable(detail));
    }
}
