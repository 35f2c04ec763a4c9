package org.applepie.agent.simulated.ssh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.sshd.common.future.CloseFuture;
import org.apache.sshd.server.SshServer;
import org.applepie.agent.simulated.fault.FaultTarget;
import org.applepie.agent.simulated.fault.Schedule;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.HostKey;
import org.jspecify.annotations.Nullable;

/**
 * The SSH port of one simulated machine. It keeps its number for life; while the machine is down, connections to it are
 * refused. Starts down. Safe for many threads, commands of the machine among them.
 */
public final class SshFront extends Front {

    private static final Duration FOR_GOODBYE = Duration.ofSeconds(2);

    private final Dialect dialect;
    private final Accounts accounts;
    private final MachineKeys own;
    private final ShownKeys shown;
    private final Port port;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Listener server;
    private boolean closed;

    /**
     * @param keys the machine's own
     * @param target the machine behind it, for the faults in {@code schedule} that are not of the connection
     */
    public SshFront(
            Dialect dialect,
            Accounts accounts,
            MachineKeys keys,
            ExecHandler handler,
            Schedule schedule,
            FaultTarget target) {
        super(handler, schedule, target);
        this.dialect = dialect;
        this.accounts = accounts;
        this.own = keys;
        this.shown = new ShownKeys(keys);
        this.port = Port.any();
    }

    @Override
    public Endpoint endpoint() {
        return new Endpoint(InetAddress.getLoopbackAddress().getHostAddress(), port.number());
    }

    @Override
    public HostKey hostKey() {
        return own.preferred();
    }

    @Override
    public void up() {
        lock.lock();
        try {
            Listener standing = server;
            if (standing != null && standing.refuses()) {
                port.release();
                standing.accept(port.number());
            } else if (standing == null && !closed) {
                state().hang(false);
                port.release();
                Listener fresh = Servers.make(dialect, accounts, shown, state(), port.number());
                fresh.start();
                server = fresh;
            }
        } catch (IOException taken) {
            throw new UncheckedIOException("port %d cannot be listened on".formatted(port.number()), taken);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void refuse() {
        lock.lock();
        try {
            Listener standing = server;
            if (standing != null && !standing.refuses()) {
                standing.refuse();
                port.hold();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void shutDown() {
        end(true);
    }

    @Override
    public void cutPower() {
        end(false);
    }

    private void end(boolean goodbye) {
        SshServer ending = take();
        if (ending == null) {
            return;
        }
        if (goodbye) {
            await(ending.close(false));
        }
        await(ending.close(true));
        lock.lock();
        try {
            if (server == null && !closed) {
                port.hold();
            }
        } finally {
            lock.unlock();
        }
        state().hang(false);
    }

    private static void await(CloseFuture closing) {
        try {
            closing.await(FOR_GOODBYE);
        } catch (IOException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable SshServer take() {
        lock.lock();
        try {
            SshServer taken = server;
            server = null;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void cut() {
        running()
                .ifPresent(s -> s.getActiveSessions()
                        .forEach(session -> session.getIoSession().close(false)));
    }

    @Override
    public void showOwnKey() {
        shown.show(own);
    }

    @Override
    void hang() {
        state().hang(true);
        running()
                .ifPresent(s -> s.getActiveSessions()
                        .forEach(session -> session.getIoSession().suspendRead()));
    }

    @Override
    void showAnotherKey() {
        shown.show(MachineKeys.generate(dialect));
    }

    private Optional<SshServer> running() {
        lock.lock();
        try {
            return Optional.ofNullable(server);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        end(false);
        lock.lock();
        try {
            closed = true;
            port.release();
        } finally {
            lock.unlock();
        }
    }
}
