package org.applepie.app.inventory;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.inventory.ReadingParser;
import org.applepie.domain.inventory.ReadingScript;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Reply;
import org.applepie.domain.remote.Shell;

/** Reads servers with the domain's script; a word that no server can guess frames the answer. */
final class ScriptedReader implements ReadsServers {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Shell shell;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ScriptedReader(Shell shell, Clock clock) {
        this.shell = shell;
        this.clock = clock;
    }

    @Override
    public Reply<Reading> read(Login login) {
        String word = word();
        return switch (shell.ask(login, ReadingScript.text(), List.of(word), LIMIT)) {
            case Reply.NotConnected<Shell.Answer>(var fault) -> new Reply.NotConnected<>(fault);
            case Reply.Got<Shell.Answer>(Shell.Answer answer) -> {
                Instant now = clock.instant();
                yield new Reply.Got<>(ReadingParser.parse(answer.stdout(), word, now));
            }
        };
    }

    private String word() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
