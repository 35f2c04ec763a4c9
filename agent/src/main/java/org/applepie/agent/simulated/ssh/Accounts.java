package org.applepie.agent.simulated.ssh;

/** Who may log in to a machine. Asked at each log-in, so that it may change while the machine runs. */
public interface Accounts {

    boolean acceptsPassword(String user, String password);

    /** @param key as in authorized_keys, algorithm and base64 with one blank between, without a comment */
    boolean acceptsKey(String user, String key);
}
