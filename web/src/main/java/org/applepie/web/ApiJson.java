package org.applepie.web;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.applepie.domain.bootloader.Bootloader;
import org.applepie.domain.disk.BootRecord;
import org.applepie.domain.disk.PartitionTable;
import org.applepie.domain.initramfs.Initramfs;
import org.applepie.domain.inventory.DriveId;
import org.applepie.domain.inventory.DriveState;
import org.applepie.domain.inventory.Fact;
import org.applepie.domain.inventory.FileFact;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.run.AttemptResult;
import org.applepie.domain.run.RunId;
import org.applepie.domain.runbook.RunbookId;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DatabindContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.JsonTypeIdResolver;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.impl.TypeIdResolverBase;

/**
 * The JSON of the HTTP API: ids are texts, enums are kebab-case words, and a value of a sealed type says which one it is
 * in {@code type}. What a request says beyond what is known is refused, so that a misspelt field is not overlooked.
 */
@Component
public class ApiJson {

    private static final List<Class<?>> IDS = List.of(ServerId.class, DriveId.class, RunbookId.class, RunId.class);

    private static final List<Class<?>> SEALED = List.of(
            Fact.class,
            FileFact.class,
            PartitionTable.class,
            BootRecord.class,
            Bootloader.class,
            Initramfs.class,
            DriveState.class,
            AttemptResult.class);

    private final JsonMapper mapper;

    ApiJson() {
        JsonMapper.Builder builder = JsonMapper.builder()
                .enumNamingStrategy(EnumNamingStrategies.KEBAB_CASE)
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class);
        IDS.forEach(type -> builder.addMixIn(type, AsText.class));
        SEALED.forEach(type -> builder.addMixIn(type, Tagged.class));
        mapper = builder.build();
    }

    /** The one mapper of the API; the engine's stored JSON is another matter. */
    public JsonMapper mapper() {
        return mapper;
    }

    private interface AsText {
        @JsonValue
        @Override
        String toString();
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.CUSTOM, property = "type")
    @JsonTypeIdResolver(KebabName.class)
    private interface Tagged {}

    /** {@code InService} becomes {@code in-service}. */
    static final class KebabName extends TypeIdResolverBase {
        private static final long serialVersionUID = 1;

        @Override
        public String idFromValue(DatabindContext context, Object value) {
            return Words.kebab(value.getClass());
        }

        @Override
        public String idFromValueAndType(DatabindContext context, Object value, Class<?> type) {
            return Words.kebab(type);
        }

        @Override
        public JsonTypeInfo.Id getMechanism() {
            return JsonTypeInfo.Id.CUSTOM;
        }
    }
}
