package org.applepie.agent.simulated.ssh;

import java.util.Map;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.server.ServerFactoryManager;
import org.apache.sshd.server.session.ServerSessionImpl;

/** One connection to a machine. */
final class Session extends ServerSessionImpl {

    private final Dialect dialect;
    private final FrontState state;

    Session(ServerFactoryManager server, IoSession connection, Dialect dialect, FrontState state) throws Exception {
        super(server, connection);
        this.dialect = dialect;
        this.state = state;
    }

    /** Greets, unless the machine hangs: then not a byte leaves it. */
    @Override
    public void start() throws Exception {
        if (state.hangs()) {
            getIoSession().suspendRead();
        } else {
            super.start();
        }
    }

    /** Old servers know nothing of the strict key exchange, and do not offer it. */
    @Override
    protected Map<KexProposalOption, String> doStrictKexProposal(Map<KexProposalOption, String> proposal) {
        return switch (dialect) {
            case MODERN -> super.doStrictKexProposal(proposal);
            case SARGE -> proposal;
        };
    }
}
