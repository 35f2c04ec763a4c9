package org.applepie.agent.simulated.ssh;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * One command that came over SSH.
 *
 * @param user who logged in
 * @param command the command line, as it came
 * @param stdin ends when the other side ends it or the connection is gone; reading slowly slows the sender
 * @param stdout throws when the connection is gone; blocks while the other side does not read
 * @param stderr as {@code stdout}
 */
public record Exec(
        String user, String command, InputStream stdin, OutputStream stdout, OutputStream stderr, Notices notices) {}
