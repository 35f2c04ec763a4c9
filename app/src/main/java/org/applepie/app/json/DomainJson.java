package org.applepie.app.json;

import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.ANY;
import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.NONE;

import com.fasterxml.jackson.annotation.PropertyAccessor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.applepie.domain.inventory.Fact;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.runbook.Runbook.Family;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.InjectableValues;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Writes and reads records of the domain: their components and nothing derived from them. */
public final class DomainJson {

    private final JsonMapper mapper = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(new NoSecrets()))
            .annotationIntrospector(new SealedTypes())
            .injectableValues(new InjectableValues.Std()
                    .addValue(SealedTypes.absent(String.class, ""), "")
                    .addValue(SealedTypes.absent(Family.class, Family.CURRENT.name()), Family.CURRENT)
                    .addValue(SealedTypes.absent(Fact.class, Reading.NO_PACKAGES), Fact.unknown(Reading.NO_PACKAGES))
                    .addValue(SealedTypes.absent(Fact.class, Reading.NO_KERNELS), Fact.unknown(Reading.NO_KERNELS)))
            .changeDefaultVisibility(visible -> visible.with(NONE)
                    .withVisibility(PropertyAccessor.FIELD, ANY)
                    .withVisibility(PropertyAccessor.CREATOR, ANY))
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    /** @param as the type it will be read back as; an interface's name is lost otherwise */
    public <T> String write(T value, Class<T> as) {
        return mapper.writerFor(as).writeValueAsString(value);
    }

    /** A flat object of names and plain values, in this order; for the details of audit entries. */
    public String object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
        }
        return mapper.writeValueAsString(object);
    }

    /** @throws tools.jackson.core.JacksonException if the text is not what {@link #write} gives for such a value */
    public <T> T read(String json, Class<T> as) {
        return mapper.readValue(json, as);
    }
}
