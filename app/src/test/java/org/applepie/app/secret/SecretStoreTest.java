package org.applepie.app.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.applepie.app.TestDatabase;
import org.applepie.app.start.StartRefused;
import org.applepie.domain.remote.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretStoreTest {

    @TempDir
    Path directory;

    private TestDatabase database;
    private Path keyFile;

    @BeforeEach
    void open() {
        database = TestDatabase.below(directory);
        keyFile = database.directory().file("secret.key");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private SecretStore store() {
        return new SecretStore(database.jdbc(), keyFile);
    }

    @Test
    void givesBackWhatItKeepsAfterARestart() {
        store().put("a", new Secret("pass\u00fc"));
        store().put("a", new Secret("pass\u00fc 2"));

        assertThat(store().get("a")).contains(new Secret("pass\u00fc 2"));
        assertThat(store().get("b")).isEmpty();
        store().remove("a");
        assertThat(store().has("a")).isFalse();
    }

    @Test
    void makesTheKeyFileForItsOwnerOnly() throws Exception {
        store();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile)))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx------"})
    void refusesAKeyFileThatIsOpenToOthers(String permissions) throws Exception {
        store();
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(this::store).isInstanceOf(StartRefused.class).hasMessageContaining("open to others");
    }

    @Test
    void refusesToStartWithoutTheKeyThatIsNeeded() throws Exception {
        store().put("a", new Secret("x"));
        Files.delete(keyFile);

        assertThatThrownBy(this::store).isInstanceOf(StartRefused.class).hasMessageContaining("missing");
        assertThat(keyFile).doesNotExist();
    }

    @Test
    void refusesAnotherKey() throws Exception {
        store().put("a", new Secret("x"));
        Files.delete(keyFile);
        new KeyFile(keyFile).open(false);

        assertThatThrownBy(this::store).isInstanceOf(StartRefused.class).hasMessageContaining("another key");
    }

    @Test
    void refusesAFileThatHoldsNoKey() throws Exception {
        store();
        Files.writeString(keyFile, "password");

        assertThatThrownBy(this::store).isInstanceOf(StartRefused.class).hasMessageContaining("does not hold a key");
    }

    @Test
    void doesNotOpenAValueThatWasMovedToAnotherRow() {
        SecretStore store = store();
        store.put("test/password", new Secret("weak"));
        store.put("production/password", new Secret("strong"));
        database.jdbc()
                .sql("update secret set sealed = (select sealed from secret where id = 'test/password')")
                .update();

        assertThat(store.get("test/password")).contains(new Secret("weak"));
        assertThatThrownBy(() -> store.get("production/password")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(this::store).isInstanceOf(StartRefused.class).hasMessageContaining("production/password");
    }

    @Test
    void doesNotOpenAValueThatWasChangedOrCut() {
        SealingKey key = new SealingKey(SealingKey.random());
        byte[] sealed = key.seal("a", "text");
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> key.open("a", changed)).isInstanceOf(IllegalStateException.class);
        }
        assertThatThrownBy(() -> key.open("a", new byte[0])).isInstanceOf(IllegalStateException.class);
        assertThat(key.seal("a", "text")).isNotEqualTo(sealed);
    }
}
