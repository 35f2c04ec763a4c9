package org.applepie.app.safety;

import org.applepie.domain.remote.Job;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Outcome;

/** Stands between the engine and the agent and breaks a rule of ours. */
interface Tampering {

    Tampering NONE = new Tampering() {};

    /** How the agent executes a job. */
    interface Executing {
        Outcome execute(Job job) throws InterruptedException;
    }

    default Outcome execute(Voyage voyage, Job job, Executing agent) throws InterruptedException {
        return agent.execute(job);
    }

    /** The server was read for a run, and the console does not know it yet. */
    default void afterReading(Voyage voyage, Login login, Executing agent) throws InterruptedException {}
}
