package org.applepie.app.json;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Arrays;
import java.util.List;
import org.applepie.domain.Later;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.jsontype.NamedType;

/**
 * Writes the simple name of the chosen record as {@code "@type"} wherever a sealed interface of the domain stands, so that
 * the domain needs no annotations.
 */
final class SealedTypes extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;
    private static final String DOMAIN = "org.applepie.domain.";

    @Override
    public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
        return annotated instanceof AnnotatedClass && sealedRoot(annotated.getRawType()) != null
                ? JsonTypeInfo.Value.construct(
                        JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, "@type", null, false, true)
                : super.findPolymorphicTypeInfo(config, annotated);
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(MapperConfig<?> config, Annotated annotated) {
        Class<?> type = annotated.getRawType();
        return isSealedInterface(type)
                ? Arrays.stream(type.getPermittedSubclasses())
                        .map(permitted -> new NamedType(permitted, permitted.getSimpleName()))
                        .toList()
                : super.findSubtypes(config, annotated);
    }

    @Override
    public @Nullable String findTypeName(MapperConfig<?> config, AnnotatedClass annotated) {
        return sealedRoot(annotated.getRawType()) != null
                ? annotated.getRawType().getSimpleName()
                : super.findTypeName(config, annotated);
    }

    /** A part that came later is what it means to be missing, unless it is there. */
    @Override
    public JacksonInject.@Nullable Value findInjectableValue(MapperConfig<?> config, AnnotatedMember member) {
        Later later = member.getAnnotation(Later.class);
        return later == null
                ? super.findInjectableValue(config, member)
                : JacksonInject.Value.construct(absent(member.getRawType(), later.absent()), true, false);
    }

    /** By which name {@link DomainJson} knows what a missing part is. */
    static String absent(Class<?> type, String absent) {
        return "absent " + type.getName() + " " + absent;
    }

    private static @Nullable Class<?> sealedRoot(Class<?> type) {
        if (isSealedInterface(type)) {
            return type;
        }
        return Arrays.stream(type.getInterfaces())
                .filter(SealedTypes::isSealedInterface)
                .findFirst()
                .orElse(null);
    }

    private static boolean isSealedInterface(Class<?> type) {
        return type.isInterface() && type.isSealed() && type.getName().startsWith(DOMAIN);
    }
}
