package org.applepie.agent;

import org.applepie.agent.simulated.SimulatedServers;

/** The same where commands come to the machine without SSH. */
class SargeInMemoryContractTest extends SargeContract {

    SargeInMemoryContractTest() {
        super(SimulatedServers::inMemory, servers -> new SshShell(AgentSettings.standard(), servers.transport()));
    }
}
