package org.applepie.web.inventory;

import org.applepie.domain.inventory.FileFact;
import org.springframework.stereotype.Component;

/** A file of a reading as text. Templates know it as {@code @fileText}. */
@Component
class FileText {

    public String of(FileFact file) {
        return switch (file) {
            case FileFact.Present(String text) -> text.isEmpty() ? "(empty)" : text;
            case FileFact.Absent f -> "(absent)";
            case FileFact.Unreadable(String reason) -> "(unreadable: " + reason + ")";
        };
    }
}
