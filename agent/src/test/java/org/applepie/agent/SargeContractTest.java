package org.applepie.agent;

import org.applepie.agent.simulated.SimulatedServers;

/** Behind its SSH port. */
class SargeContractTest extends SargeContract {

    SargeContractTest() {
        super(SimulatedServers::start, started -> new SshShell(AgentSettings.standard()));
    }
}
