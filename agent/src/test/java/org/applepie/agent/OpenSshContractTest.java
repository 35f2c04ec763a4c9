package org.applepie.agent;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.applepie.agent.job.Jobs;
import org.applepie.domain.remote.Job;
import org.applepie.domain.remote.Login;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A real OpenSSH server on this machine keeps the contract. */
class OpenSshContractTest extends ShellContract {

    @TempDir
    Path home;

    private LocalSshd sshd;
    private FaultyLink link;
    private Jobs jobs;
    private SshShell shell;
    private Login login;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(LocalSshd.isInstalled(), LocalSshd.MISSING);
        sshd = LocalSshd.start(home);
        link = FaultyLink.to(sshd.endpoint());
        jobs = Jobs.below(home);
        shell = new SshShell(AgentSettings.standard().withPlaces(jobs.places()));
        login = sshd.login(link.endpoint(), sshd.hostKey("ed25519"), null);
    }

    @AfterEach
    void stop() throws Exception {
        if (sshd != null) {
            shell.close();
            link.close();
            sshd.close();
            jobs.close();
        }
    }

    @Override
    SshShell shell() {
        return shell;
    }

    @Override
    Login login() {
        return login;
    }

    @Override
    Job job(String script) throws IOException {
        return jobs.shell(script);
    }

    @Override
    String freePath() {
        return home.resolve("free-" + UUID.randomUUID()).toString();
    }

    @Override
    void cut() throws Exception {
        link.reset();
    }
}
