package org.applepie.agent;

import java.time.Duration;
import org.applepie.agent.job.Places;
import org.applepie.agent.ssh.SshSettings;

/**
 * How the agent works.
 *
 * @param ssh patience and bounds of connections
 * @param places where things are on servers
 * @param firstPause before a cut connection is made anew; doubled with each failure
 * @param longestPause what the doubling ends at
 */
public record AgentSettings(SshSettings ssh, Places places, Duration firstPause, Duration longestPause) {

    public static AgentSettings standard() {
        return new AgentSettings(
                SshSettings.standard(), Places.standard(), Duration.ofMillis(200), Duration.ofSeconds(5));
    }

    public AgentSettings withPlaces(Places other) {
        return new AgentSettings(ssh, other, firstPause, longestPause);
    }

    public AgentSettings withSsh(SshSettings other) {
        return new AgentSettings(other, places, firstPause, longestPause);
    }
}
