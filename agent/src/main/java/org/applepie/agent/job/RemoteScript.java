package org.applepie.agent.job;

import java.util.List;

/**
 * A POSIX shell script and what it gets as $1, $2 and so on.
 *
 * @param text constant; whatever varies is in {@code arguments}
 */
public record RemoteScript(String text, List<String> arguments) {
    public RemoteScript {
        arguments = List.copyOf(arguments);
    }
}
