package org.applepie.agent.job;

import java.util.ArrayList;
import java.util.List;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Job;
import org.applepie.domain.remote.JobId;

/** The agent's scripts as the words of a command for a simulated machine. */
public final class SimulatedScripts {

    private SimulatedScripts() {}

    /** A job of one shell script. */
    public static Job job(JobId id, String bootId, String machineId, String script) {
        return new Job(id, bootId, machineId, List.of(), List.of(Action.run("/bin/sh", "-c", script)), List.of());
    }

    public static List<String> launch(Job job, String mark) {
        return words(JobScripts.launch(Places.standard(), job, 0, mark));
    }

    public static List<String> status(Job job, String mark) {
        return words(JobScripts.status(Places.standard(), job.id(), mark));
    }

    private static List<String> words(RemoteScript script) {
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", script.text(), "applepie"));
        words.addAll(script.arguments());
        return words;
    }
}
