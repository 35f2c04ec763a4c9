package org.applepie.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication(scanBasePackages = "org.applepie")
class ApplepieApplication {

    public static void main(String[] args) {
        SpringApplication.run(ApplepieApplication.class, args);
    }
}
