package org.applepie.app.json;

import org.applepie.domain.remote.Secret;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/** A secret never becomes JSON, whoever forgets to think of it. */
final class NoSecrets extends StdSerializer<Secret> {

    NoSecrets() {
        super(Secret.class);
    }

    @Override
    public void serialize(Secret value, JsonGenerator generator, SerializationContext context) {
        throw new IllegalArgumentException("a secret is not written as JSON");
    }
}
