package org.applepie.app.secret;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.applepie.app.start.StartRefused;
import org.applepie.domain.remote.Secret;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Secrets by id; the id is sealed in with the value, so a value moved to another row does not open. */
public final class SecretStore {

    private final JdbcClient jdbc;
    private final SealingKey key;

    /**
     * @param keyFile made with mode 0600 on first start
     * @throws StartRefused if the key cannot be used for what is stored already
     */
    public SecretStore(JdbcClient jdbc, Path keyFile) {
        this.jdbc = jdbc;
        this.key = new KeyFile(keyFile).open(count("") > 0);
        if (count(key.id()) != count("")) {
            throw new StartRefused(
                    "Stored passwords and keys were sealed with another key than the one in " + keyFile + ".",
                    "Put the right key file back from your backup.");
        }
        ids().forEach(this::refuseUnlessItOpens);
    }

    private void refuseUnlessItOpens(String id) {
        try {
            get(id);
        } catch (IllegalStateException e) {
            throw new StartRefused(
                    "Somebody changed stored secrets: " + e.getMessage() + ".",
                    "Find out who; then put the database back from your backup.");
        }
    }

    /** Keeps the secret, in place of the one that was there. */
    public void put(String id, Secret secret) {
        remove(id);
        jdbc.sql("insert into secret (id, key_id, sealed) values (?, ?, ?)")
                .params(id, key.id(), key.seal(id, secret.reveal()))
                .update();
    }

    /** @throws IllegalStateException if the stored value was changed or belongs to another id */
    public Optional<Secret> get(String id) {
        return jdbc.sql("select sealed from secret where id = ?")
                .param(id)
                .query(byte[].class)
                .optional()
                .map(bytes -> new Secret(key.open(id, bytes)));
    }

    public boolean has(String id) {
        return jdbc.sql("select count(*) from secret where id = ?")
                        .param(id)
                        .query(Long.class)
                        .single()
                > 0;
    }

    public void remove(String id) {
        jdbc.sql("delete from secret where id = ?").param(id).update();
    }

    private List<String> ids() {
        return jdbc.sql("select id from secret")
                .query((row, n) -> row.getString(1))
                .list();
    }

    private long count(String keyId) {
        return jdbc.sql("select count(*) from secret where ? = '' or key_id = ?")
                .params(keyId, keyId)
                .query(Long.class)
                .single();
    }
}
