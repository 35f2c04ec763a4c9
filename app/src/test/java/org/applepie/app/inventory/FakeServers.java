package org.applepie.app.inventory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.applepie.app.Samples;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.remote.ConnectionFault;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.HostKey;
import org.applepie.domain.remote.Job;
import org.applepie.domain.remote.JobId;
import org.applepie.domain.remote.JobStatus;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Outcome;
import org.applepie.domain.remote.OutputSink;
import org.applepie.domain.remote.Reply;
import org.applepie.domain.remote.Shell;
import org.jspecify.annotations.Nullable;

/** Servers that offer a host key and can be read, and nothing else. */
final class FakeServers implements Shell, ReadsServers {

    HostKey offered = Samples.KEY;

    @Nullable
    ConnectionFault fault;

    @Nullable
    Reading reading;

    @Nullable
    Login lastLogin;

    @Nullable
    Endpoint asked;

    final List<Login> disconnected = new ArrayList<>();

    @Override
    public Reply<HostKey> offeredHostKey(Endpoint endpoint, @Nullable Login jump) {
        asked = endpoint;
        return fault == null ? new Reply.Got<>(offered) : new Reply.NotConnected<>(fault);
    }

    @Override
    public Reply<Reading> read(Login login) {
        lastLogin = login;
        return fault == null ? new Reply.Got<>(reading) : new Reply.NotConnected<>(fault);
    }

    @Override
    public Reply<Answer> ask(Login login, String script, List<String> arguments, Duration limit) {
        throw new UnsupportedOperationException("the inventory asks by way of readings only");
    }

    @Override
    public Outcome execute(Login login, Job job, long offset, OutputSink sink, Duration limit) {
        throw new UnsupportedOperationException("the inventory changes no server");
    }

    @Override
    public Outcome follow(Login login, Job job, long offset, OutputSink sink, Duration limit) {
        throw new UnsupportedOperationException("the inventory changes no server");
    }

    @Override
    public Reply<JobStatus> status(Login login, JobId id) {
        throw new UnsupportedOperationException("the inventory changes no server");
    }

    @Override
    public void disconnect(Login login) {
        disconnected.add(login);
    }
}
