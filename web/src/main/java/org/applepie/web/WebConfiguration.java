package org.applepie.web;

import java.util.List;
import java.util.UUID;
import org.applepie.domain.inventory.DriveId;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.run.RunId;
import org.applepie.domain.runbook.RunbookId;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.Ordered;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What Spring MVC needs to know of us. The properties are defaults that an installation may override. */
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:org/applepie/web/web.properties")
class WebConfiguration implements WebMvcConfigurer {

    private final ApiJson json;

    WebConfiguration(ApiJson json) {
        this.json = json;
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
        JacksonJsonHttpMessageConverter converter = new JacksonJsonHttpMessageConverter(json.mapper());
        converter.setSupportedMediaTypes(List.of(MediaType.APPLICATION_JSON, MediaType.APPLICATION_PROBLEM_JSON));
        builder.withJsonConverter(converter);
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, ServerId.class, text -> new ServerId(UUID.fromString(text)));
        registry.addConverter(String.class, DriveId.class, text -> new DriveId(UUID.fromString(text)));
        registry.addConverter(String.class, RunbookId.class, text -> new RunbookId(UUID.fromString(text)));
        registry.addConverter(String.class, RunId.class, text -> new RunId(UUID.fromString(text)));
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit(Problems problems) {
        FilterRegistrationBean<BodyLimit> registration = new FilterRegistrationBean<>(new BodyLimit(problems));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
